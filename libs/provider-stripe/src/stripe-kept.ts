import type Stripe from 'stripe';
import type { ConfirmRequest, SaveRequest } from './stripe-requests.ts';

/**
 * Kept parameters, read again to be sent. They were checked by the compiler when they were made (`stripe-requests.ts`) and are sent word
 * for word; what no request can do without is looked at here, so that nothing else is ever taken for one. Throws where it is not there.
 */
export const keptSubmit = (text: string): Stripe.PaymentIntentCreateParams => kept(text, isSubmit);
export const keptConfirm = (text: string): ConfirmRequest => kept(text, isConfirm);
export const keptRefund = (text: string): Stripe.RefundCreateParams => kept(text, isRefund);
export const keptSave = (text: string): SaveRequest => kept(text, isSave);

function kept<T>(text: string, fits: (value: Fields) => value is T & Fields): T {
  const value: unknown = JSON.parse(text);
  if (!isFields(value) || !fits(value)) throw new Error('what was kept of a request is not its parameters');
  return value;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isSubmit(value: Fields): value is Fields & Stripe.PaymentIntentCreateParams {
  return typeof value['amount'] === 'number' && typeof value['currency'] === 'string';
}

function isConfirm(value: Fields): value is Fields & ConfirmRequest {
  return isTextOrNull(value['customer']) && isFields(value['confirm']);
}

function isRefund(value: Fields): value is Fields & Stripe.RefundCreateParams {
  return typeof value['payment_intent'] === 'string' && typeof value['amount'] === 'number';
}

function isSave(value: Fields): value is Fields & SaveRequest {
  return typeof value['userId'] === 'string' && typeof value['method'] === 'string' && isTextOrNull(value['customer']);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
