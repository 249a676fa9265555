import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { createCluster } from './cluster.ts';
import { findHome, type Home, writeOwned } from './home.ts';
import { Holder } from './holder.ts';
import { withLockFile } from './lock-file.ts';
import { isRunning, pickPort, readPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts';
import { whenNodeEnds } from './when-node-ends.ts';

export type EmbeddedDatabaseOptions = {
  /** The folder that keeps the data between starts, e.g. `.data`; made when it is missing. */
  readonly dataDir: string;
  /** Takes a line for people, where there is something to say: a first start, another folder, a restart. */
  readonly log?: (line: string) => void;
  /** A fixed port; without it a free one is chosen once and kept with the data. */
  readonly port?: number;
  /** More PostgreSQL settings, e.g. `{ fsync: 'off' }` for a cluster of tests. By default everything is durable. */
  readonly settings?: Readonly<Record<string, string>>;
};

export type EmbeddedDatabase = {
  /** Of the database `payments`, for its owner. */
  readonly url: string;
  /** The server's process now; another one after it was restarted. */
  readonly pid: number;
  /** Lets go of the server; the last process that does so stops it, its data safely on disk. */
  stop(): Promise<void>;
  /** What `kill -9` of the server does, without the restart that follows otherwise: for tests of crashes. */
  kill(): void;
};

/** Quick enough that a killed server is back within a client's own retries. */
const WATCH_EVERY_MS = 200;

/**
 * Starts a real PostgreSQL with nothing installed but Node, for development and first steps, not for production.
 *
 * It survives `kill -9` of Node (the server left behind is taken over), of PostgreSQL (it is started again) and of
 * both. Several processes may start it on one folder: they share one server, which the last of them stops. It ends
 * with Node, also by a signal; a program with its own signal handlers calls `stop()` when it is done.
 * @throws Error with the server's own last words, where it cannot start.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => undefined);
  const home = await findHome(options.dataDir, log);
  const binaries = await findBinaries(home.user, log);
  const locked = <T>(work: () => Promise<T>) => withLockFile(join(home.folder, 'lock'), work);
  const launch = (port: number | undefined) =>
    startPostmaster({
      home,
      binaries,
      fixedPort: port,
      keptPort: () => keptPort(home),
      settings: options.settings ?? {},
    });
  const holder = new Holder(home);

  const started = await locked(async () => {
    await createCluster(home, binaries, log);
    const foreignPort = options.port !== undefined && (await readPostmaster(home))?.port !== options.port;
    if (foreignPort && !holder.hasOthers()) await stopPostmaster(home);
    const server = await launch(options.port);
    writeOwned(home, 'port', String(server.port));
    holder.hold();
    return server;
  });
  const url = `postgres://postgres:${await readFile(join(home.folder, 'password'), 'utf8')}@127.0.0.1:${started.port}/`;
  await createDatabase(url);

  let pid = started.pid;
  let busy = false;
  const watch = setInterval(() => void revive(), WATCH_EVERY_MS).unref();
  async function revive(): Promise<void> {
    if (busy || isRunning(pid)) return;
    busy = true;
    try {
      const server = await locked(() => launch(started.port));
      pid = server.pid;
      log(`the embedded PostgreSQL had died and was started again (process ${pid})`);
    } catch (error) {
      // The next turn of the watch tries again: nothing else can bring the server back.
      log(`the embedded PostgreSQL could not be started again: ${String(error)}`);
    } finally {
      busy = false;
    }
  }

  function letGo(): void {
    clearInterval(watch);
    holder.release();
    forgetNode();
  }
  const stop = async (): Promise<void> => {
    if (!holder.held) return;
    clearInterval(watch);
    await locked(async () => {
      letGo();
      if (!holder.hasOthers()) await stopPostmaster(home);
    });
  };
  const forgetNode = whenNodeEnds(stop, () => {
    letGo();
    // SIGINT is PostgreSQL's fast shutdown; it goes on without us.
    if (!holder.hasOthers() && isRunning(pid)) process.kill(pid, 'SIGINT');
  });

  return {
    url: `${url}payments`,
    get pid() {
      return pid;
    },
    stop,
    kill() {
      letGo();
      if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    },
  };
}

/** The port of the last start, so that a URL noted somewhere stays right; chosen once. */
async function keptPort(home: Home): Promise<number> {
  const file = join(home.folder, 'port');
  const kept = existsSync(file) ? Number(await readFile(file, 'utf8')) : NaN;
  return Number.isInteger(kept) && kept > 0 ? kept : pickPort();
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: `${url}postgres`,
    application_name: `start-${randomBytes(4).toString('hex')}`,
  });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'payments'");
    if (rowCount === 0) await client.query('CREATE DATABASE payments');
  } catch (error) {
    // 42P04, or 23505 in the catalog: another process that starts on this folder made it in the same moment.
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    if (code !== '42P04' && code !== '23505') throw error;
  } finally {
    await client.end();
  }
}
