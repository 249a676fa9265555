import { recoverPayments, RECOVERY_BATCH } from '@payments/domain';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Host } from '../host.ts';
import { errorFacts } from '../http/refusal.ts';
import { startLoop, type Loop } from './loop.ts';

/** Rounds that one process has under way at once: as many as hang for the time of one call, where each begins a second after the last. */
const ROUNDS_MAX = 8;

/** What of the host it needs. */
export interface RecoveryHost extends Pick<Host, 'deps' | 'logger'> {
  readonly settings: Pick<Host['settings'], 'workerIntervalMs'>;
}

/**
 * Finishes what is due: payments, refunds, methods and webhooks, through the same corridor as requests. A round that waits for a slow
 * provider holds up nobody else's work: the next one begins beside it.
 */
export function startRecovery({ deps, logger, settings: { workerIntervalMs } }: RecoveryHost): Loop {
  const running = new Set<Promise<boolean>>();
  const round = async (): Promise<boolean> => {
    try {
      const { done, failed } = await recoverPayments(deps, { worker: 'recovery' });
      for (const { work, error } of failed)
        logger.error({ job: 'recovery', work, ...errorFacts(error) }, 'not recovered yet');
      return done + failed.length >= RECOVERY_BATCH;
    } catch (error) {
      // A round's edge: nobody may be waiting for it any more. What was due is still due.
      logger.error({ job: 'recovery', ...errorFacts(error) }, 'a round failed');
      return false;
    }
  };
  const loop = startLoop({
    name: 'recovery',
    intervalMs: workerIntervalMs,
    logger,
    run: async () => {
      if (running.size >= ROUNDS_MAX) await Promise.race(running);
      const own = round().finally(() => running.delete(own));
      running.add(own);
      return Promise.race([own, sleep(workerIntervalMs, true, { ref: false })]);
    },
  });
  return {
    wake: () => loop.wake(),
    stop: async () => {
      await loop.stop();
      await Promise.all(running);
    },
  };
}
