import type { AuditEntry, PaymentId } from '@payments/domain';
import { AUDIT, auditFrom, type AuditRow } from './audit-rows.ts';
import { Conditions } from './conditions.ts';
import type { Context } from './context.ts';
import { countRows } from './count-rows.ts';
import { cursorText, readCursor } from './cursor.ts';
import { orderOfIds, type IdsOf } from './order-of-ids.ts';
import { names } from './table.ts';

/** What is absent or `null` does not narrow the list. */
export interface AuditFilters {
  readonly paymentId?: string | null;
  readonly actorId?: string | null;
  readonly action?: string | null;
  readonly from?: Date | null;
  /** Exclusive. */
  readonly to?: Date | null;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly nextCursor: string | null;
}

/** A payment has some dozen entries; refused tries about it are bounded by caller and hour. Beyond this, the audit over all has pages. */
const OF_PAYMENT_MAX = 5_000;
/** Rows that an export holds in memory at a time. */
const STREAM_PAGE = 500;
/** Actions that every payment has: found fast by walking the ids. */
const EVERY_PAYMENTS: readonly string[] = ['payment.created', 'payment.succeeded'];
const FIELDS = names(AUDIT);
const OF_PAYMENT = (id: string) => `chain = ${id}::text OR (payment_id = ${id} AND starts_with(chain, 'refused:'))`;

/** A payment's entries with the refused tries about it, oldest first. */
export async function auditOf({ database }: Context, id: PaymentId): Promise<readonly AuditEntry[]> {
  const rows = await database.query<AuditRow>({
    name: 'audit_of_payment',
    text: `SELECT ${FIELDS} FROM audit_entries WHERE ${OF_PAYMENT('$1::uuid')} ORDER BY at, chain, seq LIMIT ${OF_PAYMENT_MAX}`,
    values: [id],
  });
  return rows.map(auditFrom);
}

/** The audit over all, newest first. Throws `PaymentError` `validation_failed` for a wrong cursor. */
export async function auditPage(
  { database }: Context,
  query: AuditFilters & { readonly cursor?: string | null; readonly limit: number },
): Promise<AuditPage> {
  const conditions = filters(query);
  conditions.where(query.cursor, (text) => `id < ${conditions.value(readCursor('audit', text).id, 'uuid')}`);
  const limit = conditions.value(query.limit + 1, 'integer');
  const rows = await database.query<AuditRow>({
    name: '',
    text: `SELECT ${FIELDS} FROM audit_entries WHERE ${conditions} ORDER BY ${orderOfIds('DESC', idsOf(query))} LIMIT ${limit}`,
    values: conditions.values,
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    entries: page.map(auditFrom),
    nextCursor: last && rows.length > query.limit ? cursorText('audit', { id: last.id, value: null }) : null,
  };
}

export function countAudit({ database }: Context, query: AuditFilters): Promise<number> {
  return countRows(database, 'audit_entries', filters(query));
}

/** All that fit, oldest first, in bounded memory: for exports. */
export async function* auditStream({ database }: Context, query: AuditFilters): AsyncGenerator<AuditEntry> {
  for (let after: string | null = null; ;) {
    const conditions = filters(query);
    conditions.where(after, (id) => `id > ${conditions.value(id, 'uuid')}`);
    const rows: readonly AuditRow[] = await database.query<AuditRow>({
      name: '',
      text: `SELECT ${FIELDS} FROM audit_entries WHERE ${conditions} ORDER BY ${orderOfIds('ASC', idsOf(query))} LIMIT ${STREAM_PAGE}`,
      values: conditions.values,
    });
    for (const row of rows) yield auditFrom(row);
    after = rows.at(-1)?.id ?? null;
    if (rows.length < STREAM_PAGE) return;
  }
}

/** Those of an actor, or of an action that has its index. */
function idsOf({ actorId, action }: AuditFilters): IdsOf {
  return actorId || (action && !EVERY_PAYMENTS.includes(action)) ? 'a part' : 'all';
}

function filters({ paymentId, actorId, action, from, to }: AuditFilters): Conditions {
  const conditions = new Conditions();
  conditions.where(paymentId, (id) => OF_PAYMENT(conditions.value(id, 'uuid')));
  conditions.where(actorId, (id) => `actor_id = ${conditions.value(id, 'text')}`);
  conditions.where(action, (word) => `action = ${conditions.value(word, 'text')}`);
  conditions.between('at', from, to);
  return conditions;
}
