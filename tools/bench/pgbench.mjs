import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cpuOfPostgres } from './cpu.mjs';
import { runForJson } from './processes.mjs';
import { pgbenchScript } from './write-set.mjs';

const CLIENTS = 32;
const THREADS = 2;

export const hasPgbench = () => spawnSync('pgbench', ['--version']).status === 0;
export const HOW_TO_INSTALL =
  'pgbench is not installed (Debian and Ubuntu: apt-get install postgresql-contrib; macOS: brew install postgresql), so a Node driver sends the same twelve statements: it reaches less than pgbench would, and the ratios look better than they are';

/** The limit as one would draw it: the write set at 32 in flight. Answers payments a second and PostgreSQL's CPU for each, in milliseconds. */
export async function twoCommits(url, seconds, postmaster) {
  const before = cpuOfPostgres(postmaster);
  const rate = hasPgbench() ? await byPgbench(url, seconds) : await byDriver(url, seconds);
  const used = before === null ? NaN : cpuOfPostgres(postmaster) - before;
  return { rate, postgresMs: used / (rate * seconds) };
}

async function byPgbench(url, seconds) {
  const { hostname, port, username, password, pathname } = new URL(url);
  const folder = mkdtempSync(join(tmpdir(), 'payments-pgbench-'));
  const script = join(folder, 'two-commits.sql');
  writeFileSync(script, pgbenchScript());
  const options = { '-h': hostname, '-p': port || '5432', '-U': decodeURIComponent(username), '-M': 'prepared' };
  const load = { '-c': CLIENTS, '-j': THREADS, '-T': seconds, '-f': script };
  const words = ['-n', ...Object.entries({ ...options, ...load }).flat(), pathname.slice(1)].map(String);
  try {
    const { stdout } = await promisify(execFile)('pgbench', words, {
      env: { ...process.env, PGPASSWORD: decodeURIComponent(password) },
    });
    return Number(/^tps = ([\d.]+)/m.exec(stdout)[1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function byDriver(url, seconds) {
  const env = { DATABASE_URL: url, CLIENTS: String(CLIENTS), SECONDS: String(seconds) };
  return (await runForJson('two-commit-driver.mjs', env)).rate;
}
