import {
  paymentId,
  type Payment,
  type PaymentId,
  type ProviderName,
  type Refund,
  type RefundId,
  type Snapshot,
} from '@payments/domain';
import type { Context } from './context.ts';
import type { EnvelopeBox } from './envelope.ts';
import { PAYMENT_FIELDS, paymentFrom, type PaymentRow } from './payment-rows.ts';
import { REFUND_FIELDS, refundFrom, type RefundRow } from './refund-rows.ts';

/** A payment with its refunds in one statement, so that both are of one moment; the refunds come as JSON. */
export const SNAPSHOT_FIELDS = `${PAYMENT_FIELDS},
  (SELECT json_agg(r ORDER BY r.id) FROM refunds r WHERE r.payment_id = payments.id) AS refunds`;

export interface SnapshotRow extends PaymentRow {
  readonly refunds: readonly RefundRow[] | null;
}

export function snapshotFrom(row: SnapshotRow, box: EnvelopeBox): Snapshot {
  return { payment: paymentFrom(row, box), refunds: (row.refunds ?? []).map((refund) => refundFrom(refund, box)) };
}

export async function load({ database, box }: Context, id: PaymentId): Promise<Snapshot | null> {
  const [row] = await database.query<SnapshotRow>({
    name: 'payment_load',
    text: `SELECT ${SNAPSHOT_FIELDS} FROM payments WHERE id = $1`,
    values: [id],
  });
  return row ? snapshotFrom(row, box) : null;
}

export async function findByObject(
  { database }: Context,
  provider: ProviderName,
  providerPaymentId: string,
): Promise<PaymentId | null> {
  const [row] = await database.query<{ id: string }>({
    name: 'payment_by_object',
    text: `SELECT id FROM payments WHERE provider = $1 AND provider_payment_id = $2
      UNION ALL SELECT payment_id FROM provider_objects WHERE provider = $1 AND provider_payment_id = $2 LIMIT 1`,
    values: [provider, providerPaymentId],
  });
  return row ? paymentId(row.id) : null;
}

export async function findRefund({ database, box }: Context, id: RefundId): Promise<Refund | null> {
  const [row] = await database.query<RefundRow>({
    name: 'refund_find',
    text: `SELECT ${REFUND_FIELDS} FROM refunds WHERE id = $1`,
    values: [id],
  });
  return row ? refundFrom(row, box) : null;
}

export async function openRemains({ database }: Context, payment: Payment): Promise<readonly PaymentId[]> {
  if (payment.orderId === null) return [];
  const [row] = await database.query<{ remains: string[] }>({
    name: 'payment_remains',
    text: 'SELECT open_remains($1, $2, $3::uuid) AS remains',
    values: [payment.userId, payment.orderId, payment.id],
  });
  return (row?.remains ?? []).map(paymentId);
}

/** Which purposes of one order shut each other out; the two unique indexes say the same. */
const EXCLUDES: Readonly<Record<Payment['purpose'], readonly Payment['purpose'][]>> = {
  full: ['full', 'deposit', 'balance'],
  deposit: ['full', 'deposit'],
  balance: ['full', 'balance'],
};

export async function orderHolder({ database }: Context, payment: Payment): Promise<PaymentId | null> {
  if (payment.orderId === null) return null;
  const [row] = await database.query<{ id: string }>({
    name: 'payment_order_holder',
    text: `SELECT id FROM payments WHERE user_id = $1 AND order_id = $2 AND holds_order AND purpose = ANY($3::text[])
      AND id <> $4 ORDER BY id LIMIT 1`,
    values: [payment.userId, payment.orderId, EXCLUDES[payment.purpose], payment.id],
  });
  return row ? paymentId(row.id) : null;
}
