import { PaymentError } from '@payments/domain';

const WINDOW_MS = 60_000;

/** So many callers are remembered at once; whoever was quiet longest is forgotten first. About 2 MB. */
const CALLERS_MAX = 20_000;

/** Counts the calls of each caller in this process. */
export interface RateLimiter {
  /** Takes one call of the caller's share. Throws `rate_limited` with the seconds to wait where nothing is left. */
  take(caller: string): void;
}

interface Usage {
  readonly window: number;
  readonly count: number;
  readonly countBefore: number;
}

/**
 * A sliding window: the last minute counts by the share of it that is still in sight, so that no burst of twice the limit fits around
 * a full minute. `perMinute` 0 lets everything through. `now` gives milliseconds.
 */
export function createRateLimiter(
  perMinute: number,
  now: () => number = Date.now,
  callersMax = CALLERS_MAX,
): RateLimiter {
  const usages = new Map<string, Usage>();
  return {
    take(caller) {
      if (perMinute === 0) return;
      const at = now();
      const usage = usageAt(usages.get(caller), Math.floor(at / WINDOW_MS));
      const passed = (at % WINDOW_MS) / WINDOW_MS;
      if (usage.count + usage.countBefore * (1 - passed) >= perMinute) {
        throw new PaymentError('rate_limited', 'Too many requests; wait, and send it again.', {
          retryAfterSeconds: secondsUntilFree(usage, perMinute, passed),
        });
      }
      usages.delete(caller); // a Map keeps the order of insertion: the first is the one that was quiet longest
      usages.set(caller, { ...usage, count: usage.count + 1 });
      const [oldest] = usages.keys();
      if (usages.size > callersMax && oldest !== undefined) usages.delete(oldest);
    },
  };
}

/** A tenth, but not nothing: 0 would mean off. */
export function publicLimit(perMinute: number): number {
  return Math.ceil(perMinute / 10);
}

function usageAt(usage: Usage | undefined, window: number): Usage {
  if (usage?.window === window) return usage;
  return { window, count: 0, countBefore: usage?.window === window - 1 ? usage.count : 0 };
}

function secondsUntilFree({ count, countBefore }: Usage, perMinute: number, passed: number): number {
  // In this window, where the minute before weighs enough; else in the next one, where this minute is the one before.
  const share = count < perMinute ? 1 - (perMinute - count) / countBefore : 2 - perMinute / count;
  return Math.max(1, Math.ceil(((share - passed) * WINDOW_MS) / 1_000 + 0.001));
}
