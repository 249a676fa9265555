import type Stripe from 'stripe';
import { invalidRequest, missingResource } from '../api-error.ts';
import type { LedgerEntry } from '../ledger.ts';
import { newRefund, type RefundWish } from '../objects/refund.ts';
import { idOf, type World } from '../world.ts';

/** Gives money of a charge back. Without an amount: all that is left. */
export function refundCharge(
  world: World,
  charge: Stripe.Charge,
  wish: Omit<RefundWish, 'amount' | 'status'> & { readonly amount: number | undefined },
): Stripe.Refund {
  const left = refundable(charge);
  const amount = wish.amount ?? left;
  checkRefund(charge, amount, left);
  const behaviour = world.behaviourOf(charge.payment_method ?? '');
  const status = behaviour.refund === 'pending' ? 'pending' : 'succeeded';
  const refund = newRefund(world, charge, { ...wish, amount, status });
  world.refunds.set(refund.id, refund);
  if (status === 'succeeded') recordRefund(world, 'refund', refund);
  changeRefunded(world, charge.id, amount);
  world.emit('refund.created', refund);
  world.emit('charge.refunded', world.charges.get(charge.id) ?? charge);
  if (behaviour.refund !== undefined) world.settleLater(() => settleRefund(world, refund.id, status === 'pending'));
  return refund;
}

/** What can still be given back: a released rest is in `amount_refunded` already. */
function refundable(charge: Stripe.Charge): number {
  return charge.amount - charge.amount_refunded;
}

function checkRefund(charge: Stripe.Charge, amount: number, left: number): void {
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw invalidRequest('This PaymentIntent does not have a successful charge to refund.', {
      param: 'payment_intent',
    });
  }
  if (charge.disputed) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
  if (left <= 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount > left) {
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left}).`, {
      param: 'amount',
    });
  }
}

/**
 * A refund's later fate: a pending one succeeds or fails, and one that had succeeded fails after all.
 * Without effect where it has failed already.
 */
export function settleRefund(world: World, id: string, succeeds: boolean): Stripe.Refund {
  const refund = world.refunds.get(id);
  if (!refund) throw missingResource('refund', id, 'refund');
  if (refund.status === 'failed' || (succeeds && refund.status === 'succeeded')) return refund;
  const { pending_reason: _waited, ...rest } = refund;
  if (succeeds) {
    const done: Stripe.Refund = { ...rest, balance_transaction: world.newId('txn'), status: 'succeeded' };
    world.refunds.set(id, done);
    recordRefund(world, 'refund', done);
    world.emit('refund.updated', done, { status: refund.status });
    world.emit('charge.refund.updated', done, { status: refund.status });
    return done;
  }
  const failed: Stripe.Refund = {
    ...rest,
    failure_balance_transaction: world.newId('txn'),
    failure_reason: 'unknown',
    status: 'failed',
  };
  world.refunds.set(id, failed);
  if (refund.status === 'succeeded') recordRefund(world, 'refund_failed', failed);
  changeRefunded(world, idOf(refund.charge) ?? '', -refund.amount);
  world.emit('refund.updated', failed, { status: refund.status });
  world.emit('charge.refund.updated', failed, { status: refund.status });
  world.emit('refund.failed', failed);
  return failed;
}

/** The release of money that was held and not taken: nothing moved, though the charge counts it as refunded. */
export function noteRelease(world: World, charge: Stripe.Charge, amount: number): void {
  world.charges.set(charge.id, charge);
  changeRefunded(world, charge.id, amount);
  if (!world.settings.releasesAsRefunds) return;
  const release = newRefund(world, charge, { amount, reason: null, metadata: {}, status: 'succeeded' });
  world.refunds.set(release.id, release);
  world.emit('charge.refunded', world.charges.get(charge.id) ?? charge);
}

function changeRefunded(world: World, chargeId: string, by: number): void {
  const charge = world.charges.get(chargeId);
  if (!charge) return;
  const amountRefunded = charge.amount_refunded + by;
  world.charges.set(chargeId, {
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded >= charge.amount,
  });
}

function recordRefund(
  world: World,
  kind: Extract<LedgerEntry['kind'], `refund${string}`>,
  refund: Stripe.Refund,
): void {
  const intent = world.paymentIntents.get(idOf(refund.payment_intent) ?? '');
  world.ledger.record({
    kind,
    payment_intent: intent?.id ?? '',
    charge: idOf(refund.charge) ?? '',
    refund: refund.id,
    metadata: { ...intent?.metadata },
    amount: refund.amount,
    currency: refund.currency,
    at: world.now().toISOString(),
  });
}
