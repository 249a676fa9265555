import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JWT_SECRET } from './load.mjs';
import { start, startServer } from './processes.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(ROOT, 'apps', 'payments-api', 'dist', 'program', 'main.js');
/** The flags of Node that `npm start` runs it with. */
const FLAGS = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.start.match(/--\S+/g);

/** What the program is run with: everything on, but the limits that are there to keep one caller from sending as much as a bench does. */
function settings(databaseUrl, dataDir, more) {
  return {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    AUTH_JWT_SECRET: JWT_SECRET,
    PAYMENT_PROVIDERS: 'mock',
    RATE_LIMIT_PER_MINUTE: '0',
    FRAUD_MAX_PER_MINUTE: '0',
    ...more,
  };
}

export function startPayments(databaseUrl, dataDir, more = { ROLE: 'api' }) {
  return startServer(MAIN, settings(databaseUrl, dataDir, more), FLAGS);
}

/** A worker listens nowhere. */
export function startWorker(databaseUrl, dataDir, more = {}) {
  return start(
    MAIN,
    settings(databaseUrl, dataDir, { ...more, ROLE: 'worker' }),
    ['ignore', 'ignore', 'inherit'],
    FLAGS,
  );
}
