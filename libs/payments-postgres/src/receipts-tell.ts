import { eventId, type OutgoingEvent, type PaymentId, type Receipt } from '@payments/domain';
import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import { EVENT, EVENT_FIELDS, sealedEvent } from './event-rows.ts';
import { valuesOf } from './table.ts';

/**
 * Notes the number on the payment and writes `receipt.issued`, each with the next number of its payment's stream. The version goes up with
 * it, so that a change which read the payment before starts again, instead of telling its own event under the same number.
 */
export async function tellReceipts(context: Context, tx: Queryer, receipts: readonly Receipt[]): Promise<void> {
  const byPayment = grouped(receipts);
  const heads = await tx.query<{ id: PaymentId; event_seq: number }>({
    name: 'receipts_note',
    text: `UPDATE payments p SET event_seq = p.event_seq + n.documents, version = p.version + 1,
        receipt_number = COALESCE(p.receipt_number, n.receipt)
      FROM unnest($1::uuid[], $2::integer[], $3::text[]) AS n(id, documents, receipt)
      WHERE p.id = n.id RETURNING p.id, p.event_seq`,
    values: [
      [...byPayment.keys()],
      [...byPayment.values()].map((documents) => documents.length),
      [...byPayment.values()].map((documents) => documents.find(({ kind }) => kind === 'receipt')?.number ?? null),
    ],
  });
  const events = heads.flatMap(({ id, event_seq: last }) => {
    const documents = byPayment.get(id) ?? [];
    return documents.map((receipt, index): OutgoingEvent => ({
      id: eventId(context.newId()),
      type: 'receipt.issued',
      stream: id,
      seq: last - documents.length + index + 1,
      at: receipt.issuedAt,
      subject: { kind: 'receipt', receipt },
    }));
  });
  const values = events.map((event) => valuesOf(EVENT, sealedEvent(event, context.box)));
  const column = (index: number) => values.map((row) => String(row[index]));
  await tx.query({
    name: 'receipts_tell',
    text: `INSERT INTO outbox (${EVENT_FIELDS})
      SELECT id, stream, seq, type, at, payment_id, payload::jsonb
      FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::timestamptz[], $6::uuid[], $7::text[])
      AS e(id, stream, seq, type, at, payment_id, payload)`,
    values: EVENT.map((_, index) => column(index)),
  });
}

function grouped(receipts: readonly Receipt[]): ReadonlyMap<PaymentId, readonly Receipt[]> {
  const groups = new Map<PaymentId, Receipt[]>();
  for (const receipt of receipts) {
    const group = groups.get(receipt.paymentId);
    if (group) group.push(receipt);
    else groups.set(receipt.paymentId, [receipt]);
  }
  return groups;
}
