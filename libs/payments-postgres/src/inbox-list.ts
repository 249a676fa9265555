import type { InboxEntry, InboxStatus, PaymentId } from '@payments/domain';
import { Conditions, literals } from './conditions.ts';
import type { Context } from './context.ts';
import { countRows } from './count-rows.ts';
import { cursorText, readCursor } from './cursor.ts';
import { INBOX_FIELDS, inboxFrom, type InboxRow } from './inbox.ts';

export interface InboxFilters {
  /** Any of them; none: all. */
  readonly statuses?: readonly InboxStatus[];
  readonly provider?: string | null;
  /** Those that were about one payment. */
  readonly paymentId?: PaymentId | null;
}

export interface InboxQuery extends InboxFilters {
  readonly cursor?: string | null;
  readonly limit: number;
}

export interface InboxPage {
  readonly entries: readonly InboxEntry[];
  readonly nextCursor: string | null;
}

const STATUSES: readonly InboxStatus[] = ['received', 'parked', 'done', 'skipped', 'dead'];

/** Newest first. Throws `PaymentError` `validation_failed` for a wrong cursor. */
export async function listInbox({ database }: Context, query: InboxQuery): Promise<InboxPage> {
  const conditions = filters(query);
  conditions.where(query.cursor, (text) => `id < ${conditions.value(readCursor('inbox', text).id, 'uuid')}`);
  const limit = conditions.value(query.limit + 1, 'integer');
  const rows = await database.query<InboxRow>({
    name: '',
    text: `SELECT ${INBOX_FIELDS} FROM webhook_inbox WHERE ${conditions} ORDER BY id DESC LIMIT ${limit}`,
    values: conditions.values,
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    entries: page.map(inboxFrom),
    nextCursor: last && rows.length > query.limit ? cursorText('inbox', { id: last.id, value: null }) : null,
  };
}

export function countInbox({ database }: Context, query: InboxFilters): Promise<number> {
  return countRows(database, 'webhook_inbox', filters(query));
}

function filters({ statuses, provider, paymentId }: InboxFilters): Conditions {
  const conditions = new Conditions();
  // Literals, so that the index over what is stuck is recognised.
  conditions.where(statuses?.length ? statuses : null, (words) => `status IN (${literals(words, STATUSES)})`);
  conditions.where(paymentId, (id) => `payment_id = ${conditions.value(id, 'uuid')}`);
  conditions.where(provider, (name) => `provider = ${conditions.value(name, 'text')}`);
  return conditions;
}
