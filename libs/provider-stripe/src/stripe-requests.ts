import { invalidField, type MethodChoice, type Payment, type Refund } from '@payments/domain';
import type Stripe from 'stripe';
import { toStripeAmount } from './stripe-amounts.ts';
import { INTENT_EXPAND } from './stripe-status.ts';

/** What a browser or an app may hand over: a payment method, a card or source of the older API, or a confirmation token. */
const PAYS = /^(pm|card|src|ctoken)_[A-Za-z0-9_]{1,250}$/;
const KEEPS = /^(pm|card|src)_[A-Za-z0-9_]{1,250}$/;

/** Throws `PaymentError` 422 for a token that can't be Stripe's; what it holds is not repeated: it may be a card number. */
export function checkToken(token: string, purpose: 'pay' | 'keep'): void {
  if ((purpose === 'pay' ? PAYS : KEEPS).test(token)) return;
  throw invalidField('payment_method', 'unknown_token', 'must be a payment method of Stripe, such as pm_…');
}

/** Throws `PaymentError` 422 for a method that can't be paid with here. */
export function checkMethod(method: MethodChoice): void {
  if (method.kind === 'token') return checkToken(method.token, 'pay');
  if (method.method.reference === null)
    throw invalidField('payment_method_id', 'not_saved', 'is not saved at Stripe yet');
}

/** The intent of a payment's next attempt; confirmed in the same request where a method is given. */
export function submitParams(
  payment: Payment,
  method: MethodChoice | null,
  customerToKeepFor: string | null,
  returnUrl: string,
): Stripe.PaymentIntentCreateParams {
  const customer = method?.kind === 'saved' ? method.method.customer : customerToKeepFor;
  const keeps = payment.saveMethod && customer !== null && method?.kind !== 'saved';
  return {
    amount: toStripeAmount(payment.money, 'charge'),
    currency: payment.money.currency.toLowerCase(),
    automatic_payment_methods: { enabled: true },
    capture_method: payment.captureMethod,
    metadata: { payment_id: payment.id, attempt: String(payment.attempts.length + 1) },
    // Stripe refuses an empty text.
    ...(payment.description?.trim() ? { description: payment.description } : {}),
    ...(customer === null ? {} : { customer }),
    ...(keeps ? { setup_future_usage: 'off_session' } : {}),
    ...(method === null
      ? {}
      : { ...methodParams(method), confirm: true, return_url: returnUrl, ...presenceParams(method) }),
    expand: INTENT_EXPAND,
  };
}

/** What is kept of a confirmation: an intent takes a saved method only with the customer that it is attached to. */
export interface ConfirmRequest {
  readonly customer: string | null;
  readonly confirm: Stripe.PaymentIntentConfirmParams;
}

/** What is kept of a request to save a method. */
export interface SaveRequest {
  readonly userId: string;
  readonly method: string;
  /** `null`: made on the way, under the save's own key. */
  readonly customer: string | null;
}

export function confirmRequest(method: MethodChoice, returnUrl: string): ConfirmRequest {
  return {
    customer: method.kind === 'saved' ? method.method.customer : null,
    confirm: { ...methodParams(method), return_url: returnUrl, ...presenceParams(method), expand: INTENT_EXPAND },
  };
}

export function captureParams(amount: number): Stripe.PaymentIntentCaptureParams {
  return { amount_to_capture: amount, expand: INTENT_EXPAND };
}

export function cancelParams(): Stripe.PaymentIntentCancelParams {
  return { expand: INTENT_EXPAND };
}

export function refundParams({ id, money, providerPaymentId, origin, reason }: Refund): Stripe.RefundCreateParams {
  return {
    payment_intent: providerPaymentId,
    amount: toStripeAmount(money),
    reason: origin === 'duplicate' || origin === 'late_success' ? 'duplicate' : refundReason(reason),
    metadata: { refund_id: id },
  };
}

/** Stripe knows three reasons; any other is the customer's request. A refund as fraudulent puts the card on Stripe's block list. */
function refundReason(reason: string | null): 'duplicate' | 'fraudulent' | 'requested_by_customer' {
  const word = reason?.trim().toLowerCase();
  return word === 'duplicate' || word === 'fraudulent' ? word : 'requested_by_customer';
}

/**
 * Without its payer nobody could answer the bank's question: told so, Stripe asks the bank for an exemption, and answers
 * `authentication_required` where it is not given; the payer then tries again themselves.
 */
function presenceParams(method: MethodChoice): { readonly off_session?: true } {
  return method.kind === 'saved' && !method.payerPresent ? { off_session: true } : {};
}

function methodParams(
  method: MethodChoice,
): { readonly payment_method: string } | { readonly confirmation_token: string } {
  if (method.kind === 'saved') return { payment_method: method.method.reference ?? '' };
  return method.token.startsWith('ctoken_') ? { confirmation_token: method.token } : { payment_method: method.token };
}
