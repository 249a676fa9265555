import { orThrow } from '@payments/client';
import { signedIn } from '../api/client.ts';
import { dayRange } from '../api/day-range.ts';

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
