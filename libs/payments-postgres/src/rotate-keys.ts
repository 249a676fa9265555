import type { Context } from './context.ts';
import type { SqlValue } from './database.ts';
import { UnreadableError, type EnvelopeBox } from './envelope.ts';
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.ts';

/** What was found in one column, and done. */
export interface RotatedColumn {
  /** `payments.secret` */
  readonly name: string;
  readonly rows: number;
  /** Sealed anew with the first key. */
  readonly renewed: number;
  /** No key here opens them: they stay as they are. */
  readonly unreadable: number;
  /** Somebody was writing them each time we came by; the next run finds them. */
  readonly busy: number;
}

/** Rows a statement: locks last for milliseconds, and a row of it that is in use is left to the next walk. */
const BATCH = 200;
/** A row that is written by others five times in a row has been sealed anew by one of them, or waits for the next run. */
const WALKS_MAX = 5;

/**
 * Seals with the first key what another one sealed, beside running processes: a value is replaced only where it is still the one that was
 * read, and a row that somebody holds is not waited for. What was done stays done: a run that was stopped is begun again.
 */
export async function rotateKeys(
  context: Pick<Context, 'database' | 'box'>,
  onColumn: (column: RotatedColumn) => void = () => undefined,
): Promise<readonly RotatedColumn[]> {
  const done: RotatedColumn[] = [];
  for (const column of SEALED_COLUMNS) {
    const rotated = await rotateColumn(context, column);
    done.push(rotated);
    onColumn(rotated);
  }
  return done;
}

async function rotateColumn(context: Pick<Context, 'database' | 'box'>, column: SealedColumn): Promise<RotatedColumn> {
  let renewed = 0;
  for (let walk = 1; ; walk++) {
    const seen = await walkColumn(context, column);
    renewed += seen.renewed;
    if (seen.busy > 0 && walk < WALKS_MAX) continue;
    const { rows, unreadable, busy } = seen;
    return { name: `${column.table}.${column.column}`, rows, renewed, unreadable, busy };
  }
}

type Walked = Omit<RotatedColumn, 'name'>;

/** Once through the table, by its primary key, so that each statement is short however big it is. */
async function walkColumn({ database, box }: Pick<Context, 'database' | 'box'>, column: SealedColumn): Promise<Walked> {
  const walked = { rows: 0, renewed: 0, unreadable: 0, busy: 0 };
  const sql = statementsOf(column, box);
  let after: readonly string[] | null = null;
  for (;;) {
    const rows: readonly OldRow[] = await database.query<OldRow>(
      after === null ? sql.begin(BATCH) : sql.goOn(after, BATCH),
    );
    const fresh: Renewal[] = [];
    for (const { key, old } of rows) {
      if (old === null) continue;
      const sealed = sealedAnew(box, old, column.place(key));
      if (sealed === null) walked.unreadable += 1;
      else fresh.push({ key, old, sealed });
    }
    const written = fresh.length === 0 ? [] : await database.query(sql.renew(fresh));
    walked.rows += rows.length;
    walked.renewed += written.length;
    walked.busy += fresh.length - written.length;
    after = rows.at(-1)?.key ?? null;
    if (rows.length < BATCH || after === null) return walked;
  }
}

/** A row's key, and its envelope where it is not sealed with the first key. */
interface OldRow {
  readonly key: readonly string[];
  readonly old: string | null;
}

interface Renewal {
  readonly key: readonly string[];
  readonly old: string;
  readonly sealed: string;
}

function sealedAnew(box: EnvelopeBox, old: string, place: string): string | null {
  try {
    return box.seal(box.open(old, place), place);
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}

function statementsOf({ table, column, type, key, keyType }: SealedColumn, box: EnvelopeBox) {
  const name = `${table}_${column}`;
  const keys = key.join(', ');
  // What is no envelope at all is old, too: it shall be counted, not stepped over.
  const isOld =
    type === 'jsonb' ? `${column}->>'k' IS DISTINCT FROM $1` : `NOT starts_with(${column}, '{"v":1,"k":' || $1 || ',')`;
  const first = type === 'jsonb' ? box.keyId : JSON.stringify(box.keyId);
  const select = `SELECT ARRAY[${key.map((part) => `${part}::text`).join(', ')}] AS key, CASE WHEN ${isOld} THEN ${column}::text END AS old FROM ${table}`;
  return {
    begin: (limit: number) => ({
      name: `rotate_begin_${name}`,
      text: `${select} WHERE ${column} IS NOT NULL ORDER BY ${keys} LIMIT $2`,
      values: [first, limit],
    }),
    goOn: (after: readonly string[], limit: number) => ({
      name: `rotate_on_${name}`,
      text: `${select} WHERE ${column} IS NOT NULL AND (${keys}) > (${key.map((_, at) => `$${at + 3}::${keyType}`).join(', ')})
        ORDER BY ${keys} LIMIT $2`,
      values: [first, limit, ...after] satisfies SqlValue[],
    }),
    renew: (rows: readonly Renewal[]) => ({
      name: `rotate_renew_${name}`,
      text: `WITH fresh AS (
          SELECT * FROM unnest($1::text[], $2::text[], ${key.map((_, at) => `$${at + 3}::${keyType}[]`).join(', ')})
          AS f(old, sealed, ${key.map((part) => `key_${part}`).join(', ')})
        ), held AS MATERIALIZED (
          SELECT ${key.map((part) => `f.key_${part}`).join(', ')}, f.old, f.sealed FROM fresh f
          JOIN ${table} t ON ${key.map((part) => `t.${part} = f.key_${part}`).join(' AND ')}
          FOR UPDATE OF t SKIP LOCKED
        )
        UPDATE ${table} t SET ${column} = h.sealed::${type} FROM held h
        WHERE ${key.map((part) => `t.${part} = h.key_${part}`).join(' AND ')} AND t.${column} = h.old::${type}
        RETURNING 1 AS renewed`,
      values: [
        rows.map(({ old }) => old),
        rows.map(({ sealed }) => sealed),
        ...key.map((_, at) => rows.map((row) => row.key[at] ?? '')),
      ],
    }),
  };
}
