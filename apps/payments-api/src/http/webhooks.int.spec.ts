import { signedWebhook } from '@payments/domain/testing';
import { apiRig, type ApiRig } from '../../test/api-rig.ts';

const SECRET = 'simulated-webhook-secret';
let api: ApiRig;
let admin: string;
let events = 0;

beforeAll(async () => {
  api = await apiRig({ METRICS_TOKEN: 'scrape-me' });
  admin = await api.token('a_1', 'admin');
});
afterAll(() => api.close());

function knock(providerPaymentId: string, { secret = SECRET, at = new Date(), eventId = `evt_${(events += 1)}` } = {}) {
  const target = { kind: 'payment', providerPaymentId } as const;
  const { headers, body } = signedWebhook(secret, at, { eventId, type: 'payment', target });
  return api.call('POST', '/api/webhooks/simulated', { headers: { ...headers }, body: Buffer.from(body) });
}

/** A payment that waits, and its object at the provider. */
async function waiting() {
  const as = await api.token('u_1');
  const body = { amount: 100, currency: 'USD', order_id: `w-${(events += 1)}`, provider: 'simulated' };
  const { body: made } = await api.call('POST', '/api/payments', { as, body: { ...body, payment_method: 'pending' } });
  expect(made).toMatchObject({ status: 'processing' });
  const status = async () => (await api.call('GET', `/api/payments/${made.id}`, { as })).body.status;
  return { id: String(made.id), object: String(made.provider_payment_id), status };
}

describe('webhooks', () => {
  it('W1 a genuine knock is stored, answered 200, and its truth fetched, however often it comes', async () => {
    const { object, status, id } = await waiting();
    api.simulated.payer.decides(object, 'succeeded');
    const eventId = 'evt_twice';
    const answers = await Promise.all([1, 2, 3].map(() => knock(object, { eventId })));
    expect(answers.map(({ status: code }) => code)).toEqual([200, 200, 200]);
    await api.settled();
    expect(await status()).toBe('succeeded');
    const audit = await api.call('GET', `/api/payments/${id}/audit`, { as: admin });
    expect(audit.text.match(/"action":"payment.succeeded"/g)).toHaveLength(1);
  });

  it('a payment’s whole story has the webhooks that were about it, and no other’s', async () => {
    const { object, id } = await waiting();
    api.simulated.payer.decides(object, 'succeeded');
    await knock(object, { eventId: 'evt_story' });
    await api.settled();
    const { body } = await api.call('GET', `/api/payments/${id}/explain`, { as: admin });
    expect(body).toMatchObject({ webhooks: [{ event_id: 'evt_story', status: 'done', payment_id: id }] });
  });

  it('W2 W4 a forged, altered or old one is a 400 that changes nothing, and is counted', async () => {
    const { object, status } = await waiting();
    api.simulated.payer.decides(object, 'succeeded');
    expect((await knock(object, { secret: 'wrong' })).status).toBe(400);
    expect((await knock(object, { at: new Date(Date.now() - 3_600_000) })).status).toBe(400);
    for (const body of [Buffer.from('{}'), Buffer.alloc(0), Buffer.from([0xff, 0x00])])
      expect((await api.call('POST', '/api/webhooks/simulated', { body })).status).toBe(400);
    await api.settled();
    expect(await status()).toBe('processing');
    const metrics = await api.call('GET', '/metrics', { as: 'scrape-me' });
    expect(metrics.text).toMatch(/payments_forged_webhooks_total\{provider="simulated"\} 5/);
  });

  it('W2 what comes for a provider that is not enabled can not be verified: 400', async () => {
    for (const provider of ['stripe', 'yookassa'])
      expect(await api.call('POST', `/api/webhooks/${provider}`, { body: Buffer.from('{}') })).toMatchObject({
        status: 400,
        body: { code: 'malformed_request' },
      });
  });

  it('an unknown provider, and one without webhooks, have no door', async () => {
    for (const provider of ['paypal', 'mock', '__proto__', 'constructor'])
      expect((await api.call('POST', `/api/webhooks/${provider}`, { body: Buffer.from('{}') })).status).toBe(404);
  });

  it('A10 those that an admin lists are counted where that is asked for: the same that the filters let through', async () => {
    const page = async (query: string) =>
      (await api.call('GET', `/api/webhook-inbox?limit=1&${query}`, { as: admin })).body;
    const done = await api.call('GET', '/api/webhook-inbox?status=done&limit=100', { as: admin });
    const { length } = JSON.parse(done.text).data;
    expect(length).toBeGreaterThan(0);
    expect(await page('status=done&include_total=true')).toMatchObject({ total: length });
    expect(await page('status=done&provider=stripe&include_total=true')).toMatchObject({ data: [], total: 0 });
    expect(await page('status=done')).not.toHaveProperty('total');
    // Without a status: those that are stuck, not all.
    const stuck = JSON.parse((await api.call('GET', '/api/webhook-inbox?limit=100', { as: admin })).text).data;
    expect(await page('include_total=true')).toMatchObject({ total: stuck.length });
  });

  it('W12 for a payment that nobody knows yet it is parked, shown to an admin, and can be replayed', async () => {
    const { object, status } = await waiting();
    api.simulated.payer.decides(object, 'succeeded');
    api.simulated.faults.always('fetch', 'timeout_before');
    expect((await knock(`${object}-unknown`)).status).toBe(200);
    await api.settled();
    api.simulated.faults.heal();
    const list = JSON.parse((await api.call('GET', '/api/webhook-inbox', { as: admin })).text);
    expect(list.data).toMatchObject([{ status: 'parked', tries: 1, provider: 'simulated' }]);
    const replayed = await api.call('POST', `/api/webhook-inbox/${list.data[0].id}/replay`, { as: admin });
    expect(replayed).toMatchObject({ status: 200, body: { status: 'skipped' } });
    expect(await status()).toBe('processing');
    const user = await api.token('u_1');
    expect((await api.call('GET', '/api/webhook-inbox', { as: user })).status).toBe(403);
    expect((await api.call('POST', '/api/webhook-inbox/no-uuid/replay', { as: admin })).status).toBe(404);
    for (const query of ['status=gone', 'include_total=1'])
      expect((await api.call('GET', `/api/webhook-inbox?${query}`, { as: admin })).status).toBe(422);
  });
});

describe('operation', () => {
  it('lives, is ready, and shows its numbers to whoever has the token', async () => {
    expect(await api.call('GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await api.call('GET', '/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
    for (const as of [null, 'wrong', 'scrape-me2'])
      expect((await api.call('GET', '/metrics', { as })).status).toBe(401);
    const { text } = await api.call('GET', '/metrics', { as: 'scrape-me' });
    expect(text).toMatch(/payments_http_seconds_count\{method="POST",route="\/api\/payments",status="201"\} [1-9]/);
    expect(text).toMatch(/payments_backlog_due \d/);
    expect(text).toMatch(/payments_backlog_outbox [1-9]/);
    expect(text).not.toMatch(/u_1|w-\d/);
  });

  it('METRICS=off: there is no such address', async () => {
    const dark = await apiRig({ METRICS: 'off' });
    expect((await dark.call('GET', '/metrics')).status).toBe(404);
    await dark.close();
  });
});
