import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openStripeShop, stripeSettings } from './shop.ts';

type Env = Readonly<Record<string, string>>;

let shop: Awaited<ReturnType<typeof openStripeShop>>;

/** Nobody knocks, and nobody looks again by itself: what is found here, the command found. */
beforeAll(async () => {
  shop = await openStripeShop({ ROLE: 'api', RECONCILE_AFTER_MS: '3600000' }, { webhooks: false });
});
afterAll(() => shop.close());

/** One of the service's commands, as an operator runs it beside the service. */
async function command(name: string, args: readonly string[], env: Env = {}) {
  const program = new URL(`../dist/commands/${name}.js`, import.meta.url).pathname;
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: shop.site.databaseUrl,
      DATA_DIR: shop.site.dataDir,
      PAYMENT_PROVIDERS: 'stripe',
      ...stripeSettings(shop.stripe),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

/** What somebody does at Stripe without us: in its dashboard, or in another program of the shop's. */
async function atStripe(path: string, fields: Env): Promise<{ readonly id: string }> {
  const response = await fetch(`${shop.stripe.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    body: new URLSearchParams(fields),
  });
  expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as { readonly id: string };
}

const BY_CARD = { payment_method: 'pm_card_visa', return_url: 'https://example.com/back' } as const;

it('S1 S7 npm run reconcile repairs what Stripe knows better, lists what only Stripe has, and fails while something is left', async () => {
  const { json: refunded } = await shop.create({ payment_method: 'pm_card_visa' });
  const { json: waiting } = await shop.create();
  await shop.create({ payment_method: 'pm_card_visa' });
  await atStripe('refunds', { payment_intent: refunded.provider_payment_id, amount: '700' });
  await atStripe(`payment_intents/${waiting.provider_payment_id}/confirm`, BY_CARD);
  expect((await shop.read(waiting.id)).status).toBe('processing');

  const first = await command('reconcile', [], { SENDING: 'off' });
  expect(first).toEqual({ code: 0, said: expect.stringContaining('stripe: 3 compared, 2 different, 2 repaired') });
  expect(first.said).toMatch(/^clean$/m);
  expect((await shop.read(waiting.id)).status).toBe('succeeded');
  expect(await shop.read(refunded.id)).toMatchObject({ status: 'partially_refunded', amount_refunded: 700 });
  const audit = (await shop.admin(`/api/payments/${waiting.id}/audit`)).json.data;
  expect(audit.at(-1)?.actor).toEqual({ type: 'worker', id: 'reconciler' });

  const stranger = await atStripe('payment_intents', { amount: '500', currency: 'usd', confirm: 'true', ...BY_CARD });
  const [second, elsewhere] = await Promise.all([
    command('reconcile', ['--provider', 'stripe']),
    command('reconcile', ['--from', '2020-01-01', '--to', '2020-01-02']),
  ]);
  expect(second).toEqual({ code: 1, said: expect.stringContaining('stripe: 4 compared, 1 different, 0 repaired') });
  expect(second.said).toMatch(new RegExp(`only_there +- +${stranger.id} .*LEFT`));
  expect((await shop.admin('/api/orphans')).json.data).toMatchObject([{ provider_payment_id: stranger.id }]);
  expect(elsewhere).toEqual({ code: 0, said: expect.stringContaining('stripe: 0 compared') });
}, 60_000);

it('says in a line what is wrong with its arguments, or that the provider can not be asked', async () => {
  const [wrong, away] = await Promise.all([
    command('reconcile', ['--from', 'yesterday']),
    command('reconcile', [], { STRIPE_API_BASE: 'http://127.0.0.1:9' }),
  ]);
  expect([wrong.code, wrong.said]).toEqual([2, expect.stringMatching(/^--from must be a time, such as/m)]);
  expect([away.code, away.said]).toEqual([2, expect.stringContaining('could not be read to its end')]);
  expect(away.said).not.toMatch(/^\s+at /m);
}, 60_000);

it('npm run explain tells the whole story of one payment, and holds no secret', async () => {
  const { json } = await shop.create({ customer_email: 'payer@example.com' });
  const [{ code, said }, none] = await Promise.all([
    command('explain', [json.id]),
    command('explain', ['00000000-0000-7000-8000-000000000000']),
  ]);
  expect(code).toBe(0);
  const story = JSON.parse(said) as Readonly<Record<string, unknown>>;
  expect(story).toMatchObject({
    payment: { id: json.id, status: 'processing' },
    corridor: { goal: 'succeeded', operation: null },
    sends: [{ attempt: 1, provider: 'stripe', submit: { sends: 1 }, object_open: true }],
    audit: [{ action: 'payment.created' }, { action: 'payment.processing' }],
    audit_verified: true,
    events: [{ type: 'payment.processing' }, { type: 'payment.started' }],
  });
  expect(said).not.toContain(json.client_secret);
  expect(none).toEqual({ code: 1, said: expect.stringContaining('there is no such payment') });
}, 60_000);
