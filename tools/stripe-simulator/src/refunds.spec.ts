import type Stripe from 'stripe';
import { openAccount, paidBy, refusalOf } from '../test/account.ts';
import type { StripeSimulator } from './index.ts';

let sim: StripeSimulator;
let stripe: Stripe;

beforeEach(async () => ({ sim, stripe } = await openAccount()));
afterEach(() => sim.close());

const net = () => sim.ledger.totals()['usd']?.net;

it('gives a part back, then the rest, and never more', async () => {
  const paid = await stripe.paymentIntents.create(paidBy('pm_card_visa'));
  const part = await stripe.refunds.create({
    payment_intent: paid.id,
    amount: 300,
    reason: 'requested_by_customer',
    metadata: { refund_id: 'r1' },
  });
  expect(part).toMatchObject({
    status: 'succeeded',
    amount: 300,
    reason: 'requested_by_customer',
    metadata: { refund_id: 'r1' },
  });
  expect(net()).toBe(700);
  const tooMuch = await refusalOf(stripe.refunds.create({ payment_intent: paid.id, amount: 701 }));
  expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
  expect(tooMuch.code).toBeUndefined();
  await stripe.refunds.create({ payment_intent: paid.id });
  expect(net()).toBe(0);
  expect(await refusalOf(stripe.refunds.create({ payment_intent: paid.id }))).toMatchObject({
    code: 'charge_already_refunded',
  });
  expect((await stripe.refunds.list({ payment_intent: paid.id })).data.map(({ amount }) => amount)).toEqual([700, 300]);
  expect(await stripe.charges.retrieve(String(paid.latest_charge))).toMatchObject({
    refunded: true,
    amount_refunded: 1_000,
  });
});

it('keeps a refund pending until the bank has spoken', async () => {
  const paid = await stripe.paymentIntents.create(paidBy('pm_card_pendingRefund'));
  const refund = await stripe.refunds.create({ payment_intent: paid.id });
  expect(refund.status).toBe('pending');
  expect(net()).toBe(1_000);
  sim.admin.settleRefund(refund.id, true);
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
  expect(net()).toBe(0);
});

it('takes a refund back that fails later, and lets another be made', async () => {
  const paid = await stripe.paymentIntents.create(paidBy('pm_card_refundFail'));
  const refund = await stripe.refunds.create({ payment_intent: paid.id });
  expect(refund.status).toBe('succeeded');
  sim.admin.settleRefund(refund.id, false);
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'failed', failure_reason: 'unknown' });
  expect(net()).toBe(1_000);
  expect((await stripe.refunds.create({ payment_intent: paid.id })).amount).toBe(1_000);
});

it('lets refunds end by themselves after the settling time', async () => {
  await sim.close();
  ({ sim, stripe } = await openAccount({ settleMs: 20 }));
  const [pending, failing] = await Promise.all(
    ['pm_card_pendingRefund', 'pm_card_refundFail'].map(async (method) => {
      const paid = await stripe.paymentIntents.create(paidBy(method));
      return stripe.refunds.create({ payment_intent: paid.id });
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect((await stripe.refunds.retrieve(pending?.id ?? '')).status).toBe('succeeded');
  expect((await stripe.refunds.retrieve(failing?.id ?? '')).status).toBe('failed');
});

it('shows a dashboard refund that carries nothing of ours', async () => {
  const paid = await stripe.paymentIntents.create(paidBy('pm_card_visa'));
  sim.admin.refund({ payment_intent: paid.id, amount: 250 });
  const [refund] = (await stripe.refunds.list({ payment_intent: paid.id })).data;
  expect(refund).toMatchObject({ amount: 250, metadata: {}, payment_intent: paid.id });
  expect(sim.ledger.refundsFor('payment_id', 'p1')).toHaveLength(1);
});

it('does not refund what was never paid or is disputed', async () => {
  const open = await stripe.paymentIntents.create({ amount: 1_000, currency: 'usd' });
  expect((await refusalOf(stripe.refunds.create({ payment_intent: open.id }))).statusCode).toBe(400);
  const disputed = await stripe.paymentIntents.create(paidBy('pm_card_createDispute'));
  expect(await refusalOf(stripe.refunds.create({ payment_intent: disputed.id }))).toMatchObject({
    code: 'charge_disputed',
  });
  const [dispute] = (await stripe.disputes.list({ payment_intent: disputed.id })).data;
  expect(dispute).toMatchObject({ reason: 'fraudulent', status: 'needs_response', charge: disputed.latest_charge });
});

it('can list the release of an uncaptured rest as a refund, without money in the ledger', async () => {
  await sim.close();
  ({ sim, stripe } = await openAccount({ releasesAsRefunds: true }));
  const held = await stripe.paymentIntents.create(paidBy('pm_card_visa', { capture_method: 'manual' }));
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 600 });
  expect((await stripe.refunds.list({ payment_intent: held.id })).data.map(({ amount }) => amount)).toEqual([400]);
  expect(net()).toBe(600);
});
