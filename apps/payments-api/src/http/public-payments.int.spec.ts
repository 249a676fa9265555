import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiRig, type ApiRig } from '../../test/api-rig.ts';

let api: ApiRig;
let admin: string;

beforeAll(async () => {
  api = await apiRig();
  admin = await api.token('a_1', 'admin');
});
afterAll(() => api.close());

interface Wish {
  readonly plan?: string;
  readonly key?: string;
  readonly as?: string;
  readonly return_url?: string;
}
const pay = (appointment: string, { plan, key, as, return_url }: Wish = {}, at = api) =>
  at.call('POST', '/api/public/payments', {
    as: as ?? null,
    key: key ?? null,
    body: { appointment_id: appointment, ...(plan && { plan }), ...(return_url && { return_url }) },
  });
const read = async (id: unknown) => (await api.call('GET', `/api/payments/${id}`, { as: admin })).body;

describe('payments for appointments, by anyone', () => {
  it('the amount, the payer and the words come from the appointment', async () => {
    const { status, body } = await pay('appt_1001', { return_url: 'http://localhost:3000/thanks' });
    expect(status).toBe(201);
    expect(body.confirmation).toEqual({ type: 'redirect', confirmation_url: body.checkout_url });
    expect(await read(body.payment_id)).toMatchObject({
      amount: 500_000,
      currency: 'RUB',
      user_id: 'client_1001',
      order_id: 'appt_1001',
      purpose: 'full',
      items: [{ unit_amount: 500_000 }],
    });
  });

  it('a caller’s own amount is no field of it', async () => {
    const body = { appointment_id: 'appt_1002', amount: 1 };
    expect((await api.call('POST', '/api/public/payments', { body })).status).toBe(422);
  });

  it('a repeat is the same payment: with a token or without, ten at once', async () => {
    const as = await api.token('u_1');
    const clicks = Array.from({ length: 10 }, (_, n) => pay('appt_2001', n % 2 === 0 ? {} : { as }));
    const answers = await Promise.all(clicks);
    const settled = await pay('appt_2001');
    const made = answers.filter(({ status }) => status === 201);
    expect(made.every(({ body }) => body.payment_id === settled.body.payment_id)).toBe(true);
    expect(answers.every(({ status, body }) => status === 201 || String(body.code) === 'idempotency_key_in_use')).toBe(
      true,
    );
    expect(await read(settled.body.payment_id)).toMatchObject({ amount_captured: 100_000 });
  });

  it('T18 the deposit, then full: 409; the balance is what the deposit left, and before it is paid a 409', async () => {
    const duplicate = { status: 409, body: { code: 'duplicate_payment' } };
    expect(await pay('appt_2002', { plan: 'balance' })).toMatchObject(duplicate);
    expect((await pay('appt_2002', { plan: 'balance' })).body).not.toHaveProperty('payment_id');
    const deposit = await pay('appt_2002', { plan: 'deposit' });
    expect(await read(deposit.body.payment_id)).toMatchObject({ amount: 30_000, purpose: 'deposit', items: [] });
    expect(await pay('appt_2002')).toMatchObject({ status: 409, body: { payment_id: deposit.body.payment_id } });
    const balance = await pay('appt_2002', { plan: 'balance' });
    expect(await read(balance.body.payment_id)).toMatchObject({ amount: 70_000, purpose: 'balance' });
    expect((await pay('appt_2002', { plan: 'balance' })).text).toBe(balance.text);
  });

  it('unknown is a 404, paid and cancelled a 409, no deposit where there is none', async () => {
    expect(await pay('appt_9999')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await pay('appt_1003')).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
    expect(await pay('appt_1004')).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
    expect(await pay('appt_1002', { plan: 'deposit' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'plan' }] },
    });
    expect(await pay('appt_2003', { return_url: 'https://evil.example/' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'return_url' }] },
    });
  });

  it('I8 an anonymous key belongs to its appointment', async () => {
    const first = await pay('appt_2004', { key: 'mine' });
    const other = await pay('appt_2005', { key: 'mine' });
    expect(other.status).toBe(201);
    expect(other.body.payment_id).not.toBe(first.body.payment_id);
    expect((await pay('appt_2004', { key: 'mine' })).text).toBe(first.text);
    expect(await pay('appt_2004', { key: 'mine', plan: 'deposit' })).toMatchObject({ status: 422 });
    expect(await pay('appt_2004', { key: 'not-mine' })).toMatchObject({
      status: 409,
      body: { code: 'duplicate_payment' },
    });
  });

  it('an address may not do it as often as it likes', async () => {
    const limited = await apiRig({ RATE_LIMIT_PER_MINUTE: '30' });
    const statuses = [];
    for (let turn = 0; turn < 5; turn++) statuses.push((await pay('appt_2006', {}, limited)).status);
    await limited.close();
    expect(statuses).toEqual([201, 201, 201, 429, 429]);
  });
});

describe('the neighbours', () => {
  let server: Server;
  let asked: { url?: string; token?: string; body?: unknown }[] = [];
  let answer: { status: number; body: unknown } = { status: 200, body: {} };
  let rig: ApiRig;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const token = request.headers.authorization;
        asked.push({
          url: request.url ?? '',
          ...(token && { token }),
          ...(text && { body: JSON.parse(text) }),
        });
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    rig = await apiRig({
      PAYABLES_URL: `${base}/payables/`,
      PAYABLES_TOKEN: 'let-me',
      FRAUD_CHECK_URL: `${base}/fraud`,
    });
  });
  afterAll(async () => {
    await rig.close();
    server.close();
  });
  beforeEach(() => {
    asked = [];
  });

  const priced = {
    id: 'a/1',
    type: 'appointment',
    status: 'open',
    user_id: 'payer',
    currency: 'eur',
    amount: 700,
    deposit_amount: null,
    items: [{ description: 'Not all of it', quantity: 1, unit_amount: 600 }],
  };

  it('the price is asked for, with its token, and an id can’t leave its place in the address', async () => {
    answer = { status: 404, body: {} };
    expect((await pay('../../admin?x=1', {}, rig)).status).toBe(404);
    expect(asked).toEqual([{ url: '/payables/appointment/..%2F..%2Fadmin%3Fx%3D1', token: 'Bearer let-me' }]);
  });

  it('an answer that is no price is a 503, and nothing is recorded', async () => {
    for (const body of [
      {},
      { ...priced, amount: 7.5 },
      { ...priced, id: 'another' },
      { ...priced, currency: 'XXX1' },
    ]) {
      answer = { status: 200, body };
      expect(await pay('a/1', {}, rig)).toMatchObject({ status: 503, body: { code: 'provider_unavailable' } });
    }
    answer = { status: 500, body: {} };
    expect((await pay('a/1', {}, rig)).status).toBe(503);
    const as = await rig.token('a_1', 'admin');
    expect((await rig.call('GET', '/api/payments', { as })).body.data).toEqual([]);
  });

  it('the fraud check is asked before a charge; its no is a 403, recorded as failed, and kept under the key', async () => {
    const as = await rig.token('u_1');
    answer = { status: 200, body: { decision: 'reject', reason: 'stolen card' } };
    const create = () =>
      rig.call('POST', '/api/payments', { as, key: 'risky', body: { amount: 100, currency: 'USD', order_id: 'f-1' } });
    const refused = await create();
    expect(refused).toMatchObject({ status: 403, body: { code: 'fraud_rejected' } });
    expect(asked[0]?.body).toMatchObject({
      user_id: 'u_1',
      order_id: 'f-1',
      amount: 100,
      currency: 'USD',
      ip: '127.0.0.1',
    });
    const payment = await rig.call('GET', `/api/payments/${refused.body.payment_id}`, { as });
    expect(payment.body).toMatchObject({ status: 'failed', failure: { category: 'fraud' } });
    expect(await create()).toMatchObject({ status: 403, headers: { 'idempotency-replayed': 'true' } });
  });

  it('where the fraud check is away, payments go on, unless it is set otherwise', async () => {
    const as = await rig.token('u_1');
    answer = { status: 500, body: {} };
    const create = (order: string) =>
      rig.call('POST', '/api/payments', { as, body: { amount: 100, currency: 'USD', order_id: order } });
    expect(await create('f-2')).toMatchObject({ status: 201 });
  });
});
