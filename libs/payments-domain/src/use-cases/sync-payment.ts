import type { Cause } from '../audit.ts';
import type { PaymentId } from '../ids.ts';
import { PaymentError } from '../payment-error.ts';
import type { Deps, Snapshot } from '../ports.ts';
import { advancePayment } from './advance-payment.ts';

/** Reads the payment's object at the provider now, whatever the status says. Throws `PaymentError` `not_found`, `provider_unavailable` (it did not answer). */
export async function syncPayment(deps: Deps, id: PaymentId, cause: Cause): Promise<Snapshot> {
  let answered = true;
  const snapshot = await advancePayment(deps, id, cause, {
    read: true,
    onRead: ({ verdict }) => {
      answered = verdict === 'known' || verdict === 'absent';
    },
  });
  if (answered || snapshot.payment.attempts.every((attempt) => attempt.outcome === 'not_done')) return snapshot;
  throw new PaymentError(
    'provider_unavailable',
    'The provider did not answer. The payment is looked up again by itself.',
  );
}
