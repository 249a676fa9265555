import type { FoundKey, KeptAnswer, KeyClaim } from '../idempotency.ts';
import { paymentId } from '../ids.ts';
import { PaymentError } from '../payment-error.ts';
import type { Deps } from '../ports.ts';

/** How a command ended: as it stands, or as it was answered the first time, byte for byte. */
export type Outcome<T> =
  | { readonly kind: 'fresh'; readonly value: T }
  | { readonly kind: 'resumed'; readonly value: T }
  | { readonly kind: 'replayed'; readonly answer: KeptAnswer };

/**
 * What to do where the key is there already: the kept answer, or on with the same work, never a second time.
 * Throws `PaymentError` `idempotency_key_reused` (another request), `idempotency_key_in_use` (the first is running),
 * `duplicate_payment` (another request for an order whose key we made ourselves).
 */
export async function resumeKey<T>(
  deps: Deps,
  claim: KeyClaim | null | undefined,
  found: FoundKey,
  goOn: (found: FoundKey) => Promise<T>,
): Promise<Outcome<T>> {
  if (!claim) throw new Error('a command without a key found one');
  if (found.requestHash !== claim.requestHash) throw anotherRequest(found);
  if (found.answer !== null && found.answer !== 'unreadable') return { kind: 'replayed', answer: found.answer };
  if (found.answer === null) {
    const now = deps.now();
    const running = found.leaseUntil > now;
    if (running || !(await deps.storage.leaseKey(claim, claim.leaseUntil))) throw stillRunning(found.leaseUntil, now);
  }
  const value = await goOn(found);
  return { kind: 'resumed', value };
}

function anotherRequest(found: FoundKey): PaymentError {
  if (!found.derived)
    return new PaymentError(
      'idempotency_key_reused',
      'This Idempotency-Key was used with another request. Use a new key.',
    );
  return new PaymentError(
    'duplicate_payment',
    'This order has a payment already.',
    found.paymentId === null ? {} : { paymentId: paymentId(found.paymentId) },
  );
}

function stillRunning(leaseUntil: Date, now: Date): PaymentError {
  const seconds = Math.max(1, Math.ceil((leaseUntil.getTime() - now.getTime()) / 1000));
  return new PaymentError('idempotency_key_in_use', 'The first request with this key is still running.', {
    retryAfterSeconds: seconds,
  });
}
