import { eventually, type Service } from './running-service.ts';
import { openYookassaShop, yookassaSettings } from './shop.ts';

/** One of YooKassa's published addresses, and one that is not. */
const YOOKASSA = '185.71.76.5';
const FOREIGN = '203.0.113.9';
const PUBLISHED = '185.71.76.0/27,2a02:5180::/32';

let shop: Awaited<ReturnType<typeof openYookassaShop>>;
/** The same shop with YooKassa's published ranges: the loopback is foreign to it. */
let strict: Service;
/** The same behind a proxy on the loopback. */
let proxied: Service;

beforeAll(async () => {
  shop = await openYookassaShop();
  const settings = { PAYMENT_PROVIDERS: 'yookassa', ...yookassaSettings(shop.yookassa) };
  [strict, proxied] = await Promise.all([
    shop.site.start({ ...settings, YOOKASSA_WEBHOOK_ALLOWED_IPS: PUBLISHED }),
    shop.site.start({ ...settings, YOOKASSA_WEBHOOK_ALLOWED_IPS: PUBLISHED, TRUSTED_PROXIES: '127.0.0.1' }),
  ]);
});
afterAll(() => shop.close());

const open = async () => (await shop.create({ amount: 100_000, currency: 'RUB' })).json;
const readsOf = (id: string) => shop.yookassa.requests.filter(({ path }) => path.includes(id)).length;
const knock = (service: Service, id: string, headers: Readonly<Record<string, string>> = {}) =>
  service.call('/api/webhooks/yookassa', {
    token: null,
    key: null,
    headers,
    body: { type: 'notification', event: 'payment.succeeded', object: { id, status: 'succeeded', paid: true } },
  });

it('W8 a notification that lies changes nothing: the object is read, and it is pending', async () => {
  const payment = await open();
  expect(await shop.yookassa.lie(payment.provider_payment_id)).toBe(200);
  await eventually('it was read', () => Promise.resolve(readsOf(payment.provider_payment_id) > 0));
  expect((await shop.read(payment.id)).status).toBe('processing');
  const amount = { value: '1.00', currency: 'RUB' };
  expect(await shop.yookassa.lie(payment.provider_payment_id, { object: { status: 'succeeded', amount } })).toBe(200);
  shop.yookassa.pay(payment.provider_payment_id);
  expect((await shop.becomes(payment.id, 'succeeded')).amount_captured).toBe(100_000);
});

describe('W6 who knocks is judged by the true peer, before a byte is used', () => {
  it.each<[string, () => Service, Readonly<Record<string, string>>]>([
    ['a foreign address', () => strict, {}],
    ['a foreign address that claims YooKassa’s', () => strict, { 'x-forwarded-for': YOOKASSA }],
    ['one that brings our own header', () => strict, { 'x-payments-peer': YOOKASSA }],
    ['one that tries every other header', () => strict, { forwarded: `for=${YOOKASSA}`, 'x-real-ip': YOOKASSA }],
    ['a foreign address behind a trusted proxy', () => proxied, { 'x-forwarded-for': FOREIGN }],
    ['one that wrote YooKassa’s to the left of it', () => proxied, { 'x-forwarded-for': `${YOOKASSA}, ${FOREIGN}` }],
    ['the proxy itself', () => proxied, {}],
  ])('%s is a 403, and nothing is read', async (_, service, headers) => {
    const payment = await open();
    const answer = await knock(service(), payment.provider_payment_id, headers);
    expect([answer.status, answer.json.code]).toEqual([403, 'forbidden']);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(readsOf(payment.provider_payment_id)).toBe(0);
  });

  it('another address of this machine is foreign, too', async () => {
    const payment = await open();
    expect(await shop.yookassa.lie(payment.provider_payment_id, { localAddress: '127.0.0.2' })).toBe(403);
  });

  it.each([YOOKASSA, `::ffff:${YOOKASSA}`, '2a02:5180:0:1509::1', `${FOREIGN}, ${YOOKASSA}`])(
    'YooKassa behind a trusted proxy (%s) is heard',
    async (forwarded) => {
      const payment = await open();
      const answer = await knock(proxied, payment.provider_payment_id, { 'x-forwarded-for': forwarded });
      expect(answer.status).toBe(200);
      await eventually('it is read', () => Promise.resolve(readsOf(payment.provider_payment_id) > 0));
    },
  );
});

it('W1 W9 repeated and reordered notifications are one change', async () => {
  Object.assign(shop.yookassa.notifications.settings, { repeat: 2, reorder: true });
  const payment = (await shop.create({ amount: 100_000, currency: 'RUB', capture_method: 'manual' })).json;
  shop.yookassa.pay(payment.provider_payment_id);
  await shop.becomes(payment.id, 'authorized');
  await shop.admin(`/api/payments/${payment.id}/capture`, {});
  await shop.yookassa.notifications.idle();
  Object.assign(shop.yookassa.notifications.settings, { repeat: 0, reorder: false });
  const audit = (await shop.admin(`/api/payments/${payment.id}/audit`)).json.data;
  expect(audit.filter(({ from, to }) => from !== to && to === 'succeeded')).toHaveLength(1);
  expect(shop.yookassa.ledger.charges('payment_id', payment.id)).toHaveLength(1);
});

it('W17 W18 an event of no interest, and a payment of another shop’s system, are a 200', async () => {
  expect(await shop.yookassa.sendRaw({ type: 'notification', event: 'deal.closed', object: { id: 'dl-1' } })).toBe(200);
  const unknown = '22e12f66-000f-5000-8000-18db351245c7';
  expect((await knock(shop.service, unknown)).status).toBe(200);
  await eventually('it is read, and skipped', async () => {
    const rows = (await shop.admin('/api/webhook-inbox?limit=100')).json.data;
    return readsOf(unknown) > 0 && rows.every(({ status }) => status !== 'received' && status !== 'parked');
  });
});

it('what can not be read is a 400', async () => {
  for (const body of [
    '',
    '[]',
    '{"type":"notification"}',
    'nonsense',
    '{"type":"notification","event":"payment.succeeded","object":{"id":"../me"}}',
  ])
    expect((await shop.call('/api/webhooks/yookassa', { token: null, key: null, body })).status).toBe(400);
});
