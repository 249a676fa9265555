import type { Context } from './context.ts';
import { time } from './table.ts';

/**
 * Deletes keys whose time is over, at most `limit`; never one whose work is not resolved, because it still guards that work.
 * Rows that a request holds at this moment are passed over. Answers how many went.
 */
export async function cleanKeys({ database, now }: Context, limit: number): Promise<number> {
  const rows = await database.query({
    name: 'keys_clean',
    text: `DELETE FROM idempotency_keys d USING (
        SELECT k.scope, k.operation, k.key FROM idempotency_keys k
        WHERE k.expires_at <= $1::timestamptz AND key_is_spent(k, $1::timestamptz)
        LIMIT $2 FOR UPDATE SKIP LOCKED) spent
      WHERE d.scope = spent.scope AND d.operation = spent.operation AND d.key = spent.key RETURNING 1`,
    values: [time(now()), limit],
  });
  return rows.length;
}
