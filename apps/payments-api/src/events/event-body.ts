import type { EventSubject, EventType, OutgoingEvent, Payment } from '@payments/domain';
import { presentMethod, presentPayment, presentRefund } from '../http/present.ts';
import { receiptView } from '../receipts/receipt-view.ts';

/** What an event is made of; a test event tells of nothing. */
export interface Told {
  readonly id: string;
  readonly type: EventType;
  readonly at: Date;
  readonly event: OutgoingEvent | null;
}

/** An event as subscribers and administrators see it: the state of its time, and nothing that one could pay with. */
export function eventBody({ id, type, at, event }: Told, publicUrl: string) {
  return { id, type, timestamp: at.toISOString(), data: event === null ? {} : dataOf(type, event.subject, publicUrl) };
}

function dataOf(type: EventType, subject: EventSubject, publicUrl: string): Readonly<Record<string, unknown>> {
  switch (subject.kind) {
    case 'payment': {
      const payment = presentPayment(subject.payment, { viewer: 'staff', publicUrl });
      return type === 'payment.started' ? { ...startedFacts(subject.payment), payment } : { payment };
    }
    case 'refund':
      return { refund: presentRefund(subject.refund) };
    case 'alert':
      return { code: subject.code, payment_id: subject.payment.id };
    case 'receipt':
      return { payment_id: subject.receipt.paymentId, receipt: receiptView(subject.receipt) };
    case 'method':
      return { payment_method: presentMethod(subject.method) };
  }
}

/** What a statistic wants of a start, without looking into the payment. */
function startedFacts(payment: Payment) {
  return {
    provider: payment.attempts.at(-1)?.provider ?? null,
    amount: Number(payment.money.minor),
    currency: payment.money.currency,
    service_slug: payment.serviceSlug,
  };
}
