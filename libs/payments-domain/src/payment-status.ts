/** Where a payment stands. The status is the recovery point: whoever finds the payment knows from it what is left to do. */
export const PAYMENT_STATUSES = [
  'pending',
  'processing',
  'authorized',
  'succeeded',
  'failed',
  'canceled',
  'partially_refunded',
  'refunded',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/**
 * Which status may follow which. A row missing does not compile; the diagram in `docs/architecture.md` is drawn from it.
 * `failed → pending` is for the `retry` command alone; `canceled → succeeded` only where the provider proves that money moved.
 * A pending payment can end in anything but a refund: its first answer may be any.
 */
export const PAYMENT_TRANSITIONS: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  pending: ['processing', 'authorized', 'succeeded', 'failed', 'canceled'],
  processing: ['authorized', 'succeeded', 'failed', 'canceled'],
  authorized: ['succeeded', 'failed', 'canceled'],
  succeeded: ['partially_refunded', 'refunded'],
  failed: ['pending', 'authorized', 'succeeded', 'canceled'],
  canceled: ['succeeded'],
  partially_refunded: ['refunded', 'succeeded'],
  refunded: ['partially_refunded', 'succeeded'],
};

/** True where the table allows the step; staying is no step. */
export function mayBecome(from: PaymentStatus, to: PaymentStatus): boolean {
  return PAYMENT_TRANSITIONS[from].includes(to);
}

/** Money of ours is, or was, with the merchant. */
export const PAID_STATUSES: readonly PaymentStatus[] = ['succeeded', 'partially_refunded', 'refunded'];
