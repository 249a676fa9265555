import { refundId, type ProviderRefund } from '@payments/domain';
import type Stripe from 'stripe';
import { fromStripeAmount, fromStripeCurrency } from './stripe-amounts.ts';
import { refundFailure } from './stripe-errors.ts';
import { expanded, idOf, isId, ourId, rawOf } from './stripe-status.ts';

/** docs.stripe.com/api/refunds/object: a canceled one gave nothing back, one that waits for the payer may still. */
export const REFUND_STATUS: Readonly<Record<string, ProviderRefund['status']>> = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

/** A refund in our words; `null` where it does not fit its schema, or is not one of a PaymentIntent. */
export function refundOf(refund: Stripe.Refund): ProviderRefund | null {
  const currency = fromStripeCurrency(refund.currency);
  const amount = currency && fromStripeAmount(refund.amount, currency);
  const providerPaymentId = idOf(refund.payment_intent);
  const status = Object.hasOwn(REFUND_STATUS, refund.status ?? '') ? REFUND_STATUS[refund.status ?? ''] : undefined;
  if (refund.object !== 'refund' || !isId(refund.id) || typeof refund.created !== 'number') return null;
  if (currency === null || amount === null || providerPaymentId === null || status === undefined) return null;
  return {
    providerRefundId: refund.id,
    providerPaymentId,
    refundId: ourId(refund.metadata, 'refund_id', refundId),
    amount,
    currency,
    status,
    failure: status === 'failed' ? refundFailure(refund.failure_reason ?? refund.status) : null,
    createdAt: new Date(refund.created * 1000),
    raw: rawOf(refund),
  };
}

/**
 * The refunds that gave money back. The release of an uncaptured rest may be listed as a refund, too (it is not said whether it is): it
 * gave nothing back. It is the oldest one without our id, as large as what was not captured, and the charge's sum has it in twice
 * otherwise. `refunds` is a complete listing, newest first.
 */
export function realRefunds(refunds: readonly Stripe.Refund[], intent: Stripe.PaymentIntent): readonly Stripe.Refund[] {
  const real = refunds.filter((refund) => refund.reason !== 'expired_uncaptured_charge');
  const charge = expanded(intent.latest_charge);
  const rest = charge ? charge.amount - charge.amount_captured : 0;
  if (!charge || !charge.captured || rest <= 0) return real;
  const live = real.filter(({ status }) => status !== 'failed' && status !== 'canceled');
  const listed = live.reduce((sum, { amount }) => sum + amount, 0);
  const release = live.findLast(
    (refund) => refund.amount === rest && refund.reason === null && !refund.metadata?.['refund_id'],
  );
  return release && listed === charge.amount_refunded ? real.filter(({ id }) => id !== release.id) : real;
}
