import 'reflect-metadata';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { mayTryAgain, overloaded, translated } from './database-error.ts';
import { MIGRATIONS } from './migrations/all-migrations.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** Connections of this process (10): more cost the server's CPU before they bring anything. */
  readonly poolSize?: number;
  /** Statements that may wait for a connection before `overloaded` is answered (200 a connection). */
  readonly queueLimit?: number;
  /** `unnamed` behind a pooler that mixes sessions (PgBouncer before 1.21); costs a parse and a plan each time. */
  readonly statements?: 'named' | 'unnamed';
  readonly applicationName?: string;
  /** Writes of requests that wait at the same moment share statements (true); needs named ones. */
  readonly batches?: boolean;
}

export type SqlValue = string | number | boolean | null | readonly (string | number | null)[];

/** One statement. The name is of its text: the server keeps its plan under it. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Whatever runs a statement: the pool, or one connection in a transaction. */
export interface Queryer {
  query<R extends pg.QueryResultRow>(statement: Statement): Promise<readonly R[]>;
}

export interface Database extends Queryer {
  readonly dataSource: DataSource;
  readonly pool: pg.Pool;
  /** The connections that batches are written by; `null` where there are none. */
  readonly batches: Queryer | null;
  readonly queueLimit: number;
  /** BEGIN to COMMIT on one connection; ROLLBACK where the work throws. Done again as a whole after a deadlock or serialization failure. */
  transaction<T>(work: (q: Queryer) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const POOL_SIZE = 10;
/** For new payments and for changes: each has up to two batches under way. */
const BATCH_CONNECTIONS = 4;
/** A batch waits no longer for a row that somebody else has locked: it is undone, and its members are written one by one, so that only one of them waits. */
const BATCH_LOCK_TIMEOUT_MS = 250;
/** Enough for a thousand requests in flight; what is beyond would be answered too late for anybody to care. */
const QUEUE_PER_CONNECTION = 200;
/** Longer than a restart of the server under us, shorter than a caller's patience. */
const CONNECT_TIMEOUT_MS = 5_000;
/** No statement here is slow by design: what takes longer is stuck. */
const STATEMENT_TIMEOUT_MS = 15_000;
/** A transaction that its process has forgotten must not hold a payment's row. */
const IDLE_IN_TRANSACTION_MS = 15_000;
const TRIES_MAX = 5;
const RETRY_PAUSE_MS = 20;

/** The only place that makes a DataSource. */
export function makeDataSource(options: DatabaseOptions, more: { readonly migrating?: boolean } = {}): DataSource {
  const named = options.statements !== 'unnamed';
  return new DataSource({
    type: 'postgres',
    driver: pg,
    url: options.url,
    applicationName: options.applicationName ?? 'payments',
    poolSize: options.poolSize ?? POOL_SIZE,
    installExtensions: false,
    migrations: [...MIGRATIONS],
    extra: {
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      onConnect: bearItsLoss,
      // Old poolers refuse settings in the start-up packet; an index is built in its own time.
      ...(named && !more.migrating
        ? { statement_timeout: STATEMENT_TIMEOUT_MS, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS }
        : {}),
    },
  });
}

/**
 * A lost connection is nobody's error but that of the statement on it: unheard, it would end the process. The pool hears it while nobody has the
 * connection, `pool.query` while a statement runs; between the greeting and the first statement, or two statements of a transaction, nobody does.
 */
function bearItsLoss(client: pg.ClientBase): void {
  client.on('error', () => undefined);
}

/** Connects. Throws `PaymentError` `database_unavailable` where nobody answers. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const dataSource = makeDataSource(options);
  try {
    await dataSource.initialize();
  } catch (error) {
    throw translated(error);
  }
  return databaseOf(dataSource, options);
}

/** The statements' way through an initialized DataSource's own pool: the ORM in between would cost 2 ms of CPU a write. */
export function databaseOf(dataSource: DataSource, options: Omit<DatabaseOptions, 'url'> = {}): Database {
  const pool = poolOf(dataSource);
  const batchPool = batchPoolOf(pool, options);
  const named = options.statements !== 'unnamed';
  const queueLimit = options.queueLimit ?? (options.poolSize ?? POOL_SIZE) * QUEUE_PER_CONNECTION;
  const assertRoom = () => {
    if (pool.waitingCount >= queueLimit) throw overloaded();
  };
  const config = ({ name, text, values }: Statement) =>
    named ? { name, text, values: [...values] } : { text, values: [...values] };
  return {
    dataSource,
    pool,
    queueLimit,
    batches: batchPool && {
      query: <R extends pg.QueryResultRow>(statement: Statement) =>
        again(async () => (await batchPool.query<R>(config(statement))).rows),
    },
    query: <R extends pg.QueryResultRow>(statement: Statement) =>
      again(async () => {
        assertRoom();
        return (await pool.query<R>(config(statement))).rows;
      }),
    transaction: <T>(work: (q: Queryer) => Promise<T>) =>
      again(async () => {
        assertRoom();
        const client = await pool.connect();
        return inTransaction(client, () =>
          work({
            query: async <R extends pg.QueryResultRow>(statement: Statement) =>
              (await client.query<R>(config(statement))).rows,
          }),
        );
      }),
    close: async () => {
      await batchPool?.end();
      await dataSource.destroy();
    },
  };
}

async function inTransaction<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  let broken = false;
  try {
    await client.query('BEGIN');
    const value = await work();
    await client.query('COMMIT');
    return value;
  } catch (error) {
    // A connection that can't roll back is not given to anybody else.
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A statement outside a transaction is one: what deadlocked did nothing, and is done again. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!mayTryAgain(error) || tries === TRIES_MAX) throw translated(error);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * RETRY_PAUSE_MS * tries));
    }
  }
}

/**
 * What is left is a look-up by an index for each row: neither a table nor a whole index can be gone through, because a bitmap is only made for a
 * condition. (An index scan may also be the walk along all of it, which is the cheapest plan while a table is empty.)
 */
const ONLY_LOOK_UPS = [
  'enable_hashjoin',
  'enable_mergejoin',
  'enable_seqscan',
  'enable_indexscan',
  'enable_indexonlyscan',
] as const;

/**
 * Connections for batches: a batch joins a handful of rows with the biggest tables, and a plan that was made while those were empty is kept.
 * Named statements only: each is long.
 */
function batchPoolOf(pool: pg.Pool, { statements, batches }: Omit<DatabaseOptions, 'url'>): pg.Pool | null {
  if (statements === 'unnamed' || batches === false) return null;
  const batchPool = new pg.Pool({
    ...pool.options,
    max: BATCH_CONNECTIONS,
    options: [...ONLY_LOOK_UPS.map((way) => `${way}=off`), `lock_timeout=${BATCH_LOCK_TIMEOUT_MS}`]
      .map((setting) => `-c ${setting}`)
      .join(' '),
  });
  batchPool.on('error', () => undefined); // The pool drops the broken connection by itself; the next statement opens another.
  return batchPool;
}

function poolOf(dataSource: DataSource): pg.Pool {
  const pool: unknown = Reflect.get(dataSource.driver, 'master');
  if (!(pool instanceof pg.Pool)) throw new Error('the DataSource is not connected to PostgreSQL by pg');
  return pool;
}
