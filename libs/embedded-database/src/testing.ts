import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from './error-code.ts';

export type TestDatabase = { readonly url: string; drop(): Promise<void> };

export type TestDatabaseOptions = {
  /** Names what is in it; suites with the same name in one run share one migrated template. */
  readonly template: string;
  /** Fills the template, once a run; must close its connections. */
  readonly migrate: (url: string) => Promise<void>;
};

/**
 * A fresh database for one suite, cloned from a template that is migrated once a run.
 * The server is the one that Jest's global set-up started, or that of `DATABASE_URL`.
 */
export async function testDatabase({ template, migrate }: TestDatabaseOptions): Promise<TestDatabase> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  const name = templateName(template);
  const clone = `${name}_${randomBytes(5).toString('hex')}`;
  try {
    await makeTemplate(admin, name, migrate);
    await cloneTemplate(admin, name, clone);
  } finally {
    await admin.end();
  }
  return { url: urlOf(clone), drop: () => dropDatabase(clone) };
}

/** Every database of this run begins with it, so that what a killed suite left can be found and dropped. */
export function runPrefix(): string {
  return `test_${createHash('sha256')
    .update(process.env['TEST_RUN_ID'] ?? 'alone')
    .digest('hex')
    .slice(0, 10)}_`;
}

/** Drops what the suites of this run left on a server that lives on. */
export async function dropRunDatabases(): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [runPrefix()],
    );
    for (const { datname } of rows)
      await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(datname)} WITH (FORCE)`);
  } finally {
    await admin.end();
  }
}

function adminUrl(): string {
  const url = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  if (url === undefined) throw new Error('no TEST_DATABASE_URL: run the tests by npm test, or set DATABASE_URL');
  return url;
}

function urlOf(database: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  return url.href;
}

/** PostgreSQL cuts names at 63 bytes; the clones add eleven. */
function templateName(template: string): string {
  return `${runPrefix()}${template
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 30)}`;
}

/** Suites run in several processes: the lock lets one make the template, while the others wait for it. */
async function makeTemplate(admin: pg.Client, name: string, migrate: TestDatabaseOptions['migrate']): Promise<void> {
  await admin.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    const unfinished = `${name}_new`;
    await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(unfinished)} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(unfinished)} TEMPLATE template0`);
    await migrate(urlOf(unfinished));
    await whileInUse(() =>
      admin.query(`ALTER DATABASE ${pg.escapeIdentifier(unfinished)} RENAME TO ${pg.escapeIdentifier(name)}`),
    );
  } finally {
    await admin.query('SELECT pg_advisory_unlock(hashtext($1))', [name]);
  }
}

async function cloneTemplate(admin: pg.Client, name: string, clone: string): Promise<void> {
  await whileInUse(() =>
    admin.query(`CREATE DATABASE ${pg.escapeIdentifier(clone)} TEMPLATE ${pg.escapeIdentifier(name)}`),
  );
}

async function dropDatabase(name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await admin.end();
  }
}

/** A connection that was just closed is seen for some milliseconds more (55006, object in use). */
async function whileInUse(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries === 40 || errorCode(error) !== '55006') throw error;
      await sleep(50);
    }
  }
}
