import type { Host } from '../host.ts';
import { startLoop, type Loop } from './loop.ts';
import { runReconciliation } from './reconcile.ts';

/** Often enough that a difference is found the same hour, rare enough that the provider's rate is left to payers. */
const EVERY_MS = 30 * 60_000;
/** Each window is looked at twice, and its young end is left to the corridor. */
const WINDOW_MS = 2 * EVERY_MS;
const SETTLING_MS = 5 * 60_000;

/**
 * Reconciles the last hour again and again. Several workers may do it at once: it only reads, and repairs by the corridor. Refunds are
 * compared where the list tells them; to read each payment for them is left to the command.
 */
export function startReconciliation(host: Host): Loop {
  const startedAt = host.deps.now().getTime();
  return startLoop({
    name: 'reconciliation',
    intervalMs: EVERY_MS,
    logger: host.logger,
    run: async () => {
      const to = host.deps.now().getTime() - SETTLING_MS;
      if (to < startedAt) return false;
      for (const provider of host.enabledProviders) {
        const window = { from: new Date(to - WINDOW_MS), to: new Date(to) };
        const report = await runReconciliation(host, provider, { ...window, readsRefunds: false });
        if (report.differences.length > 0)
          host.logger.warn({ provider, differences: report.differences }, 'the provider tells something else');
      }
      return false;
    },
  });
}
