import type Stripe from 'stripe';
import { newCharge } from '../objects/charge.ts';
import type { Decline } from '../test-methods.ts';
import { idOf, type World } from '../world.ts';
import { cardError } from './decline.ts';
import { openDispute } from './dispute.ts';
import { bindMethod, spendMethod } from './payment-methods.ts';

const INSUFFICIENT: Decline = {
  code: 'insufficient_funds',
  declineCode: 'insufficient_funds',
  message: 'The bank account has insufficient funds.',
};

/**
 * Asks the issuer, and moves the intent to what came of it. `refusal` stands for one that the method alone does not cause.
 * @throws ApiError 402 when refused; the intent is open for another method by then
 */
export function attemptCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  refusal?: Decline,
): Stripe.PaymentIntent {
  const behaviour = world.behaviourOf(method.id);
  const decline = refusal ?? behaviour.decline;
  if (decline) {
    const declined = declineIntent(world, intent, method, decline);
    throw cardError(decline, { charge: idOf(declined.latest_charge) ?? '', intent: declined, method });
  }
  if (behaviour.settles !== undefined) return startDebit(world, intent, method, behaviour.settles);
  keepMethod(world, intent, method);
  return intent.capture_method === 'manual' ? holdMoney(world, intent, method) : takeMoney(world, intent, method);
}

function takeMoney(world: World, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Stripe.PaymentIntent {
  const charge = newCharge(world, intent, method, { status: 'succeeded' });
  const paid = succeed(world, intent, charge);
  world.emit('charge.succeeded', charge);
  world.emit('payment_intent.succeeded', paid);
  if (world.behaviourOf(method.id).dispute === true) openDispute(world, charge.id);
  return paid;
}

function succeed(world: World, intent: Stripe.PaymentIntent, charge: Stripe.Charge): Stripe.PaymentIntent {
  const paid: Stripe.PaymentIntent = {
    ...intent,
    amount_received: charge.amount_captured,
    latest_charge: charge.id,
    next_action: null,
    processing: null,
    status: 'succeeded',
  };
  recordCharge(world, 'charge', paid, charge, charge.amount_captured);
  world.charges.set(charge.id, charge);
  world.paymentIntents.set(paid.id, paid);
  return paid;
}

/** Writes one movement of money down. */
export function recordCharge(
  world: World,
  kind: 'capture' | 'charge',
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  amount: number,
): void {
  world.ledger.record({
    kind,
    payment_intent: intent.id,
    charge: charge.id,
    refund: null,
    metadata: { ...intent.metadata },
    amount,
    currency: charge.currency,
    at: world.now().toISOString(),
  });
}

function holdMoney(world: World, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Stripe.PaymentIntent {
  const charge = newCharge(world, intent, method, { status: 'succeeded' });
  const held: Stripe.PaymentIntent = {
    ...intent,
    amount_capturable: intent.amount,
    latest_charge: charge.id,
    next_action: null,
    status: 'requires_capture',
  };
  world.charges.set(charge.id, charge);
  world.paymentIntents.set(held.id, held);
  world.emit('charge.succeeded', charge);
  world.emit('payment_intent.amount_capturable_updated', held);
  return held;
}

function declineIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
  begun?: Stripe.Charge,
): Stripe.PaymentIntent {
  const failed: Stripe.Charge = {
    ...newCharge(world, intent, method, { status: 'failed', decline }),
    ...(begun ? { id: begun.id, created: begun.created } : {}),
  };
  const open: Stripe.PaymentIntent = {
    ...intent,
    last_payment_error: {
      type: 'card_error',
      charge: failed.id,
      code: decline.code,
      decline_code: decline.declineCode,
      message: decline.message,
      payment_method: method,
    },
    latest_charge: failed.id,
    next_action: null,
    payment_method: null,
    processing: null,
    status: 'requires_payment_method',
  };
  world.charges.set(failed.id, failed);
  world.paymentIntents.set(open.id, open);
  world.emit('charge.failed', failed);
  world.emit('payment_intent.payment_failed', open);
  return open;
}

/** A bank debit is on its way for a while. */
function startDebit(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  settles: 'fails' | 'never' | 'succeeds',
): Stripe.PaymentIntent {
  const charge = newCharge(world, intent, method, { status: 'pending' });
  const processing: Stripe.PaymentIntent = {
    ...intent,
    latest_charge: charge.id,
    next_action: null,
    status: 'processing',
  };
  world.charges.set(charge.id, charge);
  world.paymentIntents.set(processing.id, processing);
  world.emit('charge.pending', charge);
  world.emit('payment_intent.processing', processing);
  if (settles !== 'never') world.settleLater(() => settleDebit(world, intent.id, settles === 'succeeds'));
  return processing;
}

/** What the bank says in the end; without effect on an intent that is not `processing`. */
export function settleDebit(world: World, intentId: string, succeeds: boolean): Stripe.PaymentIntent | undefined {
  const intent = world.paymentIntents.get(intentId);
  const charge = world.charges.get(idOf(intent?.latest_charge) ?? '');
  const method = world.paymentMethods.get(idOf(intent?.payment_method) ?? '');
  if (!intent || !charge || !method || intent.status !== 'processing') return intent;
  if (!succeeds) return declineIntent(world, intent, method, INSUFFICIENT, charge);
  keepMethod(world, intent, method);
  const paidCharge: Stripe.Charge = { ...charge, amount_captured: charge.amount, captured: true, status: 'succeeded' };
  const paid = succeed(world, intent, paidCharge);
  world.emit('charge.succeeded', paidCharge);
  world.emit('payment_intent.succeeded', paid);
  return paid;
}

/** A method that is to be used again is attached by the payment; any other is used up by it. */
function keepMethod(world: World, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  const customer = idOf(intent.customer);
  if (idOf(method.customer) !== null) return;
  if (customer !== null && intent.setup_future_usage !== null) {
    bindMethod(world, method, customer, intent.setup_future_usage === 'off_session');
  } else {
    spendMethod(world, method.id);
  }
}
