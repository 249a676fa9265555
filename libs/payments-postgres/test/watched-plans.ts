import type pg from 'pg';
import type { Database, Statement } from '../src/database.ts';

/** What a statement cost when it ran: by counts, not by time, so that a busy machine says the same. */
export interface Plan {
  /** Tables of many rows that were read from end to end. */
  readonly wholeTables: readonly string[];
  /** Pages of 8 kB that were looked at. */
  readonly buffers: number;
  /** The most rows that one node of the plan took in or threw away, over all its turns. */
  readonly mostRowsInOneNode: number;
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Node[];
}

const BIG_TABLES: readonly string[] = ['payments', 'audit_entries', 'webhook_inbox', 'outbox', 'orphans'];

/** The same database, that remembers what it is asked and answers with nothing. */
export function watching(database: Database): {
  readonly database: Database;
  readonly statements: readonly Statement[];
} {
  const statements: Statement[] = [];
  const query = (statement: Statement) => {
    statements.push(statement);
    return Promise.resolve([]);
  };
  return { database: { ...database, query }, statements };
}

/** Runs a statement as the pool would: one with a name by the plan that is kept for all its values. */
export async function explained(client: pg.Client, { name, text, values }: Statement): Promise<Plan> {
  const mode = name === '' ? 'force_custom_plan' : 'force_generic_plan';
  await client.query(`SET plan_cache_mode = ${mode}; DEALLOCATE ALL; PREPARE watched AS ${text}`);
  const given = values.length === 0 ? '' : `(${values.map((value) => literal(client, value)).join(', ')})`;
  const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) EXECUTE watched${given}`,
  );
  const root = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!root) throw new Error('there is no plan');
  const nodes = [...all(root)];
  return {
    buffers: root['Shared Hit Blocks'] + root['Shared Read Blocks'],
    wholeTables: nodes.flatMap((node) =>
      node['Node Type'].includes('Seq Scan') && BIG_TABLES.includes(node['Relation Name'] ?? '')
        ? [node['Relation Name'] ?? '']
        : [],
    ),
    mostRowsInOneNode: Math.max(...nodes.map(rowsOf)),
  };
}

function* all(node: Node): Iterable<Node> {
  yield node;
  for (const inner of node.Plans ?? []) yield* all(inner);
}

function rowsOf(node: Node): number {
  const dropped = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return (node['Actual Rows'] + dropped) * node['Actual Loops'];
}

function literal(client: pg.Client, value: Statement['values'][number]): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) throw new Error('a list is given no array');
  return client.escapeLiteral(String(value));
}
