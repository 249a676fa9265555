import type { EventType, OutgoingEvent } from '@payments/domain';
import { Conditions } from './conditions.ts';
import type { Context } from './context.ts';
import { countRows } from './count-rows.ts';
import type { Database } from './database.ts';
import { EVENT_FIELDS, eventFrom, eventPlace, type EventRow } from './event-rows.ts';
import { redeliver } from './redeliver-event.ts';

/** An event as it is kept, with how its deliveries stand. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: EventType;
  readonly at: Date;
  readonly paymentId: string | null;
  readonly pending: number;
  readonly delivered: number;
  readonly dead: number;
  /** What it tells; `null` for a test event. Throws `UnreadableError`. */
  event(): OutgoingEvent | null;
}

export interface EventFilter {
  readonly type: EventType | null;
  readonly paymentId: string | null;
}

export interface EventQuery extends EventFilter {
  readonly limit: number;
  /** The last id of the page before. */
  readonly before: string | null;
}

interface LoggedRow extends EventRow {
  readonly pending: number;
  readonly delivered: number;
  readonly dead: number;
}

const COUNTS = `
  count(d.*) FILTER (WHERE d.status = 'pending')::integer AS pending,
  count(d.*) FILTER (WHERE d.status = 'delivered')::integer AS delivered,
  count(d.*) FILTER (WHERE d.status = 'dead')::integer AS dead`;

/** Newest first; one more than `limit`, where there are more. */
export async function listEvents(
  { database, box }: Context,
  { limit, before, type, paymentId }: EventQuery,
): Promise<readonly LoggedEvent[]> {
  // Only what was asked for stands in the text: a plan for every case at once would walk over all events.
  const conditions = conditionsOf({ type, paymentId });
  conditions.where(before, (id) => `id < ${conditions.value(id, 'uuid')}`);
  const text = `
SELECT o.*, d.pending, d.delivered, d.dead FROM (
  SELECT ${EVENT_FIELDS} FROM outbox WHERE ${conditions} ORDER BY id DESC LIMIT ${conditions.value(limit + 1, 'integer')}
) o CROSS JOIN LATERAL (SELECT ${COUNTS} FROM deliveries d WHERE d.event_id = o.id) d
ORDER BY o.id DESC`;
  const rows = await database.query<LoggedRow>({ name: '', text, values: conditions.values });
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    at: row.at,
    paymentId: row.payment_id,
    pending: row.pending,
    delivered: row.delivered,
    dead: row.dead,
    event: () => (row.type === 'endpoint.test' ? null : eventFrom(row, box)),
  }));
}

export function countEvents(database: Database, filter: EventFilter): Promise<number> {
  return countRows(database, 'outbox', conditionsOf(filter));
}

function conditionsOf({ type, paymentId }: EventFilter): Conditions {
  const conditions = new Conditions();
  conditions.where(type, (word) => `type = ${conditions.value(word, 'text')}`);
  conditions.where(paymentId, (id) => `stream = ${conditions.value(id, 'uuid')}`);
  return conditions;
}

export async function eventExists(database: Database, id: string): Promise<boolean> {
  const rows = await database.query({ name: 'events_exists', text: 'SELECT FROM outbox WHERE id = $1', values: [id] });
  return rows.length > 0;
}

/** What a subscriber was sent of an event, and what it answered last. */
export interface LoggedDelivery {
  readonly endpointId: string;
  readonly url: string;
  readonly status: 'pending' | 'delivered' | 'dead';
  readonly tries: number;
  readonly nextTryAt: Date | null;
  readonly responseStatus: number | null;
  readonly latencyMs: number | null;
  readonly answer: string | null;
  readonly error: string | null;
  readonly deliveredAt: Date | null;
}

interface DeliveryRow {
  readonly endpoint_id: string;
  readonly url: string;
  readonly status: LoggedDelivery['status'];
  readonly tries: number;
  readonly next_try_at: Date | null;
  readonly last_status: number | null;
  readonly latency_ms: number | null;
  readonly answer: string | null;
  readonly last_error: string | null;
  readonly delivered_at: Date | null;
}

/** By endpoint, oldest first. */
export async function listDeliveries(database: Database, eventId: string): Promise<readonly LoggedDelivery[]> {
  const rows = await database.query<DeliveryRow>({
    name: 'deliveries_list',
    text: `SELECT d.endpoint_id, e.url, d.status, d.tries, d.next_try_at, d.last_status, d.latency_ms, d.answer, d.last_error, d.delivered_at
      FROM deliveries d JOIN event_endpoints e ON e.id = d.endpoint_id WHERE d.event_id = $1 ORDER BY d.endpoint_id`,
    values: [eventId],
  });
  return rows.map((row) => ({
    endpointId: row.endpoint_id,
    url: row.url,
    status: row.status,
    tries: row.tries,
    nextTryAt: row.next_try_at,
    responseStatus: row.last_status,
    latencyMs: row.latency_ms,
    answer: row.answer,
    error: row.last_error,
    deliveredAt: row.delivered_at,
  }));
}

/** A signed test event for one subscriber alone. Answers its id, or `null` where the endpoint is not there or switched off. */
export async function sendTestEvent({ database, box, newId }: Context, endpointId: string): Promise<string | null> {
  const id = newId();
  return database.transaction(async (q) => {
    // Fanned out already: it is nobody else's.
    await q.query({
      name: 'events_test',
      text: `INSERT INTO outbox (id, stream, seq, type, at, payload, pumped) VALUES ($1, $1, 1, 'endpoint.test', now(), $2::jsonb, true)`,
      values: [id, box.seal('{}', eventPlace(id))],
    });
    if ((await redeliver(q, id, endpointId)) > 0) return id;
    await q.query({ name: 'events_test_undo', text: 'DELETE FROM outbox WHERE id = $1', values: [id] });
    return null;
  });
}
