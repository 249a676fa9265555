import {
  cancelPayment,
  capturePayment,
  confirmPayment,
  createPayment,
  refundPayment,
  removeMethod,
  retryPayment,
  saveMethod,
  type CreatePayment,
  type Payment,
} from '@payments/domain';
import { sampleClaim, valueOf } from '@payments/domain/testing';
import {
  BY_ADMIN,
  BY_USER,
  moved,
  stripeWorld,
  USER,
  type StripeWorld,
  type WorldOptions,
} from '../test/stripe-world.ts';

let world: StripeWorld;
const open = async (options: WorldOptions = {}): Promise<void> => {
  world = await stripeWorld(options);
};
afterEach(() => world.close());

async function create(request: Partial<CreatePayment> = {}): Promise<Payment> {
  const wanted = {
    userId: USER,
    createdBy: `user:${USER}`,
    money: { minor: 1999n, currency: 'USD' as const },
    ...request,
  };
  const claim = sampleClaim(world.deps.now());
  return valueOf(await createPayment(world.deps, wanted, { cause: BY_USER, claim })).payment;
}
const intentOf = (payment: Payment): string => payment.attempts.at(-1)?.providerPaymentId ?? '';
const admin = { cause: BY_ADMIN };
const user = { cause: BY_USER };

it('a client secret goes to the browser, the payer pays there, and the webhook brings the service to look', async () => {
  await open();
  const waiting = await create();
  expect(waiting).toMatchObject({
    status: 'processing',
    nextAction: { type: 'client_secret', publishableKey: 'pk_test_simulator' },
  });
  world.sim.admin.pay(intentOf(waiting), 'pm_card_mastercard', 'http://shop.test/return');
  await world.knocked();
  const paid = await world.payment(waiting.id);
  expect(paid).toMatchObject({ status: 'succeeded', amountCaptured: 1999n, nextAction: null });
  expect(paid.paymentMethod).toMatchObject({ type: 'card', brand: 'mastercard', last4: '4444' });
  expect(paid.attempts[0]?.providerChargeId).toMatch(/^ch_/);
  expect(moved(world.sim, paid.id).charges).toEqual([1999]);
});

it('a method that the browser made is confirmed by the server, with the intent in one request', async () => {
  await open();
  const before = world.sim.requests.length;
  const paid = await create({ method: 'pm_card_visa' });
  expect(paid).toMatchObject({ status: 'succeeded', paymentMethod: { brand: 'visa', last4: '4242' } });
  expect(world.sim.requests.slice(before)).toMatchObject([
    { route: '/v1/payment_intents', idempotencyKey: `${paid.id}.submit.1`, status: 200 },
  ]);
  await world.knocked();
  expect((await world.payment(paid.id)).status).toBe('succeeded');
  expect(moved(world.sim, paid.id).charges).toEqual([1999]);
});

it('3D Secure: the payer is sent to their bank, and pays, or is told that it was not confirmed', async () => {
  await open();
  for (const authorized of [true, false]) {
    const waiting = await create({ method: 'pm_card_threeDSecure2Required', returnUrl: 'http://shop.test/thanks' });
    expect(waiting).toMatchObject({
      status: 'processing',
      nextAction: { type: 'redirect', url: expect.stringContaining('/3ds/') },
    });
    world.sim.admin.authenticate(intentOf(waiting), authorized);
    await world.knocked();
    const after = await world.payment(waiting.id);
    expect(after.status).toBe(authorized ? 'succeeded' : 'failed');
    expect(after.failure?.category ?? null).toBe(authorized ? null : 'authentication');
    expect(moved(world.sim, after.id).charges).toEqual(authorized ? [1999] : []);
  }
});

it('C10 a decline, then a retry with another card on the same PaymentIntent: one charge', async () => {
  await open();
  const declined = await create({ method: 'pm_card_visa_chargeDeclinedInsufficientFunds' });
  expect(declined).toMatchObject({
    status: 'failed',
    failure: { code: 'insufficient_funds', category: 'insufficient_funds' },
  });
  const again = valueOf(
    await retryPayment(world.deps, { id: declined.id, method: 'pm_card_visa_chargeDeclined' }, user),
  ).payment;
  expect(again).toMatchObject({ status: 'failed', failure: { code: 'card_declined' } });
  const paid = valueOf(await retryPayment(world.deps, { id: declined.id, method: 'pm_card_visa' }, user)).payment;
  await world.knocked();
  expect(await world.payment(paid.id)).toMatchObject({ status: 'succeeded', failure: null });
  expect(new Set(paid.attempts.map(({ providerPaymentId }) => providerPaymentId)).size).toBe(1);
  expect(paid.attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'succeeded']);
  expect(moved(world.sim, paid.id).charges).toEqual([1999]);
});

it('a decline in the browser, then a retry there with the same client secret', async () => {
  await open();
  const waiting = await create();
  expect(() => world.sim.admin.pay(intentOf(waiting), 'pm_card_visa_chargeDeclined')).toThrow();
  await world.knocked();
  expect((await world.payment(waiting.id)).status).toBe('failed');
  const retried = valueOf(await retryPayment(world.deps, { id: waiting.id }, user)).payment;
  expect(retried).toMatchObject({ status: 'processing', nextAction: { type: 'client_secret' } });
  world.sim.admin.pay(intentOf(retried), 'pm_card_visa');
  await world.knocked();
  expect((await world.payment(waiting.id)).status).toBe('succeeded');
  expect(moved(world.sim, waiting.id).charges).toEqual([1999]);
});

it('C3 a payment that waits takes a method by confirm, under a key of its own', async () => {
  await open();
  const waiting = await create();
  const paid = valueOf(await confirmPayment(world.deps, { id: waiting.id, method: 'pm_card_visa' }, user)).payment;
  expect(paid.status).toBe('succeeded');
  expect(world.sim.requests.map(({ idempotencyKey }) => idempotencyKey)).toContain(`${paid.id}.confirm.1`);
  expect(moved(world.sim, paid.id).charges).toEqual([1999]);
});

it.each([false, true])(
  'manual capture: held, a part is taken, the rest is released and is no refund (listed as one: %s)',
  async (releasesAsRefunds) => {
    await open({ simulator: { releasesAsRefunds } });
    const held = await create({ method: 'pm_card_visa', captureMethod: 'manual' });
    expect(held).toMatchObject({ status: 'authorized', amountCaptured: 0n });
    expect(moved(world.sim, held.id).charges).toEqual([]);
    await capturePayment(world.deps, held.id, 1200n, admin);
    await world.knocked();
    expect(await world.payment(held.id)).toMatchObject({
      status: 'succeeded',
      amountCaptured: 1200n,
      amountRefunded: 0n,
    });
    expect(moved(world.sim, held.id).charges).toEqual([1200]);
    // A refund in the dashboard that is as large as the rest is one all the same.
    world.sim.admin.refund({ payment_intent: intentOf(held), amount: 799 });
    await world.knocked();
    expect(await world.payment(held.id)).toMatchObject({ status: 'partially_refunded', amountRefunded: 799n });
  },
);

it('a hold that is canceled takes nothing', async () => {
  await open();
  const held = await create({ method: 'pm_card_visa', captureMethod: 'manual' });
  await cancelPayment(world.deps, held.id, admin);
  await world.knocked();
  expect((await world.payment(held.id)).status).toBe('canceled');
  expect(moved(world.sim, held.id).charges).toEqual([]);
});

it('a partial refund, then the rest, and not a cent more', async () => {
  await open();
  const paid = await create({ method: 'pm_card_visa' });
  const refund = (amount: bigint | null) =>
    refundPayment(
      world.deps,
      { id: paid.id, amount, reason: 'returned' },
      { cause: BY_ADMIN, claim: sampleClaim(world.deps.now()) },
    );
  expect(valueOf(await refund(500n)).refund).toMatchObject({
    status: 'succeeded',
    providerRefundId: expect.stringMatching(/^re_/),
  });
  await world.knocked();
  expect(await world.payment(paid.id)).toMatchObject({ status: 'partially_refunded', amountRefunded: 500n });
  await refund(null);
  await world.knocked();
  expect(await world.payment(paid.id)).toMatchObject({ status: 'refunded', amountRefunded: 1999n });
  await expect(refund(1n)).rejects.toMatchObject({ code: 'invalid_state' });
  expect(moved(world.sim, paid.id).refunds).toEqual([500, 1499]);
});

it('R10 T15 a refund that is pending fails later, and one that had succeeded fails after all: the money is refundable again', async () => {
  await open();
  for (const [method, first] of [
    ['pm_card_pendingRefund', 'pending'],
    ['pm_card_refundFail', 'succeeded'],
  ] as const) {
    const paid = await create({ method });
    const claim = sampleClaim(world.deps.now());
    const { refund } = valueOf(await refundPayment(world.deps, { id: paid.id }, { cause: BY_ADMIN, claim }));
    expect(refund.status).toBe(first);
    world.sim.admin.settleRefund(refund.providerRefundId ?? '', false);
    await world.knocked();
    expect(await world.payment(paid.id)).toMatchObject({ status: 'succeeded', amountRefunded: 0n, amountReserved: 0n });
    expect(world.storage.refunds.get(refund.id)).toMatchObject({
      status: 'failed',
      failure: { code: 'refund_refused' },
    });
  }
});

it('R11 refunds that somebody makes in the dashboard are taken in, partial ones too', async () => {
  await open();
  const paid = await create({ method: 'pm_card_visa' });
  world.sim.admin.refund({ payment_intent: intentOf(paid), amount: 600 });
  await world.knocked();
  expect(await world.payment(paid.id)).toMatchObject({ status: 'partially_refunded', amountRefunded: 600n });
  world.sim.admin.refund({ payment_intent: intentOf(paid) });
  await world.knocked();
  expect(await world.payment(paid.id)).toMatchObject({ status: 'refunded', amountRefunded: 1999n });
  expect([...world.storage.refunds.values()].map(({ origin, money }) => [origin, money.minor])).toEqual([
    ['dashboard', 600n],
    ['dashboard', 1399n],
  ]);
});

it('a bank debit is processing for days, and succeeds or fails then', async () => {
  await open();
  for (const succeeds of [true, false]) {
    const sent = await create({ method: 'pm_usBankAccount_processing' });
    expect(sent).toMatchObject({ status: 'processing', nextAction: null });
    world.sim.admin.settleDebit(intentOf(sent), succeeds);
    await world.knocked();
    expect((await world.payment(sent.id)).status).toBe(succeeds ? 'succeeded' : 'failed');
  }
});

it('W9 events in the wrong order, and each of them three times, end where Stripe is', async () => {
  await open();
  world.sim.webhooks.configure({ reorder: true, repeat: 2 });
  const waiting = await create();
  expect(() => world.sim.admin.pay(intentOf(waiting), 'pm_card_visa_chargeDeclined')).toThrow();
  world.sim.admin.pay(intentOf(waiting), 'pm_card_visa');
  await world.knocked();
  expect((await world.payment(waiting.id)).status).toBe('succeeded');
  expect(world.storage.events.filter(({ type }) => type === 'payment.succeeded')).toHaveLength(1);
});

it('a dispute raises an alert, and changes no money', async () => {
  await open();
  const paid = await create({ method: 'pm_card_visa' });
  world.sim.admin.dispute(intentOf(paid));
  await world.knocked();
  expect((await world.payment(paid.id)).status).toBe('succeeded');
  expect(world.storage.events.filter(({ type }) => type === 'alert.raised')).toHaveLength(1);
});

it('a card is saved, paid with by the server (3D Secure asked for where the bank wants it), and removed at both ends', async () => {
  await open();
  const saved = valueOf(
    await saveMethod(
      world.deps,
      { userId: USER, token: await world.card(), provider: 'stripe', makeDefault: true },
      user,
    ),
  );
  expect(saved).toMatchObject({
    status: 'active',
    brand: 'visa',
    last4: '4242',
    customer: expect.stringMatching(/^cus_/),
  });
  expect((await create({ methodId: saved.id })).status).toBe('succeeded');
  const strict = valueOf(
    await saveMethod(
      world.deps,
      { userId: USER, token: await world.card('tok_threeDSecure2Required'), provider: 'stripe', makeDefault: false },
      user,
    ),
  );
  expect(strict.customer).toBe(saved.customer);
  const asked = await create({ methodId: strict.id });
  expect(asked).toMatchObject({ status: 'processing', nextAction: { type: 'redirect' } });
  world.sim.admin.authenticate(intentOf(asked), true);
  await world.knocked();
  expect((await world.payment(asked.id)).status).toBe('succeeded');
  expect(valueOf(await removeMethod(world.deps, USER, saved.id, user)).status).toBe('removed');
  expect(await world.ask(`payment_methods/${saved.reference}`)).toMatchObject({ customer: null });
});

it('a saved card can be brought to a payment that was opened without one', async () => {
  await open();
  const request = { userId: USER, token: await world.card(), provider: 'stripe', makeDefault: false };
  const saved = valueOf(await saveMethod(world.deps, request, user));
  const waiting = await create();
  const paid = valueOf(await confirmPayment(world.deps, { id: waiting.id, methodId: saved.id }, user)).payment;
  expect(paid.status).toBe('succeeded');
  expect(moved(world.sim, paid.id).charges).toEqual([1999]);
});

it('a card that the payer wants kept is kept by the payment itself; one that is detached in the dashboard is forgotten here', async () => {
  await open();
  const paid = await create({ method: 'pm_card_visa', saveMethod: true });
  expect(paid.status).toBe('succeeded');
  const [kept] = world.methods();
  expect(kept).toMatchObject({ status: 'active', brand: 'visa', last4: '4242', userId: USER });
  expect(kept && (await create({ methodId: kept.id })).status).toBe('succeeded');
  await fetch(`${world.sim.url}/v1/payment_methods/${kept?.reference}/detach`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.sim.secretKey}` },
  });
  await world.knocked();
  expect(world.methods()).toMatchObject([{ status: 'removed' }]);
});

it('R12 a payment whose saved method was deleted can be refunded', async () => {
  await open();
  const request = { userId: USER, token: await world.card(), provider: 'stripe', makeDefault: false };
  const saved = valueOf(await saveMethod(world.deps, request, user));
  const paid = await create({ methodId: saved.id });
  await removeMethod(world.deps, USER, saved.id, user);
  const claim = sampleClaim(world.deps.now());
  expect(valueOf(await refundPayment(world.deps, { id: paid.id }, { cause: BY_ADMIN, claim })).payment.status).toBe(
    'refunded',
  );
});
