import type { ChangeOptions, ChangeRecord, KeptAnswer, Refund, Snapshot } from '@payments/domain';
import type { Context } from './context.ts';
import type { SqlValue, Statement } from './database.ts';
import { claimText, claimValues, sameKey, sealedAnswer, settleText, settleValues } from './keys.ts';
import { answerPlace, CHANGING, formerObjects, sameSecret, sealedSecret } from './payment-rows.ts';
import { toldTexts, toldValues } from './record-text.ts';
import { REFUND, REFUND_CHANGES, sealedRefund } from './refund-rows.ts';
import { names, Placeholders, textOf, valuesOf } from './table.ts';

/** One change, ready to be written; `record` is `null` where only a key or an answer is. */
export interface Writing {
  readonly before: Snapshot;
  readonly record: ChangeRecord | null;
  readonly raw: string | null;
  readonly options: ChangeOptions;
  readonly answer: KeptAnswer | null;
  readonly at: Date;
}

/** What of a statement is there or not, and how often; its name spells it out. */
interface Shape {
  readonly changes: boolean;
  readonly entries: number;
  readonly events: number;
  readonly newRefunds: number;
  readonly oldRefunds: number;
  readonly objects: number;
  readonly secret: boolean;
  readonly raw: boolean;
  readonly reserves: boolean;
  readonly claims: boolean;
  readonly settles: boolean;
  readonly wakes: boolean;
}

/** Due this soon, a waiting worker is woken. Not for later: NOTIFY queues every commit behind one lock, and the worker looks each second anyway. */
const WAKE_WITHIN_MS = 3_000;

/**
 * Everything that a change writes, as ONE statement: it answers a row, or none where the payment is no longer as it was read.
 * Fails as a whole where a promise is more than what is left (`PM001`), or the claimed key is there (`PM003`).
 */
export function changeStatement(context: Context, writing: Writing): Statement {
  const shape = shapeOf(writing);
  const name = nameOf(shape);
  return { name, text: textOf(name, () => changeText(shape)), values: changeValues(context, writing, shape) };
}

/** The refunds as they are afterwards, oldest first. */
export function refundsAfter(before: readonly Refund[], written: readonly Refund[]): readonly Refund[] {
  if (written.length === 0) return before;
  const kept = before.map((refund) => written.find((r) => r.id === refund.id) ?? refund);
  return [...kept, ...added(before, written)];
}

function added(before: readonly Refund[], written: readonly Refund[]): readonly Refund[] {
  return written.filter((refund) => !before.some((b) => b.id === refund.id));
}

function changedRefunds(before: readonly Refund[], written: readonly Refund[]): readonly Refund[] {
  return written.filter((refund) => before.some((b) => b.id === refund.id));
}

function newObjects({ before, record }: Writing): readonly (readonly [string, string])[] {
  if (!record) return [];
  const known = new Set(formerObjects(before.payment).map((object) => JSON.stringify(object)));
  return formerObjects(record.payment).filter((object) => !known.has(JSON.stringify(object)));
}

function shapeOf(writing: Writing): Shape {
  const { before, record, raw, options, answer, at } = writing;
  const { claim, settle } = options;
  const dues = record ? [record.payment.advanceAt, ...record.refunds.map((r) => r.advanceAt)] : [];
  return {
    changes: record !== null,
    entries: record?.entries.length ?? 0,
    events: record?.events.length ?? 0,
    newRefunds: record ? added(before.refunds, record.refunds).length : 0,
    oldRefunds: record ? changedRefunds(before.refunds, record.refunds).length : 0,
    objects: newObjects(writing).length,
    secret: record !== null && !sameSecret(before.payment, record.payment),
    raw: record !== null && raw !== null,
    reserves: record !== null && record.payment.amountReserved > before.payment.amountReserved,
    claims: claim !== undefined,
    // Where the answer belongs to the claimed key itself, it is inserted with it.
    settles: answer !== null && settle !== undefined && !(claim && sameKey(claim, settle.ref)),
    wakes: dues.some((due) => due !== null && due.getTime() - at.getTime() <= WAKE_WITHIN_MS),
  };
}

function nameOf(shape: Shape): string {
  const { entries, events, newRefunds, oldRefunds, objects } = shape;
  const flags = [shape.changes, shape.secret, shape.raw, shape.reserves, shape.claims, shape.settles, shape.wakes];
  const counts = [entries, events, newRefunds, oldRefunds, objects].join('_');
  return `payment_change_${flags.map(Number).join('')}_${counts}`;
}

function changeText(shape: Shape): string {
  const place = new Placeholders();
  const parts = [
    `changed AS (${shape.changes ? updateText(place, shape) : lockText(place)})`,
    ...toldTexts(place, shape.entries, shape.events, 'changed'),
    ...(shape.newRefunds > 0 ? [`new_refunds AS (${insertRefundsText(place, shape.newRefunds)})`] : []),
    ...(shape.oldRefunds > 0 ? [`old_refunds AS (${updateRefundsText(place, shape.oldRefunds)})`] : []),
    ...(shape.objects > 0 ? [`objects AS (${objectsText(place, shape.objects)})`] : []),
    ...(shape.claims ? [`claimed AS (${claimText(place, 'FROM changed')})`] : []),
    ...(shape.settles ? [`settled AS (${settleText(place, 'AND EXISTS (SELECT FROM changed)')})`] : []),
  ];
  const key = shape.claims ? ', CASE WHEN NOT EXISTS (SELECT FROM claimed) THEN refuse_taken_key() END' : '';
  const wake = shape.wakes ? `, pg_notify('payments_due', '')` : '';
  return `WITH ${parts.join(',\n')}\nSELECT id${key}${wake} FROM changed`;
}

function updateText(place: Placeholders, shape: Shape): string {
  const secret = shape.secret ? `, secret = ${place.one('jsonb')}` : '';
  const raw = shape.raw ? `, provider_answer = ${place.one('jsonb')}` : '';
  const reserve = shape.reserves
    ? `AND assert_reserve(${place.one('bigint')}, ${place.one('bigint')}, ${place.one('bigint')}) >= 0`
    : '';
  return `UPDATE payments SET ${place.assignments(CHANGING)}${secret}${raw}
    WHERE id = ${place.one('uuid')} AND version = ${place.one('integer')} ${reserve} RETURNING id`;
}

/** Nothing of the payment changes; but what is written beside it must be about the payment as it was read. */
function lockText(place: Placeholders): string {
  return `SELECT id FROM payments WHERE id = ${place.one('uuid')} AND version = ${place.one('integer')} FOR UPDATE`;
}

function insertRefundsText(place: Placeholders, count: number): string {
  return `INSERT INTO refunds (${names(REFUND)}) SELECT v.* FROM changed, (${place.rows(REFUND, count)}) AS v`;
}

function updateRefundsText(place: Placeholders, count: number): string {
  const sets = REFUND_CHANGES.map((name) => `${name} = v.${name}`).join(', ');
  return `UPDATE refunds SET ${sets} FROM changed, (${place.rows(REFUND, count)}) AS v (${names(REFUND)})
    WHERE refunds.id = v.id`;
}

function objectsText(place: Placeholders, count: number): string {
  const rows = Array.from({ length: count }, () => `(${place.one('text')}, ${place.one('text')})`).join(', ');
  return `INSERT INTO provider_objects (provider, provider_payment_id, payment_id)
    SELECT v.*, changed.id FROM changed, (VALUES ${rows}) AS v ON CONFLICT DO NOTHING`;
}

function changeValues(context: Context, writing: Writing, shape: Shape): SqlValue[] {
  const { before, record, options, answer, at } = writing;
  const { claim, claimSubject, settle } = options;
  const values: SqlValue[] = record ? updateValues(context, writing, record, shape) : guardValues(before);
  if (record) {
    values.push(...toldValues(record, context.box));
    for (const refund of added(before.refunds, record.refunds)) values.push(...refundValues(context, refund));
    for (const refund of changedRefunds(before.refunds, record.refunds)) values.push(...refundValues(context, refund));
    values.push(...newObjects(writing).flat());
  }
  if (claim) {
    const { id } = before.payment;
    const own = answer && settle && sameKey(claim, settle.ref) ? sealedAnswer(claim, answer, context.box) : null;
    values.push(...claimValues({ claim, subject: claimSubject ?? id, paymentId: id, answer: own }, at));
  }
  if (shape.settles && answer && settle)
    values.push(...settleValues(settle.ref, sealedAnswer(settle.ref, answer, context.box)));
  return values;
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

function refundValues({ box }: Context, refund: Refund): SqlValue[] {
  return valuesOf(REFUND, sealedRefund(refund, box));
}
