import type { Database } from './database.ts';

/** Rows a statement: short enough that nobody waits for its locks, or for the checkpoint that it brings. */
const BATCH = 500;

export interface CleaningRound {
  readonly events: number;
  /** Where the next round goes on; `null` where this one came to the end. */
  readonly next: string | null;
}

/**
 * Deletes events from before a moment that were fanned out, and that every subscriber has; what is dead or still to be sent stays.
 * One small batch: the caller pauses and goes on from `next`.
 */
export async function cleanEvents(database: Database, before: Date, after: string | null): Promise<CleaningRound> {
  const [row] = await database.query<{ seen: number; gone: number; last: string | null }>({
    name: 'events_clean',
    text: CLEAN,
    values: [firstIdAt(before), after, BATCH],
  });
  return { events: row?.gone ?? 0, next: row && row.seen === BATCH ? row.last : null };
}

/** The smallest UUIDv7 of a moment (RFC 9562): ids are in time, so that what is old is found without looking at the rest. */
function firstIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** Walks the ids, which are in time; what is kept is stepped over, and not looked at again in this walk. */
const CLEAN = `
WITH old AS (
  SELECT id FROM outbox WHERE id < $1 AND ($2::uuid IS NULL OR id > $2) AND pumped ORDER BY id LIMIT $3
), gone AS (
  DELETE FROM outbox o USING old WHERE o.id = old.id AND NOT EXISTS (
    SELECT FROM deliveries d JOIN event_endpoints e ON e.id = d.endpoint_id
    WHERE d.event_id = o.id AND d.status <> 'delivered' AND e.deleted_at IS NULL)
  RETURNING o.id
)
SELECT (SELECT count(*) FROM old)::integer AS seen, (SELECT count(*) FROM gone)::integer AS gone,
  (SELECT id FROM old ORDER BY id DESC LIMIT 1) AS last`;

/** Deletes lines that are empty, and what deleted subscribers were still to be sent. Answers whether there is more. */
export async function cleanQueues(database: Database): Promise<boolean> {
  const gone = await database.query({ name: 'queues_clean', text: CLEAN_QUEUES, values: [BATCH] });
  const left = await database.query({ name: 'deliveries_clean', text: CLEAN_DELETED, values: [BATCH] });
  return gone.length === BATCH || left.length === BATCH;
}

/** A line that somebody joins at this moment is locked, and stays. */
const CLEAN_QUEUES = `
DELETE FROM delivery_queues q USING (
  SELECT endpoint_id, stream FROM delivery_queues WHERE pending = 0 LIMIT $1 FOR UPDATE SKIP LOCKED
) empty
WHERE q.endpoint_id = empty.endpoint_id AND q.stream = empty.stream
RETURNING q.stream`;

const CLEAN_DELETED = `
WITH ended AS (
  SELECT q.endpoint_id, q.stream FROM delivery_queues q JOIN event_endpoints e ON e.id = q.endpoint_id
  WHERE e.deleted_at IS NOT NULL LIMIT $1 FOR UPDATE OF q SKIP LOCKED
), lines AS (
  DELETE FROM delivery_queues q USING ended WHERE q.endpoint_id = ended.endpoint_id AND q.stream = ended.stream RETURNING q.endpoint_id, q.stream
)
DELETE FROM deliveries d USING lines WHERE d.endpoint_id = lines.endpoint_id AND d.stream = lines.stream AND d.status = 'pending'
RETURNING d.event_id`;
