import { samplePayment, testWorld, WORKER } from '@payments/domain/testing';
import type { Creation, PaymentStorage } from '@payments/domain';
import { rememberingKeys } from './remembering-keys.ts';

/** A world's storage that counts how often it was asked to write. */
function counted(storage: PaymentStorage) {
  const writes = { count: 0 };
  const insertOnce: PaymentStorage['insertOnce'] = (creation) => {
    writes.count += 1;
    return storage.insertOnce(creation);
  };
  return { writes, storage: { insertOnce, findKey: (ref) => storage.findKey(ref) } satisfies Partial<PaymentStorage> };
}

describe('I4 a repeat of a key that this process has met', () => {
  const world = testWorld();
  const creation = (claim: Creation['claim']): Creation => ({
    payment: samplePayment(world.deps.now()),
    claim,
    cause: WORKER,
  });

  it('is answered by a read, with the first payment', async () => {
    const { writes, storage } = counted(world.storage);
    const insertOnce = rememberingKeys(storage);
    const claim = world.claim();
    const first = await insertOnce(creation(claim));
    const again = await insertOnce(creation(claim));
    expect(first.kind).toBe('inserted');
    expect(again).toMatchObject({
      kind: 'key',
      found: { subject: first.kind === 'inserted' ? first.snapshot.payment.id : '' },
    });
    expect(writes.count).toBe(1);
  });

  it('is the storage’s to judge where it was forgotten, or met by another process', async () => {
    const { writes, storage } = counted(world.storage);
    const claims = [world.claim(), world.claim(), world.claim()];
    const insertOnce = rememberingKeys(storage, 1);
    for (const claim of claims) await insertOnce(creation(claim));
    const kinds = [];
    for (const claim of claims) kinds.push((await insertOnce(creation(claim))).kind);
    expect(kinds).toEqual(['key', 'key', 'key']);
    expect(writes.count).toBeGreaterThan(claims.length);
    expect((await rememberingKeys(storage)(creation(claims[0] ?? null))).kind).toBe('key');
  });

  it('is written again where the storage finds it no longer: its time is over', async () => {
    const { writes, storage } = counted(world.storage);
    const insertOnce = rememberingKeys({ ...storage, findKey: () => Promise.resolve(null) });
    const claim = world.claim();
    await insertOnce(creation(claim));
    await insertOnce(creation(claim));
    expect(writes.count).toBe(2);
  });
});
