import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { postmasterOf } from './cpu.mjs';

/**
 * The PostgreSQL of the bench, everything durable: one of its own, or the one of `DATABASE_URL`, in databases of their own.
 * `fresh(name)` answers the URL of an empty database.
 */
export async function openCluster() {
  const own = process.env.DATABASE_URL === undefined ? await embedded() : null;
  const url = own?.url ?? process.env.DATABASE_URL;
  const made = new Set();
  const fresh = async (name) => {
    const database = `payments_bench_${name}`;
    await sql(url, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`, `CREATE DATABASE ${database}`);
    made.add(database);
    return withDatabase(url, database);
  };
  return {
    fresh,
    facts: await factsOf(url),
    postmaster: own?.pid ?? (await postmasterBehind(url)),
    close: async () => {
      if (own) return own.stop();
      for (const database of made) await sql(url, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    },
  };
}

/** The schema that pgbench and the baselines write to. */
export async function makeBaseline(url) {
  await sql(url, readFileSync(join(import.meta.dirname, 'baseline.sql'), 'utf8'));
}

/** Runs statements, each by itself, on a connection of their own; answers the rows of the last. */
export async function sql(url, ...texts) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows = [];
    for (const text of texts) ({ rows = [] } = await client.query(text));
    return rows;
  } finally {
    await client.end();
  }
}

async function embedded() {
  const { startEmbeddedDatabase } = await import('@payments/embedded-database');
  const dataDir = mkdtempSync(join(tmpdir(), 'payments-bench-'));
  // As root the server runs as another user, who must be able to enter.
  chmodSync(dataDir, 0o755);
  const database = await startEmbeddedDatabase({ dataDir, log: (line) => console.error(line) });
  const { url, pid } = database;
  const stop = async () => {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url, pid, stop };
}

async function factsOf(url) {
  const [row] = await sql(
    url,
    `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
      current_setting('synchronous_commit') AS synchronous_commit, current_setting('shared_buffers') AS shared_buffers`,
  );
  return row;
}

async function postmasterBehind(url) {
  const [row] = await sql(url, 'SELECT pg_backend_pid() AS pid');
  return postmasterOf(row.pid);
}

function withDatabase(url, name) {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
