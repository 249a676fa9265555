import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { apiRig, type ApiRig, type Answer } from '../../test/api-rig.ts';
import { subscriber, type Subscriber } from '../../test/subscriber.ts';
import type { Loop } from '../jobs/loop.ts';
import { startEventJobs } from './events.job.ts';

interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly secret?: string;
}

let api: ApiRig;
let admin: string;
let user: string;
let server: Subscriber;
let worker: Loop;

beforeAll(async () => {
  api = await apiRig({ WORKER_INTERVAL_MS: '20', EVENTS_RETRY_BASE_MS: '20' });
  admin = await api.token('a_1', 'admin');
  user = await api.token('u_1');
  server = await subscriber();
  worker = await startEventJobs(api.host);
});
afterAll(async () => {
  await worker.stop();
  await server.close();
  await api.close();
});

const dataOf = <T>(answer: Answer): readonly T[] => (answer.body as { data?: readonly T[] }).data ?? [];
const subscribe = async (body: object, key: string | null = null) =>
  api.call('POST', '/api/event-endpoints', { as: admin, body, key });

async function until<T>(look: () => Promise<T>, is: (value: T) => boolean): Promise<T> {
  for (let n = 0; n < 300; n++) {
    const value = await look();
    if (is(value)) return value;
    await sleep(20);
  }
  throw new Error('it did not happen in time');
}

describe('event endpoints', () => {
  it('are made with a secret that is shown once, and get a signed test event', async () => {
    const made = await subscribe({ url: server.url });
    expect([made.status, made.body]).toMatchObject([201, { url: server.url, types: ['*'], enabled: true }]);
    const { id, secret = '' } = JSON.parse(made.text) as Endpoint;
    expect(secret).toMatch(/^whsec_/);
    const listed = await api.call('GET', '/api/event-endpoints', { as: admin });
    expect(listed.text).toContain(id);
    expect(listed.text).not.toContain('whsec_');

    const test = await api.call('POST', `/api/event-endpoints/${id}/test`, { as: admin });
    expect([test.status, test.body]).toMatchObject([202, { type: 'endpoint.test' }]);
    const deliveries = await until(
      () => api.call('GET', `/api/events/${test.body['id']}/deliveries`, { as: admin }),
      (answer) => answer.text.includes('"delivered"'),
    );
    expect(dataOf(deliveries)).toMatchObject([
      { endpoint_id: id, response_status: 200, answer: '200', tries: 1, error: null },
    ]);
    const [received] = server.requests.splice(0);
    expect(new Webhook(secret).verify(received?.body ?? '', received?.headers as Record<string, string>)).toMatchObject(
      {
        id: test.body['id'],
        type: 'endpoint.test',
        data: {},
      },
    );
    await api.call('DELETE', `/api/event-endpoints/${id}`, { as: admin });
  });

  it('are made once by a repeated key, and not at all by the same key for another address', async () => {
    const first = await subscribe({ url: server.url, types: ['payment.failed'] }, 'key-1');
    const again = await subscribe({ url: server.url, types: ['payment.failed'] }, 'key-1');
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const other = await subscribe({ url: `${server.url}/other` }, 'key-1');
    expect([other.status, other.body]).toMatchObject([422, { code: 'idempotency_key_reused' }]);
    await api.call('DELETE', `/api/event-endpoints/${first.body['id']}`, { as: admin });
  });

  it('are changed, rolled once by a repeated key, and deleted', async () => {
    const { body } = await subscribe({ url: server.url });
    const path = `/api/event-endpoints/${body['id']}`;
    const off = await api.call('PATCH', path, { as: admin, body: { enabled: false, types: ['payment.succeeded'] } });
    expect(off.body).toMatchObject({ enabled: false, types: ['payment.succeeded'] });
    expect((await api.call('POST', `${path}/test`, { as: admin })).status).toBe(409);
    const rolled = await api.call('PATCH', path, { as: admin, body: { roll_secret: true }, key: 'roll' });
    const again = await api.call('PATCH', path, { as: admin, body: { roll_secret: true }, key: 'roll' });
    expect(rolled.body['secret']).not.toBe(body['secret']);
    expect(again.body['secret']).toBe(rolled.body['secret']);
    expect((await api.call('DELETE', path, { as: admin })).body).toEqual({ id: body['id'], deleted: true });
    for (const answer of [
      await api.call('DELETE', path, { as: admin }),
      await api.call('PATCH', path, { as: admin, body: { enabled: true } }),
      await api.call('POST', `${path}/test`, { as: admin }),
      await api.call('DELETE', '/api/event-endpoints/1', { as: admin }),
    ])
      expect(answer.status).toBe(404);
  });

  it('are refused with a wrong address, type or field', async () => {
    for (const body of [
      {},
      { url: 'orders' },
      { url: 'ftp://orders.example.com' },
      { url: 'https://u:p@orders.example.com' },
      { url: server.url, types: ['payment.gone'] },
      { url: server.url, types: [] },
      { url: server.url, secret: 'mine' },
    ])
      expect((await subscribe(body)).status).toBe(422);
  });

  it('are for admins alone', async () => {
    const id = '0190a0a0-0000-7000-8000-000000000000';
    for (const [method, path] of [
      ['GET', '/api/event-endpoints'],
      ['POST', `/api/event-endpoints/${id}/test`],
      ['DELETE', `/api/event-endpoints/${id}`],
      ['GET', '/api/events'],
      ['GET', `/api/events/${id}/deliveries`],
      ['POST', `/api/events/${id}/redeliver`],
    ] as const) {
      expect((await api.call(method, path, { as: user })).status).toBe(403);
      expect((await api.call(method, path)).status).toBe(401);
    }
  });
});

describe('events', () => {
  it('are listed with their deliveries, in pages, and sent again by hand with the same id', async () => {
    const { body: endpoint } = await subscribe({ url: server.url });
    const made = await api.call('POST', '/api/payments', {
      as: user,
      body: { amount: 1999, currency: 'USD' },
      key: 'pay-1',
    });
    expect(made.body).toMatchObject({ status: 'succeeded' });
    const path = `/api/events?payment_id=${made.body['id']}`;
    const told = await until(
      () => api.call('GET', path, { as: admin }),
      (answer) =>
        dataOf<{ deliveries: { delivered: number } }>(answer).filter((e) => e.deliveries.delivered === 1).length >= 2,
    );
    const types = dataOf<{ type: string }>(told).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['payment.succeeded', 'payment.started']);
    for (const text of [told.text, ...server.requests.map(({ body }) => body)])
      expect(text).not.toMatch(/client_secret|checkout\/|token=/);

    const first = await api.call('GET', `${path}&limit=1`, { as: admin });
    const next = await api.call('GET', `${path}&limit=1&cursor=${first.body['next_cursor']}`, { as: admin });
    expect([first.body['has_more'], dataOf<Endpoint>(first)[0]?.id === dataOf<Endpoint>(next)[0]?.id]).toEqual([
      true,
      false,
    ]);
    const counted = await api.call('GET', `${path}&limit=1&type=payment.started&include_total=true`, { as: admin });
    expect([counted.body['total'], first.body['total']]).toEqual([1, undefined]);
    const succeeded = await api.call('GET', `${path}&type=payment.succeeded`, { as: admin });
    const [event] = dataOf<Endpoint>(succeeded);

    server.requests.length = 0;
    const again = await api.call('POST', `/api/events/${event?.id}/redeliver`, { as: admin });
    expect([again.status, dataOf(again)]).toMatchObject([202, [{ endpoint_id: endpoint['id'], status: 'pending' }]]);
    await until(
      () => Promise.resolve(server.requests.length),
      (count) => count === 1,
    );
    expect(server.requests[0]?.id).toBe(event?.id);
  });

  it('know their query, and no id that is none', async () => {
    for (const query of ['cursor=1', 'payment_id=1', 'type=x', 'limit=0', 'status=1', 'include_total=1'])
      expect((await api.call('GET', `/api/events?${query}`, { as: admin })).status).toBe(422);
    expect((await api.call('GET', '/api/events/1/deliveries', { as: admin })).status).toBe(404);
    expect((await api.call('POST', '/api/events/1/redeliver', { as: admin })).status).toBe(404);
  });
});
