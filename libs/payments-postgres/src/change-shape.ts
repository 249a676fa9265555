import type { ChangeOptions, ChangeRecord, KeptAnswer, Refund, Snapshot } from '@payments/domain';
import { sameKey } from './keys.ts';
import { formerObjects, sameSecret } from './payment-rows.ts';

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
export interface Shape {
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

export function added(before: readonly Refund[], written: readonly Refund[]): readonly Refund[] {
  return written.filter((refund) => !before.some((b) => b.id === refund.id));
}

export function changedRefunds(before: readonly Refund[], written: readonly Refund[]): readonly Refund[] {
  return written.filter((refund) => before.some((b) => b.id === refund.id));
}

export function newObjects({ before, record }: Writing): readonly (readonly [string, string])[] {
  const former = record ? formerObjects(record.payment) : [];
  if (former.length === 0) return [];
  const known = new Set(formerObjects(before.payment).map((object) => JSON.stringify(object)));
  return former.filter((object) => !known.has(JSON.stringify(object)));
}

export function shapeOf(writing: Writing): Shape {
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

/** What the statement of a batch depends on: however many entries and events each change brings, their rows travel together. */
export function manyName({ secret, raw, settles }: Shape): string {
  return `payments_change_${[secret, raw, settles].map(Number).join('')}`;
}

export function nameOf(shape: Shape): string {
  const { entries, events, newRefunds, oldRefunds, objects } = shape;
  const flags = [shape.changes, shape.secret, shape.raw, shape.reserves, shape.claims, shape.settles, shape.wakes];
  const counts = [entries, events, newRefunds, oldRefunds, objects].join('_');
  return `payment_change_${flags.map(Number).join('')}_${counts}`;
}
