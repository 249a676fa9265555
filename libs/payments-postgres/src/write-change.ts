import type { ChangeRecord, Refund, Snapshot } from '@payments/domain';
import { batcher } from './batcher.ts';
import {
  added,
  changedRefunds,
  manyName,
  nameOf,
  newObjects,
  shapeOf,
  type Shape,
  type Writing,
} from './change-shape.ts';
import { changeText, changeTextOfMany, updateColumns } from './change-text.ts';
import type { Context } from './context.ts';
import type { Database, Queryer, SqlValue } from './database.ts';
import { claimValues, sameKey, sealedAnswer, settleRecordset, settleValues } from './keys.ts';
import { answerPlace, CHANGING, sealedSecret } from './payment-rows.ts';
import { flattened, recordsets, toldParts, type ToldValues } from './record-text.ts';
import { REFUND, sealedRefund } from './refund-rows.ts';
import { recordset, textOf, valuesOf } from './table.ts';

/** A change with everything that its statement writes; `values` is in the order of its text. */
export interface Change {
  readonly id: string;
  readonly shape: Shape;
  readonly update: readonly SqlValue[];
  readonly told: ToldValues;
  /** Refunds, objects of earlier attempts, a claimed key. */
  readonly more: readonly SqlValue[];
  readonly settle: readonly SqlValue[];
}

/** False where the payment is no longer as it was read; nothing was written then. */
export type WriteChange = (change: Change) => Promise<boolean>;

/**
 * Everything that a change writes, as ONE statement.
 * Fails as a whole where a promise is more than what is left (`PM001`), or the claimed key is there (`PM003`).
 */
export async function writeChange(q: Queryer, change: Change): Promise<boolean> {
  const { shape, update, told, more, settle } = change;
  const name = nameOf(shape);
  const rows = await q.query({
    name,
    text: textOf(name, () => changeText(shape)),
    values: [...update, ...flattened(told), ...more, ...settle],
  });
  return rows.length > 0;
}

/** One statement a change; where the database has a connection for batches, one for all of the usual shapes that wait. */
export function changeWriter(database: Database): WriteChange {
  const one: WriteChange = (change) => writeChange(database, change);
  const { batches } = database;
  if (!batches) return one;
  const batched = batcher<Change, boolean>({
    shapeOf: ({ shape }) => manyName(shape),
    orderOf: ({ id }) => id,
    runOne: one,
    runMany: (changes) => writeMany(batches, changes),
    queueLimit: database.queueLimit,
  });
  return (change) => (sharesStatements(change) ? batched(change) : one(change));
}

export function changeOf(context: Context, writing: Writing): Change {
  const { before, record } = writing;
  const shape = shapeOf(writing);
  return {
    id: before.payment.id,
    shape,
    update: record ? updateValues(context, writing, record, shape) : guardValues(before),
    told: toldParts(record ?? { entries: [], events: [] }, context.box),
    more: moreValues(context, writing),
    settle: settlingValues(context, writing, shape),
  };
}

/** The refunds as they are afterwards, oldest first. */
export function refundsAfter(before: readonly Refund[], written: readonly Refund[]): readonly Refund[] {
  if (written.length === 0) return before;
  const kept = before.map((refund) => written.find((r) => r.id === refund.id) ?? refund);
  return [...kept, ...added(before, written)];
}

/** What a payment's ordinary way writes. Refunds, claims and promises go alone: they are few, and they refuse. */
function sharesStatements({ shape, more }: Change): boolean {
  return shape.changes && !shape.reserves && !shape.wakes && more.length === 0;
}

async function writeMany(batches: Queryer, changes: readonly Change[]): Promise<readonly boolean[]> {
  const [first] = changes;
  if (!first) return [];
  const name = manyName(first.shape);
  await batches.query({
    name,
    text: textOf(name, () => changeTextOfMany(first.shape)),
    values: [
      recordset(
        updateColumns(first.shape),
        changes.map(({ update }) => update),
      ),
      ...recordsets(changes.map(({ told }) => told)),
      ...(first.shape.settles ? [settleRecordset(changes.map(({ settle }) => settle))] : []),
      changes.length,
    ],
  });
  return changes.map(() => true);
}

function updateValues({ box }: Context, { before, raw }: Writing, { payment }: ChangeRecord, shape: Shape): SqlValue[] {
  return [
    ...(shape.secret ? [sealedSecret(payment, box)] : []),
    ...(shape.raw && raw !== null ? [box.seal(raw, answerPlace(payment.id))] : []),
    ...(shape.reserves ? [payment.amountCaptured, payment.amountRefunded, payment.amountReserved].map(String) : []),
    ...valuesOf(CHANGING, payment),
    ...guardValues(before),
  ];
}

function guardValues({ payment }: Snapshot): SqlValue[] {
  return [payment.id, payment.version];
}

function moreValues({ box }: Context, writing: Writing): SqlValue[] {
  const { before, record, options, answer, at } = writing;
  const { claim, claimSubject, settle } = options;
  const values: SqlValue[] = [];
  const refunds = record?.refunds ?? [];
  for (const refund of [...added(before.refunds, refunds), ...changedRefunds(before.refunds, refunds)])
    values.push(...valuesOf(REFUND, sealedRefund(refund, box)));
  values.push(...newObjects(writing).flat());
  if (claim) {
    const { id } = before.payment;
    const own = answer && settle && sameKey(claim, settle.ref) ? sealedAnswer(claim, answer, box) : null;
    values.push(...claimValues({ claim, subject: claimSubject ?? id, paymentId: id, answer: own }, at));
  }
  return values;
}

function settlingValues({ box }: Context, { answer, options }: Writing, shape: Shape): SqlValue[] {
  const { settle } = options;
  if (!shape.settles || !answer || !settle) return [];
  return settleValues(settle.ref, sealedAnswer(settle.ref, answer, box));
}
