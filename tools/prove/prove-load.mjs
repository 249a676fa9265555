import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedDatabase } from '../../libs/embedded-database/dist/index.js';
import { brokenAtRest } from '../../libs/payments-domain/dist/testing/history-checks.js';
import { generator } from '../../libs/payments-domain/dist/testing/mortal-ports.js';
import { verifyAudit } from '../../libs/payments-postgres/dist/audit-verify.js';
import { EnvelopeBox } from '../../libs/payments-postgres/dist/envelope.js';
import { readMockLedger } from '../../libs/provider-mock/dist/index.js';
import { readBooks } from './books.mjs';
import { openCallers } from './callers.mjs';
import { KEYS, openPool, POLICY } from './crash-world.mjs';
import { openProcess } from './processes.mjs';

const CALLERS = 8;
const MINUTES = 2;
/** A managed database's failover takes about so long. */
const AWAY_MS = 5_000;
const KILL_EVERY_MS = 1_000;
/** After the last death: a lease (1 s here), a bank that thinks (2 s), and some rounds of backoff. */
const SETTLES_WITHIN_MS = 30_000;

/** Part c: load on two API processes and two workers, kill -9 of one after the other, PostgreSQL killed and away for some seconds. */
export async function provePart({ seed, minutes, progress }) {
  const random = generator(seed);
  const folder = mkdtempSync(join(tmpdir(), 'payments-prove-'));
  chmodSync(folder, 0o755);
  const databaseDir = join(folder, 'database');
  const dataDir = join(folder, 'data');
  // As it comes: every commit reaches the disk.
  let database = await startEmbeddedDatabase({ dataDir: databaseDir });
  const { url } = database;
  const processes = [];
  try {
    const env = environment(url, dataDir);
    processes.push(await openProcess('api', env));
    processes.push(...(await Promise.all(['api', 'worker', 'worker'].map((role) => openProcess(role, env)))));
    const end = Date.now() + (minutes ?? MINUTES) * 60_000;
    const apis = processes.filter(({ role }) => role === 'api');
    const callers = openCallers({ apis, random, isOver: () => Date.now() > end });
    let kills = 0;
    const killing = async () => {
      for (let turn = 0; Date.now() < end; turn++) {
        await sleep(KILL_EVERY_MS);
        // One at a time: a service has another process left.
        await processes[turn % processes.length].kill();
        kills += 1;
        progress(`load: ${callers.acknowledged.length} acknowledged, ${kills} processes killed`);
      }
    };
    const losing = async () => {
      await sleep((end - Date.now()) / 2);
      database.kill();
      await sleep(AWAY_MS);
      database = await startEmbeddedDatabase({ dataDir: databaseDir, port: Number(new URL(url).port) });
    };
    await Promise.all([callers.run(CALLERS), killing(), losing()]);
    const settledMs = await settled(url);
    const broken = await brokenBooks(url, dataDir, callers.acknowledged);
    if (settledMs === null) broken.push(`promise 9: something is left to do after ${SETTLES_WITHIN_MS / 1000} s`);
    const ownDeaths = processes.reduce((sum, one) => sum + one.ownDeaths(), 0);
    if (ownDeaths > 0) broken.push(`promise 9: ${ownDeaths} processes ended by themselves`);
    const { sent, again, unanswered } = callers.stats;
    if (unanswered > 0) broken.push(`promise 9: ${unanswered} commands were never answered`);
    return {
      what: `${callers.acknowledged.length} acknowledged of ${sent} requests (${again} again), ${kills} processes killed, PostgreSQL away ${AWAY_MS / 1000} s, at rest after ${settledMs} ms`,
      broken,
    };
  } finally {
    await Promise.all(processes.map((one) => one.stop()));
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function environment(url, dataDir) {
  const [{ id, key }] = KEYS;
  return {
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    ENCRYPTION_KEYS: `${id}:${key.toString('base64')}`,
    RECOVERY_AFTER_MS: '1000',
    RECONCILE_AFTER_MS: '2000',
    WORKER_INTERVAL_MS: '200',
    RATE_LIMIT_PER_MINUTE: '0',
    FRAUD_MAX_PER_MINUTE: '0',
    PROVIDER_MAX_RETRIES: '0',
    LOG_LEVEL: 'silent',
  };
}

/** How long it took until nothing was left to do, in milliseconds; `null` where it never came to that. */
async function settled(url) {
  const { pool } = openPool(url);
  const from = Date.now();
  try {
    for (; Date.now() < from + SETTLES_WITHIN_MS; await sleep(100)) {
      const { rows } =
        await pool.query(`SELECT count(*)::int AS left FROM payments WHERE status IN ('pending', 'processing')
        OR jsonb_typeof(state->'operation') <> 'null' OR id IN (SELECT payment_id FROM refunds WHERE status = 'pending')`);
      if (rows[0].left === 0) return Date.now() - from;
    }
    return null;
  } finally {
    await pool.end();
  }
}

async function brokenBooks(url, dataDir, acknowledged) {
  const { pool } = openPool(url);
  try {
    const storage = await readBooks({ pool, box: new EnvelopeBox(KEYS) });
    const ledger = readMockLedger(dataDir);
    const provider = { name: 'mock', ledger, objects: new Map(), requests: [] };
    const broken = brokenAtRest({
      storage,
      providers: [provider],
      deps: { policy: POLICY },
      clock: { now: () => new Date() },
    });
    for (const fact of acknowledged) broken.push(...lost(fact, storage));
    for (const id of ledger.objects.keys())
      if (!storage.payments.has(id)) broken.push(`promise 4: nobody here knows ${id}`);
    const { fault } = await verifyAudit({ url, files: [] });
    return fault === null ? broken : [...broken, `promise 5: ${fault.message}`];
  } finally {
    await pool.end();
  }
}

/** What a payment that was answered so may have become since. */
const AFTER = {
  pending: null,
  processing: null,
  authorized: ['authorized', 'succeeded', 'partially_refunded', 'refunded'],
  succeeded: ['succeeded', 'partially_refunded', 'refunded'],
  partially_refunded: ['partially_refunded', 'refunded'],
  refunded: ['refunded'],
  failed: ['failed'],
  canceled: ['canceled'],
};

/** Promise 4: what was answered 2xx is there, and says no less. */
function lost({ kind, id, status, amount, captured }, { payments, refunds }) {
  const found = (kind === 'refund' ? refunds : payments).get(id);
  const say = (what) => [`promise 4: ${kind} ${id}, answered ${status}, ${what}`];
  if (!found) return say('is gone');
  if (found.money.minor !== BigInt(amount)) return say(`is of ${found.money.minor}, not of ${amount}`);
  if (kind === 'refund') return status === 'pending' || found.status === status ? [] : say(`is ${found.status}`);
  if (captured > 0 && found.amountCaptured !== BigInt(captured)) return say(`captured ${found.amountCaptured}`);
  return (AFTER[status]?.includes(found.status) ?? true) ? [] : say(`is ${found.status}`);
}
