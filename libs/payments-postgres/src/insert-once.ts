import {
  paymentId,
  recordChange,
  type ChangeRecord,
  type Creation,
  type InsertOutcome,
  type Snapshot,
} from '@payments/domain';
import type { Context } from './context.ts';
import type { Statement } from './database.ts';
import { violatedUnique } from './database-error.ts';
import { findKey, claimText, claimValues, sealedAnswer } from './keys.ts';
import { orderHolder } from './finds.ts';
import { ORDER_INDEXES } from './order-indexes.ts';
import { BORN, CHANGING, formerObjects, sealedSecret } from './payment-rows.ts';
import { toldTexts, toldValues } from './record-text.ts';
import { names, Placeholders, textOf, valuesOf } from './table.ts';

/** How often a conflict that is gone when we look may turn us round. Each turn needs somebody else's commit in between. */
const TURNS_MAX = 10;

/** Writes payment, key, entry and event by ONE statement; the unique indexes are the whole concurrency story of a duplicate. */
export async function insertOnce(context: Context, creation: Creation): Promise<InsertOutcome> {
  const { database, now, newId } = context;
  const { payment, claim, cause } = creation;
  for (let turn = 0; turn < TURNS_MAX; turn++) {
    const at = now();
    const record = recordChange(null, { payment }, cause, at, newId);
    try {
      const rows = await database.query<{ remains: string[] }>(insertStatement(context, creation, record, at));
      const [row] = rows;
      if (row) return { kind: 'inserted', snapshot: bornSnapshot(record), remains: row.remains.map(paymentId) };
      const found = claim && (await findKey(context, claim));
      if (found) return { kind: 'key', found };
    } catch (error) {
      if (!ORDER_INDEXES.has(violatedUnique(error) ?? '')) throw error;
      const holder = await orderHolder(context, payment);
      if (holder) return { kind: 'order', paymentId: holder };
    }
  }
  throw new Error(`payment ${payment.id} could not be inserted: its key or order came and went ${TURNS_MAX} times`);
}

function insertStatement(context: Context, creation: Creation, record: ChangeRecord, at: Date): Statement {
  const { box } = context;
  const { claim, answer } = creation;
  const { payment } = record;
  if (formerObjects(payment).length > 0) throw new Error(`payment ${payment.id} is new and has former objects`);
  const kept = claim && answer ? answer(bornSnapshot(record)) : null;
  const keyed = claim !== null;
  const name = `payment_insert_${keyed ? 'keyed' : 'plain'}_${record.entries.length}_${record.events.length}`;
  return {
    name,
    text: textOf(name, () => insertText(keyed, record.entries.length, record.events.length)),
    values: [
      ...(claim
        ? claimValues(
            {
              claim,
              subject: payment.id,
              paymentId: payment.id,
              answer: kept && sealedAnswer(claim, kept, box),
            },
            at,
          )
        : []),
      ...valuesOf(BORN, payment),
      ...valuesOf(CHANGING, payment),
      sealedSecret(payment, box),
      ...toldValues(record, box),
    ],
  };
}

function insertText(keyed: boolean, entries: number, events: number): string {
  const place = new Placeholders();
  const key = keyed ? [`taken AS (${claimText(place, '')})`] : [];
  const columns = `${names(BORN)}, ${names(CHANGING)}, secret`;
  const values = `${place.row(BORN)}, ${place.row(CHANGING)}, ${place.one('jsonb')}`;
  const payment = `born AS (INSERT INTO payments (${columns}) SELECT ${values} ${keyed ? 'FROM taken' : ''}
    RETURNING id, user_id, order_id)`;
  const parts = [...key, payment, ...toldTexts(place, entries, events, 'born')];
  return `WITH ${parts.join(',\n')}\nSELECT open_remains(user_id, order_id, id) AS remains FROM born`;
}

function bornSnapshot({ payment }: ChangeRecord): Snapshot {
  return { payment, refunds: [] };
}
