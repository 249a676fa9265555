import type Stripe from 'stripe';
import { openAccount, paidBy, refusalOf, RETURN_URL, unpaid } from '../test/account.ts';
import type { StripeSimulator } from './index.ts';

let sim: StripeSimulator;
let stripe: Stripe;

beforeEach(async () => ({ sim, stripe } = await openAccount()));
afterEach(() => sim.close());

const charges = () => sim.ledger.chargesFor('payment_id', 'p1').length;
const DAY_MS = 24 * 60 * 60 * 1000;

it('answers the same key with the same body, and says that it is a replay', async () => {
  const first = await stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' });
  const again = await stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' });
  expect(again).toEqual(first);
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(again.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
  expect(charges()).toBe(1);
});

it('replays the body of then, not the object as it is now', async () => {
  const first = await stripe.paymentIntents.create(unpaid, { idempotencyKey: 'k1' });
  sim.admin.pay(first.id, 'pm_card_visa', RETURN_URL);
  expect((await stripe.paymentIntents.create(unpaid, { idempotencyKey: 'k1' })).status).toBe('requires_payment_method');
});

it('replays a decline', async () => {
  const pay = () =>
    refusalOf(stripe.paymentIntents.create(paidBy('pm_card_visa_chargeDeclined'), { idempotencyKey: 'k1' }));
  const [first, again] = [await pay(), await pay()];
  expect(again).toMatchObject({ statusCode: 402, charge: first.charge });
  expect(again.headers?.['idempotent-replayed']).toBe('true');
});

it('refuses other parameters, and another endpoint, under the same key', async () => {
  const first = await stripe.paymentIntents.create(unpaid, { idempotencyKey: 'k1' });
  const other = await refusalOf(stripe.paymentIntents.create({ ...unpaid, amount: 1_001 }, { idempotencyKey: 'k1' }));
  expect(other).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' });
  const confirm = await refusalOf(
    stripe.paymentIntents.confirm(first.id, { payment_method: 'pm_card_visa' }, { idempotencyKey: 'k1' }),
  );
  expect(confirm.type).toBe('StripeIdempotencyError');
  expect(charges()).toBe(0);
});

it('answers 409 while the first request is still running, and its answer afterwards', async () => {
  sim.faults.add({ on: 'POST /v1/payment_intents', kind: 'slow', ms: 150 });
  const first = stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const meanwhile = await refusalOf(stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' }));
  expect(meanwhile).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  const { id } = await first;
  expect((await stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' })).id).toBe(id);
  expect(charges()).toBe(1);
});

it('does not keep what failed validation: the mended request may use the key', async () => {
  expect(
    await refusalOf(stripe.paymentIntents.create({ ...unpaid, amount: 10 }, { idempotencyKey: 'k1' })),
  ).toMatchObject({ code: 'amount_too_small' });
  expect((await stripe.paymentIntents.create(unpaid, { idempotencyKey: 'k1' })).status).toBe('requires_payment_method');
});

it.each(['429', '409', '503'] as const)('does not keep a %s', async (kind) => {
  sim.faults.add({ on: 'POST /v1/payment_intents', kind });
  await refusalOf(stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' }));
  expect((await stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' })).status).toBe(
    'succeeded',
  );
  expect(charges()).toBe(1);
});

it('keeps a 500 that came after the effect: it stays a 500, and the listing shows the truth', async () => {
  sim.faults.add({ on: 'POST /v1/payment_intents', kind: 'error_after' });
  const pay = () => refusalOf(stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' }));
  expect((await pay()).statusCode).toBe(500);
  const again = await pay();
  expect(again.statusCode).toBe(500);
  expect(again.headers?.['idempotent-replayed']).toBe('true');
  expect(charges()).toBe(1);
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
});

it('keeps a 500 of an execution that did nothing only where it had begun', async () => {
  const pay = (idempotencyKey: string) => stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey });
  sim.faults.add({ on: 'POST /v1/payment_intents', kind: 'error_before', kept: true });
  await refusalOf(pay('kept'));
  expect((await refusalOf(pay('kept'))).statusCode).toBe(500);
  sim.faults.add({ on: 'POST /v1/payment_intents', kind: 'error_before' });
  await refusalOf(pay('fresh'));
  expect(charges()).toBe(0);
  expect((await pay('fresh')).status).toBe('succeeded');
});

it('forgets a key after 24 hours: the same request is a new payment then', async () => {
  const first = await stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' });
  sim.admin.advance(DAY_MS - 5_000);
  expect((await stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' })).id).toBe(first.id);
  sim.admin.advance(5_000);
  expect((await stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey: 'k1' })).id).not.toBe(first.id);
  expect(charges()).toBe(2);
});
