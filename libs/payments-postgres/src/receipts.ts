import { receiptNumber, type EventType, type OutgoingEvent, type Receipt } from '@payments/domain';
import { encode } from './codec.ts';
import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import { UnreadableError } from './envelope.ts';
import { insertMails, type NewMail } from './mail-outbox.ts';
import type { OutboxConsumer, OutboxRow } from './outbox-pump.ts';
import { receiptPlace } from './receipts-place.ts';
import { documentOf, planDocuments, type Draft, type IssuedDocument, type Seller } from './receipts-plan.ts';
import { tellReceipts } from './receipts-tell.ts';

export interface ReceiptOptions extends Seller {
  /** The letters that go with a document; written in its own transaction. */
  readonly mailsFor: (receipt: Receipt) => readonly NewMail[];
  /** True where the payer can be written to. */
  readonly isAddressed: (receipt: Receipt) => boolean;
  /** An event whose key is not known here: it gets no document, and a person must hear of it. */
  readonly onUnreadable: (row: OutboxRow) => void;
  /** The moment of issue: the database's clock, where a test puts no other. */
  readonly clock?: (tx: Queryer) => Promise<Date>;
}

/** What money coming in or going back is told by. A payment may be read as refunded before it was ever read as succeeded. */
const CALLS: ReadonlySet<EventType> = new Set([
  'payment.succeeded',
  'payment.partially_refunded',
  'payment.refunded',
  'refund.succeeded',
  'refund.failed',
]);

/**
 * Numbers the documents that a round of the pump calls for, in the pump's transaction: counter, documents, the payments' numbers, their
 * `receipt.issued` events and the letters are committed with the round, or none of them is. No request waits for a number.
 */
export function receiptConsumer(context: Context, options: ReceiptOptions): OutboxConsumer {
  const clock = options.clock ?? databaseTime;
  return async (tx, rows) => {
    const events = openAll(rows, options.onUnreadable);
    if (events.length === 0) return;
    const payments = [...new Set(events.map(({ stream }) => stream))].sort();
    // The rows' locks first: what is read of their documents after it can't change any more.
    await tx.query({
      name: 'receipts_lock',
      text: 'SELECT FROM payments WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE',
      values: [payments],
    });
    const drafts = planDocuments(events, await issuedOf(tx, payments));
    if (drafts.length === 0) return;
    const receipts = await numbered(tx, drafts, await clock(tx), options);
    await insertReceipts(context, tx, drafts, receipts, options);
    await tellReceipts(context, tx, receipts);
    await insertMails(context, tx, receipts.flatMap(options.mailsFor));
  };
}

function openAll(rows: readonly OutboxRow[], onUnreadable: ReceiptOptions['onUnreadable']): readonly OutgoingEvent[] {
  return rows.flatMap((row) => {
    if (!CALLS.has(row.type)) return [];
    try {
      return [row.event()];
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      onUnreadable(row);
      return [];
    }
  });
}

async function databaseTime(tx: Queryer): Promise<Date> {
  const [row] = await tx.query<{ at: Date }>({
    name: 'receipts_clock',
    text: `SELECT date_trunc('milliseconds', clock_timestamp()) AS at`,
    values: [],
  });
  if (!row) throw new Error('the database told no time');
  return row.at;
}

interface IssuedRow {
  readonly number: string;
  readonly kind: IssuedDocument['kind'];
  readonly payment_id: string;
  readonly refund_id: string | null;
}

async function issuedOf(tx: Queryer, payments: readonly string[]): Promise<readonly IssuedDocument[]> {
  const rows = await tx.query<IssuedRow>({
    name: 'receipts_issued',
    text: `SELECT number, kind, payment_id, refund_id FROM receipts WHERE payment_id = ANY($1::uuid[]) ORDER BY year, place`,
    values: [payments],
  });
  return rows.map((row) => ({ ...row, paymentId: row.payment_id, refundId: row.refund_id }));
}

/** Takes as many numbers as there are drafts, in their order. The counter's row is locked until this transaction ends. */
async function numbered(
  tx: Queryer,
  drafts: readonly Draft[],
  issuedAt: Date,
  seller: Seller,
): Promise<readonly Receipt[]> {
  const year = issuedAt.getUTCFullYear();
  const [counter] = await tx.query<{ last: number }>({
    name: 'receipts_count',
    text: `INSERT INTO receipt_counters (year, last) VALUES ($1, $2)
      ON CONFLICT (year) DO UPDATE SET last = receipt_counters.last + excluded.last RETURNING last`,
    values: [year, drafts.length],
  });
  if (!counter) throw new Error('the counter of receipts gave no number');
  const first = counter.last - drafts.length + 1;
  const numbers = new Map(drafts.map((draft, index) => [draft, receiptNumber(year, first + index)]));
  return drafts.map((draft) => {
    const { corrects } = draft;
    const number = numbers.get(draft) ?? '';
    const corrected = corrects === null || typeof corrects === 'string' ? corrects : (numbers.get(corrects) ?? null);
    return documentOf(draft, { number, corrects: corrected, issuedAt }, seller);
  });
}

async function insertReceipts(
  { box }: Context,
  tx: Queryer,
  drafts: readonly Draft[],
  receipts: readonly Receipt[],
  { isAddressed }: ReceiptOptions,
): Promise<void> {
  await tx.query({
    name: 'receipts_insert',
    text: `INSERT INTO receipts (number, year, place, kind, payment_id, refund_id, corrects, event_id, addressed, issued_at, document)
      SELECT number, year, place, kind, payment_id, refund_id, corrects, event_id, addressed, issued_at, document::jsonb
      FROM unnest($1::text[], $2::integer[], $3::integer[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[], $9::boolean[],
        $10::timestamptz[], $11::text[])
      AS r(number, year, place, kind, payment_id, refund_id, corrects, event_id, addressed, issued_at, document)`,
    values: [
      receipts.map(({ number }) => number),
      receipts.map(({ issuedAt }) => issuedAt.getUTCFullYear()),
      receipts.map(({ number }) => Number(number.split('-')[1])),
      receipts.map(({ kind }) => kind),
      receipts.map(({ paymentId }) => paymentId),
      receipts.map(({ refundId }) => refundId),
      receipts.map(({ corrects }) => corrects),
      drafts.map((draft) => draft.eventId),
      receipts.map((receipt) => String(isAddressed(receipt))),
      receipts.map(({ issuedAt }) => issuedAt.toISOString()),
      receipts.map((receipt) => box.seal(encode(receipt), receiptPlace(receipt.number))),
    ],
  });
}
