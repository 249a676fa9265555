import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedDatabase } from './index.ts';
import { isRunning } from './process-table.ts';

/** A program of its own that starts the database and then stays, as `npm start` does. */
const PROGRAM = `
  import { startEmbeddedDatabase } from '@payments/embedded-database';
  const database = await startEmbeddedDatabase({ dataDir: process.argv[1] });
  console.log(JSON.stringify({ url: database.url, pid: database.pid }));
  setInterval(() => undefined, 1000);
`;
type Program = { readonly node: ChildProcess; readonly url: string; readonly pid: number };

const folders: string[] = [];
const programs: ChildProcess[] = [];

afterAll(async () => {
  for (const node of programs) if (node.exitCode === null) node.kill('SIGTERM');
  await until(() => programs.every((node) => node.exitCode !== null || node.signalCode !== null));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the embedded database', () => {
  it('starts with fsync on, and has its data again on the next start', async () => {
    const dataDir = await openFolder();
    const first = await startEmbeddedDatabase({ dataDir });
    expect(await query(first.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(first.url, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
    await remember(first.url);
    await first.stop();
    expect(isRunning(first.pid)).toBe(false);

    const second = await startEmbeddedDatabase({ dataDir });
    expect(second.url).toBe(first.url);
    expect(await remembered(second.url)).toBe(1);
    await second.stop();
  });

  it('comes back by itself, with its data, after kill -9 of PostgreSQL', async () => {
    const said: string[] = [];
    const database = await startEmbeddedDatabase({ dataDir: await openFolder(), log: (line) => said.push(line) });
    await remember(database.url);
    const { pid } = database;
    process.kill(pid, 'SIGKILL');
    await until(() => database.pid !== pid);
    expect(await remembered(database.url)).toBe(1);
    expect(said.join('\n')).toContain('started again');
    await database.stop();
  });

  it('takes over the server that kill -9 of Node left behind', async () => {
    const dataDir = await openFolder();
    const program = await startProgram(dataDir);
    await remember(program.url);
    program.node.kill('SIGKILL');
    await until(() => program.node.signalCode !== null);
    expect(isRunning(program.pid)).toBe(true);

    const database = await startEmbeddedDatabase({ dataDir });
    expect(database.pid).toBe(program.pid);
    expect(await remembered(database.url)).toBe(1);
    await database.stop();
    expect(isRunning(program.pid)).toBe(false);
  });

  it('has its data after kill -9 of both, connections still open', async () => {
    const dataDir = await openFolder();
    const program = await startProgram(dataDir);
    await remember(program.url);
    const open = new pg.Client(program.url);
    open.on('error', () => undefined);
    await open.connect();
    program.node.kill('SIGKILL');
    process.kill(program.pid, 'SIGKILL');

    const database = await startEmbeddedDatabase({ dataDir });
    expect(await remembered(database.url)).toBe(1);
    await database.stop();
    await open.end().catch(() => undefined);
  });

  it('does not mistake another process for its server, when the number in the file was given anew', async () => {
    const dataDir = await openFolder();
    const program = await startProgram(dataDir);
    await remember(program.url);
    program.node.kill('SIGKILL');
    process.kill(program.pid, 'SIGKILL');
    const stranger = spawn('sleep', ['60']);
    const { readFileSync, writeFileSync } = await import('node:fs');
    const file = join(dataDir, 'postgres/data/postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(stranger.pid)));

    const database = await startEmbeddedDatabase({ dataDir });
    expect(await remembered(database.url)).toBe(1);
    await database.stop();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });

  it('works in a folder that others cannot enter, and says where the data is when it lies elsewhere', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'closed-'));
    folders.push(parent);
    const said: string[] = [];
    const dataDir = join(parent, 'project/.data');
    const first = await startEmbeddedDatabase({ dataDir, log: (line) => said.push(line) });
    await remember(first.url);
    await first.stop();
    const elsewhere = /\/var\/tmp\/payments-postgres-[0-9a-f]{16}/.exec(said.join('\n'))?.[0];
    if (elsewhere !== undefined) folders.push(elsewhere);
    expect(elsewhere !== undefined).toBe(process.getuid?.() === 0);

    const second = await startEmbeddedDatabase({ dataDir });
    expect(await remembered(second.url)).toBe(1);
    await second.stop();
  });

  it('ends with its program on SIGTERM', async () => {
    const program = await startProgram(await openFolder());
    program.node.kill('SIGTERM');
    await until(() => program.node.signalCode !== null);
    expect(program.node.signalCode).toBe('SIGTERM');
    expect(isRunning(program.pid)).toBe(false);
  });

  it('is shared by two programs on one folder, and stopped by the last', async () => {
    const dataDir = await openFolder();
    const [one, two] = await Promise.all([startProgram(dataDir), startProgram(dataDir)]);
    expect(two.url).toBe(one.url);
    one.node.kill('SIGTERM');
    await until(() => one.node.signalCode !== null);
    await remember(two.url);
    two.node.kill('SIGTERM');
    await until(() => two.node.signalCode !== null);
    expect(isRunning(two.pid)).toBe(false);
  });

  it('takes the port it is given', async () => {
    const dataDir = await openFolder();
    const before = await startEmbeddedDatabase({ dataDir });
    await before.stop();
    const { pickPort } = await import('./postmaster.ts');
    const port = await pickPort();
    const database = await startEmbeddedDatabase({ dataDir, port });
    expect(new URL(database.url).port).toBe(String(port));
    await database.stop();
  });
});

/** A data folder whose parents everybody can enter. */
async function openFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-'));
  await chmod(folder, 0o755);
  folders.push(folder);
  return folder;
}

function startProgram(dataDir: string): Promise<Program> {
  const node = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, dataDir], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  programs.push(node);
  return new Promise((resolve, reject) => {
    node.on('exit', (code) => reject(new Error(`the program ended early (${code})`)));
    node.stdout.on('data', (line: Buffer) => {
      const said: unknown = JSON.parse(line.toString('utf8'));
      if (!isAnnounced(said)) throw new Error('the program says something else');
      resolve({ node, ...said });
    });
  });
}

function isAnnounced(said: unknown): said is { readonly url: string; readonly pid: number } {
  return typeof said === 'object' && said !== null && 'url' in said && 'pid' in said;
}

async function query(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function remember(url: string): Promise<void> {
  await query(url, 'CREATE TABLE memory AS SELECT 1 AS n');
}

async function remembered(url: string): Promise<number> {
  return (await query(url, 'SELECT n FROM memory')).length;
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (holds()) return;
    await sleep(20);
  }
  throw new Error('waited for 20 s in vain');
}
