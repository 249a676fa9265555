import type { Database } from './database.ts';

/** Often enough that two clocks of a cheap machine don't drift apart by more than a millisecond or two. */
const MEASURE_EVERY_MS = 30_000;
/** A smaller step back is swallowed, so that time never runs backwards here; a bigger one was somebody's will. */
const STEP_BACK_MAX_MS = 1_000;
const SAMPLES = 3;

export interface DatabaseClock {
  /** The database's time, without asking it: measured from time to time, counted on between. */
  now(): Date;
  stop(): void;
}

/**
 * Leases, windows and expiry go by one clock, whoever runs the code: the database's. This process' own wall clock is never read.
 * Throws `PaymentError` `database_unavailable` where the first measurement fails; later ones that fail leave the clock as it is.
 */
export async function databaseClock(database: Database): Promise<DatabaseClock> {
  let offsetMs = await measure(database);
  let lastMs = 0;
  const timer = setInterval(() => {
    measure(database).then(
      (measured) => {
        offsetMs = measured;
      },
      () => undefined, // The database is away: the old offset is good for hours.
    );
  }, MEASURE_EVERY_MS);
  timer.unref();
  return {
    now: () => {
      const ms = Math.floor(performance.now() + offsetMs);
      lastMs = lastMs - ms > STEP_BACK_MAX_MS ? ms : Math.max(ms, lastMs);
      return new Date(lastMs);
    },
    stop: () => clearInterval(timer),
  };
}

/** What to add to `performance.now()`, by the sample with the shortest round trip. */
async function measure(database: Database): Promise<number> {
  let best = { roundTripMs: Infinity, offsetMs: 0 };
  for (let sample = 0; sample < SAMPLES; sample++) {
    const before = performance.now();
    const [row] = await database.query<{ ms: number }>({
      name: 'database_clock',
      text: 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
      values: [],
    });
    const after = performance.now();
    if (!row) throw new Error('the database has no clock');
    const roundTripMs = after - before;
    if (roundTripMs < best.roundTripMs) best = { roundTripMs, offsetMs: row.ms - (before + after) / 2 };
  }
  return best.offsetMs;
}
