import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '../logging.ts';
import { startLoop } from './loop.ts';

const logger = createLogger('silent');

describe('a loop', () => {
  it('goes on at once while there is more, then rests', async () => {
    let rounds = 0;
    const loop = startLoop({ name: 'test', intervalMs: 60_000, logger, run: () => Promise.resolve(++rounds < 3) });
    await sleep(20);
    expect(rounds).toBe(3);
    await loop.stop();
  });

  it('is woken by a knock, also by one that comes while it works', async () => {
    let rounds = 0;
    const loop = startLoop({
      name: 'test',
      intervalMs: 60_000,
      logger,
      run: async () => {
        rounds += 1;
        await sleep(10);
        return false;
      },
    });
    loop.wake();
    await sleep(50);
    expect(rounds).toBe(2);
    loop.wake();
    await sleep(30);
    expect(rounds).toBe(3);
    await loop.stop();
  });

  it('survives a round that fails, and stops only when the running one is over', async () => {
    let rounds = 0;
    let over = false;
    let begun = (): void => undefined;
    const second = new Promise<void>((resolve) => (begun = resolve));
    const loop = startLoop({
      name: 'test',
      intervalMs: 5,
      logger,
      run: async () => {
        rounds += 1;
        if (rounds === 1) throw new Error('the database is away');
        begun();
        await sleep(30);
        over = true;
        return false;
      },
    });
    await second;
    await loop.stop();
    expect([rounds, over]).toEqual([2, true]);
  });
});
