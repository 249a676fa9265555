import type { PaymentId } from '../ids.ts';
import { PaymentError } from '../payment-error.ts';
import type { ChangeOptions, Decide, Deps, Snapshot } from '../ports.ts';

/** The payment with its refunds. Throws `PaymentError` `not_found`. */
export async function loadPayment(deps: Deps, id: PaymentId): Promise<Snapshot> {
  const snapshot = await deps.storage.load(id);
  if (snapshot === null) throw notFound();
  return snapshot;
}

/** The same words for what does not exist and for what belongs to somebody else. */
export function notFound(): PaymentError {
  return new PaymentError('not_found', 'There is no such object.');
}

/** A change that claims no key: always done. */
export async function changePayment(
  deps: Deps,
  id: PaymentId,
  decide: Decide,
  options: Omit<ChangeOptions, 'claim' | 'claimSubject'>,
): Promise<Snapshot> {
  const outcome = await deps.storage.change(id, decide, options);
  if (outcome.kind === 'key') throw new Error('a change without a claim found a key');
  return outcome.snapshot;
}
