import {
  isUuid,
  PAYMENT_STATUSES,
  type AttentionCode,
  type Payment,
  type PaymentStatus,
  type ProviderName,
} from '@payments/domain';
import { Conditions, literals } from './conditions.ts';
import type { Context } from './context.ts';
import { cursorText, readCursor } from './cursor.ts';
import { orderOfIds, type IdsOf } from './order-of-ids.ts';
import { PAYMENT_FIELDS, paymentFrom, type PaymentRow } from './payment-rows.ts';

export type PaymentSort = 'created_at' | '-created_at' | 'amount' | '-amount';

/** What is absent or `null` does not narrow the list. */
export interface PaymentQuery {
  readonly userId?: string | null;
  /** Any of them; none: all. */
  readonly statuses?: readonly PaymentStatus[];
  readonly createdFrom?: Date | null;
  /** Exclusive. */
  readonly createdTo?: Date | null;
  readonly orderId?: string | null;
  readonly provider?: ProviderName | null;
  /** `true`: whatever it needs. */
  readonly needsAttention?: AttentionCode | true | null;
  /** A payment's, order's or provider object's id, whole. */
  readonly q?: string | null;
  readonly sort?: PaymentSort;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | null;
  readonly limit: number;
  /** Counts all that fit: slow on millions, so only where it is asked for. */
  readonly includeTotal?: boolean;
}

export interface PaymentPage {
  readonly payments: readonly Payment[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
  /** `null` where it was not asked for. */
  readonly total: number | null;
}

interface Order {
  readonly columns: readonly ('amount' | 'id')[];
  readonly direction: 'ASC' | 'DESC';
}
/** Ids are UUIDv7: their order is that of creation. */
const ORDERS: Readonly<Record<PaymentSort, Order>> = {
  created_at: { columns: ['id'], direction: 'ASC' },
  '-created_at': { columns: ['id'], direction: 'DESC' },
  amount: { columns: ['amount', 'id'], direction: 'ASC' },
  '-amount': { columns: ['amount', 'id'], direction: 'DESC' },
};

/** A page by keyset: as fast on page 1 000 as on page 1. Throws `PaymentError` `validation_failed` for a wrong cursor. */
export async function listPayments(context: Context, query: PaymentQuery): Promise<PaymentPage> {
  const sort = query.sort ?? '-created_at';
  const [rows, total] = await Promise.all([pageRows(context, query, sort), totalOf(context, query)]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const value = last && ORDERS[sort].columns.includes('amount') ? last.amount : null;
  return {
    payments: page.map((row) => paymentFrom(row, context.box)),
    nextCursor: last && rows.length > query.limit ? cursorText(`payments ${sort}`, { id: last.id, value }) : null,
    total,
  };
}

async function pageRows({ database }: Context, query: PaymentQuery, sort: PaymentSort): Promise<readonly PaymentRow[]> {
  const { columns, direction } = ORDERS[sort];
  const conditions = filters(query);
  conditions.where(query.cursor, (text) => {
    const { id, value } = readCursor(`payments ${sort}`, text);
    const after = direction === 'ASC' ? '>' : '<';
    const types = { amount: 'bigint', id: 'uuid' };
    const values = { amount: value ?? '0', id };
    const row = columns.map((column) => conditions.value(values[column], types[column])).join(', ');
    return `(${columns.join(', ')}) ${after} (${row})`;
  });
  const limit = `LIMIT ${conditions.value(query.limit + 1, 'integer')}`;
  const order = (ids: IdsOf) =>
    `ORDER BY ${columns.map((column) => (column === 'id' && columns.length === 1 ? orderOfIds(direction, ids) : `${column} ${direction}`)).join(', ')}`;
  const select = (statuses: readonly PaymentStatus[]) =>
    `SELECT ${PAYMENT_FIELDS} FROM payments WHERE ${conditions} ${statusIs(statuses)} ${order(idsOf(query, statuses))} ${limit}`;
  const statuses = [...new Set(query.statuses ?? [])];
  const text =
    statuses.length > 1 && !query.userId && columns[0] === 'id'
      ? `${statuses.map((status) => `(${select([status])})`).join(' UNION ALL ')} ${order('all')} ${limit}`
      : select(statuses);
  return database.query<PaymentRow>({ name: nameOf(query, sort), text, values: conditions.values });
}

/** A user's, or those of one status that has its index. */
function idsOf({ userId }: PaymentQuery, [status, ...others]: readonly PaymentStatus[]): IdsOf {
  const hasIndex = status !== undefined && others.length === 0 && status !== 'succeeded';
  return userId || hasIndex ? 'a part' : 'all';
}

/** Literals, because the index by status leaves out the one that nearly all end with, and only a literal shows that it fits. */
function statusIs(statuses: readonly PaymentStatus[]): string {
  if (statuses.length === 0) return '';
  return `AND status IN (${literals(statuses, PAYMENT_STATUSES)})`;
}

/** The two lists that everybody asks for keep their plan; for the others it depends on what is asked, so they are planned each time. */
function nameOf(query: PaymentQuery, sort: PaymentSort): string {
  const narrow: readonly (keyof PaymentQuery)[] = [
    'createdFrom',
    'createdTo',
    'orderId',
    'provider',
    'needsAttention',
    'q',
  ];
  const plain = narrow.every((name) => query[name] === undefined || query[name] === null) && !query.statuses?.length;
  if (!plain || sort !== '-created_at') return '';
  return `payments_list_${query.userId ? 'user' : 'all'}_${query.cursor ? 'next' : 'first'}`;
}

async function totalOf({ database }: Context, query: PaymentQuery): Promise<number | null> {
  if (!query.includeTotal) return null;
  const conditions = filters(query);
  const statuses = statusIs(query.statuses ?? []);
  const text = `SELECT count(*) AS total FROM payments WHERE ${conditions} ${statuses}`;
  const [row] = await database.query<{ total: string }>({ name: '', text, values: conditions.values });
  return Number(row?.total ?? 0);
}

function filters(query: PaymentQuery): Conditions {
  const conditions = new Conditions();
  conditions.where(query.userId, (user) => `user_id = ${conditions.value(user, 'text')}`);
  conditions.where(query.orderId, (order) => `order_id = ${conditions.value(order, 'text')}`);
  conditions.where(query.provider, (provider) => `provider = ${conditions.value(provider, 'text')}`);
  conditions.where(query.needsAttention, (code) =>
    code === true ? 'attention_code IS NOT NULL' : `attention_code = ${conditions.value(code, 'text')}`,
  );
  conditions.where(query.q, (q) => searchText(conditions, q));
  conditions.between('created_at', query.createdFrom, query.createdTo);
  return conditions;
}

/** By any of the three ids, each by its index; the providers that there are come from a walk over theirs. */
function searchText(conditions: Conditions, q: string): string {
  const word = conditions.value(q, 'text');
  const own = isUuid(q) ? `SELECT ${conditions.value(q, 'uuid')} UNION ALL` : '';
  return `id IN (${own} SELECT id FROM payments WHERE order_id = ${word}
    UNION ALL SELECT p.id FROM (${PROVIDERS}) names JOIN payments p ON p.provider = names.provider AND p.provider_payment_id = ${word}
    UNION ALL SELECT o.payment_id FROM (${PROVIDERS}) names JOIN provider_objects o
      ON o.provider = names.provider AND o.provider_payment_id = ${word})`;
}

const PROVIDERS = `WITH RECURSIVE walk AS (
    (SELECT provider FROM payments ORDER BY provider LIMIT 1)
    UNION ALL
    SELECT (SELECT p.provider FROM payments p WHERE p.provider > walk.provider ORDER BY p.provider LIMIT 1)
    FROM walk WHERE walk.provider IS NOT NULL)
  SELECT provider FROM walk WHERE provider IS NOT NULL`;
