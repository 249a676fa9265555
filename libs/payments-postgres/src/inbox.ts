import { paymentId, type InboxEntry, type InboxStorage, type WebhookTarget } from '@payments/domain';
import type { Context } from './context.ts';
import type { SqlValue } from './database.ts';
import { names, Placeholders, textOf, time, valuesOf, type Column } from './table.ts';

export interface InboxRow {
  readonly id: string;
  readonly provider: string;
  readonly event_id: string;
  readonly type: string;
  readonly target: WebhookTarget;
  readonly status: InboxEntry['status'];
  readonly tries: number;
  readonly last_error: string | null;
  readonly payment_id: string | null;
  readonly received_at: Date;
  readonly due_at: Date | null;
}

const INBOX: readonly Column<InboxEntry>[] = [
  ['id', 'uuid', (e) => e.id],
  ['provider', 'text', (e) => e.provider],
  ['event_id', 'text', (e) => e.eventId],
  ['type', 'text', (e) => e.type],
  ['target', 'jsonb', (e) => JSON.stringify(e.target)],
  ['status', 'text', (e) => e.status],
  ['tries', 'integer', (e) => e.tries],
  ['last_error', 'text', (e) => e.lastError],
  ['payment_id', 'uuid', (e) => e.paymentId],
  ['received_at', 'timestamptz', (e) => time(e.receivedAt)],
  ['due_at', 'timestamptz', (e) => time(e.dueAt)],
];
export const INBOX_FIELDS = names(INBOX);

type WebhookChange = Parameters<InboxStorage['updateWebhook']>[1];
const CHANGES: Readonly<Record<keyof WebhookChange, string>> = {
  status: 'status',
  tries: 'tries',
  lastError: 'last_error',
  paymentId: 'payment_id',
  dueAt: 'due_at',
};

/** Once for each event of a provider; a repeat that knocks again makes the first one due again. */
export async function keepWebhook(
  { database, box, now }: Context,
  entry: InboxEntry,
  body: Uint8Array,
  knocksAgain: boolean,
): Promise<{ readonly entry: InboxEntry; readonly isNew: boolean }> {
  const name = 'inbox_keep';
  const [isNew] = await database.query<InboxRow>({
    name,
    text: textOf(name, () => {
      const place = new Placeholders();
      return `INSERT INTO webhook_inbox (${INBOX_FIELDS}, body) VALUES (${place.row(INBOX)}, ${place.one('jsonb')})
        ON CONFLICT (provider, event_id) DO NOTHING RETURNING ${INBOX_FIELDS}`;
    }),
    values: [...valuesOf(INBOX, entry), box.seal(body, bodyPlace(entry.id))],
  });
  if (isNew) return { entry: inboxFrom(isNew), isNew: true };
  const names = [entry.provider, entry.eventId];
  const [first] = await database.query<InboxRow>(
    knocksAgain
      ? {
          name: 'inbox_knock',
          text: `UPDATE webhook_inbox SET status = 'received', tries = 0, due_at = $3::timestamptz
            WHERE provider = $1 AND event_id = $2 RETURNING ${INBOX_FIELDS}`,
          values: [...names, time(now())],
        }
      : {
          name: 'inbox_first',
          text: `SELECT ${INBOX_FIELDS} FROM webhook_inbox WHERE provider = $1 AND event_id = $2`,
          values: names,
        },
  );
  if (!first) throw new Error(`webhook ${entry.id} is neither new nor known`);
  return { entry: inboxFrom(first), isNew: false };
}

export async function loadWebhook({ database }: Context, id: string): Promise<InboxEntry | null> {
  const [row] = await database.query<InboxRow>({
    name: 'inbox_load',
    text: `SELECT ${INBOX_FIELDS} FROM webhook_inbox WHERE id = $1`,
    values: [id],
  });
  return row ? inboxFrom(row) : null;
}

/** The body as it came. Throws `UnreadableError`. */
export async function webhookBody({ database, box }: Context, id: string): Promise<Uint8Array | null> {
  const [row] = await database.query<{ body: unknown }>({
    name: 'inbox_body',
    text: 'SELECT body FROM webhook_inbox WHERE id = $1',
    values: [id],
  });
  return row ? box.open(row.body, bodyPlace(id)) : null;
}

export async function updateWebhook({ database }: Context, id: string, change: WebhookChange): Promise<void> {
  const { status, tries, lastError, paymentId: payment, dueAt } = change;
  const given: Readonly<Record<keyof WebhookChange, SqlValue | undefined>> = {
    status,
    tries,
    lastError,
    paymentId: payment,
    dueAt: dueAt === undefined ? undefined : time(dueAt),
  };
  const sets = Object.entries(CHANGES).flatMap(([field, column]) => {
    const value = given[field as keyof WebhookChange];
    return value === undefined ? [] : [{ column, value }];
  });
  if (sets.length === 0) return;
  const name = `inbox_update_${sets.map(({ column }) => column).join('_')}`;
  await database.query({
    name,
    text: `UPDATE webhook_inbox SET ${sets.map(({ column }, index) => `${column} = $${index + 2}`).join(', ')} WHERE id = $1`,
    values: [id, ...sets.map(({ value }) => value)],
  });
}

/** Due ones, the oldest first, each to one worker; the lease is the due time pushed on. */
export async function claimWebhooks(
  { database, now }: Context,
  limit: number,
  leaseMs: number,
): Promise<readonly InboxEntry[]> {
  const at = now();
  const rows = await database.query<InboxRow>({
    name: 'inbox_claim',
    text: `WITH due AS MATERIALIZED (
        SELECT id AS due_id, due_at AS was_due FROM webhook_inbox
        WHERE status IN ('received','parked') AND due_at IS NOT NULL AND due_at <= $1::timestamptz
        ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED),
      leased AS (UPDATE webhook_inbox SET due_at = $3::timestamptz FROM due WHERE id = due_id RETURNING ${INBOX_FIELDS}, was_due)
      SELECT ${INBOX_FIELDS} FROM leased ORDER BY was_due`,
    values: [time(at), limit, time(new Date(at.getTime() + leaseMs))],
  });
  return rows.map(inboxFrom);
}

export function inboxFrom(row: InboxRow): InboxEntry {
  return {
    id: row.id,
    provider: row.provider,
    eventId: row.event_id,
    type: row.type,
    target: row.target,
    status: row.status,
    tries: row.tries,
    lastError: row.last_error,
    paymentId: row.payment_id === null ? null : paymentId(row.payment_id),
    receivedAt: row.received_at,
    dueAt: row.due_at,
  };
}

export function bodyPlace(id: string): string {
  return `webhook_inbox:${id}:body`;
}
