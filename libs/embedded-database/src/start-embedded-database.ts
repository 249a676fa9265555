import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { createCluster } from './cluster.ts';
import { errorCode } from './error-code.ts';
import { findHome, type Home, writeOwned } from './home.ts';
import { Holder } from './holder.ts';
import { withLockFile } from './lock-file.ts';
import { isRunning, pickPort, type Postmaster, readPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts';
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
/** A killed server is gone within milliseconds; this is for a very busy machine. */
const ANSWER_TRIES = 20;

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
    const otherPort = options.port !== undefined && (await readPostmaster(home))?.port !== options.port;
    if (otherPort && !holder.hasOthers()) await stopPostmaster(home);
    const server = await startAnswering(() => launch(options.port), home);
    writeOwned(home, 'port', String(server.port));
    holder.hold();
    return server;
  });

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
    url: urlOf(home, started, 'payments'),
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
function keptPort(home: Home): number | Promise<number> {
  const file = join(home.folder, 'port');
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : NaN;
  return Number.isInteger(kept) && kept > 0 ? kept : pickPort();
}

/**
 * A server that was found running may be dying at that very moment (`kill -9` takes a little while), which shows when it
 * is spoken to: then it is looked for, and started, again.
 */
async function startAnswering(launch: () => Promise<Postmaster>, home: Home): Promise<Postmaster> {
  for (let tries = 1; ; tries++) {
    const server = await launch();
    try {
      await createDatabase(urlOf(home, server, 'postgres'));
      return server;
    } catch (error) {
      if (tries === ANSWER_TRIES || !isLostConnection(error)) throw error;
      await sleep(100);
    }
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  // What breaks the connection also fails the query that is under way; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'payments'");
    if (rowCount === 0) await client.query('CREATE DATABASE payments');
  } finally {
    await client.end();
  }
}

function isLostConnection(error: unknown): boolean {
  // 57P0x: the server is shutting down, starting up, or recovering from a crash.
  return /^(ECONN|EPIPE|57P0)/.test(errorCode(error)) || String(error).includes('Connection terminated');
}

function urlOf(home: Home, { port }: Postmaster, database: string): string {
  return `postgres://postgres:${readFileSync(join(home.folder, 'password'), 'utf8')}@127.0.0.1:${port}/${database}`;
}
