import type { FoundKey, KeptAnswer, KeyClaim, KeyRef } from '../idempotency.ts';
import { methodId, paymentId, refundId } from '../ids.ts';
import type { MemoryState } from './memory-state.ts';

/** The live key of that name; one that may be judged afresh is as good as none. */
export function findLiveKey(state: MemoryState, ref: KeyRef, now: Date): FoundKey | null {
  const found = state.keys.get(nameOf(ref));
  return found && !isSpent(state, found, now) ? found : null;
}

/** Writes a key that is known to be free. */
export function writeKey(
  state: MemoryState,
  claim: KeyClaim,
  about: { readonly subject: string; readonly paymentId: string | null },
  answer: KeptAnswer | null,
): void {
  const { scope, operation, key, requestHash, derived, leaseUntil, expiresAt } = claim;
  const row: FoundKey = { scope, operation, key, requestHash, derived, leaseUntil, expiresAt, ...about, answer };
  state.keys.set(nameOf(claim), row);
}

/** Keeps an answer where none is kept yet. */
export function keepAnswer(state: MemoryState, ref: KeyRef, answer: KeptAnswer): void {
  const found = state.keys.get(nameOf(ref));
  if (found && found.answer === null) state.keys.set(nameOf(ref), { ...found, answer });
}

/** Ends the lease of a key whose request is over without a known outcome. */
export function endLease(state: MemoryState, ref: KeyRef, now: Date): void {
  const found = state.keys.get(nameOf(ref));
  if (found && found.answer === null) state.keys.set(nameOf(ref), { ...found, leaseUntil: now });
}

/** True where the lease was over and nobody was faster. */
export function takeLease(state: MemoryState, ref: KeyRef, leaseUntil: Date, now: Date): boolean {
  const found = state.keys.get(nameOf(ref));
  if (!found || found.answer !== null || found.leaseUntil > now) return false;
  state.keys.set(nameOf(ref), { ...found, leaseUntil });
  return true;
}

/**
 * A key is spent when its time is over and its work is resolved; one that was made from an order, as soon as its payment
 * no longer holds the order.
 */
function isSpent(state: MemoryState, key: FoundKey, now: Date): boolean {
  if (key.derived && key.paymentId !== null && !state.payments.get(paymentId(key.paymentId))?.holdsOrder) return true;
  return now >= key.expiresAt && isResolved(state, key);
}

function isResolved(state: MemoryState, key: FoundKey): boolean {
  if (key.answer !== null) return true;
  const refund = state.refunds.get(refundId(key.subject));
  if (refund) return refund.status !== 'pending';
  const method = state.methods.get(methodId(key.subject));
  if (method) return method.status === 'active' || method.status === 'removed';
  const payment = key.paymentId === null ? undefined : state.payments.get(paymentId(key.paymentId));
  if (!payment) return true;
  return payment.status !== 'pending' && payment.status !== 'processing' && payment.operation === null;
}

function nameOf({ scope, operation, key }: KeyRef): string {
  return JSON.stringify([scope, operation, key]);
}
