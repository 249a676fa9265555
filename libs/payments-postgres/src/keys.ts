import type { FoundKey, KeptAnswer, KeyClaim, KeyRef } from '@payments/domain';
import type { Context } from './context.ts';
import { UnreadableError, type EnvelopeBox } from './envelope.ts';
import type { SqlValue } from './database.ts';
import { names, recordset, time, valuesOf, type Column, type Placeholders, type Row, type Typed } from './table.ts';

/** A key's row, from the driver or from JSON. */
export interface KeyRow extends KeyRef {
  readonly request_hash: string;
  readonly derived: boolean;
  readonly lease_until: Date | string;
  readonly expires_at: Date | string;
  readonly subject: string;
  readonly payment_id: string | null;
  readonly answer: string | null;
}

/** A claimed key with what it is about. */
export interface NewKey {
  readonly claim: KeyClaim;
  readonly subject: string;
  readonly paymentId: string | null;
  /** Sealed. */
  readonly answer: string | null;
}

const KEY: readonly Column<NewKey>[] = [
  ['scope', 'text', (k) => k.claim.scope],
  ['operation', 'text', (k) => k.claim.operation],
  ['key', 'text', (k) => k.claim.key],
  ['request_hash', 'text', (k) => k.claim.requestHash],
  ['derived', 'boolean', (k) => k.claim.derived],
  ['lease_until', 'timestamptz', (k) => time(k.claim.leaseUntil)],
  ['expires_at', 'timestamptz', (k) => time(k.claim.expiresAt)],
  ['subject', 'uuid', (k) => k.subject],
  ['payment_id', 'uuid', (k) => k.paymentId],
  ['answer', 'text', (k) => k.answer],
];
const FIELDS = names(KEY);
const NAMED = new Set(['scope', 'operation', 'key']);
/** In the order of `settleValues`. */
const SETTLING: readonly Typed[] = [
  ['answer', 'text'],
  ['scope', 'text'],
  ['operation', 'text'],
  ['key', 'text'],
];
const TAKE_OVER = KEY.filter(([name]) => !NAMED.has(name)).map(([name]) => `${name} = excluded.${name}`);

/** Inserts a key where it is new or spent; returns no row where it lives. `from` is what must have happened before. */
export function claimText(place: Placeholders, from: string): string {
  return `INSERT INTO idempotency_keys (${FIELDS}) SELECT ${place.row(KEY)} ${from}
    ON CONFLICT (scope, operation, key) DO UPDATE SET ${TAKE_OVER.join(', ')}
    WHERE key_is_spent(idempotency_keys, ${place.one('timestamptz')}) RETURNING 1 AS taken`;
}

/** Keys of a batch: one that is there already fails it. */
export function claimTextOfMany(place: Placeholders): string {
  return `INSERT INTO idempotency_keys (${FIELDS}) ${place.recordset(KEY)}`;
}

export function keyRecordset(keys: readonly NewKey[]): string {
  return recordset(KEY, keys.map(keyValues));
}

export function keyValues(key: NewKey): SqlValue[] {
  return valuesOf(KEY, key);
}

export function claimValues(key: NewKey, now: Date): SqlValue[] {
  return [...keyValues(key), time(now)];
}

/** Keeps an answer where none is kept yet. */
export function settleText(place: Placeholders, condition: string): string {
  return `UPDATE idempotency_keys SET answer = ${place.one('text')} WHERE scope = ${place.one('text')}
    AND operation = ${place.one('text')} AND key = ${place.one('text')} AND answer IS NULL ${condition}`;
}

/** Answers of a batch. */
export function settleTextOfMany(place: Placeholders): string {
  return `UPDATE idempotency_keys k SET answer = v.answer FROM (${place.recordset(SETTLING)}) AS v
    WHERE k.scope = v.scope AND k.operation = v.operation AND k.key = v.key AND k.answer IS NULL`;
}

export function settleRecordset(rows: readonly Row[]): string {
  return recordset(SETTLING, rows);
}

export function settleValues(ref: KeyRef, sealed: string): SqlValue[] {
  return [sealed, ref.scope, ref.operation, ref.key];
}

export function sealedAnswer(ref: KeyRef, answer: KeptAnswer, box: EnvelopeBox): string {
  return box.seal(`${answer.status} ${answer.body}`, keyPlace(ref));
}

export function sameKey(a: KeyRef, b: KeyRef): boolean {
  return a.scope === b.scope && a.operation === b.operation && a.key === b.key;
}

export const LIVE_KEY = `SELECT ${FIELDS} FROM idempotency_keys k
  WHERE scope = $1 AND operation = $2 AND key = $3 AND NOT key_is_spent(k, $4::timestamptz)`;

export async function findKey({ database, box, now }: Context, ref: KeyRef): Promise<FoundKey | null> {
  const [row] = await database.query<KeyRow>({
    name: 'key_find',
    text: LIVE_KEY,
    values: [ref.scope, ref.operation, ref.key, time(now())],
  });
  return row ? keyFrom(row, box) : null;
}

export function keyFrom(row: KeyRow, box: EnvelopeBox): FoundKey {
  const { scope, operation, key } = row;
  return {
    scope,
    operation,
    key,
    requestHash: row.request_hash,
    derived: row.derived,
    leaseUntil: new Date(row.lease_until),
    expiresAt: new Date(row.expires_at),
    subject: row.subject,
    paymentId: row.payment_id,
    answer: row.answer === null ? null : openedAnswer(row, row.answer, box),
  };
}

export async function settleKey(
  { database, box, now }: Context,
  ref: KeyRef,
  answer: KeptAnswer | null,
): Promise<void> {
  if (answer === null) {
    await database.query({
      name: 'key_release',
      text: `UPDATE idempotency_keys SET lease_until = $4::timestamptz
        WHERE scope = $1 AND operation = $2 AND key = $3 AND answer IS NULL`,
      values: [ref.scope, ref.operation, ref.key, time(now())],
    });
    return;
  }
  await database.query({
    name: 'key_settle',
    text: `UPDATE idempotency_keys SET answer = $1 WHERE scope = $2 AND operation = $3 AND key = $4 AND answer IS NULL`,
    values: settleValues(ref, sealedAnswer(ref, answer, box)),
  });
}

/** Compare and set: of several that saw the lease end, one has it. */
export async function leaseKey({ database, now }: Context, ref: KeyRef, leaseUntil: Date): Promise<boolean> {
  const rows = await database.query({
    name: 'key_lease',
    text: `UPDATE idempotency_keys SET lease_until = $4::timestamptz WHERE scope = $1 AND operation = $2 AND key = $3
      AND answer IS NULL AND lease_until <= $5::timestamptz RETURNING 1`,
    values: [ref.scope, ref.operation, ref.key, time(leaseUntil), time(now())],
  });
  return rows.length > 0;
}

function openedAnswer(ref: KeyRef, stored: string, box: EnvelopeBox): KeptAnswer | 'unreadable' {
  try {
    const text = box.open(stored, keyPlace(ref)).toString('utf8');
    return { status: Number(text.slice(0, 3)), body: text.slice(4) };
  } catch (error) {
    if (error instanceof UnreadableError) return 'unreadable';
    throw error;
  }
}

export function keyPlace({ scope, operation, key }: KeyRef): string {
  return `idempotency_keys:${JSON.stringify([scope, operation, key])}:answer`;
}
