import { isEnding, nextStep } from './next-step.ts';
import { currentAttempt, type Payment } from './payment.ts';
import type { Policy } from './ports.ts';
import type { Refund } from './refund.ts';

/** Looks in a row without news after which a person is asked; the looking goes on. About ten minutes by then. */
export const LOOKS_BEFORE_ATTENTION = 16;
/**
 * The longest pause between two looks while something may still be sent: a few of the first ones, so that soon after a provider is well
 * again, however long it was not, the outcome is known. Within 5 s where the first one is 1 s, and the worker comes each second.
 */
const SENDING_PAUSES = 3;
/** The longest pause where it can only be looked for, because the time to send is over. */
const UNKNOWN_PAUSE_MAX_MS = 5 * 60_000;
/** The longest pause between two looks at a payment that waits for its payer or its capture. */
const WAITING_PAUSE_MAX_MS = 60 * 60_000;
/** Pauses end to end would wake everything at once after an outage: each is shortened by up to this part. */
const JITTER = 0.25;

/** When the payment ends unpaid, whoever still has a page open. A retry has all the time again. */
export function expiresAt(payment: Payment, policy: Pick<Policy, 'expireAfterMs'>): Date {
  return new Date(currentAttempt(payment).createdAt.getTime() + policy.expireAfterMs);
}

/** True where the time to pay has run out, and what is left should be ended. An authorized payment waits for its capture. */
export function isExpired(payment: Payment, policy: Pick<Policy, 'expireAfterMs'>, now: Date): boolean {
  const unpaid =
    payment.status === 'pending' ||
    payment.status === 'processing' ||
    (payment.status === 'failed' && hasOpenObject(payment));
  return unpaid && !isEnding(payment) && now.getTime() >= expiresAt(payment, policy).getTime();
}

export function hasOpenObject(payment: Payment): boolean {
  return payment.attempts.some((attempt) => attempt.open);
}

/**
 * True for a payment that must be dealt with before another one of its order is sent: a failed one that could still be paid at its
 * provider, or one that was paid late while another held the order.
 */
export function standsInTheWay(payment: Payment): boolean {
  if (payment.orderId === null || payment.holdsOrder) return false;
  const paid = payment.status === 'succeeded' || payment.status === 'partially_refunded';
  return paid || (payment.status === 'failed' && hasOpenObject(payment));
}

/** Late money whose order another payment had by then, and of which nothing went back yet. */
export function isLate({ orderId, holdsOrder, needsAttention, amountRefunded, amountReserved }: Payment): boolean {
  const untouched = amountRefunded + amountReserved === 0n;
  return needsAttention?.code === 'late_success' && orderId !== null && !holdsOrder && untouched;
}

/** A refund that was looked at for so long without news that a person is asked. */
export function isOverdue({ status, idleLooks }: Refund): boolean {
  return status === 'pending' && idleLooks >= LOOKS_BEFORE_ATTENTION;
}

/** The longest pause between two looks at what was first sent at `sentAt` and is not known. */
export function longestPause(policy: Policy, sentAt: Date | null, now: Date): number {
  const young = sentAt !== null && now.getTime() < sentAt.getTime() + policy.submitWindowMs;
  return young ? SENDING_PAUSES * policy.recoveryAfterMs : UNKNOWN_PAUSE_MAX_MS;
}

/**
 * The payment with the time of its next look. Never `null` where there is a next step or an object that could still change:
 * what nobody looks at is lost.
 */
export function scheduled(payment: Payment, policy: Policy, now: Date, random: number, news: boolean): Payment {
  const idleLooks = news ? 0 : payment.idleLooks + 1;
  return { ...payment, idleLooks, advanceAt: dueAt({ ...payment, idleLooks }, policy, now, random) };
}

function dueAt(payment: Payment, policy: Policy, now: Date, random: number): Date | null {
  const { step, attempt } = nextStep(payment, policy, now);
  if (step !== 'rest') {
    // The look that first heard nothing counts as none: after it the pause is the one that a dead process' step has.
    const looks = Math.max(0, payment.idleLooks - 1);
    const sentAt = step === 'fetch' ? ((attempt.confirm ?? attempt.submit)?.firstSentAt ?? null) : now;
    const max = longestPause(policy, sentAt, now);
    return pause(now, backoff(policy.recoveryAfterMs, looks, max), random);
  }
  if (policy.lateSuccess === 'refund' && isLate(payment)) {
    return pause(now, backoff(policy.recoveryAfterMs, payment.idleLooks, UNKNOWN_PAUSE_MAX_MS), random);
  }
  const waits = payment.status === 'processing' || payment.status === 'authorized' || hasOpenObject(payment);
  if (!waits) return null;
  const look = pause(now, backoff(policy.reconcileAfterMs, payment.idleLooks, WAITING_PAUSE_MAX_MS), random);
  if (payment.status === 'authorized' || isEnding(payment)) return look;
  const end = expiresAt(payment, policy);
  return end < look && end > now ? end : look;
}

/** `first`, doubled with each look in a row that brought nothing new, up to `max`. */
export function backoff(firstMs: number, looks: number, maxMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(looks, 30), Math.max(firstMs, maxMs));
}

export function pause(now: Date, ms: number, random: number): Date {
  return new Date(now.getTime() + Math.round(ms * (1 - JITTER * random)));
}
