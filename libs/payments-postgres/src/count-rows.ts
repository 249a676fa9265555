import type { Conditions } from './conditions.ts';
import type { Database } from './database.ts';

/** How many rows fit, over all pages: slow on millions, so only where it is asked for. */
export async function countRows(
  database: Database,
  table: 'audit_entries' | 'orphans' | 'outbox' | 'webhook_inbox',
  conditions: Conditions,
): Promise<number> {
  const text = `SELECT count(*) AS total FROM ${table} WHERE ${conditions}`;
  const [row] = await database.query<{ total: string }>({ name: '', text, values: conditions.values });
  return Number(row?.total ?? 0);
}
