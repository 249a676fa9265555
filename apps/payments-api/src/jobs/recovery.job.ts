import { recoverPayments, RECOVERY_BATCH } from '@payments/domain';
import type { Host } from '../host.ts';
import { errorFacts } from '../http/refusal.ts';
import { startLoop, type Loop } from './loop.ts';

/** Finishes what is due: payments, refunds, methods and webhooks, through the same corridor as requests. */
export function startRecovery(host: Host): Loop {
  return startLoop({
    name: 'recovery',
    intervalMs: host.settings.workerIntervalMs,
    logger: host.logger,
    run: async () => {
      const { done, failed } = await recoverPayments(host.deps, { worker: 'recovery' });
      for (const { work, error } of failed)
        host.logger.error({ job: 'recovery', work, ...errorFacts(error) }, 'not recovered yet');
      return done + failed.length >= RECOVERY_BATCH;
    },
  });
}
