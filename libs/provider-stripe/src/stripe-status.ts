import {
  failureOf,
  isUuid,
  paymentId,
  type Failure,
  type FailureCode,
  type NextAction,
  type ObjectStatus,
  type ProviderMethod,
  type ProviderObject,
  type ProviderRefund,
} from '@payments/domain';
import type Stripe from 'stripe';
import { fromStripeAmount, fromStripeCurrency } from './stripe-amounts.ts';
import { stripeFailure } from './stripe-errors.ts';
import { methodViewOf } from './stripe-method-view.ts';

export const STRIPE = 'stripe';

/** The words that the pinned version lists, without its opening for new ones. */
type Known<Word> = Word extends string ? (string extends Word ? never : Word) : never;

/** docs.stripe.com/payments/paymentintents/lifecycle */
export const INTENT_STATUS = {
  requires_payment_method: 'needs_payer',
  requires_confirmation: 'needs_payer',
  requires_action: 'needs_payer',
  processing: 'processing',
  requires_capture: 'authorized',
  succeeded: 'succeeded',
  canceled: 'canceled',
} as const satisfies Readonly<Record<Known<Stripe.PaymentIntent.Status>, ObjectStatus>>;

const CANCELED = {
  abandoned: 'given_up',
  automatic: 'expired',
  duplicate: 'duplicate_payment',
  expired: 'expired',
  failed_invoice: 'canceled_by_merchant',
  fraudulent: 'fraud_suspected',
  requested_by_customer: 'canceled_by_payer',
  void_invoice: 'canceled_by_merchant',
} as const satisfies Readonly<Record<Known<Stripe.PaymentIntent.CancellationReason>, FailureCode>>;

/** What is asked for with every intent: its charge (method, refunds' sums) and its method (to be kept). */
export const INTENT_EXPAND: string[] = ['latest_charge', 'payment_method'];

/** Secrets of the payer's browser, and what a payer wrote of themselves: not needed to know what happened. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  'client_secret next_action receipt_email email instructions_email billing_details shipping phone'.split(' '),
);

/**
 * A PaymentIntent in our words; `null` where it does not fit its schema: then nothing is known, and nothing is guessed.
 * `refunds`: those of a complete listing, or `null`.
 */
export function objectOf(
  intent: Stripe.PaymentIntent,
  publishableKey: string,
  refunds: readonly ProviderRefund[] | null,
): ProviderObject | null {
  const currency = fromStripeCurrency(intent.currency);
  if (currency === null || !isIntent(intent)) return null;
  const amount = fromStripeAmount(intent.amount, currency);
  const amountCaptured = fromStripeAmount(intent.amount_received, currency);
  const status = standing(intent);
  if (amount === null || amountCaptured === null || status === null) return null;
  return {
    provider: STRIPE,
    providerPaymentId: intent.id,
    providerChargeId: idOf(intent.latest_charge),
    status,
    paymentId: ourId(intent.metadata, 'payment_id', paymentId),
    amount,
    currency,
    amountCaptured,
    failure: failureIn(intent, status),
    open: status !== 'succeeded' && status !== 'canceled',
    needsMethod: intent.status === 'requires_payment_method' || intent.status === 'requires_confirmation',
    fingerprint: fingerprint(intent),
    nextAction: nextAction(intent, publishableKey),
    method: methodViewOf(intent),
    savedMethod: status === 'succeeded' || status === 'authorized' ? savedMethod(intent) : null,
    refunds,
    createdAt: new Date(intent.created * 1000),
    raw: rawOf(intent),
  };
}

/** Our id in an object's metadata; `null` on another system's object. */
export function ourId<T>(
  metadata: Stripe.Metadata | null | undefined,
  key: string,
  brand: (text: string) => T,
): T | null {
  const text = metadata?.[key];
  return typeof text === 'string' && isUuid(text) ? brand(text) : null;
}

/** The id, whether Stripe sent the object or its id alone. */
export function idOf(value: string | { readonly id: string } | null | undefined): string | null {
  return typeof value === 'string' ? value : (value?.id ?? null);
}

/** The object itself, where it was expanded. */
export function expanded<T extends object>(value: string | T | null | undefined): T | null {
  return typeof value === 'object' ? value : null;
}

/** The answer as it came, without what is nobody's business later. */
export function rawOf(object: object): string {
  return JSON.stringify(object, (key, value: unknown) => (LEFT_OUT.has(key) ? undefined : value));
}

function isIntent(intent: Stripe.PaymentIntent): boolean {
  return (
    intent.object === 'payment_intent' &&
    isId(intent.id) &&
    typeof intent.created === 'number' &&
    typeof intent.metadata === 'object' &&
    // The types promise it; an answer may be anything.
    Boolean(intent.metadata)
  );
}

/** An object without an id is none: it could never be asked for again. */
export function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '';
}

/** A declined intent goes back to `requires_payment_method`: its last error is what tells it from a fresh one. */
function standing({ status, last_payment_error: error }: Stripe.PaymentIntent): ObjectStatus | null {
  if (status === 'requires_payment_method' && error) return 'failed';
  return Object.hasOwn(INTENT_STATUS, status) ? INTENT_STATUS[status as keyof typeof INTENT_STATUS] : null;
}

function failureIn(intent: Stripe.PaymentIntent, status: ObjectStatus): Failure | null {
  if (status === 'failed') return stripeFailure(intent.last_payment_error ?? {});
  if (status !== 'canceled') return null;
  const reason = intent.cancellation_reason;
  if (reason === null || !Object.hasOwn(CANCELED, reason)) return failureOf('canceled_by_merchant');
  return failureOf(CANCELED[reason as keyof typeof CANCELED], reason);
}

/** Another one after each charge and each error, the same at every reading in between. */
function fingerprint({ latest_charge: charge, last_payment_error: error }: Stripe.PaymentIntent): string {
  const parts = error ? [error.charge, error.code, error.decline_code, error.payment_method?.id] : [];
  return [idOf(charge), ...parts].map((part) => part ?? '-').join(':');
}

/** A page of the bank where Stripe names one, else the browser goes on with the client secret. */
function nextAction(intent: Stripe.PaymentIntent, publishableKey: string): NextAction | null {
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) return null;
  const url = intent.status === 'requires_action' ? intent.next_action?.redirect_to_url?.url : null;
  if (url) return { type: 'redirect', url };
  const clientSecret = intent.client_secret;
  return clientSecret ? { type: 'client_secret', clientSecret, publishableKey } : null;
}

/** The method that this payment attached to its customer, for later ones. */
function savedMethod(intent: Stripe.PaymentIntent): ProviderMethod | null {
  const method = expanded(intent.payment_method);
  const customer = idOf(intent.customer);
  const view = methodViewOf(intent);
  if (!method || customer === null || !view || !intent.setup_future_usage || idOf(method.customer) !== customer)
    return null;
  return { ...view, reference: method.id, customer };
}
