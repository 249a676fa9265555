import { eventually, openSite, type Json, type Service, type Site } from './running-service.ts';

let site: Site;
let one: Service;
let two: Service;

beforeAll(async () => {
  site = await openSite();
  const env = { PROVIDER_MAX_RETRIES: '0', RECOVERY_AFTER_MS: '1000' };
  [one, two] = await Promise.all([site.start(env), site.start(env)]);
});
afterAll(() => site.close());

const create = async (body: object = {}): Promise<Json> =>
  (await one.call('/api/payments', { body: { amount: 100, currency: 'USD', ...body } })).json;
const admin = (path: string, body: object = {}) => one.call(path, { token: one.admin, body });
const read = async (id: unknown): Promise<Json> =>
  (await one.call(`/api/payments/${String(id)}`, { token: one.admin })).json;

describe('capture, cancel, fail and retry over HTTP', () => {
  it('C6 C8 a part of what is held is captured, once', async () => {
    const { id } = await create({ capture_method: 'manual' });
    expect((await read(id)).status).toBe('authorized');
    expect((await admin(`/api/payments/${id}/capture`, { amount: 101 })).status).toBe(422);
    const captured = await admin(`/api/payments/${id}/capture`, { amount: 60 });
    expect([captured.status, captured.json.status, captured.json.amount_captured]).toEqual([200, 'succeeded', 60]);
    const again = await admin(`/api/payments/${id}/capture`, { amount: 60 });
    expect([again.status, again.json.code, again.json.current_status]).toEqual([409, 'invalid_state', 'succeeded']);
    const tooMuch = await admin(`/api/payments/${id}/refunds`, { amount: 80 });
    expect([tooMuch.status, tooMuch.json.code]).toEqual([422, 'amount_exceeds_refundable']); // R8
  });

  it('C5 C9 a paid payment can not be canceled, a canceled one not captured', async () => {
    const paid = await create();
    const late = await one.call(`/api/payments/${paid.id}/cancel`, { body: {} });
    expect([late.status, late.json.code]).toEqual([409, 'invalid_state']);
    const held = await create({ capture_method: 'manual' });
    const canceled = await one.call(`/api/payments/${held.id}/cancel`, { body: {} });
    expect([canceled.status, canceled.json.status, canceled.json.failure.category]).toEqual([
      200,
      'canceled',
      'canceled_by_payer',
    ]);
    expect((await admin(`/api/payments/${held.id}/capture`)).status).toBe(409);
  });

  it('K4 capture and cancel at once, from two processes: one wins', async () => {
    const { id } = await create({ capture_method: 'manual' });
    const answers = await Promise.all([
      one.call(`/api/payments/${id}/capture`, { token: one.admin, body: {} }),
      two.call(`/api/payments/${id}/cancel`, { token: two.admin, body: {} }),
    ]);
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(['succeeded', 'canceled']).toContain((await read(id)).status);
  });

  it('/fail gives a payment up with its message; C10 retry is a fresh attempt of a failed one', async () => {
    const waiting = await create({ payment_method: 'mock_requires_action' });
    const failed = await admin(`/api/payments/${waiting.id}/fail`, { failure_message: 'the payer is gone' });
    expect([failed.status, failed.json.status, failed.json.failure_message]).toEqual([
      200,
      'failed',
      'the payer is gone',
    ]);
    const declined = await create({ payment_method: 'mock_declined' });
    const retried = await one.call(`/api/payments/${declined.id}/retry`, { body: { payment_method: 'mock_success' } });
    expect([retried.status, retried.json.status]).toEqual([200, 'succeeded']);
    expect((await read(declined.id)).attempts.map((a) => a.outcome)).toEqual(['failed', 'succeeded']);
    expect((await one.call(`/api/payments/${declined.id}/retry`, { body: {} })).json.code).toBe('invalid_state');
  });

  it('A4 a user may not capture, refund or filter like an admin, and the try is audited', async () => {
    const { id } = await create();
    for (const path of [`/api/payments/${id}/capture`, `/api/payments/${id}/refunds`]) {
      const refused = await one.call(path, { body: {} });
      expect([refused.status, refused.json.code]).toEqual([403, 'forbidden']);
    }
    expect((await one.call('/api/payments?user_id=u_2')).status).toBe(403);
    const entries = await one.call('/api/audit?actor_id=u_1&limit=100', { token: one.admin });
    expect(entries.status).toBe(200);
    expect(entries.json.data.some((entry) => entry.outcome === 'forbidden')).toBe(true);
  });
});

describe('refunds over HTTP', () => {
  it('R1 R2 R3 R4 parts, too much, nothing, the rest', async () => {
    const { id } = await create();
    const part = await admin(`/api/payments/${id}/refunds`, { amount: 30, reason: 'a shirt too small' });
    expect([part.status, part.json.status, part.json.amount, part.json.payment_id]).toEqual([201, 'succeeded', 30, id]);
    expect(await read(id)).toMatchObject({ status: 'partially_refunded', amount_refunded: 30 });
    expect((await admin(`/api/payments/${id}/refunds`, { amount: 71 })).json.code).toBe('amount_exceeds_refundable');
    for (const amount of [0, -1]) expect((await admin(`/api/payments/${id}/refunds`, { amount })).status).toBe(422);
    expect((await admin(`/api/payments/${id}/refunds`)).json.amount).toBe(70);
    expect(await read(id)).toMatchObject({ status: 'refunded', amount_refunded: 100 });
    const list = await one.call(`/api/payments/${id}/refunds`);
    expect(list.json.data.map((r) => r.amount)).toEqual([30, 70]);
    expect((await one.call(`/api/refunds/${part.json.id}`)).json.id).toBe(part.json.id);
    expect((await one.call(`/api/refunds/${part.json.id}`, { token: await one.token('u_2') })).status).toBe(404);
  });

  it('promise 3: a hundred refunds of 3 on a payment of 100, on two processes, give exactly 33', async () => {
    const { id } = await create();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => {
        const service = n % 2 === 0 ? one : two;
        return service.call(`/api/payments/${id}/refunds`, { token: service.admin, body: { amount: 3 } });
      }),
    );
    expect(answers.filter((a) => a.status === 201)).toHaveLength(33);
    expect(answers.filter((a) => a.json?.code === 'amount_exceeds_refundable')).toHaveLength(67);
    expect(await read(id)).toMatchObject({ status: 'partially_refunded', amount_refunded: 99 });
  });

  it('R9 a refund that is not answered is a 202 and settled by itself; T13 its key refunds nothing else', async () => {
    const { id } = await create({ payment_method: 'mock_timeout' });
    await eventually('it is paid', async () => (await read(id)).status === 'succeeded');
    const key = 'refund-once';
    const first = await one.call(`/api/payments/${id}/refunds`, { token: one.admin, body: { amount: 60 }, key });
    expect([first.status, first.json.status]).toEqual([202, 'pending']);
    const other = await create();
    const elsewhere = await one.call(`/api/payments/${other.id}/refunds`, {
      token: one.admin,
      body: { amount: 60 },
      key,
    });
    expect([elsewhere.status, elsewhere.json.code]).toEqual([422, 'idempotency_key_reused']);
    await eventually('it is settled', async () => (await read(id)).amount_refunded === 60);
    const alias = await one.call('/api/payments/refund', {
      token: one.admin,
      body: { payment_id: id, amount: 60 },
      key,
    });
    expect([alias.status, alias.json.id, alias.json.status]).toEqual([201, first.json.id, 'succeeded']);
  });
});

describe('saved methods over HTTP', () => {
  it('C7 are listed, paid with, hidden when they are deleted, and nobody else’s', async () => {
    const token = await one.token('u_methods');
    const saved = await one.call('/api/payment-methods', {
      token,
      body: { payment_method: 'mock_success', default: true },
    });
    expect([saved.status, saved.json.last4, saved.json.default]).toEqual([201, '4242', true]);
    const paid = await one.call('/api/payments', {
      token,
      body: { amount: 5, currency: 'USD', payment_method_id: saved.json.id },
    });
    expect([paid.status, paid.json.status]).toEqual([201, 'succeeded']);
    expect(
      (await one.call('/api/payments', { body: { amount: 5, currency: 'USD', payment_method_id: saved.json.id } }))
        .status,
    ).toBe(404);
    expect((await one.call(`/api/payment-methods/${saved.json.id}`, { method: 'DELETE' })).status).toBe(404);
    expect([200, 204]).toContain(
      (await one.call(`/api/payment-methods/${saved.json.id}`, { token, method: 'DELETE' })).status,
    );
    expect((await one.call('/api/payment-methods', { token })).json.data).toEqual([]);
    expect((await admin(`/api/payments/${paid.json.id}/refunds`)).status).toBe(201); // R12
  });
});

describe('the checkout link', () => {
  it('finishes a payment that waits for its payer, and gives away no more than the page needs', async () => {
    const { checkout_url: url } = await create({
      payment_method: 'mock_requires_action',
      customer_email: 'payer@example.com',
    });
    const { pathname, searchParams } = new URL(String(url));
    const base = `/api${pathname}`;
    const query = `?token=${searchParams.get('token') ?? ''}`;
    const seen = await one.call(base + query, { token: null });
    expect([seen.status, seen.json.status]).toEqual([200, 'processing']);
    expect(seen.text).not.toContain('payer@example.com');
    const paid = await one.call(`${base}/confirm${query}`, {
      token: null,
      body: { payment_method: 'mock_success' },
      key: null,
    });
    expect([paid.status, paid.json.status]).toEqual([200, 'succeeded']);
    const forged = await one.call(`${base}?token=${(searchParams.get('token') ?? '').slice(0, -2)}xx`, { token: null });
    expect(forged.status).toBe(404);
    expect(one.output.join('')).not.toContain(searchParams.get('token'));
  });
});

describe('the audit of a payment', () => {
  it('A6 promise 5: has one chained entry per change, which the database refuses to change', async () => {
    const { id } = await create();
    await admin(`/api/payments/${id}/refunds`);
    const { json } = await one.call(`/api/payments/${id}/audit`, { token: one.admin });
    expect(json.data.map((e) => e.action)).toEqual([
      'payment.created',
      'payment.succeeded',
      'refund.pending',
      'refund.succeeded',
      'payment.refunded',
    ]);
    expect(json.data.map((e) => e.seq)).toEqual([1, 2, 3, 4, 5]);
    json.data.slice(1).forEach((entry, index) => expect(entry.prev_hash).toBe(json.data[index]?.hash));
    expect(json.data[2]?.actor).toEqual({ type: 'admin', id: 'admin_1' });
    const timeline = await one.call(`/api/payments/${id}/timeline`);
    expect(timeline.json.data.length).toBeGreaterThan(2);
  });
});
