import type { Context } from './context.ts';

/** A time span (`to` exclusive), and what narrows it. `timeZone` is an IANA name that PostgreSQL knows. */
export interface AnalyticsQuery {
  readonly from: Date;
  readonly to: Date;
  readonly currency: string | null;
  readonly provider: string | null;
  readonly timeZone: string;
}

export interface AnalyticsSums {
  readonly currency: string;
  /** Minor units, as are `refunded` and the net of both. */
  readonly revenue: bigint;
  readonly refunded: bigint;
  readonly payments: number;
  readonly succeeded: number;
  readonly failed: number;
}

export interface AnalyticsRow extends AnalyticsSums {
  /** The provider, the day (`2026-03-01`) or the category of the failure, by which they were added up; empty by currency alone. */
  readonly by: string;
}

interface SumsRow {
  readonly by: string;
  readonly currency: string;
  readonly revenue: string;
  readonly refunded: string;
  readonly payments: string;
  readonly succeeded: string;
  readonly failed: string;
}

const BY = {
  currency: `''`,
  provider: 'provider',
  day: `to_char(bucket AT TIME ZONE $5::text, 'YYYY-MM-DD')`,
  failure: 'failure',
} as const;

/** Different currencies are never added up: each row is of one. */
export async function readAnalytics(
  { database }: Context,
  by: keyof typeof BY,
  { from, to, currency, provider, timeZone }: AnalyticsQuery,
): Promise<readonly AnalyticsRow[]> {
  const rows = await database.query<SumsRow>({
    name: `analytics_by_${by}`,
    text: `SELECT ${BY[by]} AS by, currency, sum(revenue) AS revenue, sum(refunded) AS refunded, sum(payments) AS payments,
        sum(succeeded) AS succeeded, sum(failed) AS failed
      FROM analytics_buckets WHERE bucket >= $1::timestamptz AND bucket < $2::timestamptz
        AND ($3::text IS NULL OR currency = $3) AND ($4::text IS NULL OR provider = $4) AND $5::text IS NOT NULL
        ${by === 'failure' ? `AND failure <> '' AND failed > 0` : ''}
      GROUP BY 1, 2 ORDER BY 1, 2`,
    values: [from.toISOString(), to.toISOString(), currency, provider, timeZone],
  });
  return rows.map((row) => ({
    by: row.by,
    currency: row.currency,
    revenue: BigInt(row.revenue),
    refunded: BigInt(row.refunded),
    payments: Number(row.payments),
    succeeded: Number(row.succeeded),
    failed: Number(row.failed),
  }));
}

/** Every bucket that holds anything, as text lines in order: what a recomputation from the raw rows must give. */
export async function readBuckets({ database }: Context): Promise<readonly string[]> {
  const rows = await database.query<{ line: string }>({
    name: 'analytics_lines',
    text: `SELECT concat_ws(' ', to_char(bucket AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI'), currency, provider, failure,
        payments, succeeded, failed, revenue, refunded) AS line
      FROM analytics_buckets WHERE payments + succeeded + failed + revenue + refunded > 0 ORDER BY bucket, currency, provider, failure`,
    values: [],
  });
  return rows.map(({ line }) => line);
}
