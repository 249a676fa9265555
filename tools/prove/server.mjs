import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedDatabase } from '../../libs/embedded-database/dist/index.js';
import { migrate } from '../../libs/payments-postgres/dist/migrate.js';

/** For proofs that stop processes of ours: PostgreSQL and the machine live, so nothing need reach the disk. */
const QUICK = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '200',
};
const TEMPLATE = 'proof_template';

/** A PostgreSQL of the proof's own in a temporary folder, with as many migrated databases as are asked for. */
export async function openServer() {
  const folder = mkdtempSync(join(tmpdir(), 'payments-prove-'));
  // PostgreSQL's own user must get in where this runs as root.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedDatabase({ dataDir: join(folder, 'database'), settings: QUICK });
  const urlOf = (name) => {
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  const admin = new pg.Pool({ connectionString: server.url, max: 1 });
  // The server goes before its last idle connection does.
  admin.on('error', () => undefined);
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await migrate(urlOf(TEMPLATE));
  let count = 0;
  return {
    /** A database and a data folder that nobody has used. */
    room: async () => {
      const name = `proof_${++count}`;
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
      return {
        url: urlOf(name),
        dataDir: join(folder, name),
        drop: () => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      };
    },
    close: async () => {
      await admin.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
