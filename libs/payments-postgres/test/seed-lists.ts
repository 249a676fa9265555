import type pg from 'pg';

/** For a million rows on a slow disk. */
export const SECONDS_TO_SEED = 900;

/**
 * Fills the lists from the one payment that is there, by copies of its rows under other ids: one a second, the newest a second old.
 * A fifth of the older ones belongs to `u_big`; nearly all have succeeded. What is sealed is copied as it is: for plans, not for reading.
 */
export async function seedLists(client: pg.Client, rows: number): Promise<void> {
  for (const text of SEEDS) await client.query(text.replaceAll(':rows', String(rows)));
  for (const table of ['payments', 'audit_entries', 'webhook_inbox', 'outbox', 'orphans'])
    await client.query(`VACUUM ANALYZE ${table}`);
}

/** A UUIDv7 of the second `n` before the last; `salt` keeps those of one second apart. */
const idOf = (salt: string) =>
  `(lpad(to_hex((extract(epoch FROM p.created_at) * 1000)::bigint - (:rows - n) * 1000 - 1000), 12, '0')
    || '7' || substr(md5(n || '${salt}'), 1, 3) || '8' || substr(md5(n || '${salt}'), 4, 15))::uuid`;
const AT = `p.created_at - (:rows - n + 1) * interval '1 second'`;
/** The last quarter is of others, and nothing failed in it: what a page is looked for by is rarely spread as evenly as a planner believes. */
const LONG_AGO = 'n < :rows * 3 / 4';
const USER = `CASE WHEN n % 5 = 0 AND ${LONG_AGO} THEN 'u_big' ELSE 'u_' || n % 1000 END`;
/** `p` is the first payment, `e` its last audit entry. */
const FIRST = 'p.id = (SELECT id FROM payments ORDER BY id DESC LIMIT 1)';
const COPIES = `generate_series(1, :rows) n, payments p`;
const ENTRIES = `${COPIES}, audit_entries e`;

const SEEDS = [
  `INSERT INTO payments SELECT copy.* FROM ${COPIES}, LATERAL jsonb_populate_record(p, jsonb_build_object(
    'id', ${idOf('')}, 'user_id', ${USER}, 'order_id', 'order-' || n, 'amount', 100 + n * 7919::bigint % 90000,
    'amount_captured', 0, 'amount_refunded', 0, 'receipt_number', NULL, 'created_at', ${AT}, 'updated_at', ${AT},
    'provider', CASE WHEN n % 50 = 0 THEN 'rare' ELSE 'simulated' END, 'provider_payment_id', 'sim_' || n,
    'status', CASE WHEN n % 33 = 0 AND ${LONG_AGO} THEN 'failed' WHEN n % 500 = 0 THEN 'processing' ELSE 'succeeded' END,
    'attention_code', CASE WHEN n % 1000 = 0 THEN 'unresolved' END,
    'attention_since', CASE WHEN n % 1000 = 0 THEN ${AT} END)) copy WHERE ${FIRST}`,
  `INSERT INTO audit_entries SELECT copy.* FROM ${ENTRIES}, LATERAL jsonb_populate_record(e, jsonb_build_object(
    'id', ${idOf('audit')}, 'chain', ${idOf('')}, 'payment_id', ${idOf('')}, 'seq', 1, 'at', ${AT}, 'actor_id', ${USER},
    'action', CASE WHEN n % 33 = 0 AND ${LONG_AGO} THEN 'payment.failed' ELSE 'payment.succeeded' END)) copy
    WHERE ${FIRST} AND e.id = (SELECT id FROM audit_entries ORDER BY id DESC LIMIT 1)`,
  `INSERT INTO outbox (id, stream, seq, type, at, payment_id, payload, pumped)
    SELECT ${idOf('event')}, ${idOf('')}, 1, CASE WHEN n % 33 = 0 AND ${LONG_AGO} THEN 'payment.failed' ELSE 'payment.succeeded' END, ${AT}, ${idOf('')}, '{}', true
    FROM ${COPIES} WHERE ${FIRST}`,
  `INSERT INTO webhook_inbox (id, provider, event_id, type, target, status, tries, received_at, body)
    SELECT ${idOf('inbox')}, 'simulated', 'evt_' || n, 'payment', '{}',
      CASE WHEN n % 400 = 0 THEN 'parked' WHEN n % 500 = 0 THEN 'dead' ELSE 'done' END, 1, ${AT}, '{}'
    FROM ${COPIES} WHERE ${FIRST}`,
  `INSERT INTO orphans (provider, provider_payment_id, status, amount, currency, created_at, found_at)
    SELECT 'simulated', 'orphan_' || n, 'succeeded', 100, 'USD', ${AT}, ${AT} FROM ${COPIES} WHERE ${FIRST}`,
];
