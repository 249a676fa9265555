import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Whom PostgreSQL runs as, where Node is root: it refuses to run as root. */
export type DatabaseUser = { readonly uid: number; readonly gid: number };

/** Where everything of one embedded server lies, and who owns it. */
export type Home = {
  readonly folder: string;
  /** The cluster's own folder. */
  readonly data: string;
  readonly user: DatabaseUser | undefined;
};

/** Kept over restarts, unlike /tmp, and everybody can get in. */
const OPEN_FOLDER = '/var/tmp';

/**
 * Below `dataDir`; where Node is root and the database's user can't get in there (a parent with mode 0700), below
 * /var/tmp in a folder named after it. Its name hangs on an id kept in `dataDir`: whoever removes that starts afresh.
 */
export async function findHome(dataDir: string, log: (line: string) => void): Promise<Home> {
  const inside = join(resolve(dataDir), 'postgres');
  mkdirSync(inside, { recursive: true });
  if (process.getuid?.() !== 0) return { folder: inside, data: join(inside, 'data'), user: undefined };

  const user = databaseUser(inside);
  chownSync(inside, user.uid, user.gid);
  if (canEnter(inside, user)) return { folder: inside, data: join(inside, 'data'), user };

  const hash = createHash('sha256')
    .update(`${inside}\n${idOf(inside)}`)
    .digest('hex')
    .slice(0, 16);
  const folder = openFolder(`payments-postgres-${hash}`, user);
  log(`${dataDir} can't be entered by the database's user: the embedded PostgreSQL keeps its data in ${folder}`);
  return { folder, data: join(folder, 'data'), user };
}

/** A folder below /var/tmp that is ours for certain: a stranger may have made one of that name. */
export function openFolder(name: string, owner: DatabaseUser | undefined): string {
  const folder = join(OPEN_FOLDER, name);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o755 });
  const stat = lstatSync(folder);
  const ours = stat.uid === process.getuid?.() || stat.uid === owner?.uid;
  if (!stat.isDirectory() || !ours)
    throw new Error(`${folder} belongs to somebody else; remove it, or set DATABASE_URL`);
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

/** True where the user may pass every folder down to this one, and this one too. */
export function canEnter(folder: string, user: DatabaseUser): boolean {
  const { mode, uid, gid } = statSync(folder);
  const mayPass = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
  const parent = dirname(folder);
  return mayPass !== 0 && (parent === folder || canEnter(parent, user));
}

/** Writes a small file that the database's user owns and nobody else reads. */
export function writeOwned(home: Home, name: string, content: string): void {
  const file = join(home.folder, name);
  writeFileSync(file, content, { mode: 0o600 });
  if (home.user !== undefined) chownSync(file, home.user.uid, home.user.gid);
}

/** The owner of data that is there already; else `postgres`, where the system has such a user; else `nobody`. */
function databaseUser(folder: string): DatabaseUser {
  const { uid, gid } = statSync(folder);
  const user = uid === 0 ? (lookUp('postgres') ?? lookUp('nobody')) : { uid, gid };
  if (user === undefined)
    throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody; set DATABASE_URL');
  return user;
}

function lookUp(name: string): DatabaseUser | undefined {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function idOf(folder: string): string {
  const file = join(folder, 'id');
  if (!existsSync(file)) writeFileSync(file, randomUUID());
  return readFileSync(file, 'utf8');
}
