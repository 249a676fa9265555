import type Stripe from 'stripe';
import { invalidRequest } from '../api-error.ts';
import { HOLD_SECONDS } from '../objects/charge.ts';
import { idOf, type World } from '../world.ts';
import { recordCharge } from './attempt-charge.ts';
import { noteRelease } from './refund.ts';

type CancellationReason = Stripe.PaymentIntent.CancellationReason;

/** Takes what was held, or a part of it; the rest is released with it. */
export function capturePayment(
  world: World,
  intent: Stripe.PaymentIntent,
  wanted: number | undefined,
): Stripe.PaymentIntent {
  const charge = heldCharge(world, intent, 'capture');
  const amount = wanted ?? intent.amount_capturable;
  if (amount > intent.amount_capturable) {
    throw invalidRequest('The amount to capture is greater than the amount that can be captured.', {
      code: 'amount_too_large',
      param: 'amount_to_capture',
    });
  }
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount_to_capture',
    });
  }
  const captured: Stripe.Charge = {
    ...charge,
    amount_captured: amount,
    balance_transaction: world.newId('txn'),
    captured: true,
  };
  const paid: Stripe.PaymentIntent = { ...intent, amount_capturable: 0, amount_received: amount, status: 'succeeded' };
  recordCharge(world, 'capture', paid, captured, amount);
  world.charges.set(captured.id, captured);
  world.paymentIntents.set(paid.id, paid);
  if (amount < charge.amount) noteRelease(world, captured, charge.amount - amount);
  world.emit('charge.captured', world.charges.get(captured.id) ?? captured);
  world.emit('payment_intent.succeeded', paid);
  return paid;
}

const CANCELABLE: ReadonlySet<string> = new Set([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'requires_capture',
]);

/** Ends an intent that has not been paid; what was held is released. */
export function cancelPayment(
  world: World,
  intent: Stripe.PaymentIntent,
  reason: CancellationReason | null,
): Stripe.PaymentIntent {
  if (!CANCELABLE.has(intent.status)) throw unexpected(intent, 'cancel');
  if (intent.status === 'requires_capture') {
    const charge = heldCharge(world, intent, 'cancel');
    noteRelease(world, charge, charge.amount);
  }
  const canceled: Stripe.PaymentIntent = {
    ...intent,
    amount_capturable: 0,
    canceled_at: world.seconds(),
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  };
  world.paymentIntents.set(canceled.id, canceled);
  world.emit('payment_intent.canceled', canceled);
  return canceled;
}

/** Holds that lasted too long lapse, and their intents are canceled. Looked at whenever the account is. */
export function lapseHolds(world: World): void {
  for (const intent of world.paymentIntents.values()) {
    if (intent.status !== 'requires_capture') continue;
    const charge = world.charges.get(idOf(intent.latest_charge) ?? '');
    if (!charge || world.seconds() - charge.created < HOLD_SECONDS) continue;
    world.emit('charge.expired', charge);
    cancelPayment(world, intent, 'automatic');
  }
}

function heldCharge(world: World, intent: Stripe.PaymentIntent, verb: string): Stripe.Charge {
  const charge = world.charges.get(idOf(intent.latest_charge) ?? '');
  if (intent.status !== 'requires_capture' || !charge) throw unexpected(intent, verb);
  return charge;
}

function unexpected(intent: Stripe.PaymentIntent, verb: string): Error {
  return invalidRequest(`You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  });
}
