import type { Cause } from '../audit.ts';
import { mergeRefunds, withRefunds } from '../apply-refunds.ts';
import { refundId } from '../ids.ts';
import { paidObject, refundable, type PaidObject, type Payment } from '../payment.ts';
import { PAID_STATUSES } from '../payment-status.ts';
import type { Deps, Snapshot } from '../ports.ts';
import type { Refund } from '../refund.ts';
import { isLate, scheduled } from '../schedule.ts';
import { changePayment } from './load.ts';
import { withRefundSending } from './open-attempt.ts';

/** With `lateSuccess: 'refund'`: money that came for a payment whose order another one has paid meanwhile goes back by itself. */
export async function refundLateSuccess(deps: Deps, snapshot: Snapshot, cause: Cause): Promise<Snapshot> {
  if (deps.policy.lateSuccess !== 'refund' || !isLate(snapshot.payment)) return snapshot;
  const holderId = await deps.storage.orderHolder(snapshot.payment);
  if (holderId === null) return takeOrder(deps, snapshot.payment, cause);
  const holder = await deps.storage.load(holderId);
  if (holder === null || !PAID_STATUSES.includes(holder.payment.status)) return snapshot;
  return changePayment(
    deps,
    snapshot.payment.id,
    (payment, { refunds, now }) => {
      const object = paidObject(payment);
      if (object === null || !isLate(payment)) return null;
      const refund = withRefundSending(deps, lateRefund(deps, payment, object, now), payment);
      return { payment: withRefunds(payment, mergeRefunds(refunds, [refund])), refunds: [refund] };
    },
    { cause },
  );
}

/** The other one ended unpaid: the order is this one's, and its money stays. */
function takeOrder(deps: Deps, { id }: Payment, cause: Cause): Promise<Snapshot> {
  return changePayment(
    deps,
    id,
    (payment, { orderTaken, now }) => {
      if (orderTaken || !isLate(payment)) return null;
      return { payment: scheduled({ ...payment, holdsOrder: true }, deps.policy, now, deps.random(), true) };
    },
    { cause },
  );
}

function lateRefund(deps: Deps, payment: Payment, object: PaidObject, now: Date): Refund {
  return {
    id: refundId(deps.newId()),
    paymentId: payment.id,
    money: { minor: refundable(payment), currency: payment.money.currency },
    status: 'pending',
    origin: 'late_success',
    reason: 'the order was paid by another payment meanwhile',
    failure: null,
    provider: object.provider,
    providerPaymentId: object.providerPaymentId,
    providerRefundId: null,
    attempt: 1,
    submit: null,
    advanceAt: now,
    idleLooks: 0,
    createdAt: now,
    updatedAt: now,
  };
}
