import { refundId } from './ids.ts';
import type { Payment } from './payment.ts';
import type { ProviderObject, ProviderRefund } from './provider-facts.ts';
import { countsForPayment, REFUND_TRANSITIONS, type Refund } from './refund.ts';
import { isOverdue } from './schedule.ts';

/**
 * Takes in the refunds that the provider shows on one of the payment's objects: ours by id, others as made in its dashboard.
 * While one of ours has no answer yet, one that looks foreign may be it, and is left until that is known. Returns those that are new or changed.
 */
export function refundNews(
  payment: Payment,
  refunds: readonly Refund[],
  object: ProviderObject,
  shown: readonly ProviderRefund[],
  now: Date,
  newId: () => string,
): readonly Refund[] {
  const changed: Refund[] = [];
  const foreign: ProviderRefund[] = [];
  for (const fact of shown) {
    const ours = refunds.find((refund) => isOf(refund, fact));
    if (!ours) foreign.push(fact);
    const next = ours && applyRefundFact(ours, fact, now);
    if (next) changed.push(next);
  }
  // After ours: what this very answer tells of one of ours makes it known.
  const unresolved = mergeRefunds(refunds, changed).filter(
    (r) => r.status === 'pending' && r.providerRefundId === null,
  );
  const certain = foreign.filter((fact) => !unresolved.some((r) => r.providerPaymentId === fact.providerPaymentId));
  return [...changed, ...certain.map((fact) => foreignRefund(payment, object, fact, now, newId))];
}

/** What the provider shows and nobody here has taken in: one of ours may still be it. */
export function isLeft(refunds: readonly Refund[], shown: readonly ProviderRefund[]): boolean {
  return shown.some((fact) => !refunds.some((refund) => isOf(refund, fact)));
}

function isOf(refund: Refund, fact: ProviderRefund): boolean {
  return (
    refund.id === fact.refundId ||
    (refund.providerRefundId !== null && refund.providerRefundId === fact.providerRefundId)
  );
}

/** The provider shows one of ours with another amount or currency: not applied, and for a person. */
export function isMismatch({ money }: Refund, { amount, currency }: ProviderRefund): boolean {
  return money.minor !== amount || money.currency !== currency;
}

export function hasMismatch(refunds: readonly Refund[], shown: readonly ProviderRefund[]): boolean {
  return shown.some((fact) => refunds.some((refund) => isOf(refund, fact) && isMismatch(refund, fact)));
}

/** The refund as the provider tells it; `null` where that is no news, does not fit, or where the table does not allow the step. */
export function applyRefundFact(refund: Refund, fact: ProviderRefund, now: Date): Refund | null {
  if (isMismatch(refund, fact)) return null;
  const moves = REFUND_TRANSITIONS[refund.status].includes(fact.status);
  if (!moves && refund.providerRefundId === fact.providerRefundId) return null;
  const status = moves ? fact.status : refund.status;
  return {
    ...refund,
    providerRefundId: fact.providerRefundId,
    status,
    failure: status === 'failed' ? fact.failure : null,
    advanceAt: status === 'pending' ? refund.advanceAt : null,
    idleLooks: 0,
    updatedAt: now,
  };
}

function foreignRefund(
  payment: Payment,
  object: ProviderObject,
  fact: ProviderRefund,
  now: Date,
  newId: () => string,
): Refund {
  const paid = payment.attempts.find((a) => a.number === payment.paidAttempt);
  return {
    id: refundId(newId()),
    paymentId: payment.id,
    money: { minor: fact.amount, currency: fact.currency },
    status: fact.status,
    origin: paid?.providerPaymentId === object.providerPaymentId ? 'dashboard' : 'duplicate',
    reason: null,
    failure: fact.failure,
    provider: object.provider,
    providerPaymentId: object.providerPaymentId,
    providerRefundId: fact.providerRefundId,
    attempt: 1,
    submit: null,
    advanceAt: fact.status === 'pending' ? now : null,
    idleLooks: 0,
    createdAt: now,
    updatedAt: now,
  };
}

/** The payment with the sums and the status that its refunds make. The order is free again only once everything went back. */
export function withRefunds(payment: Payment, refunds: readonly Refund[]): Payment {
  const counted = refunds.filter(countsForPayment);
  const amountRefunded = sum(counted.filter((r) => r.status === 'succeeded'));
  const amountReserved = sum(counted.filter((r) => r.status === 'pending'));
  if (payment.paidAttempt === null) return payment;
  const status =
    amountRefunded === 0n ? 'succeeded' : amountRefunded < payment.amountCaptured ? 'partially_refunded' : 'refunded';
  const holdsOrder =
    status === 'refunded' ? false : payment.status === 'refunded' ? payment.orderId !== null : payment.holdsOrder;
  // Nobody has to help any more with refunds whose outcome is known.
  const solved = payment.needsAttention?.code === 'unresolved' && !refunds.some(isOverdue);
  const needsAttention = solved ? null : payment.needsAttention;
  return { ...payment, amountRefunded, amountReserved, status, holdsOrder, needsAttention };
}

/** The list with the changed ones in place, and the new ones behind. */
export function mergeRefunds(refunds: readonly Refund[], changed: readonly Refund[]): Refund[] {
  const kept = refunds.map((r) => changed.find((c) => c.id === r.id) ?? r);
  return [...kept, ...changed.filter((c) => !refunds.some((r) => r.id === c.id))];
}

function sum(refunds: readonly Refund[]): bigint {
  return refunds.reduce((total, refund) => total + refund.money.minor, 0n);
}
