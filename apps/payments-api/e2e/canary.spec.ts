import pg from 'pg';
import type { StripeSimulator } from '@payments/stripe-simulator';
import type { YookassaSimulator } from '@payments/yookassa-simulator';
import type { Json } from './running-service.ts';
import { openShop, sendStripeWebhooks, sendYookassaNotifications, stripeSettings, yookassaSettings } from './shop.ts';

/** What is easy to find again, and must be found nowhere. */
const EMAIL = 'canary.bird@aviary.example';
const DESCRIPTION = 'Canary-description-7391';
const CARD = '4012888888881881';
const SPACED_CARD = '4012 8888 8888 1881';
const METADATA = 'Canary-metadata-5528';
const STRIPE_KEY = 'sk_test_canaryK3yOfStripe';
const STRIPE_SIGNING = 'whsec_canaryS1gning';
const YOOKASSA_KEY = 'test_canaryK3yOfYookassa_0123456789';

let shop: Awaited<ReturnType<typeof openShop>>;
let stripe: StripeSimulator;
let yookassa: YookassaSimulator;
/** Secrets that were made on the way: client secrets, confirmation tokens, links. */
const made = new Set<string>();

beforeAll(async () => {
  const { startStripeSimulator } = await import('@payments/stripe-simulator');
  const { startYookassaSimulator } = await import('@payments/yookassa-simulator');
  stripe = await startStripeSimulator({ secretKey: STRIPE_KEY, webhookSecret: STRIPE_SIGNING });
  yookassa = await startYookassaSimulator({ secretKey: YOOKASSA_KEY });
  shop = await openShop(
    {
      LOG_LEVEL: 'trace',
      PAYMENT_PROVIDERS: 'stripe,yookassa,mock',
      PROVIDER_ROUTES: 'RUB=yookassa,*=stripe',
      PROVIDER_TIMEOUT_MS: '500',
      PROVIDER_MAX_RETRIES: '0',
      RECOVERY_AFTER_MS: '1000',
      RECONCILE_AFTER_MS: '1000',
      VAT_CODE: '1',
      ...stripeSettings(stripe),
      ...yookassaSettings(yookassa),
      YOOKASSA_SECRET_KEY: YOOKASSA_KEY,
    },
    () => Promise.all([stripe.close(), yookassa.close()]),
  );
  sendStripeWebhooks(stripe, shop.service);
  sendYookassaNotifications(yookassa, shop.service);
  await liveThroughAll();
}, 60_000);
afterAll(() => shop.close());

const create = async (body: object): Promise<Json> => {
  const wanted = { customer_email: EMAIL, description: DESCRIPTION, metadata: { note: METADATA }, ...body };
  const { json } = await shop.create(wanted);
  const { client_secret, next_action, checkout_url } = json;
  for (const secret of [client_secret, next_action?.confirmation_token, /token=([^&]+)/.exec(checkout_url ?? '')?.[1]])
    if (secret) made.add(secret);
  return json;
};

/** What a service meets in a bad week: each way to pay, each fault, and callers who send what they should not. */
async function liveThroughAll(): Promise<void> {
  const paid = await create({ payment_method: 'pm_card_visa', save_payment_method: true });
  await shop.admin(`/api/payments/${paid.id}/refunds`, { amount: 100, reason: 'duplicate' });
  const secret = await create({});
  stripe.admin.pay(secret.provider_payment_id, 'pm_card_visa');
  const widget = await create({ amount: 100_000, currency: 'RUB' });
  yookassa.pay(widget.provider_payment_id);
  await create({ payment_method: 'pm_card_visa_chargeDeclinedStolenCard' });
  await create({ payment_method: 'pm_card_threeDSecure2Required' });
  await create({ provider: 'mock', payment_method: 'mock_declined' });

  for (const kind of ['401', '429', 'timeout_after', 'error_after', 'invalid_json', 'reset_after'] as const) {
    stripe.faults.add({ on: 'POST /v1/payment_intents', kind });
    await create({ payment_method: 'pm_card_visa' });
  }
  for (const kind of ['401', '429', 'timeout_after', '500_after', 'html_after', 'cut_body', 'reset_after'] as const) {
    yookassa.faults.add({ on: 'POST /payments', kind });
    await create({ amount: 100_000, currency: 'RUB' });
  }

  await create({ description: SPACED_CARD });
  await create({ payment_method: CARD });
  await create({ metadata: { card: CARD } });
  await create({ customer_email: `${EMAIL} is no address` });
  await shop.call('/api/payments', { body: `{"customer_email":"${EMAIL}","description":"${DESCRIPTION}` });
  await shop.call(`/api/payments/${CARD}`);
  await shop.call(`/api/payments?q=${encodeURIComponent(EMAIL)}&order_id=${CARD}`, { token: shop.service.admin });
  await shop.call('/api/payments', { headers: { 'x-note': CARD, 'x-request-id': CARD }, token: 'Bearer-of-nothing' });
  await shop.call('/api/webhooks/stripe', { body: { id: EMAIL, card: CARD }, token: null });
  await shop.call('/api/webhooks/yookassa', { body: { event: EMAIL, object: { id: CARD } }, token: null });
  for (const link of made)
    await shop.call(`/api/checkout/${paid.id}?token=${encodeURIComponent(link)}`, { token: null });
  await shop.becomes(secret.id, 'succeeded');
  await shop.becomes(widget.id, 'succeeded');
  // Once more for what is recovered and mailed behind the answers.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
}

const forbidden = (): readonly string[] => [
  EMAIL,
  EMAIL.replace('@', '%40'),
  CARD,
  SPACED_CARD,
  STRIPE_KEY,
  STRIPE_SIGNING,
  YOOKASSA_KEY,
  Buffer.from(`100500:${YOOKASSA_KEY}`).toString('base64'),
  ...made,
];

/** The lines that a canary stands in; it is not repeated itself. */
const linesWith = (text: string, canary: string) => text.split('\n').filter((line) => line.includes(canary));

it('A6 the week was as bad as it should have been', () => {
  expect([...made].some((secret) => secret.includes('_secret_'))).toBe(true);
  expect(made.size).toBeGreaterThan(10);
  expect([stripe.faults.waiting, yookassa.faults.pending]).toEqual([[], []]);
  const output = shop.service.output.join('');
  expect(linesWith(output, '"url":"/api/payments').length).toBeGreaterThan(20);
  expect(linesWith(output, '[email]').length).toBeGreaterThan(0);
  expect(linesWith(output, 'a call to a provider').length).toBeGreaterThan(5);
});

it('A6 no line of any level holds an address, a card number, a key or a secret, nor anything of a body', () => {
  const output = shop.service.output.join('');
  for (const canary of [...forbidden(), DESCRIPTION, METADATA]) expect(linesWith(output, canary)).toEqual([]);
});

describe('the database, as anyone reads it who has a copy', () => {
  let dump: string;
  beforeAll(async () => {
    dump = await dumpOf(shop.site.databaseUrl);
  });

  it('is the whole of it', () => {
    for (const table of ['payments', 'refunds', 'payment_methods', 'idempotency_keys', 'audit_entries', 'outbox'])
      expect([table, linesWith(dump, `public.${table}: `).length > 0]).toEqual([table, true]);
    for (const { payment_intent } of stripe.ledger.entries)
      expect(linesWith(dump, payment_intent).length).toBeGreaterThan(0);
  });

  it('A6 A7 holds no address, card number, key or secret in clear, whatever it is wrapped in', () => {
    for (const canary of forbidden())
      for (const [wrapping, text] of Object.entries(wrapped(canary)))
        expect({ canary, wrapping, lines: linesWith(dump, text).map((line) => line.slice(0, 200)) }).toEqual({
          canary,
          wrapping,
          lines: [],
        });
  });

  it('A7 holds nothing of a provider’s raw answer in clear', () => {
    for (const words of [
      '"object":"payment_intent"',
      '"automatic_payment_methods"',
      'confirmation_token',
      '"cvc_check"',
    ])
      for (const text of Object.values(wrapped(words))) expect(linesWith(dump, text)).toEqual([]);
  });
});

/** As text, and as `bytea` is written out. */
const wrapped = (text: string) => ({ clear: text, hex: Buffer.from(text).toString('hex') });

/** Every row of every table of ours as text. */
async function dumpOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const lines: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`);
      lines.push(name, ...rows.map(({ line }) => `${name}: ${line}`));
    }
    return lines.join('\n');
  } finally {
    await client.end();
  }
}
