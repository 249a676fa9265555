import type { Context } from './context.ts';

/** An idempotency key that we gave out: bound to its caller, and to an order where one was named. */
export interface IssuedKey {
  readonly key: string;
  readonly userId: string;
  readonly orderId: string | null;
  readonly expiresAt: Date;
}

/** Keys that callers asked us for. */
export interface IssuedKeys {
  /** Keeps it; where the caller and order have a living one, that one is answered: there is one a user and order. */
  issue(key: IssuedKey): Promise<IssuedKey>;
  /** The living key of that name. */
  find(key: string): Promise<IssuedKey | null>;
  /** Removes those whose time is over, at most `limit`; how many it were. */
  clean(limit: number): Promise<number>;
}

interface IssuedKeyRow {
  readonly key: string;
  readonly user_id: string;
  readonly order_id: string | null;
  readonly expires_at: Date;
}

export function issuedKeys({ database, now }: Context): IssuedKeys {
  return {
    issue: async ({ key, userId, orderId, expiresAt }) => {
      const values = [key, userId, orderId, expiresAt.toISOString(), now().toISOString()];
      const [row] = await database.query<IssuedKeyRow>({ name: 'issued_key_issue', text: ISSUE, values });
      if (!row) throw new Error('an issued key was neither written nor found');
      return issuedKeyOf(row);
    },
    find: async (key) => {
      const values = [key, now().toISOString()];
      const [row] = await database.query<IssuedKeyRow>({ name: 'issued_key_find', text: FIND, values });
      return row ? issuedKeyOf(row) : null;
    },
    clean: async (limit) => {
      const values = [now().toISOString(), limit];
      const rows = await database.query<{ n: string }>({ name: 'issued_key_clean', text: CLEAN, values });
      return Number(rows[0]?.n ?? 0);
    },
  };
}

function issuedKeyOf(row: IssuedKeyRow): IssuedKey {
  return { key: row.key, userId: row.user_id, orderId: row.order_id, expiresAt: row.expires_at };
}

/** One that is over makes room for the new one; a living one is given again. Without an order nothing conflicts. */
const ISSUE = `
INSERT INTO issued_keys AS k (key, user_id, order_id, expires_at) VALUES ($1, $2, $3, $4::timestamptz)
ON CONFLICT (user_id, order_id) WHERE order_id IS NOT NULL DO UPDATE SET
  key = CASE WHEN k.expires_at > $5::timestamptz THEN k.key ELSE EXCLUDED.key END,
  expires_at = CASE WHEN k.expires_at > $5::timestamptz THEN k.expires_at ELSE EXCLUDED.expires_at END
RETURNING key, user_id, order_id, expires_at`;

const FIND = `
SELECT key, user_id, order_id, expires_at FROM issued_keys WHERE key = $1 AND expires_at > $2::timestamptz`;

const CLEAN = `
WITH over AS (
  SELECT key FROM issued_keys WHERE expires_at <= $1::timestamptz ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
), gone AS (
  DELETE FROM issued_keys USING over WHERE issued_keys.key = over.key RETURNING 1
)
SELECT count(*) AS n FROM gone`;
