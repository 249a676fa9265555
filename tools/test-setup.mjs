import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const lib = join(root, 'libs/embedded-database');

/**
 * Once a run: a PostgreSQL for all suites, or that of `DATABASE_URL`, where it is set.
 * This cluster is thrown away after the run, so it writes nothing through to the disk (fsync off): that is for tests
 * alone, the service's own embedded database is durable.
 */
export default async function setUp() {
  process.env.TEST_RUN_ID ??= randomUUID();
  if (process.env.TEST_DATABASE_URL) return;
  if (process.env.DATABASE_URL) {
    process.env.TEST_DATABASE_URL = process.env.DATABASE_URL;
    return;
  }
  buildIfStale();
  const { startEmbeddedDatabase } = await import(join(lib, 'dist/index.js'));
  const dataDir = mkdtempSync(join(tmpdir(), 'payments-test-'));
  // Made with mode 0700, which PostgreSQL's user could not enter where the tests run as root.
  chmodSync(dataDir, 0o755);
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    autovacuum: 'off',
  };
  const database = await startEmbeddedDatabase({ dataDir, settings });
  process.env.TEST_DATABASE_URL = new URL('/postgres', database.url).href;
  globalThis.stopTestDatabase = async () => {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** Jest's set-up runs outside its transforms, so it needs the built library; the type checker has the last word elsewhere. */
function buildIfStale() {
  const built = join(lib, 'dist/index.js');
  const sources = readdirSync(join(lib, 'src')).filter((name) => !name.endsWith('.spec.ts'));
  const newest = Math.max(...sources.map((name) => statSync(join(lib, 'src', name)).mtimeMs));
  if (
    existsSync(built) &&
    existsSync(join(lib, 'dist/tsconfig.lib.tsbuildinfo')) &&
    statSync(join(lib, 'dist/tsconfig.lib.tsbuildinfo')).mtimeMs >= newest
  )
    return;
  spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', join(lib, 'tsconfig.lib.json')], {
    stdio: 'inherit',
  });
}
