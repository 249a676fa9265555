import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { type Home, writeOwned } from './home.ts';

/**
 * Makes the cluster where there is none. It is made beside its place and moved there whole: a start that was killed
 * in the middle leaves nothing that looks finished.
 * @throws Error where the data is of another major version, which PostgreSQL can't read.
 */
export async function createCluster(home: Home, binaries: Binaries, log: (line: string) => void): Promise<void> {
  if (existsSync(home.data)) return checkVersion(home, binaries);
  log('creating the embedded PostgreSQL, once');
  const unfinished = join(home.folder, 'data.unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  writeOwned(home, 'password', randomBytes(18).toString('base64url'));
  await run(home, binaries.initdb, [
    `--pgdata=${unfinished}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${join(home.folder, 'password')}`,
    '--encoding=UTF8',
    // The same order of text on every machine, whatever its locales.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  renameSync(unfinished, home.data);
}

function checkVersion(home: Home, binaries: Binaries): void {
  const have = readFileSync(join(home.data, 'PG_VERSION'), 'utf8').trim();
  const need = binaries.version.split('.')[0];
  if (have === need) return;
  throw new Error(
    `the data in ${home.data} is of PostgreSQL ${have}, the embedded one is ${need}: remove it, or set DATABASE_URL`,
  );
}

/** Runs a program as the database's user to its end. */
function run(home: Home, program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // The folder of this process may be one that the user can't enter.
    const child = spawn(program, args, {
      cwd: home.folder,
      ...home.user,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(),
    });
    let output = '';
    const keep = (chunk: Buffer): void => void (output = (output + chunk.toString('utf8')).slice(-4000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed (${code}): ${output}`))));
  });
}

/** Ours, but for what would lead PostgreSQL's programs elsewhere, or change the language of what they say. */
export function environment(): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PG') && !name.startsWith('LC_') && name !== 'LANG',
  );
  return { ...Object.fromEntries(rest), LC_ALL: 'C', TZ: 'UTC' };
}
