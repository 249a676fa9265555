import type { ServerResponse } from 'node:http';
import { changeEndpoint, insertEndpoint, listDeliveries, listEndpoints, listEvents } from '@payments/postgres';
import { Webhook } from 'standardwebhooks';
import { apiRig, type ApiRig } from '../../test/api-rig.ts';
import { subscriber, type Received, type Subscriber } from '../../test/subscriber.ts';
import type { Loop } from '../jobs/loop.ts';
import { startMail } from '../jobs/mail.job.ts';
import type { MailOutcome } from '../mail/mailer.ts';
import { startEventJobs, type EventsHost } from './events.job.ts';
import { newEventSecret } from './sign-event.ts';

/** What changes about a subscriber while events are on their way to it. */
let api: ApiRig;
let user: string;
const workers: Loop[] = [];
const servers: Subscriber[] = [];

beforeAll(async () => {
  api = await apiRig({ WORKER_INTERVAL_MS: '20', EVENTS_RETRY_BASE_MS: '20', ADMIN_EMAIL: 'admin@example.com' });
  user = await api.token('u_1');
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await api.host.context.database.pool.query('TRUNCATE outbox, event_endpoints, mail_outbox CASCADE');
});
afterAll(() => api.close());

async function server(): Promise<Subscriber> {
  const made = await subscriber();
  servers.push(made);
  return made;
}
async function subscribed(url: string, secret = newEventSecret()): Promise<string> {
  const { endpoint } = await insertEndpoint(api.host.context, { url, types: null, secret, madeBy: null });
  return endpoint.id;
}
async function work(host: EventsHost = api.host): Promise<Loop> {
  const worker = await startEventJobs(host);
  workers.push(worker);
  return worker;
}
let count = 0;
const pay = () =>
  api.call('POST', '/api/payments', { as: user, body: { amount: 1999, currency: 'USD' }, key: `pay-${++count}` });

const PATIENCE_MS = 10_000;
async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; !(await what()); await new Promise((done) => setTimeout(done, 10)))
    if (performance.now() > end) throw new Error('it did not happen in time');
}
const typesAt = ({ requests }: Subscriber) => requests.map(({ body }) => (JSON.parse(body) as { type: string }).type);
const verified = ({ body, headers }: Received, secret: string) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

describe('a subscriber that changes while it is busy', () => {
  it('is told at its new address, signed by its new secret, and nothing more once it is switched off', async () => {
    const { context } = api.host;
    const held: ServerResponse[] = [];
    const [before, after] = [await server(), await server()];
    for (const one of [before, after]) one.usually = (response) => void held.push(response);
    const id = await subscribed(before.url);
    const worker = await work();
    await pay();
    await until(() => before.requests.length === 1);

    const secret = newEventSecret();
    await changeEndpoint(context, id, { url: after.url, roll: { secret, previousMs: 0 }, changedBy: null });
    await pay();
    await until(() => after.requests.length === 1);
    expect(after.requests.map((received) => verified(received, secret))).toMatchObject([{ type: 'payment.started' }]);

    await changeEndpoint(context, id, { enabled: false, changedBy: null });
    for (const response of held) response.end();
    const first = after.requests[0]?.id ?? '';
    await until(async () => (await listDeliveries(context.database, first))[0]?.status === 'delivered');
    await worker.stop();
    expect([typesAt(before), typesAt(after)]).toEqual([['payment.started'], ['payment.started']]);
  });
});

describe('the administrator of a subscriber that is gone', () => {
  it('is told by one letter of two workers, and a mail server that hangs holds up no event', async () => {
    const later: MailOutcome = { kind: 'later', reason: 'away' };
    const send = () => new Promise<MailOutcome>((done) => void setTimeout(done, 2 * PATIENCE_MS, later).unref());
    const host = { ...api.host, mailer: { send, close: () => Promise.resolve() } };
    const [gone, quick] = [await server(), await server()];
    gone.usually = 410;
    await subscribed(gone.url);
    await subscribed(quick.url);
    await Promise.all([work(host), work(host)]);
    await pay();
    const { pool } = api.host.context.database;
    const letters = async () => (await pool.query<{ state: string }>('SELECT state FROM mail_outbox')).rows;
    await until(async () => (await letters()).length > 0);
    await pay();
    await until(() => quick.requests.length === 4);
    expect(await letters()).toEqual([{ state: 'pending' }]);

    const mail = startMail(api.host);
    if (mail) workers.push(mail);
    await until(async () => (await letters()).every(({ state }) => state === 'sent'));
    expect(api.mails.map(({ to, subject, text }) => [to, subject, text.includes('410')])).toEqual([
      ['admin@example.com', 'An event endpoint was disabled', true],
    ]);
  });
});

describe('the subscriber of the settings', () => {
  const named = (url: string, appEnv: 'test' | 'production'): EventsHost => ({
    ...api.host,
    settings: {
      ...api.host.settings,
      appEnv,
      eventsWebhookUrl: url,
      eventsWebhookSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    },
  });

  it('may live inside, in production too, but at the address of the settings alone', async () => {
    const { context } = api.host;
    const [own, other] = [await server(), await server()];
    await work(named(own.url, 'production'));
    await pay();
    await until(() => own.requests.length === 2);
    const [endpoint] = await listEndpoints(context.database);
    await changeEndpoint(context, endpoint?.id ?? '', { url: other.url, changedBy: null });
    await pay();
    const latest = { limit: 1, before: null, type: 'payment.started', paymentId: null } as const;
    await until(async () => {
      const [event] = await listEvents(context, latest);
      return (await listDeliveries(context.database, event?.id ?? '')).some(({ error }) => error === 'address_refused');
    });
    expect([own.requests.length, other.requests.length]).toEqual([2, 0]);
  });

  it('is tried again after a 410 where the settings name another address, unless an administrator switched it off', async () => {
    const { context } = api.host;
    const [gone, next, last] = [await server(), await server(), await server()];
    gone.usually = 410;
    const enabled = async () => (await listEndpoints(context.database)).map((one) => one.enabled);
    const first = await work(named(gone.url, 'test'));
    await pay();
    await until(async () => (await enabled())[0] === false);
    await first.stop();
    await (await work(named(gone.url, 'test'))).stop();
    expect(await enabled()).toEqual([false]);

    const second = await work(named(next.url, 'test'));
    await until(() => next.requests.length === 2);
    expect(typesAt(next)).toEqual(['payment.started', 'payment.succeeded']);
    const [endpoint] = await listEndpoints(context.database);
    await changeEndpoint(context, endpoint?.id ?? '', { enabled: false, changedBy: null });
    await second.stop();
    await work(named(last.url, 'test'));
    expect(await listEndpoints(context.database)).toMatchObject([{ url: last.url, enabled: false }]);
  });
});
