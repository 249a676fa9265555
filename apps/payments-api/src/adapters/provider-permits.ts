import { setTimeout as sleep } from 'node:timers/promises';

/** What one statement leased: permits for the database's current second, and how much of that second was left. */
export interface PermitLease {
  readonly granted: number;
  readonly secondLeftMs: number;
}

export interface PermitOptions {
  /** Takes up to `block` permits of this second from what all replicas share. */
  readonly lease: (block: number) => Promise<PermitLease>;
  /** Calls a second over all replicas. */
  readonly limit: number;
  /** Milliseconds that only go forward. */
  readonly ticks?: () => number;
}

/** A tenth of a second's calls at a time: few statements, and no replica hoards what another one needs. */
const BLOCKS_A_SECOND = 10;
/** The next block is leased while so much of this one is left, so that calls in a row don't wait for it. */
const REFILL_AT = 0.3;
/** Two leases whose ends are nearer than this are of one second. */
const SAME_SECOND_MS = 500;

/**
 * Permits to call a provider, from blocks leased in the database. A block counts for its own second alone, so the limit holds over
 * all replicas; calls within a block cost no round trip. Where the database can't be asked there is no permit.
 */
export function providerPermits({ lease, limit, ticks = () => performance.now() }: PermitOptions) {
  const block = Math.max(1, Math.ceil(limit / BLOCKS_A_SECOND));
  let left = 0;
  let validUntil = 0;
  let refill: Promise<number> | null = null;

  /** One lease at a time: whoever needs one waits for the same. Answers how long until the next second where this one is used up. */
  function refilled(): Promise<number> {
    refill ??= (async () => {
      const asked = ticks();
      try {
        const { granted, secondLeftMs } = await lease(block);
        // The database read its clock after we asked, so a block ends early rather than late.
        const until = asked + secondLeftMs;
        const sameSecond = until - validUntil < SAME_SECOND_MS;
        left = sameSecond ? left + granted : granted;
        validUntil = sameSecond ? Math.min(validUntil, until) : until;
        return granted > 0 ? 0 : Math.max(1, until - ticks());
      } finally {
        refill = null;
      }
    })();
    return refill;
  }

  return async (waitMs: number): Promise<boolean> => {
    const end = ticks() + waitMs;
    for (;;) {
      if (left > 0 && ticks() < validUntil) {
        left -= 1;
        // Ahead of need; if it fails, the one who then needs it hears of it.
        if (left < block * REFILL_AT && refill === null) refilled().catch(() => undefined);
        return true;
      }
      const pauseMs = await refilled().catch(() => null);
      if (pauseMs === null) return false;
      if (pauseMs === 0) continue;
      if (ticks() + pauseMs >= end) return false;
      await sleep(pauseMs);
    }
  };
}
