import Stripe from 'stripe';
import type { WebhookRequest } from '@payments/domain';
import { STRIPE_EVENTS, webhookReader } from './stripe-webhook.ts';
import { eventAbout, signed } from '../test/stripe-rig.ts';
import { stripeWorld } from '../test/stripe-world.ts';

const NOW = new Date('2026-11-21T12:00:00.000Z');
const SECRET = 'whsec_old_one';
const reader = (webhookSecrets = [SECRET], secretKey = 'sk_test_x') =>
  webhookReader(new Stripe('sk_test_x'), { webhookSecrets, secretKey });
const read = (request: WebhookRequest, now = NOW) => reader()(request, now);
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const genuine = (event = eventAbout('pi_1'), secret = SECRET) => signed(event, secret, NOW);

it('reads which object a genuine event names, and nothing else of it', () => {
  expect(read(genuine())).toEqual({
    kind: 'knock',
    eventId: 'evt_pi_1',
    type: 'payment_intent.succeeded',
    target: { kind: 'payment', providerPaymentId: 'pi_1' },
    knocksAgain: false,
  });
});

it('W2 a forged signature, a missing one, one of another scheme: refused before a byte of the body is used', () => {
  const { headers, body } = genuine();
  const header = headers['stripe-signature'];
  const forgeries: readonly WebhookRequest[] = [
    genuine(eventAbout('pi_1'), 'whsec_of_somebody_else'),
    { headers: {}, body },
    { headers: { 'stripe-signature': header.replace('v1=', 'v0=') }, body },
    { headers: { 'stripe-signature': `t=${NOW.getTime() / 1000},v1=` }, body },
    { headers: { 'stripe-signature': `${header},t=1` }, body },
    { headers, body: new Uint8Array() },
    { headers, body: new Uint8Array([0xff, 0xfe, ...body]) },
    { headers, body: new Uint8Array([0xef, 0xbb, 0xbf, ...body]) },
  ];
  for (const forgery of forgeries)
    expect(read(forgery)).toEqual({ kind: 'forged', reason: 'the signature does not fit' });
});

it('W2 behind the door: nothing is read at Stripe by the ids in a forged body, and it answers 400', async () => {
  const world = await stripeWorld();
  world.sim.webhooks.configure({ secret: 'whsec_of_somebody_else' });
  await fetch(`${world.sim.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.sim.secretKey}` },
    body: new URLSearchParams({
      amount: '1000',
      currency: 'usd',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      return_url: 'http://a.test',
    }),
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(world.received.length).toBeGreaterThan(0);
  expect(world.received.every(({ kind }) => kind === 'forged')).toBe(true);
  expect(world.sim.requests.filter(({ method }) => method === 'GET')).toEqual([]);
  expect(world.storage.inbox.size).toBe(0);
  await world.close();
});

it('W3 a body that was parsed and written again is refused', () => {
  const { headers, body } = genuine();
  const again = JSON.stringify(JSON.parse(Buffer.from(body).toString()), null, 1);
  expect(read({ headers, body: new Uint8Array(Buffer.from(again)) })).toMatchObject({ kind: 'forged' });
});

it('W4 a time outside the tolerance is refused, on both sides', () => {
  expect(read(genuine(), later(299))).toMatchObject({ kind: 'knock' });
  expect(read(genuine(), later(301))).toMatchObject({ kind: 'forged' });
  expect(read(genuine(), later(-299))).toMatchObject({ kind: 'knock' });
  expect(read(genuine(), later(-301))).toMatchObject({ kind: 'forged' });
  expect(read(genuine(), later(-10 * 365 * 86_400))).toMatchObject({ kind: 'forged' });
});

it('W5 while a secret is rolled either one is taken, and a header may carry both signatures', () => {
  const both = reader(['whsec_new_one', SECRET]);
  expect(both(genuine(), NOW)).toMatchObject({ kind: 'knock' });
  expect(both(genuine(eventAbout('pi_1'), 'whsec_new_one'), NOW)).toMatchObject({ kind: 'knock' });
  const { headers, body } = genuine();
  const other = genuine(eventAbout('pi_1'), 'whsec_third').headers['stripe-signature'].split(',')[1];
  const doubled = { headers: { 'stripe-signature': `${headers['stripe-signature']},${other}` }, body };
  expect(read(doubled)).toMatchObject({ kind: 'knock' });
});

it('W19 a test event on a live setup is refused, and a live one on a test setup', () => {
  const live = reader([SECRET], 'sk_live_x');
  expect(live(genuine(), NOW)).toEqual({ kind: 'forged', reason: 'a test event on a live setup' });
  expect(live(genuine(eventAbout('pi_1', undefined, { livemode: true })), NOW)).toMatchObject({ kind: 'knock' });
  expect(read(genuine(eventAbout('pi_1', undefined, { livemode: true })))).toMatchObject({ kind: 'forged' });
});

it('a signed event that leaves out what nobody reads is taken: the object is fetched anyway', () => {
  const data = { object: { id: 'pi_1' } };
  expect(read(genuine({ id: 'evt_1', type: 'payment_intent.succeeded', data }))).toMatchObject({
    kind: 'knock',
    eventId: 'evt_1',
    target: { kind: 'payment', providerPaymentId: 'pi_1' },
  });
});

it('W17 an event of no interest is ignored, whatever it holds', () => {
  for (const type of ['payment_intent.created', 'customer.created', 'toString', 'charge.succeeded'])
    expect(read(genuine(eventAbout('pi_1', type)))).toEqual({ kind: 'ignored', eventId: 'evt_pi_1', type });
});

it('W18 a refund or charge without a PaymentIntent is another system’s', () => {
  for (const type of ['charge.refunded', 'refund.updated'])
    expect(read(genuine(eventAbout('re_1', type)))).toMatchObject({ kind: 'ignored' });
});

it('a genuine body that is no event is refused', () => {
  for (const event of [
    {},
    [],
    { object: 'event' },
    { ...eventAbout('pi_1'), data: {} },
    { ...eventAbout('pi_1'), livemode: 'no' },
  ])
    expect(read(genuine(event))).toEqual({ kind: 'forged', reason: 'the body is not an event' });
});

it('each event of the life cycle names what must be read', () => {
  const object = { id: 'x_1', payment_intent: 'pi_9' };
  const target = (type: string) => {
    const reading = read(genuine({ ...eventAbout('pi_1', type), data: { object } }));
    return reading.kind === 'knock' ? reading.target : reading.kind;
  };
  const targets = Object.fromEntries(Object.keys(STRIPE_EVENTS).map((type) => [type, target(type)]));
  const payment = { kind: 'payment', providerPaymentId: 'x_1' };
  const refund = { kind: 'refund', providerRefundId: 'x_1', providerPaymentId: 'pi_9' };
  expect(targets).toEqual({
    'payment_intent.succeeded': payment,
    'payment_intent.payment_failed': payment,
    'payment_intent.processing': payment,
    'payment_intent.requires_action': payment,
    'payment_intent.canceled': payment,
    'payment_intent.amount_capturable_updated': payment,
    'charge.refunded': { kind: 'payment', providerPaymentId: 'pi_9' },
    'charge.refund.updated': refund,
    'refund.created': refund,
    'refund.updated': refund,
    'refund.failed': refund,
    'payment_method.detached': { kind: 'method', reference: 'x_1' },
    'charge.dispute.created': { kind: 'dispute', providerPaymentId: 'pi_9', reference: 'x_1' },
  });
});

it('W18 an intent of another system on the same account is skipped', async () => {
  const world = await stripeWorld();
  await fetch(`${world.sim.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.sim.secretKey}` },
    body: new URLSearchParams({
      amount: '1000',
      currency: 'usd',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      return_url: 'http://a.test',
    }),
  });
  await world.knocked();
  expect([...world.storage.inbox.values()].map(({ status }) => status)).toEqual(['skipped']);
  expect(world.storage.payments.size).toBe(0);
  await world.close();
});
