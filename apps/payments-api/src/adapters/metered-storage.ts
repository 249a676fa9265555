import type { ChangeOutcome, Decide, PaymentStorage, Snapshot } from '@payments/domain';
import type { Metrics } from '../metrics.ts';

/** The same storage, with the payments counted that come to a status, whoever brought them there: a request, a webhook or the worker. */
export function meteredStorage(storage: PaymentStorage, metrics: Pick<Metrics, 'payments'>): PaymentStorage {
  const count = (before: string | null, { payment }: Snapshot): void => {
    if (before === payment.status) return;
    metrics.payments.inc({ status: payment.status, provider: payment.attempts.at(-1)?.provider ?? 'none' });
  };
  const counted: Pick<PaymentStorage, 'insertOnce' | 'change'> = {
    insertOnce: async (creation) => {
      const outcome = await storage.insertOnce(creation);
      if (outcome.kind === 'inserted') count(null, outcome.snapshot);
      return outcome;
    },
    change: async (id, decide, options) => {
      const seen: { status: string | null } = { status: null };
      const watched: Decide = (payment, context) => {
        seen.status = payment.status;
        return decide(payment, context);
      };
      const outcome: ChangeOutcome = await storage.change(id, watched, options);
      if (outcome.kind === 'done' && outcome.changed) count(seen.status, outcome.snapshot);
      return outcome;
    },
  };
  // The rest goes on with the storage's own `this`, private fields included.
  return new Proxy(storage, {
    get(target, name) {
      if (name === 'insertOnce' || name === 'change') return counted[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
