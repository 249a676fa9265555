import type { Database, Queryer } from './database.ts';

/**
 * Puts an event into the lines of those who want it, or of one endpoint: also where it was delivered, is dead, or was never meant for them.
 * Answers how many will get it. One that is in the line already stays where it is, and is tried now.
 */
export async function redeliverEvent(
  database: Database,
  eventId: string,
  endpointId: string | null = null,
): Promise<number> {
  return database.transaction((q) => redeliver(q, eventId, endpointId));
}

/** As `redeliverEvent`, within a transaction. */
export async function redeliver(q: Queryer, eventId: string, endpointId: string | null): Promise<number> {
  // The lines first, in the order in which everybody takes them: what is then read of their deliveries can't change any more.
  const lines = await q.query<{ endpoint_id: string }>({
    name: 'redeliver_lines',
    text: LINES,
    values: [eventId, endpointId],
  });
  if (lines.length === 0) return 0;
  await q.query({ name: 'redeliver_join', text: JOIN_LINES, values: [eventId, lines.map((line) => line.endpoint_id)] });
  return lines.length;
}

/** `ON CONFLICT DO UPDATE` locks a line that is there, and changes nothing of it. */
const LINES = `
INSERT INTO delivery_queues AS q (endpoint_id, stream, pending)
SELECT e.id, o.stream, 0 FROM outbox o JOIN event_endpoints e ON e.enabled
  AND CASE WHEN $2::uuid IS NULL THEN e.types IS NULL OR o.type = ANY(e.types) ELSE e.id = $2::uuid END
WHERE o.id = $1
ORDER BY e.id
ON CONFLICT (endpoint_id, stream) DO UPDATE SET pending = q.pending
RETURNING endpoint_id`;

const JOIN_LINES = `
WITH waiting AS (
  SELECT endpoint_id FROM deliveries WHERE event_id = $1 AND status = 'pending'
), made AS (
  INSERT INTO deliveries (endpoint_id, event_id, stream, seq, next_try_at, created_at)
  SELECT e.id, o.id, o.stream, o.seq, now(), now() FROM outbox o, unnest($2::uuid[]) AS e(id) WHERE o.id = $1
  ON CONFLICT (event_id, endpoint_id) DO UPDATE SET
    status = 'pending', tries_in_line = 0, next_try_at = now(), failing_since = NULL, delivered_at = NULL
  RETURNING endpoint_id, stream
)
UPDATE delivery_queues q SET
  pending = q.pending + CASE WHEN made.endpoint_id IN (SELECT endpoint_id FROM waiting) THEN 0 ELSE 1 END,
  due_at = CASE WHEN q.held THEN q.due_at ELSE now() END
FROM made WHERE q.endpoint_id = made.endpoint_id AND q.stream = made.stream`;
