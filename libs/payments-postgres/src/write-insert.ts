import type { ChangeRecord, Creation } from '@payments/domain';
import { batcher } from './batcher.ts';
import type { Context } from './context.ts';
import type { Database, SqlValue } from './database.ts';
import { claimText, claimTextOfMany, claimValues, keyRecordset, sealedAnswer, type NewKey } from './keys.ts';
import { BORN, CHANGING, formerObjects, sealedSecret } from './payment-rows.ts';
import { flattened, recordsets, toldParts, toldTexts, toldTextsOfMany, type ToldValues } from './record-text.ts';
import { names, Placeholders, recordset, textOf, valuesOf, type Typed } from './table.ts';

/** A payment that is ready to be written, with everything beside it. */
export interface Insertion {
  readonly id: string;
  readonly key: NewKey | null;
  readonly at: Date;
  readonly payment: readonly SqlValue[];
  readonly told: ToldValues;
  /** What the statement's text depends on, in words. */
  readonly shape: string;
  readonly entries: number;
  readonly events: number;
}

export interface Inserted {
  /** Failed payments of the order that could still be paid. */
  readonly remains: readonly string[];
}

/** `null`: its key is there already, and nothing was written. */
export type Insert = (insertion: Insertion) => Promise<Inserted | null>;

/** One statement an insert; where the database has a connection for batches, one for all that wait. */
export function inserter(database: Database): Insert {
  const one: Insert = (item) => insertOne(database, item);
  const { batches } = database;
  if (!batches) return one;
  return batcher<Insertion, Inserted | null>({
    shapeOf: manyName,
    orderOf: ({ key, id }) => (key ? `${key.claim.scope} ${key.claim.operation} ${key.claim.key}` : id),
    runOne: one,
    runMany: (items) => insertMany(batches, items),
    queueLimit: database.queueLimit,
  });
}

export function insertion({ box }: Context, creation: Creation, record: ChangeRecord, at: Date): Insertion {
  const { claim, answer } = creation;
  const { payment, entries, events } = record;
  if (formerObjects(payment).length > 0) throw new Error(`payment ${payment.id} is new and has former objects`);
  const kept = claim && answer ? answer({ payment, refunds: [] }) : null;
  return {
    id: payment.id,
    key: claim && { claim, subject: payment.id, paymentId: payment.id, answer: kept && sealedAnswer(claim, kept, box) },
    at,
    payment: [...valuesOf(BORN, payment), ...valuesOf(CHANGING, payment), sealedSecret(payment, box)],
    told: toldParts(record, box),
    shape: `payment_insert_${claim ? 'keyed' : 'plain'}_${entries.length}_${events.length}`,
    entries: entries.length,
    events: events.length,
  };
}

async function insertOne(database: Database, item: Insertion): Promise<Inserted | null> {
  const rows = await database.query<{ remains: string[] }>({
    name: item.shape,
    text: textOf(item.shape, () => oneText(item)),
    values: [...(item.key ? claimValues(item.key, item.at) : []), ...item.payment, ...flattened(item.told)],
  });
  return rows[0] ?? null;
}

async function insertMany(batches: Pick<Database, 'query'>, items: readonly Insertion[]): Promise<readonly Inserted[]> {
  const [first] = items;
  if (!first) return [];
  const name = manyName(first);
  const rows = await batches.query<{ id: string; remains: string[] }>({
    name,
    text: textOf(name, () => manyText(first)),
    values: [
      ...(first.key ? [keyRecordset(items.flatMap(({ key }) => key ?? []))] : []),
      recordset(
        PAYMENT,
        items.map(({ payment }) => payment),
      ),
      ...recordsets(items.map(({ told }) => told)),
    ],
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return items.flatMap(({ id }) => byId.get(id) ?? []);
}

/** In the order of an insertion's values. */
const PAYMENT: readonly Typed[] = [...BORN, ...CHANGING, ['secret', 'jsonb']];
/** However many entries and events each brings: their rows travel together. */
const manyName = ({ key }: Insertion) => `payments_insert_${key ? 'keyed' : 'plain'}`;
const BORN_FIELDS = 'RETURNING id, user_id, order_id';

function oneText({ key, entries, events }: Insertion): string {
  const place = new Placeholders();
  const taken = key ? [`taken AS (${claimText(place, '')})`] : [];
  const born = `born AS (INSERT INTO payments (${names(PAYMENT)}) SELECT ${place.row(PAYMENT)} ${key ? 'FROM taken' : ''} ${BORN_FIELDS})`;
  const parts = [...taken, born, ...toldTexts(place, entries, events, 'born')];
  return `WITH ${parts.join(',\n')}\nSELECT open_remains(user_id, order_id, id) AS remains FROM born`;
}

/** No key is taken over here, and no conflict is asked about: whoever has one fails the batch, and comes again alone. */
function manyText({ key }: Insertion): string {
  const place = new Placeholders();
  const taken = key ? [`taken AS (${claimTextOfMany(place)})`] : [];
  const born = `born AS (INSERT INTO payments (${names(PAYMENT)}) ${place.recordset(PAYMENT)} ${BORN_FIELDS})`;
  const parts = [...taken, born, ...toldTextsOfMany(place)];
  return `WITH ${parts.join(',\n')}\nSELECT id, open_remains(user_id, order_id, id) AS remains FROM born`;
}
