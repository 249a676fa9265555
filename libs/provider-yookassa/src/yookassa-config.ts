import type { Payment } from '@payments/domain';

/** Where YooKassa answers; the address of a simulator in development. */
export const YOOKASSA_API_BASE = 'https://api.yookassa.ru/v3';

/** The ranges that YooKassa sends notifications from (its documentation, "Incoming notifications"). */
export const YOOKASSA_RANGES: readonly string[] = [
  '185.71.76.0/27',
  '185.71.77.0/27',
  '77.75.153.0/25',
  '77.75.154.128/25',
  '77.75.156.11',
  '77.75.156.35',
  '2a02:5180::/32',
];

/** YooKassa's own bounds (its API reference); what is longer is cut where it is only words, and refused where it means something. */
export const LIMITS = {
  description: 128,
  refundDescription: 250,
  returnUrl: 2048,
  receiptItemDescription: 128,
  /** YooKassa's own cash register takes 80, others 100: the lower one is safe. */
  receiptItems: 80,
  receiptQuantity: 99_999,
  metadataKeys: 16,
  metadataKey: 32,
  metadataValue: 512,
} as const;

/** What a shop is about on a 54-FZ receipt (tag 1212). */
export type PaymentSubject = 'service' | 'commodity' | 'job' | 'payment' | 'another';

export interface YookassaOptions {
  readonly shopId: string;
  readonly secretKey: string;
  /** With its `/v3`. */
  readonly apiBase?: string;
  /** One call from the first byte to the last, in milliseconds. */
  readonly timeoutMs?: number;
  /** Our outside address; where a payer comes back to unless `returnUrl` says otherwise. */
  readonly publicUrl: string;
  /** Where a payer who was redirected comes back to. The payment's own `returnUrl` when left out. */
  readonly returnUrl?: (payment: Payment) => string;
  /** The VAT code of 54-FZ receipts, 1 to 12; `null`: no receipts are sent. */
  readonly vatCode: number | null;
  readonly paymentSubject?: PaymentSubject;
  /** A shop under 54-FZ: a payment without the payer's e-mail is refused here, because YooKassa would refuse it. */
  readonly requireReceipt?: boolean;
  /** Addresses and CIDR ranges that notifications may come from; YooKassa's published ones when left out. */
  readonly allowedIps?: readonly string[];
  readonly now: () => Date;
}

/** Long enough for a bank that thinks, short enough for a payer who waits. */
export const DEFAULT_TIMEOUT_MS = 8_000;
