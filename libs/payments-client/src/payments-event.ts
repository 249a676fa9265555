import type { components } from './schema.ts';

type Payment = components['schemas']['PaymentView'];
type Refund = components['schemas']['RefundView'];
type Method = components['schemas']['MethodView'];
type Receipt = components['schemas']['ReceiptView'];

interface EventOf<Type extends string, Data> {
  /** The same in every delivery of this event: drop repeats by it. */
  readonly id: string;
  readonly type: Type;
  /** When it happened, ISO 8601 UTC. */
  readonly timestamp: string;
  readonly data: Data;
}

type AboutPayment =
  | 'payment.processing'
  | 'payment.authorized'
  | 'payment.succeeded'
  | 'payment.failed'
  | 'payment.canceled'
  | 'payment.refunded'
  | 'payment.partially_refunded';

interface Started {
  readonly provider: string | null;
  /** In the currency's minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly service_slug: string | null;
  readonly payment: Payment;
}

/** Everything that a subscriber may be sent. Narrow by `type`. New types may come: let your switch have a default. */
export type PaymentsEvent =
  | EventOf<'payment.started', Started>
  | EventOf<AboutPayment, { readonly payment: Payment }>
  | EventOf<'refund.pending' | 'refund.succeeded' | 'refund.failed', { readonly refund: Refund }>
  | EventOf<'receipt.issued', { readonly payment_id: string; readonly receipt: Receipt }>
  | EventOf<'alert.raised', { readonly code: string; readonly payment_id: string }>
  | EventOf<'payment_method.saved' | 'payment_method.deleted', { readonly payment_method: Method }>
  | EventOf<'endpoint.test', object>;

export type EventType = PaymentsEvent['type'];
