import type Stripe from 'stripe';
import type { Decline, TestMethod } from '../test-methods.ts';
import { idOf, type World } from '../world.ts';

const HOLD_DAYS = 7;
/** How long a card's hold lasts, in seconds (unconfirmed: about a week). */
export const HOLD_SECONDS = HOLD_DAYS * 24 * 60 * 60;

export interface ChargeOutcome {
  readonly status: 'failed' | 'pending' | 'succeeded';
  readonly decline?: Decline;
}

/** The charge that one confirmation makes, whatever came of it. */
export function newCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { status, decline }: ChargeOutcome,
): Stripe.Charge {
  const id = world.newId('ch');
  const captured = status === 'succeeded' && intent.capture_method !== 'manual';
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    // With automatic_async the fees are known later.
    balance_transaction: captured && intent.capture_method === 'automatic' ? world.newId('txn') : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'SIMULATOR',
    captured,
    created: world.seconds(),
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(decline),
    paid: status !== 'failed',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(world, intent, method),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: status === 'succeeded' ? `${world.origin}/receipts/${id}` : null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

function outcomeOf(decline: Decline | undefined): Stripe.Charge.Outcome {
  return {
    advice_code: decline ? 'try_again_later' : null,
    network_advice_code: null,
    network_decline_code: decline ? '05' : null,
    network_status: decline ? 'declined_by_network' : 'approved_by_network',
    reason: decline?.declineCode ?? null,
    risk_level: 'normal',
    risk_score: 10,
    seller_message: decline ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
    type: decline ? 'issuer_declined' : 'authorized',
  };
}

function detailsOf(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.Charge.PaymentMethodDetails {
  const behaviour: TestMethod = world.behaviourOf(method.id);
  if (behaviour.type === 'us_bank_account') return { type: 'us_bank_account' };
  return {
    type: 'card',
    card: {
      amount_authorized: intent.amount,
      authorization_code: null,
      brand: behaviour.brand,
      ...(intent.capture_method === 'manual' ? { capture_before: world.seconds() + HOLD_SECONDS } : {}),
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      electronic_commerce_indicator: null,
      exp_month: method.card?.exp_month ?? 12,
      exp_year: method.card?.exp_year ?? 2040,
      extended_authorization: { status: 'disabled' },
      fingerprint: method.card?.fingerprint ?? null,
      funding: 'credit',
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4: behaviour.last4,
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: behaviour.brand,
      network_token: { used: false },
      network_transaction_id: null,
      overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}
