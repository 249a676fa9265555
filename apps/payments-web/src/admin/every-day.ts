import type { Analytics } from './admin-calls.ts';

export type EveryDay = Omit<Analytics['by_day'][number], 'currency'>;

/** More than this is no chart any more, and a mistyped year is not worth a million bars. */
const DAYS_MAX = 400;

/** The days from the first to the last, those without payments included, so that a gap looks like a gap. */
export function everyDay(days: readonly EveryDay[], from: string, to: string): readonly EveryDay[] {
  const known = new Map(days.map((row) => [row.day, row]));
  const all: EveryDay[] = [];
  const date = new Date(`${from}T00:00:00Z`);
  const end = new Date(`${to}T00:00:00Z`);
  while (date <= end && all.length < DAYS_MAX) {
    const day = date.toISOString().slice(0, 10);
    all.push(known.get(day) ?? nothingOn(day));
    date.setUTCDate(date.getUTCDate() + 1);
  }
  return all.length === 0 ? days : all;
}

function nothingOn(day: string): EveryDay {
  return { day, revenue: 0, refunded: 0, net: 0, payments: 0, succeeded: 0, failed: 0, success_rate: null };
}
