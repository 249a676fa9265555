import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '@payments/embedded-database/testing';
import { failureOf, paymentId, type Cause, type PaymentStorage } from '@payments/domain';
import { paid, samplePayment, uuidV7 } from '@payments/domain/testing';
import {
  EnvelopeBox,
  changeEndpoint,
  insertEndpoint,
  listDeliveries,
  listEndpoints,
  listEvents,
  migrate,
  openDatabase,
  postgresStorage,
  redeliverEvent,
  type Context,
} from '@payments/postgres';
import { Webhook } from 'standardwebhooks';
import { subscriber, type Received, type Subscriber } from '../../test/subscriber.ts';
import { readSettings } from '../config.ts';
import type { Loop } from '../jobs/loop.ts';
import { createLogger } from '../logging.ts';
import { startEventJobs, type EventsHost } from './events.job.ts';
import { newEventSecret } from './sign-event.ts';

const CAUSE: Cause = { actor: { type: 'service', id: 'orders' }, requestId: 'req_1' };
const SECRET = newEventSecret();
const BASE_MS = 5;

let context: Context;
let storage: PaymentStorage;
let host: EventsHost;
let drop: () => Promise<void>;
let workers: Loop[] = [];
let subscribers: Subscriber[] = [];

beforeAll(async () => {
  const made = await testDatabase({ template: 'payments', migrate });
  drop = made.drop;
  const keys = [{ id: 'test', key: randomBytes(32) }];
  const database = await openDatabase({ url: made.url });
  context = { database, box: new EnvelopeBox(keys), now: () => new Date(), newId: () => uuidV7(new Date()) };
  storage = postgresStorage(context);
  const environment = {
    EVENTS_RETRY_BASE_MS: String(BASE_MS),
    WORKER_INTERVAL_MS: '20',
  };
  host = { settings: settingsOf(environment), context, mailer: null, logger: createLogger('silent') };
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await Promise.all(subscribers.map((one) => one.close()));
  [workers, subscribers] = [[], []];
  await context.database.pool.query('TRUNCATE outbox, event_endpoints CASCADE');
});
afterAll(async () => {
  await context.database.close();
  await drop();
});

function settingsOf(environment: Record<string, string>) {
  const loaded = readSettings({ APP_ENV: 'test', ...environment });
  if (!loaded.ok) throw new Error(loaded.mistakes.join('\n'));
  return loaded.settings;
}

/** A deadline that a busy machine keeps, where a test is not about it. */
async function work(deadlineMs = 5_000): Promise<Loop> {
  const worker = await startEventJobs(host, { deadlineMs });
  workers.push(worker);
  return worker;
}

async function subscribe(
  types: readonly 'payment.succeeded'[] | null = null,
): Promise<Subscriber & { endpoint: string }> {
  const server = await subscriber();
  subscribers.push(server);
  const { endpoint } = await insertEndpoint(context, { url: server.url, types, secret: SECRET, madeBy: null });
  return Object.assign(server, { endpoint: endpoint.id });
}

/** A payment that starts and succeeds: two events. */
async function pay(): Promise<string> {
  const payment = samplePayment(context.now());
  const made = await storage.insertOnce({ payment, claim: null, cause: CAUSE });
  if (made.kind !== 'inserted') throw new Error('it was there already');
  await storage.change(payment.id, (current, { now }) => ({ payment: paid(current, now) }), { cause: CAUSE });
  return payment.id;
}

const said = ({ body }: Received) =>
  JSON.parse(body) as { id: string; type: string; data: { payment: { id: string; status: string } } };
const of = (server: Subscriber, payment: string) =>
  server.requests.filter((one) => said(one).data.payment.id === payment);

async function until(what: () => boolean | Promise<boolean>, ms = 8_000): Promise<void> {
  for (const end = performance.now() + ms; !(await what()); await sleep(10))
    if (performance.now() > end) throw new Error('it did not happen in time');
}

const isDone = async () => {
  const { rows } = await context.database.pool.query<{ left: number }>(
    `SELECT ((SELECT count(*) FROM deliveries WHERE status = 'pending') + (SELECT count(*) FROM outbox WHERE NOT pumped))::int AS left`,
  );
  return rows[0]?.left === 0;
};

describe('outgoing events', () => {
  it('promise 6: every change is told, signed, in the order of its payment', async () => {
    const server = await subscribe();
    await work();
    const payments = await Promise.all(Array.from({ length: 20 }, pay));
    await until(isDone);
    for (const payment of payments)
      expect(of(server, payment).map((one) => said(one).type)).toEqual(['payment.started', 'payment.succeeded']);
    for (const { body, headers } of server.requests)
      expect(new Webhook(SECRET).verify(body, headers as Record<string, string>)).toMatchObject({
        id: headers['webhook-id'],
      });
  });

  it('X5 go out after a restart, where the process died before they did', async () => {
    const payment = await pay();
    const server = await subscribe();
    await work();
    await until(isDone);
    expect(of(server, payment)).toHaveLength(2);
  });

  it('E2 are tried again with the same id and the state of their time, and the later ones wait', async () => {
    const server = await subscribe();
    server.next(500, 'hangs', 301, 404);
    await work(1_000);
    const payment = await pay();
    await until(isDone);
    const tries = of(server, payment).map(said);
    expect(tries.map(({ type }) => type)).toEqual([...Array<string>(5).fill('payment.started'), 'payment.succeeded']);
    expect(new Set(tries.slice(0, 5).map(({ id }) => id)).size).toBe(1);
    for (const first of tries.slice(0, 5)) expect(first.data.payment.status).toBe('pending');
    const times = new Set(of(server, payment).map(({ headers }) => headers['webhook-timestamp']));
    expect(times.size).toBeGreaterThan(1);
  });

  it('are lost by no subscriber that is away for a while', async () => {
    const server = await subscribe();
    await work();
    await server.goAway();
    const payments = await Promise.all(Array.from({ length: 10 }, pay));
    await sleep(200);
    await server.comeBack();
    await until(isDone);
    for (const payment of payments)
      expect(of(server, payment).map((one) => said(one).type)).toEqual(['payment.started', 'payment.succeeded']);
  });

  it('are delayed for nobody by a subscriber that hangs', async () => {
    const hanging = await subscribe();
    hanging.usually = 'hangs';
    const quick = await subscribe();
    await work(60_000);
    for (let n = 0; n < 60; n++) await pay();
    await until(() => quick.requests.length === 120, 30_000);
    // Its first tries are all still waited for.
    expect(new Set(hanging.requests.map(({ id }) => id)).size).toBe(hanging.requests.length);
    expect(hanging.requests.length).toBeGreaterThan(0);
    hanging.usually = 200;
    await hanging.goAway();
    await hanging.comeBack();
  });

  it('lose nothing and stay in order while one of two workers ends in between', async () => {
    const server = await subscribe();
    server.usually = (response) => void setTimeout(() => response.end(), 5);
    await work();
    const second = await work();
    const payments: string[] = [];
    for (let n = 0; n < 30; n++) {
      payments.push(await pay());
      if (n === 15) await second.stop();
    }
    await until(isDone);
    for (const payment of payments) {
      const ids = [...new Map(of(server, payment).map((one) => [one.id, said(one).type])).values()];
      expect(ids).toEqual(['payment.started', 'payment.succeeded']);
    }
  });

  it('stop for an endpoint that answers 410', async () => {
    const server = await subscribe();
    server.next(410);
    await work();
    const payment = await pay();
    await until(async () => (await listEndpoints(context.database)).some((one) => !one.enabled));
    await sleep(100);
    expect(server.requests).toHaveLength(1);
    // Nothing is lost by it: switched on again, it gets what it has not had.
    await changeEndpoint(context, server.endpoint, { enabled: true, changedBy: null });
    await until(isDone);
    expect(of(server, payment).map((one) => said(one).type)).toEqual([
      'payment.started',
      'payment.started',
      'payment.succeeded',
    ]);
  });

  it('are dead after all their tries, disable what never answered, and can be sent again by hand', async () => {
    const server = await subscribe();
    server.usually = 503;
    await context.database.pool.query(`ALTER TABLE deliveries ALTER COLUMN tries_in_line SET DEFAULT 29`);
    await work();
    const payment = await pay();
    await until(async () =>
      (await listEndpoints(context.database)).some(
        (one) => one.disabledReason?.includes('nothing got through') ?? false,
      ),
    );
    await context.database.pool.query(`ALTER TABLE deliveries ALTER COLUMN tries_in_line SET DEFAULT 0`);
    const events = await listEvents(context, { limit: 10, before: null, type: 'payment.started', paymentId: null });
    const first = events[0]?.id ?? '';
    expect(await listDeliveries(context.database, first)).toMatchObject([
      { status: 'dead', responseStatus: 503, answer: '503', error: 'answered 503', nextTryAt: null },
    ]);
    server.usually = 200;
    await changeEndpoint(context, server.endpoint, { enabled: true, changedBy: null });
    expect(await redeliverEvent(context.database, first)).toBe(1);
    await until(isDone);
    const got = of(server, payment).filter((one) => one.id === first);
    expect(got.length).toBe(2);
    expect(await listDeliveries(context.database, first)).toMatchObject([{ status: 'delivered', responseStatus: 200 }]);
  });

  it('are signed by both secrets after a roll', async () => {
    const server = await subscribe();
    const fresh = newEventSecret();
    await changeEndpoint(context, server.endpoint, {
      roll: { secret: fresh, previousMs: 86_400_000 },
      changedBy: null,
    });
    await work();
    await pay();
    await until(isDone);
    const [received] = server.requests;
    for (const secret of [fresh, SECRET])
      expect(() =>
        new Webhook(secret).verify(received?.body ?? '', received?.headers as Record<string, string>),
      ).not.toThrow();
    await changeEndpoint(context, server.endpoint, {
      roll: { secret: newEventSecret(), previousMs: 0 },
      changedBy: null,
    });
    await pay();
    await until(isDone);
    const last = server.requests.at(-1);
    for (const secret of [fresh, SECRET])
      expect(() => new Webhook(secret).verify(last?.body ?? '', last?.headers as Record<string, string>)).toThrow();
  });

  it('go to the first subscriber of the settings, whose secret may change there', async () => {
    const server = await subscriber();
    subscribers.push(server);
    const named = (secret: string): EventsHost => ({
      ...host,
      settings: settingsOf({ EVENTS_WEBHOOK_URL: server.url, EVENTS_WEBHOOK_SECRET: secret, WORKER_INTERVAL_MS: '20' }),
    });
    const rolled = newEventSecret();
    for (const secret of [SECRET, SECRET, rolled]) {
      const worker = await startEventJobs(named(secret));
      await pay();
      await until(isDone);
      await worker.stop();
    }
    expect(await listEndpoints(context.database)).toHaveLength(1);
    const last = server.requests.at(-1);
    for (const secret of [rolled, SECRET])
      expect(() => new Webhook(secret).verify(last?.body ?? '', last?.headers as Record<string, string>)).not.toThrow();
  });
});

it('an alert names its code and payment', async () => {
  const server = await subscribe();
  await work();
  const payment = await pay();
  const failure = failureOf('card_declined');
  await storage.change(paymentId(payment), (current) => ({ payment: { ...current, failure }, alerts: ['dispute'] }), {
    cause: CAUSE,
  });
  await until(() => server.requests.length === 3);
  expect(JSON.parse(server.requests[2]?.body ?? '')).toMatchObject({
    type: 'alert.raised',
    data: { code: 'dispute', payment_id: payment },
  });
});
