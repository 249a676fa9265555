import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEVELOPMENT_SECRETS } from '../src/config/development-secrets.ts';
import { subscriber, type Subscriber } from '../test/subscriber.ts';
import { eventually, type Service } from './running-service.ts';
import { openYookassaShop, yookassaSettings } from './shop.ts';

let shop: Awaited<ReturnType<typeof openYookassaShop>>;
let orders: Subscriber;
/** Where appointments are priced, once it is no built-in list. */
let payables: Server;
let asked: (readonly [string, string | undefined])[] = [];
let priced: Service;
let limited: Service;

beforeAll(async () => {
  orders = await subscriber();
  payables = createServer((request, response) => {
    asked = [...asked, [request.url ?? '', request.headers.authorization]];
    if (request.url === '/appointment/slow') return;
    const known = request.url === '/appointment/a-1';
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known ? APPOINTMENT : {}));
  });
  await new Promise<void>((resolve) => payables.listen(0, '127.0.0.1', resolve));
  shop = await openYookassaShop({
    EVENTS_WEBHOOK_URL: orders.url,
    EVENTS_WEBHOOK_SECRET: DEVELOPMENT_SECRETS.eventsWebhookSecret,
  });
  const settings = { PAYMENT_PROVIDERS: 'yookassa', ...yookassaSettings(shop.yookassa), ROLE: 'api' };
  const port = (payables.address() as AddressInfo).port;
  [priced, limited] = await Promise.all([
    shop.site.start({ ...settings, PAYABLES_URL: `http://127.0.0.1:${port}`, PAYABLES_TOKEN: 'for-pricing' }),
    shop.site.start({ ...settings, RATE_LIMIT_PER_MINUTE: '50' }),
  ]);
});
afterAll(async () => {
  await shop.close();
  await orders.close();
  payables.closeAllConnections();
  payables.close();
});

const APPOINTMENT = {
  id: 'a-1',
  type: 'appointment',
  status: 'open',
  user_id: 'pupil-7',
  currency: 'RUB',
  amount: 250_050,
  deposit_amount: null,
  description: 'Lesson',
  service_slug: 'maths',
  customer_email: 'pupil@example.com',
  items: [{ description: 'Lesson', quantity: 1, unit_amount: 250_050 }],
};

const pay = (appointment_id: string, more: object = {}, service = shop.service) =>
  service.call('/api/public/payments', { token: null, key: null, body: { appointment_id, ...more } });
const paid = async (id: string) => {
  shop.yookassa.pay((await shop.read(id)).provider_payment_id);
  await shop.becomes(id, 'succeeded');
};

describe('a payment for an appointment, by anyone', () => {
  it('in full: amount, payer, description and items are the appointment’s, and the payer pays in the widget', async () => {
    const { status, json } = await pay('appt_1001');
    expect(status).toBe(201);
    expect(json).toEqual({
      payment_id: expect.any(String),
      confirmation: { type: 'embedded', confirmation_token: expect.any(String) },
      checkout_url: expect.stringContaining(`/checkout/${json.payment_id}?token=`),
    });
    const payment = await shop.read(json.payment_id);
    expect(payment).toMatchObject({
      amount: 500_000,
      currency: 'RUB',
      user_id: 'client_1001',
      order_id: 'appt_1001',
      purpose: 'full',
      description: 'Appointment 1001',
      customer_email: 'client-1001@example.com',
    });
    await paid(json.payment_id);
    expect(shop.yookassa.ledger.charges('order_id', 'appt_1001').map(({ amount }) => amount)).toEqual(['5000.00']);
  });

  it('with a return address the payer is sent to YooKassa; a foreign address is refused', async () => {
    const { json } = await pay('appt_2001', { return_url: `${shop.service.url.replace('127.0.0.1', 'localhost')}/x` });
    expect(json.confirmation).toEqual({
      type: 'redirect',
      confirmation_url: expect.stringContaining(shop.yookassa.origin),
    });
    expect((await pay('appt_2002', { return_url: 'https://evil.example/' })).status).toBe(422);
  });

  it('T18 the deposit, then the balance: what is left, and not before the deposit is paid', async () => {
    const deposit = await pay('appt_2003', { plan: 'deposit' });
    expect((await shop.read(deposit.json.payment_id)).amount).toBe(30_000);
    for (const plan of ['balance', 'full']) {
      const refused = await pay('appt_2003', { plan });
      expect([refused.status, refused.json.code]).toEqual([409, 'duplicate_payment']);
    }
    await paid(deposit.json.payment_id);
    expect((await pay('appt_2003')).json.code).toBe('duplicate_payment');
    const balance = await pay('appt_2003', { plan: 'balance' });
    expect((await shop.read(balance.json.payment_id)).amount).toBe(70_000);
    await paid(balance.json.payment_id);
    expect(shop.yookassa.ledger.netMinor('order_id', 'appt_2003')).toBe(100_000n);
    expect((await pay('appt_1002', { plan: 'deposit' })).status).toBe(422);
  });

  it('repeats are one payment: ten clicks at once, with a token and without, and one more', async () => {
    const clicks = await Promise.all(Array.from({ length: 10 }, () => pay('appt_2004')));
    const signedIn = await shop.service.call('/api/public/payments', {
      key: null,
      body: { appointment_id: 'appt_2004' },
    });
    const again = await pay('appt_2004');
    const made = [...clicks, signedIn, again].filter(({ status }) => status === 201);
    expect(new Set(made.map(({ json }) => json.payment_id)).size).toBe(1);
    for (const { status, json } of clicks) expect(status === 201 || json.code === 'idempotency_key_in_use').toBe(true);
    expect(shop.yookassa.payments().filter(({ metadata }) => metadata['order_id'] === 'appt_2004')).toHaveLength(1);
  });

  it.each([
    ['unknown', 'appt_9999', 404, 'not_found'],
    ['paid', 'appt_1003', 409, 'invalid_state'],
    ['cancelled', 'appt_1004', 409, 'invalid_state'],
  ])('one that is %s is refused, and nothing is sent', async (_, appointment, status, code) => {
    const sent = shop.yookassa.requests.length;
    const refused = await pay(appointment);
    expect([refused.status, refused.json.code]).toEqual([status, code]);
    expect(shop.yookassa.requests.slice(sent).filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('the amount is no field of it', async () => {
    const refused = await pay('appt_2005', { amount: 1 });
    expect([refused.status, refused.json.errors[0]?.field]).toEqual([422, 'amount']);
  });

  it('payment.started tells provider, amount, currency and service', async () => {
    const { json } = await pay('appt_2006');
    const told = await eventually('the event arrives', () =>
      Promise.resolve(
        orders.requests
          .map(({ body }) => JSON.parse(body) as { type: string; data: { payment?: { id: string } } })
          .find(({ type, data }) => type === 'payment.started' && data.payment?.id === json.payment_id),
      ),
    );
    expect(told.data).toMatchObject({
      provider: 'yookassa',
      amount: 100_000,
      currency: 'RUB',
      service_slug: 'consultation',
    });
    expect(JSON.stringify(told)).not.toMatch(/token=|confirmation_token|client_secret/);
  });
});

describe('priced by another service', () => {
  it('it is asked each time, with its token', async () => {
    asked = [];
    const { status, json } = await pay('a-1', {}, priced);
    expect(status).toBe(201);
    await pay('a-1', {}, priced);
    expect(asked).toEqual([
      ['/appointment/a-1', 'Bearer for-pricing'],
      ['/appointment/a-1', 'Bearer for-pricing'],
    ]);
    expect(await shop.read(json.payment_id)).toMatchObject({ amount: 250_050, user_id: 'pupil-7' });
    expect((await pay('a-2', {}, priced)).status).toBe(404);
  });

  it('where it does not answer in time, nothing is recorded: 503', async () => {
    const { status, json } = await pay('slow', {}, priced);
    expect([status, json.code]).toEqual([503, 'provider_unavailable']);
    expect((await shop.admin('/api/payments?order_id=slow')).json.data).toEqual([]);
  });
});

it('a tenth of a caller’s share of writes, for each address; then a 429 that says how long to wait', async () => {
  const answers = [];
  for (let n = 0; n < 6; n++) answers.push(await pay(`appt_21${String(n).padStart(2, '0')}`, {}, limited));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 429]);
  expect(answers[5]?.json.code).toBe('rate_limited');
  expect(Number(answers[5]?.headers.get('retry-after'))).toBeGreaterThan(0);
  const spoofed = await limited.call('/api/public/payments', {
    token: null,
    key: null,
    headers: { 'x-forwarded-for': '203.0.113.7' },
    body: { appointment_id: 'appt_2110' },
  });
  expect(spoofed.status).toBe(429);
});
