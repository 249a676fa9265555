import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { openAccount, paidBy, refusalOf, RETURN_URL, unpaid } from '../test/account.ts';
import type { StripeSimulator } from './index.ts';

interface Arrival {
  readonly raw: string;
  readonly signature: string;
}

let sim: StripeSimulator;
let stripe: Stripe;
let endpoint: Server;
let arrivals: Arrival[];
/** Answers for the next deliveries; 200 when empty. */
let answers: number[];

beforeEach(async () => {
  arrivals = [];
  answers = [];
  endpoint = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      arrivals.push({
        raw: Buffer.concat(parts).toString('utf8'),
        signature: String(request.headers['stripe-signature']),
      });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  const { port } = endpoint.address() as AddressInfo;
  ({ sim, stripe } = await openAccount({ webhookUrl: `http://127.0.0.1:${port}/api/webhooks/stripe` }));
});

afterEach(async () => {
  await sim.close();
  await new Promise((resolve) => endpoint.close(resolve));
});

/** The events that arrived, each verified by the official client. */
async function events(): Promise<readonly Stripe.Event[]> {
  await sim.webhooks.idle();
  return arrivals.map(({ raw, signature }) => stripe.webhooks.constructEvent(raw, signature, sim.webhookSecret));
}

const types = async () => (await events()).map(({ type }) => type);

it('signs each event so that the client verifies it, and a changed one not', async () => {
  await stripe.paymentIntents.create(paidBy('pm_card_visa'));
  const [created] = await events();
  expect(created).toMatchObject({ object: 'event', type: 'payment_intent.created', livemode: false });
  const { raw = '', signature = '' } = arrivals[0] ?? {};
  expect(() => stripe.webhooks.constructEvent(`${raw} `, signature, sim.webhookSecret)).toThrow(/signature/i);
  expect(() => stripe.webhooks.constructEvent(raw, signature, 'whsec_other')).toThrow(/signature/i);
});

it('shows the object as it was then, not as it is now', async () => {
  const intent = await stripe.paymentIntents.create(unpaid);
  sim.admin.pay(intent.id, 'pm_card_visa', RETURN_URL);
  const statuses = (await events())
    .filter(({ type }) => type.startsWith('payment_intent.'))
    .map(({ type, data }) => [type, 'status' in data.object ? data.object.status : undefined]);
  expect(statuses).toEqual([
    ['payment_intent.created', 'requires_payment_method'],
    ['payment_intent.succeeded', 'succeeded'],
  ]);
});

it.each<[string, () => Promise<unknown>, readonly string[]]>([
  [
    'a decline',
    () => refusalOf(stripe.paymentIntents.create(paidBy('pm_card_visa_chargeDeclined'))),
    ['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed'],
  ],
  [
    '3D Secure',
    () => stripe.paymentIntents.create(paidBy('pm_card_threeDSecure2Required')),
    ['payment_intent.created', 'payment_intent.requires_action'],
  ],
  [
    'a debit',
    () => stripe.paymentIntents.create(paidBy('pm_usBankAccount_processing')),
    ['payment_intent.created', 'charge.pending', 'payment_intent.processing'],
  ],
  [
    'a hold and its capture',
    async () =>
      stripe.paymentIntents.capture(
        (await stripe.paymentIntents.create(paidBy('pm_card_visa', { capture_method: 'manual' }))).id,
      ),
    [
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
      'charge.captured',
      'payment_intent.succeeded',
    ],
  ],
  [
    'a cancellation',
    async () => stripe.paymentIntents.cancel((await stripe.paymentIntents.create(unpaid)).id),
    ['payment_intent.created', 'payment_intent.canceled'],
  ],
  [
    'a dispute',
    () => stripe.paymentIntents.create(paidBy('pm_card_createDispute')),
    ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded', 'charge.dispute.created'],
  ],
])('tells the life of %s', async (_story, live, told) => {
  await live();
  expect((await types()).sort()).toEqual([...told].sort());
});

it('tells the life of a refund that fails later', async () => {
  const paid = await stripe.paymentIntents.create(paidBy('pm_card_refundFail'));
  await events();
  arrivals = [];
  const refund = await stripe.refunds.create({ payment_intent: paid.id });
  sim.admin.settleRefund(refund.id, false);
  expect((await types()).sort()).toEqual([
    'charge.refund.updated',
    'charge.refunded',
    'refund.created',
    'refund.failed',
    'refund.updated',
  ]);
});

it('tells of saved methods', async () => {
  const customer = await stripe.customers.create({});
  await stripe.setupIntents.create({
    customer: customer.id,
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: RETURN_URL,
  });
  const [method] = (await stripe.paymentMethods.list({ customer: customer.id })).data;
  await stripe.paymentMethods.detach(method?.id ?? '');
  const told = await types();
  expect(told).toEqual(
    expect.arrayContaining(['payment_method.attached', 'setup_intent.succeeded', 'payment_method.detached']),
  );
});

it('tries again until the endpoint takes it, with the same event', async () => {
  answers = [500, 503];
  await stripe.paymentIntents.create(unpaid);
  const ids = (await events()).map(({ id }) => id);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
});

it('repeats and reorders when it is told to, and is silent when it is off', async () => {
  sim.admin.configureWebhooks({ repeat: 2 });
  await stripe.paymentIntents.create(unpaid);
  expect(await types()).toEqual(Array(3).fill('payment_intent.created'));
  arrivals = [];
  sim.admin.configureWebhooks({ repeat: 0, reorder: true });
  await stripe.paymentIntents.create(paidBy('pm_card_visa'));
  expect(await types()).toEqual(['payment_intent.succeeded', 'charge.succeeded', 'payment_intent.created']);
  arrivals = [];
  sim.admin.configureWebhooks({ off: true });
  await stripe.paymentIntents.create(paidBy('pm_card_visa'));
  expect(await types()).toEqual([]);
  expect((await stripe.events.list({ type: 'payment_intent.succeeded' })).data).toHaveLength(2);
});
