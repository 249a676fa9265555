import type { WritableLedger } from './ledger.ts';
import type { Method, PaymentRecord, RefundRecord } from './records.ts';

export type NotificationEvent =
  'payment.waiting_for_capture' | 'payment.succeeded' | 'payment.canceled' | 'refund.succeeded';

export interface ShopSettings {
  readonly shopId: string;
  readonly secretKey: string;
  /** A shop under 54-FZ: payments, partial captures and partial refunds without a receipt are refused. */
  requireReceipt: boolean;
  /** What a new refund becomes: done at once, or `pending` until a test or a person ends it. */
  refundMode: 'succeeded' | 'pending';
}

/** One shop at YooKassa: everything that is remembered, and the two ways out of it (ledger, notifications). */
export interface Shop {
  readonly settings: ShopSettings;
  /** The simulator's clock; tests turn it. */
  now: () => Date;
  /** Where the payer's pages are. */
  origin: string;
  readonly payments: Map<string, PaymentRecord>;
  readonly refunds: Map<string, RefundRecord>;
  readonly methods: Map<string, Method>;
  readonly ledger: WritableLedger;
  announce(event: NotificationEvent, record: PaymentRecord | RefundRecord): void;
}

/** Changes a payment: records are never edited in place, so a notification keeps the object of its moment. */
export function updatePayment(shop: Shop, payment: PaymentRecord, change: Partial<PaymentRecord>): PaymentRecord {
  const changed = { ...payment, ...change };
  shop.payments.set(payment.id, changed);
  return changed;
}

export function updateRefund(shop: Shop, refund: RefundRecord, change: Partial<RefundRecord>): RefundRecord {
  const changed = { ...refund, ...change };
  shop.refunds.set(refund.id, changed);
  return changed;
}
