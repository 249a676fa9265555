import type { OutgoingEvent } from '@payments/domain';
import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import { eventFrom, type EventRow } from './event-rows.ts';

/** One event for one subscriber, claimed: nobody else sends it until the lease ends. */
export interface ClaimedDelivery {
  readonly eventId: string;
  readonly stream: string;
  /** Proves, when the outcome is recorded, that the line is still ours. */
  readonly claim: string;
  /** Tries so far, since it was put into the line. */
  readonly tries: number;
  /** Opened when it is asked for. Throws `UnreadableError`. `null` for a test event, which tells of nothing. */
  event(): OutgoingEvent | null;
  readonly type: string;
  readonly at: Date;
}

export interface DeliveryOutcome {
  readonly delivery: Pick<ClaimedDelivery, 'eventId' | 'stream' | 'claim'>;
  /** `pending`: to be tried again after `delayMs`. */
  readonly status: 'delivered' | 'pending' | 'dead';
  readonly delayMs: number;
  /** The HTTP status of the answer; `null` where there was none. */
  readonly responseStatus: number | null;
  readonly latencyMs: number;
  readonly answer: string | null;
  readonly error: string | null;
}

/** The oldest unfinished event of up to `limit` lines of one subscriber that are due. */
export async function claimDeliveries(
  { database, box }: Context,
  endpointId: string,
  limit: number,
  leaseMs: number,
): Promise<readonly ClaimedDelivery[]> {
  const lines = await database.query<{ stream: string; claim: string }>({
    name: 'deliveries_claim',
    text: CLAIM,
    values: [endpointId, limit, leaseMs],
  });
  if (lines.length === 0) return [];
  const claims = new Map(lines.map(({ stream, claim }) => [stream, claim]));
  // A second statement, and so a second look: what the line's last holder wrote is seen.
  const heads = await database.query<EventRow & { tries: number }>({
    name: 'deliveries_heads',
    text: HEADS,
    values: [endpointId, [...claims.keys()]],
  });
  return heads.map((row) => ({
    eventId: row.id,
    stream: row.stream,
    claim: claims.get(row.stream) ?? '',
    tries: row.tries,
    event: () => (row.type === 'endpoint.test' ? null : eventFrom(row, box)),
    type: row.type,
    at: row.at,
  }));
}

const CLAIM = `
WITH due AS (
  SELECT q.stream FROM delivery_queues q
  WHERE q.endpoint_id = $1 AND q.due_at <= now()
  ORDER BY q.due_at LIMIT $2
  FOR UPDATE SKIP LOCKED
)
UPDATE delivery_queues q SET due_at = now() + make_interval(secs => $3::float8 / 1000), claim = q.claim + 1, held = true
FROM due WHERE q.endpoint_id = $1 AND q.stream = due.stream
RETURNING q.stream, q.claim::text AS claim`;

const HEADS = `
SELECT o.id, o.stream, o.seq, o.type, o.at, o.payment_id, o.payload, d.tries_in_line AS tries
FROM unnest($2::uuid[]) AS line(stream)
CROSS JOIN LATERAL (
  SELECT event_id, tries_in_line FROM deliveries
  WHERE endpoint_id = $1 AND stream = line.stream AND status = 'pending' ORDER BY seq LIMIT 1
) d
JOIN outbox o ON o.id = d.event_id`;

/**
 * Writes what became of some deliveries of one subscriber, and lets their lines go on. Of one whose lease was lost nothing is written:
 * it is another one's now. Answers the events that died, with whether nothing at all has got through since they first failed.
 */
export async function recordDeliveries(
  q: Queryer,
  endpointId: string,
  outcomes: readonly DeliveryOutcome[],
): Promise<readonly { readonly eventId: string; readonly hopeless: boolean }[]> {
  const rows = await q.query<{ event_id: string; status: string; hopeless: boolean }>({
    name: 'deliveries_record',
    text: RECORD,
    values: [
      endpointId,
      outcomes.map(({ delivery }) => delivery.stream),
      outcomes.map(({ delivery }) => delivery.eventId),
      outcomes.map(({ delivery }) => delivery.claim),
      outcomes.map(({ status }) => status),
      outcomes.map(({ delayMs }) => delayMs),
      outcomes.map(({ responseStatus }) => responseStatus),
      outcomes.map(({ latencyMs }) => latencyMs),
      outcomes.map(({ answer }) => answer),
      outcomes.map(({ error }) => error),
    ],
  });
  return rows.flatMap((row) => (row.status === 'dead' ? [{ eventId: row.event_id, hopeless: row.hopeless }] : []));
}

/**
 * The line's row is locked first, and its count changed as it is then: what joined meanwhile is in it. Each delivery is looked up by its
 * key: a plan that was made while the table was empty would walk all that is pending (0.5 ms an event at 20 000), hence `ctid` and the
 * text that keeps the partial index away.
 */
const RECORD = `
WITH said AS (
  SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::float8[], $7::integer[], $8::integer[], $9::text[], $10::text[])
    AS s(stream, event_id, claim, status, delay_ms, response_status, latency_ms, answer, error)
), held AS (
  SELECT q.stream, q.claim FROM delivery_queues q JOIN said s ON s.stream = q.stream
  WHERE q.endpoint_id = $1 ORDER BY q.stream FOR UPDATE OF q
), done AS (
  UPDATE deliveries d SET
    status = s.status, tries = d.tries + 1, tries_in_line = d.tries_in_line + 1,
    next_try_at = CASE WHEN s.status = 'pending' THEN now() + make_interval(secs => s.delay_ms / 1000) END,
    last_status = s.response_status, latency_ms = s.latency_ms, answer = s.answer, last_error = s.error,
    failing_since = CASE WHEN s.status <> 'delivered' THEN COALESCE(d.failing_since, now()) END,
    delivered_at = CASE WHEN s.status = 'delivered' THEN now() END
  FROM (
    SELECT said.*, found.row FROM said JOIN held h ON h.stream = said.stream AND h.claim = said.claim
    CROSS JOIN LATERAL (SELECT ctid AS row FROM deliveries WHERE endpoint_id = $1 AND event_id = said.event_id OFFSET 0) found
  ) s
  WHERE d.ctid = s.row AND d.status || '' = 'pending'
  RETURNING d.event_id, d.stream, d.status, d.next_try_at, d.failing_since
), lines AS (
  UPDATE delivery_queues q SET
    pending = q.pending - CASE WHEN done.status = 'pending' THEN 0 ELSE 1 END,
    due_at = CASE WHEN done.status = 'pending' THEN done.next_try_at WHEN q.pending > 1 THEN now() END,
    held = false
  FROM done WHERE q.endpoint_id = $1 AND q.stream = done.stream
)
SELECT done.event_id, done.status, e.failing_since IS NOT NULL AND e.failing_since <= done.failing_since AS hopeless
FROM done JOIN event_endpoints e ON e.id = $1`;
