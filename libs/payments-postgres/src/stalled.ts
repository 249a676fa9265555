import { methodId, paymentId, refundId, type DueWork } from '@payments/domain';
import type { Context } from './context.ts';
import { time } from './table.ts';

interface DueRow {
  readonly kind: DueWork['kind'];
  readonly id: string;
  readonly payment_id: string | null;
}

const due = (table: string) => `SELECT id, advance_at FROM ${table} WHERE advance_at <= $1::timestamptz
  ORDER BY advance_at LIMIT $2 FOR UPDATE SKIP LOCKED`;
const lease = (table: string, kind: string) =>
  `UPDATE ${table} t SET advance_at = $3::timestamptz FROM chosen c WHERE c.kind = '${kind}' AND t.id = c.id`;

/**
 * The oldest that are due, of three tables; rows that another worker is taking at this moment are passed over. The lease is the row's own
 * due time, pushed on: a worker that dies needs nobody to clean up. The version stays, so that a request that is at it is not disturbed.
 */
const CLAIM = `WITH p AS (${due('payments')}), r AS (${due('refunds')}), m AS (${due('payment_methods')}),
chosen AS MATERIALIZED (
  SELECT 'payment' AS kind, id, advance_at FROM p UNION ALL SELECT 'refund', id, advance_at FROM r
  UNION ALL SELECT 'method', id, advance_at FROM m ORDER BY advance_at LIMIT $2),
payments_leased AS (${lease('payments', 'payment')} RETURNING 'payment' AS kind, t.id, NULL::uuid AS payment_id, c.advance_at),
refunds_leased AS (${lease('refunds', 'refund')} RETURNING 'refund' AS kind, t.id, t.payment_id, c.advance_at),
methods_leased AS (${lease('payment_methods', 'method')} RETURNING 'method' AS kind, t.id, NULL::uuid AS payment_id, c.advance_at)
SELECT kind, id, payment_id FROM (
  SELECT * FROM payments_leased UNION ALL SELECT * FROM refunds_leased UNION ALL SELECT * FROM methods_leased) leased
ORDER BY advance_at`;

export async function claimStalled(
  { database, now }: Context,
  limit: number,
  leaseMs: number,
): Promise<readonly DueWork[]> {
  const at = now();
  const until = new Date(at.getTime() + leaseMs);
  const values = [time(at), limit, time(until)];
  const rows = await database.query<DueRow>({ name: 'stalled_claim', text: CLAIM, values });
  return rows.map(workFrom);
}

function workFrom({ kind, id, payment_id }: DueRow): DueWork {
  switch (kind) {
    case 'payment':
      return { kind, id: paymentId(id) };
    case 'refund':
      return { kind, id: refundId(id), paymentId: paymentId(payment_id ?? '') };
    case 'method':
      return { kind, id: methodId(id) };
  }
}
