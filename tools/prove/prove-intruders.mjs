import { refuseCardNumbers } from '../../apps/payments-api/dist/http/card-firewall.js';
import { generator } from '../../libs/payments-domain/dist/testing/mortal-ports.js';
import { createPayment } from '../../libs/payments-domain/dist/use-cases/create-payment.js';
import { saveMethod } from '../../libs/payments-domain/dist/use-cases/payment-methods.js';
import { processWebhook, receiveWebhook } from '../../libs/payments-domain/dist/use-cases/receive-webhook.js';
import { refundPayment } from '../../libs/payments-domain/dist/use-cases/refund-payment.js';
import { SEALED_COLUMNS } from '../../libs/payments-postgres/dist/sealed-columns.js';
import { openWorld } from './crash-world.mjs';
import { cardNumber, hiddenIn, innocentBody } from './card-texts.mjs';
import { forgeries, STRANGERS } from './forged-news.mjs';
import { openServer } from './server.mjs';

const RUNS = 300;
/** An object's id as every provider writes them; the mock's own have a form of their own. */
const NAMED = 'object_1';

/** Part d: forged and lying webhooks at the adapters' own doors (promise 8), card numbers and what is sealed (promise 7). */
export async function provePart({ seed, runs, progress }) {
  const random = generator(seed);
  const count = runs ?? RUNS;
  const server = await openServer();
  const room = await server.room();
  const world = openWorld({ url: room.url, dataDir: room.dataDir, at: Date.now(), user: 'u_1' });
  try {
    progress('forged news and card numbers');
    const broken = [
      ...(await brokenByForgeries(world, random, count)),
      ...brokenByCards(random, count),
      ...(await openSeals(world)),
    ];
    return {
      what: `${count} forged webhooks a provider, ${count} card numbers, ${SEALED_COLUMNS.length} columns`,
      broken,
    };
  } finally {
    await world.close();
    await room.drop();
    await server.close();
  }
}

/** Nothing of a forged one is stored or read; a genuine one that lies changes what the provider itself says, which is nothing. */
async function brokenByForgeries(world, random, count) {
  const broken = [];
  const { payment } = await pay(world, 'mock_requires_action');
  const object = payment.attempts.at(-1).providerPaymentId;
  for (const stranger of STRANGERS) {
    const say = (what) => broken.push(`promise 8: ${stranger.name}: ${what}`);
    let asked = 0;
    const provider = new Proxy(world.mock, {
      get: (mock, name) => {
        if (name === 'webhooks') return stranger.webhooks;
        if (name !== 'fetch') return Reflect.get(mock, name);
        asked += 1;
        return () => mock.fetch(object);
      },
    });
    const deps = { ...world.deps, provider: () => provider };
    for (let turn = 0; turn < count; turn++) {
      const { how, request } = forgeries(stranger, NAMED, random, world.clock.ms);
      const received = await receiveWebhook(deps, 'mock', request);
      if (received.kind !== 'forged') say(`${how} was taken: ${received.kind}`);
    }
    if (asked > 0 || (await inbox(world)) > 0) say('a forged one was read or stored');
    const lie = await receiveWebhook(deps, 'mock', stranger.genuine(NAMED, world.clock.ms));
    if (lie.kind !== 'stored') say(`a genuine one was not taken: ${lie.kind}`);
    else await processWebhook(deps, await world.storage.loadWebhook(lie.id));
    const { status } = (await world.storage.load(payment.id)).payment;
    if (asked === 0 || status !== 'processing') say(`its words were believed: ${status}`);
    await world.pool.query('DELETE FROM webhook_inbox');
  }
  return broken;
}

function brokenByCards(random, count) {
  const broken = [];
  for (let turn = 0; turn < count; turn++) {
    const body = hiddenIn(cardNumber(random), random);
    if (!refused(body)) broken.push(`promise 7: a card number was taken in: ${JSON.stringify(body)}`);
    const innocent = innocentBody(random);
    if (refused(innocent)) broken.push(`promise 7: taken for a card number: ${JSON.stringify(innocent)}`);
  }
  return broken;
}

function refused(body) {
  try {
    refuseCardNumbers(body);
    return false;
  } catch (error) {
    if (error.code !== 'card_data_not_accepted') throw error;
    return true;
  }
}

/** What is to be sealed opens with the key, and does not stand in its column for whoever has none. */
async function openSeals(world) {
  const paid = await pay(world, 'mock_success');
  await refundPayment(world.deps, { id: paid.payment.id, amount: 40n }, { cause: world.cause });
  const wanted = { userId: world.user, token: 'mock_success', provider: 'mock', makeDefault: true };
  await saveMethod(world.deps, wanted, { cause: world.cause });
  const broken = [];
  let seen = 0;
  for (const { table, column, key, place } of SEALED_COLUMNS) {
    const names = key.map((name) => `${name}::text AS ${name}`).join(', ');
    const { rows } = await world.pool.query(
      `SELECT ${names}, ${column}::text AS stored FROM ${table} WHERE ${column} IS NOT NULL`,
    );
    for (const row of rows) {
      seen += 1;
      const plain = world.context.box.open(row.stored, place(key.map((name) => row[name])));
      const lies = [row.stored, Buffer.from(JSON.parse(row.stored).c, 'base64')].some((text) => text.includes(plain));
      if (plain.length > 0 && lies) broken.push(`promise 7: ${table}.${column} can be read without a key`);
    }
  }
  return seen > 5 ? broken : ['promise 7: hardly anything was sealed'];
}

async function inbox({ pool }) {
  return (await pool.query('SELECT count(*)::int AS count FROM webhook_inbox')).rows[0].count;
}

async function pay(world, token) {
  const request = {
    userId: world.user,
    createdBy: `user:${world.user}`,
    money: { minor: 100n, currency: 'USD' },
    method: token,
    customerEmail: 'canary@example.com',
  };
  const answer = ({ payment }) => ({ status: 201, body: `answered ${payment.id}` });
  return (await createPayment(world.deps, request, { cause: world.cause, claim: world.claim(token), answer })).value;
}
