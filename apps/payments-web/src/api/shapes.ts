import type { components } from '@payments/client';

type Schemas = components['schemas'];

/** What the pages read, by the words that they use for it. */
export type Payment = Schemas['PaymentView'];
export type PaymentDetails = Schemas['PaymentDetailsView'];
export type PaymentStatus = Payment['status'];
export type Failure = Schemas['FailureView'];
export type Item = Schemas['ItemView'];
export type Refund = Schemas['RefundView'];
export type TimelineEntry = Schemas['TimelineEntryView'];
export type Method = Schemas['MethodView'];
export type MethodShown = Schemas['MethodShownView'];
export type Checkout = Schemas['CheckoutView'] & {
  /** Where the providers' scripts come from, where it is not their own address. */
  readonly provider_scripts?: { readonly stripe_js_url: string | null; readonly yookassa_widget_url: string | null };
};
export type ExpiredCheckout = Schemas['ExpiredCheckoutView'];

export const STATUSES: readonly PaymentStatus[] = [
  'pending',
  'processing',
  'authorized',
  'succeeded',
  'failed',
  'canceled',
  'partially_refunded',
  'refunded',
];
