import { orThrow } from '@payments/client';
import { signedIn } from '../api/client.ts';
import { dayRange } from '../api/payer-calls.ts';
import type { Failure } from '../api/shapes.ts';

export interface AnalyticsFilters {
  /** Days of the reader's calendar, both included. */
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly provider: string;
}

/** The reader's own days, so that "yesterday" means theirs. */
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function readAnalytics({ from, to, currency, provider }: AnalyticsFilters) {
  const range = dayRange(from, to);
  const query = {
    time_zone: timeZone(),
    ...(range.created_from !== undefined && { from: range.created_from }),
    ...(range.created_to !== undefined && { to: range.created_to }),
    ...(currency && { currency }),
    ...(provider && { provider }),
  };
  return orThrow(signedIn().GET('/api/payments/analytics', { params: { query } }));
}

/** How many failed payments are read to count their reasons: enough to see what prevails, in a few requests. */
const FAILED_PAGES_MAX = 5;
const PAGE = 100;

export interface Reasons {
  /** How many failed payments were counted. */
  readonly total: number;
  readonly rows: readonly { readonly category: Failure['category']; readonly count: number }[];
}

/** Why payments failed, the commonest reason first. */
export async function readReasons(filters: AnalyticsFilters): Promise<Reasons> {
  const counts = new Map<Failure['category'], number>();
  let cursor = '';
  for (let page = 0; page < FAILED_PAGES_MAX; page++) {
    const { data, next_cursor: next } = await failedPage(filters, cursor);
    for (const { currency, failure } of data) {
      if (filters.currency !== '' && currency !== filters.currency) continue;
      const category = failure?.category ?? 'other';
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
    if (next === null) break;
    cursor = next;
  }
  const rows = [...counts].map(([category, count]) => ({ category, count })).sort((a, b) => b.count - a.count);
  return { total: rows.reduce((sum, { count }) => sum + count, 0), rows };
}

function failedPage({ from, to, provider }: AnalyticsFilters, cursor: string) {
  const query = {
    status: ['failed' as const],
    limit: PAGE,
    ...dayRange(from, to),
    ...(provider && { provider }),
    ...(cursor && { cursor }),
  };
  return orThrow(signedIn().GET('/api/payments', { params: { query } }));
}
