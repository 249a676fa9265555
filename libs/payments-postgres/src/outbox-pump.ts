import type { EventType, OutgoingEvent } from '@payments/domain';
import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import { eventFrom, EVENT_FIELDS, type EventRow } from './event-rows.ts';

/** An event of the outbox, on its way through the pump. */
export interface OutboxRow {
  readonly id: string;
  readonly stream: string;
  readonly seq: number;
  readonly type: EventType;
  readonly at: Date;
  readonly paymentId: string | null;
  /** What it tells, opened when it is asked for. Throws `UnreadableError`. */
  event(): OutgoingEvent;
}

/**
 * Whoever hears of every event once, in the pump's own transaction: what it writes and the flag are committed together, or neither.
 * Rows come in the order of (stream, seq). Throwing leaves all of them for the next round, so it must be quick and must not throw for one bad row.
 */
export type OutboxConsumer = (tx: Queryer, rows: readonly OutboxRow[]) => Promise<void>;

export interface PumpOptions {
  readonly consumers?: readonly OutboxConsumer[];
  /** Events a round (500): few enough that the transaction is short, enough that a round trip is worth it. */
  readonly batch?: number;
}

export interface PumpRound {
  readonly events: number;
  readonly deliveries: number;
  /** False where another process was at it. */
  readonly mine: boolean;
}

const BATCH = 500;
/** Ours alone, among the advisory locks of a database that others may share. */
const PUMP_LOCK = 7_236_010;

/**
 * Fans events out to subscribers and consumers, one process at a time. What is to be done is a flag on the row, not a position:
 * a transaction that commits late, with an older id, is found like any other.
 */
export async function pumpOutbox(
  context: Context,
  { consumers = [], batch = BATCH }: PumpOptions = {},
): Promise<PumpRound> {
  const { database, box } = context;
  const [waiting] = await database.query<{ any: boolean }>({
    name: 'pump_look',
    text: 'SELECT EXISTS (SELECT FROM outbox WHERE NOT pumped) AS any',
    values: [],
  });
  if (!waiting?.any) return { events: 0, deliveries: 0, mine: true };
  return database.transaction(async (q) => {
    const [lock] = await q.query<{ got: boolean }>({
      name: 'pump_lock',
      text: 'SELECT pg_try_advisory_xact_lock($1) AS got',
      values: [PUMP_LOCK],
    });
    if (!lock?.got) return { events: 0, deliveries: 0, mine: false };
    const rows = await q.query<EventRow>({ name: 'pump_take', text: TAKE, values: [batch] });
    if (rows.length === 0) return { events: 0, deliveries: 0, mine: true };
    const taken = rows.map((row): OutboxRow => ({
      id: row.id,
      stream: row.stream,
      seq: row.seq,
      type: row.type,
      at: row.at,
      paymentId: row.payment_id,
      event: () => eventFrom(row, box),
    }));
    const deliveries = await fanOut(q, taken);
    for (const consume of consumers) await consume(q, taken);
    await q.query({
      name: 'pump_done',
      text: 'UPDATE outbox SET pumped = true WHERE id = ANY($1::uuid[])',
      values: [rows.map((row) => row.id)],
    });
    return { events: rows.length, deliveries, mine: true };
  });
}

/** Whole streams: an event never goes before one of its own payment that is still here, even if that one has a later id. */
const TAKE = `
WITH waiting AS MATERIALIZED (
  SELECT DISTINCT stream FROM (SELECT stream FROM outbox WHERE NOT pumped ORDER BY id LIMIT $1) oldest
)
SELECT o.* FROM waiting
CROSS JOIN LATERAL (SELECT ${EVENT_FIELDS} FROM outbox WHERE NOT pumped AND stream = waiting.stream OFFSET 0) o
ORDER BY o.stream, o.seq`;

async function fanOut(q: Queryer, rows: readonly OutboxRow[]): Promise<number> {
  const [made] = await q.query<{ count: number }>({
    name: 'pump_fan_out',
    text: FAN_OUT,
    values: [
      rows.map((row) => row.id),
      rows.map((row) => row.stream),
      rows.map((row) => row.seq),
      rows.map((row) => row.type),
    ],
  });
  return made?.count ?? 0;
}

/** Lines are taken in one order by everybody, so that nobody waits in a circle. */
const FAN_OUT = `
WITH made AS (
  INSERT INTO deliveries (endpoint_id, event_id, stream, seq, next_try_at, created_at)
  SELECT e.id, r.id, r.stream, r.seq, now(), now()
  FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[]) AS r(id, stream, seq, type)
  JOIN event_endpoints e ON e.enabled AND (e.types IS NULL OR r.type = ANY(e.types))
  ON CONFLICT DO NOTHING
  RETURNING endpoint_id, stream
), lines AS (
  INSERT INTO delivery_queues AS q (endpoint_id, stream, pending, due_at)
  SELECT endpoint_id, stream, count(*), now() FROM made GROUP BY endpoint_id, stream ORDER BY endpoint_id, stream
  ON CONFLICT (endpoint_id, stream) DO UPDATE SET pending = q.pending + excluded.pending, due_at = COALESCE(q.due_at, excluded.due_at)
)
SELECT count(*)::integer AS count FROM made`;
