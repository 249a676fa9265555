import type { EventId, MethodId, PaymentId } from './ids.ts';
import type { Payment } from './payment.ts';
import type { PaymentMethod } from './payment-method.ts';
import type { Receipt } from './receipt.ts';
import type { Refund } from './refund.ts';
import type { AlertCode } from './alerts.ts';

export const EVENT_TYPES = [
  'payment.started',
  'payment.processing',
  'payment.authorized',
  'payment.succeeded',
  'payment.failed',
  'payment.canceled',
  'payment.refunded',
  'payment.partially_refunded',
  'refund.pending',
  'refund.succeeded',
  'refund.failed',
  'receipt.issued',
  'alert.raised',
  'endpoint.test',
  'payment_method.saved',
  'payment_method.deleted',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What an event tells, as the state was when it happened. */
export type EventSubject =
  | { readonly kind: 'payment'; readonly payment: Payment }
  | { readonly kind: 'refund'; readonly refund: Refund; readonly payment: Payment }
  | { readonly kind: 'alert'; readonly code: AlertCode; readonly payment: Payment }
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  | { readonly kind: 'method'; readonly method: PaymentMethod };

/** An event on its way out, written in the change's own transaction. `seq` orders the events of one stream. */
export interface OutgoingEvent {
  readonly id: EventId;
  readonly type: EventType;
  /** The payment's or method's id: events of one stream go out in order. */
  readonly stream: PaymentId | MethodId;
  readonly seq: number;
  readonly at: Date;
  readonly subject: EventSubject;
}
