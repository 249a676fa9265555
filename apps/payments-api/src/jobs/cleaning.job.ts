import { cleanKeys, issuedKeys } from '@payments/postgres';
import type { Host } from '../host.ts';
import { startLoop, type Loop } from './loop.ts';

/** Often enough that a day's keys never lie much longer than a day. */
const EVERY_MS = 60_000;
/** Few enough that no request waits for the locks. */
const BATCH = 1_000;

/** Deletes idempotency keys whose time is over and whose work is resolved. */
export function startCleaning({ context, logger }: Host): Loop {
  return startLoop({
    name: 'cleaning',
    intervalMs: EVERY_MS,
    logger,
    run: async () => {
      const [spent, issued] = await Promise.all([cleanKeys(context, BATCH), issuedKeys(context).clean(BATCH)]);
      return spent === BATCH || issued === BATCH;
    },
  });
}
