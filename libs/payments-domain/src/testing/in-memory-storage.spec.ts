import { inMemoryStorage, storageContract, testClock, uuidV7 } from './index.ts';

storageContract('the storage in memory', () => {
  const clock = testClock();
  const storage = inMemoryStorage({ now: clock.now, newId: () => uuidV7(clock.now()) });
  return Promise.resolve({
    storage,
    now: clock.now,
    advanceClock: clock.advance,
    readEntries: (id) => Promise.resolve(storage.entries.filter((entry) => entry.paymentId === id)),
    readEvents: (id) => Promise.resolve(storage.events.filter((event) => event.stream === id)),
    close: () => Promise.resolve(),
  });
});
