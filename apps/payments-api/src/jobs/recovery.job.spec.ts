import { setTimeout as sleep } from 'node:timers/promises';
import { PaymentError } from '@payments/domain';
import { simulatedProvider, testWorld, type TestWorld } from '@payments/domain/testing';
import { createLogger } from '../logging.ts';
import { startRecovery } from './recovery.job.ts';

const settings = { workerIntervalMs: 5 };
const logger = createLogger('silent');
/** Longer than the pause of a step that nobody finished. */
const DUE_MS = 16_000;

/** Waits for what a round will do soon; the test's own time is the bound. */
async function until(done: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await done())) await sleep(2);
}

/** A payment at a provider that was not answered. */
async function lost(world: TestWorld, provider: string) {
  world.providers.find(({ name }) => name === provider)?.faults.next('submit', 'timeout_before');
  return world.create({ method: 'ok', provider });
}

describe('the recovery job', () => {
  it('promise 9: a provider that hangs holds up no other one’s payments, and is waited for at the end', async () => {
    const world = testWorld({
      providers: ['hangs', 'well'].map((name) => (now: () => Date) => simulatedProvider({ now, name })),
    });
    const [hangs] = world.providers;
    if (!hangs) throw new Error('there are two');
    let asked = false;
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const stuck = await lost(world, 'hangs');
    hangs.hooks.before = (call) => {
      if (call !== 'provider.submit' || asked) return;
      asked = true;
      return answered;
    };
    world.advanceClock(DUE_MS);
    const recovery = startRecovery({ deps: world.deps, logger, settings });
    await until(() => asked);
    const other = await lost(world, 'well');
    world.advanceClock(DUE_MS);
    await until(async () => (await world.payment(other.id)).status === 'succeeded');
    // Its own row was taken again when its lease ended, under the same key: settled, though the first call still hangs.
    await until(async () => (await world.payment(stuck.id)).status === 'succeeded');
    let stopped = false;
    const stop = recovery.stop().then(() => (stopped = true));
    await sleep(10);
    expect(stopped).toBe(false);
    answer();
    await stop;
    expect(hangs.ledger.charges(stuck.id)).toHaveLength(1);
  });

  it('survives a round that fails, and goes on with what was due', async () => {
    const world = testWorld();
    const { id } = await lost(world, 'simulated');
    let failures = 0;
    world.storage.hooks.before = (call) => {
      if (call !== 'claimStalled' || failures >= 2) return;
      failures += 1;
      throw new PaymentError('database_unavailable', 'It is away.');
    };
    world.advanceClock(DUE_MS);
    const recovery = startRecovery({ deps: world.deps, logger, settings });
    recovery.wake();
    await until(async () => (await world.payment(id)).status === 'succeeded');
    expect(failures).toBe(2);
    await recovery.stop();
  });
});
