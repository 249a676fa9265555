import type { StripeSimulator } from '@payments/stripe-simulator';
import type { YookassaSimulator } from '@payments/yookassa-simulator';
import { freePort, type Json, type Service } from './running-service.ts';
import { openShop, sendStripeWebhooks, sendYookassaNotifications, stripeSettings, yookassaSettings } from './shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let stripe: StripeSimulator;
let yookassa: YookassaSimulator;
/** The same shop with the mock as its second choice. */
let second: Service;
/** The same, where nobody is at Stripe's address. */
let nobody: Service;

beforeAll(async () => {
  const { startStripeSimulator } = await import('@payments/stripe-simulator');
  const { startYookassaSimulator } = await import('@payments/yookassa-simulator');
  [stripe, yookassa] = await Promise.all([startStripeSimulator(), startYookassaSimulator()]);
  const providers = { ...stripeSettings(stripe), ...yookassaSettings(yookassa) };
  shop = await openShop(
    { PAYMENT_PROVIDERS: 'stripe,yookassa', PROVIDER_ROUTES: 'RUB=yookassa,*=stripe', ...providers },
    () => Promise.all([stripe.close(), yookassa.close()]),
  );
  sendStripeWebhooks(stripe, shop.service);
  sendYookassaNotifications(yookassa, shop.service);
  const failover = {
    ...providers,
    PAYMENT_PROVIDERS: 'stripe,mock',
    PROVIDER_ROUTES: '*=stripe>mock',
    PROVIDER_TIMEOUT_MS: '700',
    PROVIDER_MAX_RETRIES: '1',
    RECOVERY_AFTER_MS: '1000',
    ROLE: 'api',
  };
  [second, nobody] = await Promise.all([
    shop.site.start(failover),
    shop.site.start({ ...failover, STRIPE_API_BASE: `http://127.0.0.1:${await freePort()}` }),
  ]);
});
afterAll(() => shop.close());

const attemptsOf = ({ attempts }: Json) => attempts.map(({ provider, outcome }) => [provider, outcome]);

describe('RUB=yookassa,*=stripe in one service', () => {
  it('each currency goes to its provider, is paid there, and nowhere else', async () => {
    const roubles = (await shop.create({ amount: 100_000, currency: 'RUB' })).json;
    const dollars = (await shop.create({ amount: 1999, currency: 'USD' })).json;
    const yen = (await shop.create({ amount: 500, currency: 'JPY' })).json;
    expect([roubles.provider, dollars.provider, yen.provider]).toEqual(['yookassa', 'stripe', 'stripe']);
    yookassa.pay(roubles.provider_payment_id);
    for (const { provider_payment_id } of [dollars, yen]) stripe.admin.pay(provider_payment_id, 'pm_card_visa');
    for (const { id } of [roubles, dollars, yen]) await shop.becomes(id, 'succeeded');
    expect(yookassa.ledger.entries.map(({ amount, currency }) => [amount, currency])).toEqual([['1000.00', 'RUB']]);
    expect(stripe.ledger.totals()).toMatchObject({ usd: { charged: 1999 }, jpy: { charged: 500 } });
  });

  it('a refund goes where the money came in', async () => {
    const { json } = await shop.create({ amount: 100_000, currency: 'RUB' });
    yookassa.pay(json.provider_payment_id);
    await shop.becomes(json.id, 'succeeded');
    const refund = await shop.admin(`/api/payments/${json.id}/refunds`, { amount: 40_000 });
    expect([refund.status, refund.json.status]).toEqual([201, 'succeeded']);
    expect(yookassa.ledger.refunds('payment_id', json.id).map(({ amount }) => amount)).toEqual(['400.00']);
  });

  it('a provider that the caller names is taken; one that is not enabled is a 422', async () => {
    const { json } = await shop.create({ amount: 100_000, currency: 'RUB', provider: 'stripe' });
    expect(json.provider).toBe('stripe');
    expect((await shop.create({ provider: 'mock' })).status).toBe(422);
  });

  it('a retry may go to another provider, once the old object is ended there', async () => {
    const { json } = await shop.create({ amount: 100_000, currency: 'RUB', provider: 'stripe' });
    expect(() => stripe.admin.pay(json.provider_payment_id, 'pm_card_visa_chargeDeclined')).toThrow('declined');
    await shop.becomes(json.id, 'failed');
    const retried = await shop.call(`/api/payments/${json.id}/retry`, { body: { provider: 'yookassa' } });
    expect([retried.status, retried.json.provider, retried.json.status]).toEqual([200, 'yookassa', 'processing']);
    expect(() => stripe.admin.pay(json.provider_payment_id, 'pm_card_visa')).toThrow();
    yookassa.pay(retried.json.provider_payment_id);
    await shop.becomes(json.id, 'succeeded');
    expect(stripe.ledger.chargesFor('payment_id', json.id)).toEqual([]);
    expect(yookassa.ledger.charges('payment_id', json.id)).toHaveLength(1);
  });
});

describe('*=stripe>mock: the next provider is tried only where the first certainly did nothing', () => {
  const create = (service: Service, body: object = {}) =>
    service.call('/api/payments', { body: { amount: 1999, currency: 'USD', ...body } });
  const keysSentFor = (id: string) =>
    stripe.requests.flatMap(({ idempotencyKey }) => (idempotencyKey?.startsWith(id) ? [idempotencyKey] : []));

  it('nobody is at Stripe’s address: the payment is taken by the mock, as a second attempt', async () => {
    const { status, json } = await create(nobody);
    expect([status, json.status, json.provider]).toEqual([201, 'succeeded', 'mock']);
    expect(attemptsOf(await shop.read(json.id))).toEqual([
      ['stripe', 'not_done'],
      ['mock', 'succeeded'],
    ]);
  });

  it('a card of Stripe’s goes nowhere else: it failed, nothing was charged, and a retry is advised', async () => {
    const { status, json } = await create(nobody, { payment_method: 'pm_card_visa' });
    expect([status, json.status, json.provider]).toEqual([201, 'failed', 'stripe']);
    expect(json.failure).toMatchObject({ category: 'provider_unavailable', advice: 'retry' });
  });

  it('T1 after a silence, and a rate limit after it, nothing is certain: no second provider, one charge at most', async () => {
    stripe.faults.add({ on: 'POST /v1/payment_intents', kind: 'timeout_after' });
    stripe.faults.add({ on: 'POST /v1/payment_intents', kind: '429' });
    const { status, json } = await create(second);
    // On a busy machine the worker may have found it out before the answer.
    expect(['202 pending', '201 processing']).toContain(`${status} ${json.status}`);
    expect(json.provider).toBe('stripe');
    expect(stripe.faults.waiting).toEqual([]);
    const healed = await shop.becomes(json.id, 'processing');
    expect(healed.attempts).toHaveLength(1);
    expect(new Set(keysSentFor(json.id))).toEqual(new Set([`${json.id}.submit.1`]));
  });

  it('rate limited at each try, before anything was done, it is certain, and the mock takes it', async () => {
    stripe.faults.add({ on: 'POST /v1/payment_intents', kind: '429', times: 2 });
    const { json } = await create(second);
    expect(attemptsOf(await shop.read(json.id))).toEqual([
      ['stripe', 'not_done'],
      ['mock', 'succeeded'],
    ]);
    expect(stripe.ledger.chargesFor('payment_id', json.id)).toEqual([]);
  });

  it('a decline is an answer, and no reason to ask another provider', async () => {
    const { json } = await create(second, { payment_method: 'pm_card_visa_chargeDeclined' });
    expect(json.status).toBe('failed');
    expect(attemptsOf(await shop.read(json.id))).toEqual([['stripe', 'failed']]);
  });
});
