import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { environment } from './cluster.ts';
import { type Home, writeOwned } from './home.ts';
import { commandLine, isRunning } from './process-table.ts';

export { isRunning };

/** The server process, as its own file `postmaster.pid` describes it. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly status: string };

/** After a crash it replays its log first: seconds for a development database, a minute for a big one. */
const READY_WITHIN_MS = 120_000;
/** A fast shutdown writes a checkpoint; one that takes longer is ended without, and replays its log next time. */
const STOP_WITHIN_MS = 15_000;
/** Backends of a killed server live on for about a second, and keep its memory. */
const LEFTOVERS_GONE_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 10;

/**
 * The server that runs on this data, or undefined. The number in the file may belong to any process by now: it counts
 * only if that process is a PostgreSQL on this very folder.
 */
export async function readPostmaster(home: Home): Promise<Postmaster | undefined> {
  // https://www.postgresql.org/docs/current/storage-file-layout.html: pid, data, start, port, socket, address, shm, status
  const lines = (await readFile(join(home.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!isRunning(pid) || !commandLine(pid).includes(home.data)) return undefined;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

export type Launch = {
  readonly home: Home;
  readonly binaries: Binaries;
  readonly fixedPort: number | undefined;
  readonly keptPort: () => number | Promise<number>;
  readonly settings: Readonly<Record<string, string>>;
};

/** Starts the server, or takes over the one that runs on this data already; answers once it takes connections. */
export async function startPostmaster(launch: Launch): Promise<Postmaster> {
  const { home } = launch;
  const found = await readPostmaster(home);
  if (found !== undefined) {
    const ready = await whenReady(home, found.pid);
    if (ready !== undefined) return ready;
  }
  let port = launch.fixedPort ?? (await launch.keptPort());
  const giveUpAt = performance.now() + LEFTOVERS_GONE_WITHIN_MS;
  for (;;) {
    // What a dead server left; one whose memory is still in use is found by PostgreSQL itself.
    if ((await readPostmaster(home)) === undefined) rmSync(join(home.data, 'postmaster.pid'), { force: true });
    const pid = launchOnce(launch, port);
    const ready = await whenReady(home, pid);
    if (ready !== undefined) return ready;

    const words = readFileSync(join(home.folder, 'postgres.log'), 'utf8');
    const leftovers = /lock file .* already exists|pre-existing shared memory block/.test(words);
    const portTaken = /could not bind|could not create any TCP\/IP sockets/.test(words);
    if (!leftovers && !(portTaken && launch.fixedPort === undefined))
      throw new Error(`PostgreSQL did not start: ${words.slice(-2000)}`);
    if (performance.now() > giveUpAt) throw new Error(`PostgreSQL still did not start: ${words.slice(-2000)}`);
    if (portTaken) port = await pickPort();
    else await sleep(200);
  }
}

/** Stops the server, if one runs: connections are closed, everything is written. */
export async function stopPostmaster(home: Home): Promise<void> {
  const server = await readPostmaster(home);
  if (server === undefined) return;
  process.kill(server.pid, 'SIGINT');
  if (await isGone(server.pid, STOP_WITHIN_MS)) return;
  process.kill(server.pid, 'SIGQUIT');
  await isGone(server.pid, STOP_WITHIN_MS);
}

/** A free port of this machine. */
export function pickPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function launchOnce({ home, binaries, settings }: Launch, port: number): number {
  const logFile = join(home.folder, 'postgres.log');
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  writeOwned(home, 'postgres.log', '');
  const all = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    TimeZone: 'UTC',
    ...settings,
  };
  const log = openSync(logFile, 'a');
  try {
    // In a group of its own, so that Ctrl-C reaches Node alone, which drains first; and with a file for its words,
    // because a pipe would break when Node dies.
    const child = spawn(
      binaries.postgres,
      ['-D', home.data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { cwd: home.folder, ...home.user, detached: true, stdio: ['ignore', log, log], env: environment() },
    );
    // Without a pid there is no server, which the caller sees; the reason would otherwise be thrown into the void.
    child.on('error', () => undefined);
    child.unref();
    return child.pid ?? -1;
  } finally {
    closeSync(log);
  }
}

/** Waits until the server of this number takes connections; undefined where it ended instead, or is stopping. */
async function whenReady(home: Home, pid: number): Promise<Postmaster | undefined> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (performance.now() < giveUpAt) {
    if (!isRunning(pid)) return undefined;
    const server = await readPostmaster(home);
    if (server?.pid === pid && server.status === 'ready') return server;
    if (server?.pid === pid && server.status === 'stopping') await isGone(pid, STOP_WITHIN_MS);
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`PostgreSQL (process ${pid}) was not ready within ${READY_WITHIN_MS / 1000} s`);
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs;
  while (isRunning(pid)) {
    if (performance.now() > giveUpAt) return false;
    await sleep(LOOK_EVERY_MS);
  }
  return true;
}
