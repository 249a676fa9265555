import { brokenAtRest } from '../../libs/payments-domain/dist/testing/history-checks.js';
import { isChain } from '../../libs/payments-domain/dist/testing/storage-rig.js';
import { auditFrom } from '../../libs/payments-postgres/dist/audit-rows.js';
import { eventFrom } from '../../libs/payments-postgres/dist/event-rows.js';
import { inboxFrom } from '../../libs/payments-postgres/dist/inbox.js';
import { methodFrom } from '../../libs/payments-postgres/dist/method-rows.js';
import { paymentFrom } from '../../libs/payments-postgres/dist/payment-rows.js';
import { refundFrom } from '../../libs/payments-postgres/dist/refund-rows.js';
import { readMockLedger } from '../../libs/provider-mock/dist/index.js';

const byId = (rows) => new Map(rows.map((row) => [row.id, row]));
/** `$1`: the caller whose rows are read, or null for all. */
const PAYMENTS = 'SELECT id FROM payments WHERE $1::text IS NULL OR user_id = $1';
const METHODS = 'SELECT id FROM payment_methods WHERE $1::text IS NULL OR user_id = $1';
const TABLES = {
  payments: `SELECT * FROM payments WHERE id IN (${PAYMENTS}) ORDER BY id`,
  refunds: `SELECT * FROM refunds WHERE payment_id IN (${PAYMENTS}) ORDER BY id`,
  methods: `SELECT * FROM payment_methods WHERE id IN (${METHODS}) ORDER BY id`,
  inbox: 'SELECT * FROM webhook_inbox WHERE $1::text IS NULL ORDER BY id',
  entries: `SELECT * FROM audit_entries WHERE chain IN
    (SELECT id::text FROM (${PAYMENTS}) p UNION ALL SELECT 'method:' || id FROM (${METHODS}) m) ORDER BY chain, seq`,
  events: `SELECT * FROM outbox WHERE stream IN (${PAYMENTS} UNION ALL ${METHODS}) ORDER BY stream, seq`,
};

/** What the tables say at one moment, in the form that the in-memory storage has, so that the same checks read both. */
export async function readBooks({ pool, box }, user = null) {
  const client = await pool.connect();
  const read = async (table) =>
    (await client.query({ name: `books_${table}`, text: TABLES[table], values: [user] })).rows;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const books = {
      payments: byId((await read('payments')).map((row) => paymentFrom(row, box))),
      refunds: byId((await read('refunds')).map((row) => refundFrom(row, box))),
      methods: byId((await read('methods')).map((row) => methodFrom(row, box))),
      inbox: byId((await read('inbox')).map(inboxFrom)),
      entries: (await read('entries')).map(auditFrom),
      events: (await read('events')).map((row) => eventFrom(row, box)),
    };
    await client.query('COMMIT');
    return books;
  } finally {
    client.release();
  }
}

/** The mock as its own journal tells it, whatever anybody was told. */
async function theirBooks({ mock, clock }, dataDir) {
  const objects = new Map();
  for await (const object of mock.list(new Date(0), new Date(clock.ms + 1))) {
    objects.set(object.providerPaymentId, { ...object, id: object.providerPaymentId });
  }
  return { name: 'mock', ledger: readMockLedger(dataDir), objects, requests: [] };
}

/** The promises that a caller's payments and methods break, in words, once nothing is left to do. */
export async function brokenPromises(world, dataDir) {
  const { pool, context, user, deps } = world;
  const [storage, provider] = await Promise.all([
    readBooks({ pool, box: context.box }, user),
    theirBooks(world, dataDir),
  ]);
  const broken = brokenAtRest({ storage, providers: [provider], deps, clock: { now: deps.now } });
  const stranger = [...provider.objects.values()].find(({ paymentId }) => !isKnown(storage, paymentId, world));
  if (stranger) broken.push(`promise 4: nobody here knows the payment of ${stranger.id}`);
  return [...broken, ...[...storage.methods.values()].flatMap((method) => brokenMethod(method, storage))];
}

/** Objects of other callers are in the journal, too: each step's caller is new, and so are the objects of its time. */
function isKnown({ payments }, paymentId, { bornAt }) {
  return payments.has(paymentId) || Number.parseInt(paymentId.replace('-', '').slice(0, 12), 16) < bornAt;
}

function brokenMethod(method, { entries, events }) {
  const broken = [];
  const say = (what) => broken.push(`method ${method.id.slice(-6)} (${method.status}): ${what}`);
  const own = entries.filter(({ chain }) => chain === `method:${method.id}`);
  if (method.status !== 'active' && method.status !== 'removed') say('promise 9: it is still unfinished');
  if (!isChain(own)) say('promise 5: its audit chain is broken');
  if (own.length !== method.auditSeq || own.length === 0) say(`promise 5: ${own.length} entries`);
  const told = events.filter(({ stream }) => stream === method.id).map(({ type }) => type);
  if (told.length !== new Set(told).size) say(`promise 6: told twice: ${told.join()}`);
  if (method.reference !== null && !told.includes('payment_method.saved')) say('promise 6: it was saved, untold');
  return broken;
}
