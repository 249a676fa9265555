import { mergeRefunds, withRefunds } from '../apply-refunds.ts';
import { refundId, type PaymentId, type RefundId } from '../ids.ts';
import { paidObject, refundable, type Payment } from '../payment.ts';
import { invalidField, PaymentError } from '../payment-error.ts';
import type { Deps, Snapshot } from '../ports.ts';
import type { Refund } from '../refund.ts';
import { advanceRefund } from './advance-refund.ts';
import type { KeptAnswer } from '../idempotency.ts';
import type { CommandOptions } from './create-payment.ts';
import { resumeKey, type Outcome } from './keyed-command.ts';
import { loadPayment } from './load.ts';
import { withRefundSending } from './open-attempt.ts';

export interface RefundPayment {
  readonly id: PaymentId;
  /** Minor units; all that is left where it is absent. */
  readonly amount?: bigint | null;
  readonly reason?: string | null;
}

export interface Refunded extends Snapshot {
  readonly refund: Refund;
}

/** As `CommandOptions`, for a refund. */
export interface RefundOptions extends Omit<CommandOptions, 'answer'> {
  readonly answer?: (after: Refunded) => KeptAnswer | null;
}

/**
 * Gives money back. The amount is reserved under the payment's lock before the provider hears of it, so that refunds at once,
 * and unknown ones, never exceed what was captured. An unknown outcome stays `pending`.
 * Throws `PaymentError` `not_found`, `invalid_state`, `amount_exceeds_refundable`, `refund_window_expired`, and those of a key.
 */
export async function refundPayment(
  deps: Deps,
  request: RefundPayment,
  options: RefundOptions,
): Promise<Outcome<Refunded>> {
  const id = refundId(deps.newId());
  const { claim, cause } = options;
  const outcome = await deps.storage.change(
    request.id,
    (payment, { refunds, now }) => {
      const refund = withRefundSending(deps, draftRefund(deps, payment, id, request, now), payment);
      return { payment: withRefunds(payment, mergeRefunds(refunds, [refund])), refunds: [refund] };
    },
    { cause, ...(claim ? { claim, claimSubject: id } : {}) },
  );
  const settle = refundSettlement(options);
  if (outcome.kind === 'key') {
    return resumeKey(deps, claim, outcome.found, (found) =>
      advanceRefund(deps, request.id, refundId(found.subject), cause, settle),
    );
  }
  const value = await advanceRefund(deps, request.id, id, cause, { ...settle, opened: true });
  if (claim) await deps.storage.settleKey(claim, options.answer?.(value) ?? null);
  return { kind: 'fresh', value };
}

function refundSettlement({ claim, answer }: RefundOptions) {
  return claim && answer ? { settle: { ref: claim, answer } } : {};
}

function draftRefund(deps: Deps, payment: Payment, id: RefundId, request: RefundPayment, now: Date): Refund {
  const object = paidObject(payment);
  if (object === null) throw invalidState(payment);
  if (now.getTime() > object.succeededAt.getTime() + deps.policy.refundWindowMs) {
    throw new PaymentError('refund_window_expired', 'The time in which this payment could be refunded is over.');
  }
  const left = refundable(payment);
  if (left === 0n && payment.status === 'refunded') throw invalidState(payment);
  const amount = request.amount ?? left;
  if (amount > left || left === 0n)
    throw new PaymentError('amount_exceeds_refundable', `Only ${left} can still be refunded.`, {
      errors: [{ field: 'amount', code: 'too_much', message: `must be at most ${left}` }],
    });
  if (amount <= 0n) throw invalidField('amount', 'out_of_range', 'must be at least 1');
  return {
    id,
    paymentId: payment.id,
    money: { minor: amount, currency: payment.money.currency },
    status: 'pending',
    origin: 'api',
    reason: request.reason ?? null,
    failure: null,
    provider: object.provider,
    providerPaymentId: object.providerPaymentId,
    providerRefundId: null,
    attempt: 1,
    submit: null,
    advanceAt: new Date(now.getTime() + deps.policy.recoveryAfterMs),
    idleLooks: 0,
    createdAt: now,
    updatedAt: now,
  };
}

function invalidState(payment: Payment): PaymentError {
  return new PaymentError('invalid_state', `A ${payment.status} payment can not be refunded.`, {
    currentStatus: payment.status,
  });
}

/** A refund by its id, with its payment. Throws `PaymentError` `not_found`. */
export async function loadRefund(deps: Deps, id: RefundId): Promise<Refunded> {
  const refund = await deps.storage.findRefund(id);
  if (refund === null) throw new PaymentError('not_found', 'There is no such object.');
  return { ...(await loadPayment(deps, refund.paymentId)), refund };
}
