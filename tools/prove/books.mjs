import { brokenAtRest } from '../../libs/payments-domain/dist/testing/history-checks.js';
import { isChain } from '../../libs/payments-domain/dist/testing/storage-rig.js';
import { auditFrom } from '../../libs/payments-postgres/dist/audit-rows.js';
import { eventFrom } from '../../libs/payments-postgres/dist/event-rows.js';
import { readMockLedger } from '../../libs/provider-mock/dist/index.js';

const byId = (rows) => new Map(rows.map((row) => [row.id, row]));

/** What the tables say, in the form that the in-memory storage has: so the same checks read both. `user`: of one caller alone. */
export async function readBooks({ pool, storage, context }, user = null) {
  const all = async (text, values = []) => (await pool.query(text, values)).rows;
  const mine = user === null ? ['', []] : ['WHERE user_id = $1', [user]];
  const ids = await all(`SELECT id FROM payments ${mine[0]} ORDER BY id`, mine[1]);
  const methodIds = await all(`SELECT id FROM payment_methods ${mine[0]} ORDER BY id`, mine[1]);
  const snapshots = await Promise.all(ids.map(({ id }) => storage.load(id)));
  const methods = await Promise.all(methodIds.map(({ id }) => storage.loadMethod(id)));
  const streams = [...ids, ...methodIds].map(({ id }) => id);
  const chains = [...ids.map(({ id }) => id), ...methodIds.map(({ id }) => `method:${id}`)];
  const [entries, events, inbox] = await Promise.all([
    all('SELECT * FROM audit_entries WHERE chain = ANY($1) ORDER BY chain, seq', [chains]),
    all('SELECT * FROM outbox WHERE stream = ANY($1::uuid[]) ORDER BY stream, seq', [streams]),
    user === null ? all('SELECT id FROM webhook_inbox') : [],
  ]);
  return {
    payments: byId(snapshots.map(({ payment }) => payment)),
    refunds: byId(snapshots.flatMap(({ refunds }) => refunds)),
    methods: byId(methods),
    inbox: byId(await Promise.all(inbox.map(({ id }) => storage.loadWebhook(id)))),
    entries: entries.map(auditFrom),
    events: events.map((row) => eventFrom(row, context.box)),
  };
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
  const [storage, provider] = await Promise.all([readBooks(world, world.user), theirBooks(world, dataDir)]);
  const broken = brokenAtRest({ storage, providers: [provider], deps: world.deps, clock: { now: world.deps.now } });
  for (const method of storage.methods.values()) {
    const say = (what) => broken.push(`method ${method.id.slice(-6)} (${method.status}): ${what}`);
    const entries = storage.entries.filter(({ chain }) => chain === `method:${method.id}`);
    if (method.status !== 'active' && method.status !== 'removed') say('promise 9: it is still unfinished');
    if (!isChain(entries)) say('promise 5: its audit chain is broken');
    if (entries.length !== method.auditSeq || entries.length === 0) say(`promise 5: ${entries.length} entries`);
    const told = storage.events.filter(({ stream }) => stream === method.id).map(({ type }) => type);
    if (told.length !== new Set(told).size) say(`promise 6: told twice: ${told.join()}`);
    if (method.reference !== null && !told.includes('payment_method.saved')) say('promise 6: it was saved, untold');
  }
  return broken;
}
