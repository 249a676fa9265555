import type { OutgoingEvent } from '@payments/domain';
import {
  failedKind,
  isFirstSuccess,
  madeKind,
  paidKind,
  refundKind,
  Tally,
  type CountedRefund,
  type Kind,
} from './analytics-tally.ts';
import type { Queryer } from './database.ts';
import type { OutboxConsumer, OutboxRow } from './outbox-pump.ts';

/** What became of payments and refunds in a batch: the last word of each counts. */
interface Outcomes {
  readonly tally: Tally;
  /** `null`: it stands failed no longer. */
  readonly failed: Map<string, Kind | null>;
  readonly refunds: Map<string, CountedRefund | null>;
}

/**
 * Feeds the sums from the events, in the pump's own transaction: each event is counted once, and no payment waits for it.
 * `onUnreadable` hears of an event whose key is not known here: it is not counted until the sums are made anew.
 */
export function analyticsConsumer(onUnreadable: (row: OutboxRow) => void): OutboxConsumer {
  return async (tx, rows) => {
    const outcomes: Outcomes = { tally: new Tally(), failed: new Map(), refunds: new Map() };
    for (const row of rows) {
      if (!/^(payment|refund)\./.test(row.type)) continue;
      const event = opened(row, onUnreadable);
      if (event) count(event, outcomes);
    }
    await moveFailed(tx, outcomes);
    await moveRefunds(tx, outcomes);
    await addUp(tx, outcomes.tally);
  };
}

function opened(row: OutboxRow, onUnreadable: (row: OutboxRow) => void): OutgoingEvent | null {
  try {
    return row.event();
  } catch {
    onUnreadable(row); // One row that can't be read must not keep all the others from being told.
    return null;
  }
}

function count(event: OutgoingEvent, { tally, failed, refunds }: Outcomes): void {
  const { subject } = event;
  if (subject.kind === 'refund') {
    const { refund } = subject;
    if (refund.status !== 'pending') refunds.set(refund.id, refund.status === 'succeeded' ? refundKind(refund) : null);
    return;
  }
  if (subject.kind !== 'payment') return;
  const { payment } = subject;
  if (event.seq === 1) tally.add(madeKind(payment), { payments: 1 });
  if (event.type === 'payment.failed') failed.set(payment.id, failedKind(payment));
  else if (event.seq > 1) failed.set(payment.id, null);
  const paid = isFirstSuccess(event, payment) ? paidKind(payment) : null;
  if (paid) tally.add(paid, { succeeded: 1, revenue: payment.amountCaptured });
}

async function moveFailed(tx: Queryer, { tally, failed }: Outcomes): Promise<void> {
  if (failed.size === 0) return;
  const gone = await tx.query<{ bucket: Date; currency: string; provider: string; failure: string }>({
    name: 'analytics_unfail',
    text: 'DELETE FROM analytics_failed WHERE payment_id = ANY($1::uuid[]) RETURNING bucket, currency, provider, failure',
    values: [[...failed.keys()]],
  });
  for (const row of gone) tally.add({ ...row, bucket: row.bucket.toISOString() }, { failed: -1 });
  const now = [...failed].flatMap(([id, kind]) => (kind ? [{ id, ...kind }] : []));
  if (now.length === 0) return;
  for (const kind of now) tally.add(kind, { failed: 1 });
  await tx.query({
    name: 'analytics_fail',
    text: `INSERT INTO analytics_failed (payment_id, bucket, currency, provider, failure)
      SELECT id, bucket, currency, provider, failure FROM json_to_recordset($1::json)
        AS t(id uuid, bucket timestamptz, currency text, provider text, failure text)`,
    values: [JSON.stringify(now)],
  });
}

async function moveRefunds(tx: Queryer, { tally, refunds }: Outcomes): Promise<void> {
  if (refunds.size === 0) return;
  const gone = await tx.query<{ bucket: Date; currency: string; provider: string; amount: string }>({
    name: 'analytics_unrefund',
    text: 'DELETE FROM analytics_refunds WHERE refund_id = ANY($1::uuid[]) RETURNING bucket, currency, provider, amount',
    values: [[...refunds.keys()]],
  });
  for (const row of gone)
    tally.add({ ...row, bucket: row.bucket.toISOString(), failure: '' }, { refunded: -BigInt(row.amount) });
  const now = [...refunds].flatMap(([id, kind]) => (kind ? [{ ...kind, id, amount: kind.amount.toString() }] : []));
  if (now.length === 0) return;
  for (const kind of now) tally.add(kind, { refunded: BigInt(kind.amount) });
  await tx.query({
    name: 'analytics_refund',
    text: `INSERT INTO analytics_refunds (refund_id, bucket, currency, provider, amount)
      SELECT id, bucket, currency, provider, amount FROM json_to_recordset($1::json)
        AS t(id uuid, bucket timestamptz, currency text, provider text, amount bigint)`,
    values: [JSON.stringify(now)],
  });
}

async function addUp(tx: Queryer, tally: Tally): Promise<void> {
  const rows = tally.rows().map(({ kind, sums }) => ({
    ...kind,
    ...sums,
    revenue: sums.revenue.toString(),
    refunded: sums.refunded.toString(),
  }));
  if (rows.length === 0) return;
  // The guard on the sums looks at what is inserted, too: a row that takes back must find one to take from, so rows are made first.
  await tx.query({
    name: 'analytics_rows',
    text: `INSERT INTO analytics_buckets (bucket, currency, provider, failure, payments, succeeded, failed, revenue, refunded)
      SELECT bucket, currency, provider, failure, 0, 0, 0, 0, 0 FROM json_to_recordset($1::json)
        AS t(bucket timestamptz, currency text, provider text, failure text) ON CONFLICT DO NOTHING`,
    values: [JSON.stringify(rows)],
  });
  await tx.query({
    name: 'analytics_add',
    text: `UPDATE analytics_buckets b SET payments = b.payments + t.payments, succeeded = b.succeeded + t.succeeded,
        failed = b.failed + t.failed, revenue = b.revenue + t.revenue, refunded = b.refunded + t.refunded
      FROM json_to_recordset($1::json) AS t(bucket timestamptz, currency text, provider text, failure text,
        payments bigint, succeeded bigint, failed bigint, revenue bigint, refunded bigint)
      WHERE b.bucket = t.bucket AND b.currency = t.currency AND b.provider = t.provider AND b.failure = t.failure`,
    values: [JSON.stringify(rows)],
  });
}
