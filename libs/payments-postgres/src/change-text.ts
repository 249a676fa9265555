import { CHANGING } from './payment-rows.ts';
import { claimText, settleText, settleTextOfMany } from './keys.ts';
import type { Shape } from './change-shape.ts';
import { toldTexts, toldTextsOfMany } from './record-text.ts';
import { REFUND, REFUND_CHANGES } from './refund-rows.ts';
import { names, Placeholders, type Typed } from './table.ts';

/** One change as one statement. Its parameters come in the order of `changeStatement`'s values. */
export function changeText(shape: Shape): string {
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

/**
 * Many changes of one shape as one statement: all or nothing. Runs on the connections for batches alone, where the join can only go by the primary
 * key (`database.ts`): a plan that was made while the table was small would else read all of it, for as long as the connection lives.
 */
export function changeTextOfMany(shape: Shape): string {
  const place = new Placeholders();
  const columns = updateColumns(shape);
  const sets = columns.filter((column) => !GUARD.includes(column)).map(([name]) => `${name} = v.${name}`);
  const parts = [
    `changed AS (UPDATE payments SET ${sets.join(', ')} FROM (${place.recordset(columns)}) AS v
    WHERE payments.id = v.guard_id AND payments.version = v.guard_version RETURNING payments.id)`,
    ...toldTextsOfMany(place),
    ...(shape.settles ? [`settled AS (${settleTextOfMany(place)})`] : []),
  ];
  return `WITH ${parts.join(',\n')}
    SELECT CASE WHEN count(*) <> ${place.one('integer')} THEN refuse_part() END AS refused FROM changed`;
}

/** Which row is changed, and as what it was read. */
const GUARD: readonly Typed[] = [
  ['guard_id', 'uuid'],
  ['guard_version', 'integer'],
];

/** In the order of a change's `update`. */
export function updateColumns(shape: Shape): readonly Typed[] {
  const secret: readonly Typed[] = shape.secret ? [['secret', 'jsonb']] : [];
  const raw: readonly Typed[] = shape.raw ? [['provider_answer', 'jsonb']] : [];
  return [...secret, ...raw, ...CHANGING, ...GUARD];
}
