import { randomUUID } from 'node:crypto';
import { eventually } from './running-service.ts';
import { openStripeShop } from './shop.ts';

let shop: Awaited<ReturnType<typeof openStripeShop>>;

beforeAll(async () => {
  shop = await openStripeShop({
    STRIPE_WEBHOOK_SECRET: 'whsec_simulator,whsec_next',
    PROVIDER_TIMEOUT_MS: '700',
    PROVIDER_MAX_RETRIES: '0',
    RECOVERY_AFTER_MS: '1000',
  });
});
afterAll(() => shop.close());

const nowSeconds = () => Math.floor(Date.now() / 1000);

/** An event of Stripe's as it stands on the wire. */
function eventFor(intentId: string, more: object = {}): string {
  const object = { id: intentId, object: 'payment_intent', status: 'succeeded', metadata: {} };
  const event = { id: `evt_${randomUUID()}`, object: 'event', type: 'payment_intent.succeeded', livemode: false };
  return JSON.stringify({ ...event, data: { object }, ...more });
}
const knock = (body: string | Uint8Array, signature?: string) =>
  shop.call('/api/webhooks/stripe', {
    body,
    token: null,
    key: null,
    headers: signature === undefined ? {} : { 'stripe-signature': signature },
  });
const knockSigned = (body: string, secret = 'whsec_simulator') =>
  knock(body, shop.signWebhook(body, secret, nowSeconds()));
const waiting = async () => (await shop.create()).json;
/** How often Stripe was asked about an intent. */
const readsOf = (intentId: string) => shop.stripe.requests.filter(({ path }) => path.includes(intentId)).length;
const inbox = async () => (await shop.admin('/api/webhook-inbox?limit=100')).json.data;
const forgedCount = async () =>
  Number(
    /payments_forged_webhooks_total\{provider="stripe"\} (\d+)/.exec((await shop.call('/metrics')).text)?.[1] ?? 0,
  );

describe('a webhook that is not Stripe’s is a 400, reads nothing and counts in a metric', () => {
  const forgeries: readonly (readonly [string, (body: string) => readonly [string, string?]])[] = [
    ['W2 unsigned', (body) => [body]],
    ['W2 signed with another secret', (body) => [body, shop.signWebhook(body, 'whsec_mine', nowSeconds())]],
    ['W2 signed for another body', (body) => [body, shop.signWebhook(`${body} `, 'whsec_simulator', nowSeconds())]],
    [
      'W3 parsed and written again',
      (body) => [JSON.stringify(JSON.parse(body), null, 2), shop.signWebhook(body, 'whsec_simulator', nowSeconds())],
    ],
    ['W4 six minutes old', (body) => [body, shop.signWebhook(body, 'whsec_simulator', nowSeconds() - 360)]],
    ['W4 from the future', (body) => [body, shop.signWebhook(body, 'whsec_simulator', nowSeconds() + 360)]],
  ];

  it.each(forgeries)('%s', async (_, forge) => {
    const payment = await waiting();
    const [rows, forged] = [await inbox(), await forgedCount()];
    const answer = await knock(...forge(eventFor(payment.provider_payment_id)));
    expect([answer.status, answer.json.code]).toEqual([400, 'malformed_request']);
    // Long enough for whatever might be read behind the answer.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(readsOf(payment.provider_payment_id)).toBe(0);
    expect(await inbox()).toHaveLength(rows.length);
    expect(await forgedCount()).toBe(forged + 1);
    expect((await shop.read(payment.id)).status).toBe('processing');
  });

  it('W19 nor is a live event on a test setup', async () => {
    const { provider_payment_id } = await waiting();
    expect((await knockSigned(eventFor(provider_payment_id, { livemode: true }))).status).toBe(400);
    expect(readsOf(provider_payment_id)).toBe(0);
  });
});

it('W5 two secrets while one is rolled: either is accepted', async () => {
  for (const secret of ['whsec_simulator', 'whsec_next'])
    expect((await knockSigned(eventFor((await waiting()).provider_payment_id), secret)).status).toBe(200);
});

it('a signed webhook is a knock, not news: one that says succeeded of an intent that is not changes nothing', async () => {
  const payment = await waiting();
  expect((await knockSigned(eventFor(payment.provider_payment_id))).status).toBe(200);
  await eventually('the intent was read', () => Promise.resolve(readsOf(payment.provider_payment_id) > 0));
  expect((await shop.read(payment.id)).status).toBe('processing');
});

it('W1 W15 one event twice in a row and three times at once is one change', async () => {
  const payment = await waiting();
  shop.stripe.admin.configureWebhooks({ off: true });
  shop.stripe.admin.pay(payment.provider_payment_id, 'pm_card_visa');
  shop.stripe.admin.configureWebhooks({ off: false });
  const body = eventFor(payment.provider_payment_id);
  const answers = [await knockSigned(body), await knockSigned(body)];
  answers.push(...(await Promise.all([knockSigned(body), knockSigned(body), knockSigned(body)])));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  await shop.becomes(payment.id, 'succeeded');
  const audit = (await shop.admin(`/api/payments/${payment.id}/audit`)).json.data;
  expect(audit.filter(({ to }) => to === 'succeeded')).toHaveLength(1);
  const events = (await shop.admin('/api/events?limit=100')).json.data;
  expect(
    events.filter(({ type, data }) => type === 'payment.succeeded' && data.payment?.id === payment.id),
  ).toHaveLength(1);
});

it('W9 W10 repeated and reordered events of a decline and a success end as Stripe stands', async () => {
  shop.stripe.admin.configureWebhooks({ repeat: 2, reorder: true });
  const payment = await waiting();
  expect(() => shop.stripe.admin.pay(payment.provider_payment_id, 'pm_card_visa_chargeDeclined')).toThrow();
  shop.stripe.admin.pay(payment.provider_payment_id, 'pm_card_visa');
  await shop.becomes(payment.id, 'succeeded');
  await shop.stripe.webhooks.idle();
  shop.stripe.admin.configureWebhooks({ repeat: 0, reorder: false });
  expect(await shop.read(payment.id)).toMatchObject({ status: 'succeeded', amount_captured: 1999 });
  expect(shop.stripe.ledger.chargesFor('payment_id', payment.id)).toHaveLength(1);
});

it('W17 an event of no interest is a 200, and nothing is read', async () => {
  const body = eventFor('pi_0017', { type: 'customer.created' });
  expect((await knockSigned(body)).status).toBe(200);
  expect(readsOf('pi_0017')).toBe(0);
});

it('W18 an intent of another system on the same account is a 200, and skipped', async () => {
  const foreign = await fetch(`${shop.stripe.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_simulator' },
    body: new URLSearchParams({ amount: '500', currency: 'usd', 'automatic_payment_methods[enabled]': 'true' }),
  });
  const { id } = (await foreign.json()) as { id: string };
  shop.stripe.admin.pay(id, 'pm_card_visa');
  await shop.stripe.webhooks.idle();
  const payments = await shop.admin(`/api/payments?q=${id}`);
  expect(payments.json.data).toEqual([]);
  await eventually('nothing of it waits', async () => (await inbox()).every(({ status }) => status !== 'received'));
});

it('W11 a payer who pays while our cancel is under way has paid: once, in full, and it is told', async () => {
  const payment = await waiting();
  shop.stripe.faults.add({ on: 'POST /v1/payment_intents/:id/cancel', kind: 'timeout_before' });
  const canceled = await shop.call(`/api/payments/${payment.id}/cancel`, { body: {} });
  expect([canceled.status, canceled.json.status]).toEqual([202, 'processing']);
  shop.stripe.admin.pay(payment.provider_payment_id, 'pm_card_visa');
  expect((await shop.becomes(payment.id, 'succeeded')).amount_captured).toBe(1999);
  expect(shop.stripe.ledger.chargesFor('payment_id', payment.id)).toHaveLength(1);
  const events = (await shop.admin('/api/events?limit=100')).json.data;
  const alert = events.find(({ type, data }) => type === 'alert.raised' && data.payment_id === payment.id);
  expect(alert?.data.code).toBe('late_success');
});
