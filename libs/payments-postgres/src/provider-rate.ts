import type { Queryer } from './database.ts';

/** Permits of the database's current second: how many were granted, and how much of the second was left. */
export interface RateLease {
  readonly granted: number;
  readonly secondLeftMs: number;
}

/**
 * Takes up to `block` of a provider's `limit` calls of this second, whoever asks. One statement, and one row a provider:
 * it waits for its turn on the row, and reads the clock only then.
 */
export async function leaseProviderCalls(
  q: Queryer,
  provider: string,
  limit: number,
  block: number,
): Promise<RateLease> {
  const [row] = await q.query<{ granted: number; left_ms: number }>({
    name: 'lease_provider_calls',
    text: LEASE,
    values: [provider, limit, block],
  });
  if (!row) throw new Error('the lease of calls answered nothing');
  return { granted: row.granted, secondLeftMs: row.left_ms };
}

/** The clock is read once, after the row was waited for: a volatile column keeps the subquery from being read apart. */
const LEASE = `
INSERT INTO provider_rate AS rate (provider, second, used, granted)
SELECT $1, floor(extract(epoch FROM clock_timestamp()))::bigint, first, first
FROM (SELECT LEAST($3::integer, $2::integer) AS first) f
ON CONFLICT (provider) DO UPDATE SET (second, used, granted) = (
  SELECT clock.second, before.used + g.granted, g.granted
  FROM (SELECT floor(extract(epoch FROM clock_timestamp()))::bigint AS second OFFSET 0) clock,
    LATERAL (SELECT CASE WHEN rate.second = clock.second THEN rate.used ELSE 0 END AS used) before,
    LATERAL (SELECT LEAST($3::integer, GREATEST($2::integer - before.used, 0)) AS granted) g)
RETURNING granted, GREATEST(0, 1000 - 1000 * (extract(epoch FROM clock_timestamp()) - second))::float8 AS left_ms`;
