import { join } from 'node:path';

/** After the last suite: stops what the set-up started, or drops this run's databases from a server that lives on. */
export default async function tearDown() {
  if (globalThis.stopTestDatabase) return globalThis.stopTestDatabase();
  const { dropRunDatabases } = await import(join(import.meta.dirname, '../libs/embedded-database/dist/testing.js'));
  await dropRunDatabases();
}
