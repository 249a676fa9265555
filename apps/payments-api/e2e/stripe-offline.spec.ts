import { openSite, type Service, type Site } from './running-service.ts';

/** The ports that the simulators have where nobody gives others. */
const STRIPE = 'http://127.0.0.1:12111';
const YOOKASSA = 'http://127.0.0.1:12112';

let site: Site;
let service: Service;

/** What a newcomer types: providers, and no key. */
beforeAll(async () => {
  site = await openSite();
  service = await site.start({ PAYMENT_PROVIDERS: 'stripe,yookassa', PROVIDER_ROUTES: 'RUB=yookassa,*=stripe' });
});
afterAll(() => site.close());

const says = () => service.output.join('');

it('says who plays the providers, and that no money moves', () => {
  expect(says()).toContain(`no Stripe key: Stripe is played by the simulator at ${STRIPE}, and no money moves`);
  expect(says()).toContain(`no YooKassa key: YooKassa is played by the simulator at ${YOOKASSA}, and no money moves`);
});

it('the Stripe flow works offline: a client secret, paid at the simulator', async () => {
  const { json } = await service.call('/api/payments', { body: { amount: 1999, currency: 'USD' } });
  expect([json.provider, json.status, json.next_action?.type]).toEqual(['stripe', 'processing', 'client_secret']);
  const paid = await fetch(`${STRIPE}/_sim/pay/${json.provider_payment_id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ payment_method: 'pm_card_visa' }),
  });
  expect(paid.status).toBe(200);
  // The payer comes back; where the simulator is another process', its webhooks go there.
  const confirmed = await service.call(`/api/payments/${json.id}/confirm`, { body: {} });
  expect([confirmed.status, confirmed.json.status]).toEqual([200, 'succeeded']);
});

it('and YooKassa’s, too', async () => {
  const { json } = await service.call('/api/payments', { body: { amount: 100_000, currency: 'RUB' } });
  expect([json.provider, json.status, json.next_action?.type]).toEqual(['yookassa', 'processing', 'embedded']);
  const paid = await fetch(`${YOOKASSA}/_sim/pay/${json.provider_payment_id}`, { method: 'POST', body: '{}' });
  expect(paid.status).toBe(200);
  const synced = await service.call(`/api/payments/${json.id}?sync=true`);
  expect([synced.status, synced.json.status]).toEqual([200, 'succeeded']);
});

it('the page gets the simulator’s stand-in for Stripe.js', async () => {
  const script = await fetch(`${STRIPE}/stripe.js`);
  expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
});

it('a second process finds the simulators of the first', async () => {
  const second = await site.start({ PAYMENT_PROVIDERS: 'stripe', ROLE: 'api' });
  const { json } = await second.call('/api/payments', {
    body: { amount: 1999, currency: 'USD', payment_method: 'pm_card_visa' },
  });
  expect([json.provider, json.status]).toEqual(['stripe', 'succeeded']);
  expect(await second.stop()).toBe(0);
});

it('wrong and missing keys are a readable line each at start, without the key, and exit code 1', async () => {
  const keys = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'oops' };
  const failure = await site.start({ PAYMENT_PROVIDERS: 'stripe', ...keys }).catch((error: Error) => error);
  expect(failure).toBeInstanceOf(Error);
  const { message } = failure as Error;
  expect(message).toMatch(/it ended with 1/);
  for (const line of [
    /^STRIPE_SECRET_KEY: is a live key/m,
    /^STRIPE_PUBLISHABLE_KEY: must be set/m,
    /^STRIPE_WEBHOOK_SECRET: /m,
  ])
    expect(message).toMatch(line);
  expect(message).not.toMatch(/sk_live_1|oops|\n\s+at /);
});
