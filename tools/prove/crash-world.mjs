import pg from 'pg';
import { recoverPayments } from '../../libs/payments-domain/dist/use-cases/recover-payments.js';
import { PaymentError } from '../../libs/payments-domain/dist/payment-error.js';
import { sampleClaim, uuidV7 } from '../../libs/payments-domain/dist/testing/samples.js';
import { EnvelopeBox } from '../../libs/payments-postgres/dist/envelope.js';
import { postgresStorage } from '../../libs/payments-postgres/dist/postgres-storage.js';
import { mockProvider } from '../../libs/provider-mock/dist/index.js';
import { mortalPorts } from './crash-ports.mjs';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
/** The contract's defaults. */
export const POLICY = {
  routes: { '*': ['mock'] },
  submitWindowMs: 15 * 60 * SECOND_MS,
  recoveryAfterMs: 15 * SECOND_MS,
  reconcileAfterMs: 60 * SECOND_MS,
  expireAfterMs: 24 * HOUR_MS,
  refundWindowMs: 180 * 24 * HOUR_MS,
  keyTtlMs: 24 * HOUR_MS,
  sending: true,
  lateSuccess: 'alert',
};
/** Longer than a payment may wait, than a refund's key lives, and than any pause. */
const REST_MS = 60 * HOUR_MS;
/** Fixed: what is sealed here is nobody's secret, and two processes must read each other's. */
export const KEYS = [{ id: 'proof', key: Buffer.alloc(32, 7) }];

/** One process' view of a lane: PostgreSQL, the mock with its journal, and a clock that goes where it is put. */
export function openWorld({ url, dataDir, at, user }, death = {}) {
  const { pool, database } = openPool(url);
  const clock = { ms: at };
  const now = () => new Date(clock.ms);
  const newId = () => uuidV7(now());
  const context = { database, box: new EnvelopeBox(KEYS), now, newId };
  const mock = mockProvider({ dataDir, now, publicUrl: 'http://localhost' });
  const living = postgresStorage(context);
  const ports = mortalPorts({ storage: living, provider: mock, now }, death);
  const deps = {
    storage: ports.storage,
    provider: () => ports.provider,
    fraud: null,
    policy: POLICY,
    now,
    newId,
    random: () => 0.5,
  };
  const world = {
    deps,
    context,
    storage: living,
    mock,
    clock,
    bornAt: at,
    pool,
    user,
    places: ports.places,
    cause: { actor: { type: 'user', id: user }, requestId: 'proof' },
    /** The caller's key of a step: the same one when the caller comes again. */
    claim: (operation) => sampleClaim(now(), { scope: `user:${user}`, operation, key: `proof-${operation}` }),
    recover: () => recoverPayments(deps, { worker: 'recovery' }),
    close: async () => {
      mock.close();
      await pool.end();
    },
  };
  return world;
}

/** A database as the storage wants it. Through `pg` alone: loading an ORM takes longer than all the rest of a child's life. */
export function openPool(url) {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => undefined);
  const query = async ({ name, text, values }) => (await pool.query({ name, text, values: [...values] })).rows;
  const transaction = (work) => inTransaction(pool, work);
  return { pool, database: { query, batches: { query }, pool, queueLimit: 1000, transaction } };
}

/** Does it as a request would: what is refused is an answer, anything else that is thrown a bug. */
export async function attempted(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PaymentError)) throw error;
    return error;
  }
}

/** Money that is held and waits for its capture is looked at for as long as it is held: that is no work left. */
const HELD = `status = 'authorized' AND goal = 'authorized' AND jsonb_typeof(state->'operation') = 'null'`;
const DUE = `SELECT min(due) AS due FROM (
  SELECT min(advance_at) AS due FROM payments WHERE NOT (${HELD}) UNION ALL SELECT min(advance_at) FROM refunds
  UNION ALL SELECT min(advance_at) FROM payment_methods UNION ALL SELECT min(due_at) FROM webhook_inbox) d`;

/** The worker's rounds, with the time that passes between them, until nothing is due; at most `rounds`. */
export async function quiet(world, rounds = 400) {
  const end = world.clock.ms + REST_MS;
  for (let round = 0; round < rounds && world.clock.ms < end; round++) {
    const [{ due }] = (await world.pool.query(DUE)).rows;
    if (due === null) return;
    world.clock.ms = Math.max(world.clock.ms + 1, due.getTime());
    const { failed } = await world.recover();
    if (failed.length > 0) throw failed[0].error;
  }
}

/** A step's world is over: what is still held is looked at no more, so that it does nothing among the next one's work. */
export async function leave(world) {
  await world.pool.query(`UPDATE payments SET advance_at = NULL WHERE ${HELD}`);
  await world.close();
}

async function inTransaction(pool, work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const query = async ({ name, text, values }) => (await client.query({ name, text, values: [...values] })).rows;
    const value = await work({ query });
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
