import {
  cancelPayment,
  capturePayment,
  confirmPayment,
  failPayment,
  refundPayment,
  retryPayment,
  type Payment,
  type PaymentId,
} from '@payments/domain';
import { sampleClaim, valueOf } from '@payments/domain/testing';
import { FOREIGN_PEER } from '../test/yookassa-rig.ts';
import { CAUSE, yookassaWorld, type YookassaWorld } from '../test/yookassa-world.ts';

let world: YookassaWorld;
beforeEach(async () => {
  world = await yookassaWorld();
});
afterEach(() => world.close());

const HOUR_MS = 3_600_000;
const options = () => ({ cause: CAUSE, claim: sampleClaim(world.deps.now()) });
const charges = (id: PaymentId) => world.sim.ledger.charges('payment_id', id).map(({ amount }) => amount);
const events = (id: PaymentId) => world.storage.events.filter((event) => event.stream === id).map(({ type }) => type);
const paid = async (more: Parameters<YookassaWorld['create']>[0] = {}): Promise<Payment> => {
  const { id } = await world.create(more);
  world.sim.pay(world.objectOf(id));
  await world.knock('payment.succeeded', { id: world.objectOf(id) });
  return world.payment(id);
};

describe('a payment at YooKassa', () => {
  it('goes by redirect: the payer’s page, the notification, the money', async () => {
    const payment = await world.create();
    expect(payment).toMatchObject({ status: 'processing', nextAction: { type: 'redirect' } });
    const object = world.objectOf(payment.id);
    expect(payment.nextAction).toEqual({ type: 'redirect', url: `${world.sim.origin}/pay/${object}` });
    world.sim.pay(object);
    expect(await world.knock('payment.succeeded', { id: object })).toBe('stored');
    expect(await world.payment(payment.id)).toMatchObject({
      ...{ status: 'succeeded', amountCaptured: 10_000n, nextAction: null },
      paymentMethod: { type: 'card', last4: '4477' },
    });
    expect(charges(payment.id)).toEqual(['100.00']);
  });

  it('goes by the widget where there is no way back', async () => {
    const payment = await world.create({ returnUrl: null });
    expect(payment.nextAction).toMatchObject({ type: 'embedded', confirmationToken: expect.stringMatching(/^ct-/) });
    expect(world.storage.raws.map(({ raw }) => raw).join('')).not.toContain('ct-');
  });

  it('is found paid without any notification', async () => {
    world.sim.notifications.settings.off = true;
    const { id } = await world.create();
    world.sim.pay(world.objectOf(id));
    await world.recover(4);
    expect((await world.payment(id)).status).toBe('succeeded');
  });

  it('in two stages is held, then captured in part: the amount asked for stays what it was', async () => {
    const { id } = await world.create({ captureMethod: 'manual' });
    world.sim.pay(world.objectOf(id));
    await world.knock('payment.waiting_for_capture', { id: world.objectOf(id) });
    expect((await world.payment(id)).status).toBe('authorized');
    const captured = valueOf(await capturePayment(world.deps, id, 6_000n, options())).payment;
    expect(captured).toMatchObject({ status: 'succeeded', amountCaptured: 6_000n, needsAttention: null });
    await world.knock('payment.succeeded', { id: world.objectOf(id) });
    expect(await world.payment(id)).toMatchObject({ money: { minor: 10_000n }, needsAttention: null });
  });

  it('a bank’s refusal is failed, with what the payer can do; a payer who leaves is canceled', async () => {
    const refused = await world.create();
    world.sim.decline(world.objectOf(refused.id), { reason: 'insufficient_funds' });
    await world.knock('payment.canceled', { id: world.objectOf(refused.id) });
    expect(await world.payment(refused.id)).toMatchObject({
      status: 'failed',
      failure: { category: 'insufficient_funds', advice: 'use_another_method', providerCode: 'insufficient_funds' },
    });
    const left = await world.create();
    world.sim.giveUp(world.objectOf(left.id));
    await world.knock('payment.canceled', { id: world.objectOf(left.id) });
    expect(await world.payment(left.id)).toMatchObject({ status: 'canceled', failure: { category: 'expired' } });
  });

  it('a shop under 54-FZ: payment, part of a capture and part of a refund each carry a receipt that adds up', async () => {
    await world.close();
    world = await yookassaWorld({ requireReceipt: true, yookassa: { requireReceipt: true } });
    await expect(world.create()).rejects.toMatchObject({ code: 'validation_failed' });
    const items = [{ description: 'Стрижка', quantity: 2, unitAmount: 5_000n }];
    const { id } = await world.create({ captureMethod: 'manual', items, customerEmail: 'payer@example.org' });
    world.sim.pay(world.objectOf(id));
    await world.knock('payment.waiting_for_capture', { id: world.objectOf(id) });
    await capturePayment(world.deps, id, 6_000n, options());
    const { refund } = valueOf(await refundPayment(world.deps, { id, amount: 2_000n }, options()));
    expect([refund.status, charges(id)]).toEqual(['succeeded', ['60.00']]);
    expect((await world.payment(id)).status).toBe('partially_refunded');
  });
});

describe('what can not be canceled yet waits for its end', () => {
  it('/cancel: answered at once, canceled when YooKassa ends it', async () => {
    const { id } = await world.create();
    const answered = valueOf(await cancelPayment(world.deps, id, { ...options(), byPayer: true })).payment;
    expect(answered).toMatchObject({ status: 'processing', goal: 'canceled', nextAction: null });
    await world.recover(3);
    expect((await world.payment(id)).status).toBe('processing');
    world.pass(HOUR_MS);
    await world.recover(3);
    expect(await world.payment(id)).toMatchObject({ status: 'canceled', failure: { code: 'canceled_by_payer' } });
    expect(charges(id)).toEqual([]);
  });

  it('T8 W11 /cancel, and the payer pays after all: the money is recorded and told, never dropped', async () => {
    const { id } = await world.create();
    await cancelPayment(world.deps, id, options());
    world.sim.pay(world.objectOf(id));
    await world.recover(3);
    expect(await world.payment(id)).toMatchObject({
      ...{ status: 'succeeded', amountCaptured: 10_000n, needsAttention: { code: 'late_success' } },
    });
    expect(charges(id)).toEqual(['100.00']);
  });

  it('/fail: given up with its message when YooKassa ends it', async () => {
    const { id } = await world.create();
    await failPayment(world.deps, id, 'the stock is gone', options());
    world.sim.giveUp(world.objectOf(id));
    await world.recover(3);
    expect(await world.payment(id)).toMatchObject({ status: 'failed', failureMessage: 'the stock is gone' });
  });

  it('C13 expiry: waits for YooKassa’s own end, then is canceled as expired', async () => {
    await world.close();
    world = await yookassaWorld({ policy: { expireAfterMs: HOUR_MS / 2 } });
    const { id } = await world.create();
    world.pass(HOUR_MS / 2);
    await world.recover(2);
    expect(await world.payment(id)).toMatchObject({ status: 'processing', goal: 'canceled' });
    world.pass(HOUR_MS / 2);
    await world.recover(3);
    expect(await world.payment(id)).toMatchObject({ status: 'canceled', failure: { code: 'expired' } });
  });

  it('a switch of method: the open object keeps the payer’s choice, and nothing else is opened beside it', async () => {
    await paid({ saveMethod: true });
    const methodId = [...world.storage.methods.keys()][0] ?? null;
    const { id } = await world.create();
    await expect(confirmPayment(world.deps, { id, methodId }, options())).rejects.toMatchObject({
      code: 'invalid_state',
    });
    expect(await world.payment(id)).toMatchObject({ status: 'processing', attempts: [{ number: 1 }] });
    expect(world.sim.payments().filter((object) => object.metadata['payment_id'] === id)).toHaveLength(1);
    await expect(retryPayment(world.deps, { id, methodId }, options())).rejects.toMatchObject({
      code: 'invalid_state',
    });
  });
});

describe('a second try is a second object', () => {
  it('C10 T10 after a refusal; late news of the first changes nothing', async () => {
    const { id } = await world.create();
    const first = world.objectOf(id);
    world.sim.decline(first, { reason: 'card_expired' });
    await world.knock('payment.canceled', { id: first });
    await retryPayment(world.deps, { id }, options());
    const second = world.objectOf(id);
    expect(second).not.toBe(first);
    await world.knock('payment.canceled', { id: first });
    expect((await world.payment(id)).status).toBe('processing');
    world.sim.pay(second);
    await world.knock('payment.succeeded', { id: second });
    expect([(await world.payment(id)).status, charges(id)]).toEqual(['succeeded', ['100.00']]);
  });

  it('I13 with a saved method after a refusal: charged once, under another key', async () => {
    await paid({ saveMethod: true });
    const [method] = world.storage.methods.values();
    const { id } = await world.create();
    world.sim.decline(world.objectOf(id));
    await world.knock('payment.canceled', { id: world.objectOf(id) });
    await retryPayment(world.deps, { id, methodId: method!.id }, options());
    expect([(await world.payment(id)).status, charges(id)]).toEqual(['succeeded', ['100.00']]);
    const keys = world.sim.requests.filter(({ path }) => path === '/payments').map((seen) => seen.idempotenceKey);
    expect(keys.slice(-2)).toEqual([`${id}.submit.1`, `${id}.submit.2`]);
  });
});

describe('a notification is a knock, not news', () => {
  it('promise 8: one that lies changes nothing', async () => {
    const { id } = await world.create();
    const before = await world.payment(id);
    const lie = {
      id: world.objectOf(id),
      status: 'succeeded',
      paid: true,
      amount: { value: '100.00', currency: 'RUB' },
    };
    expect(await world.knock('payment.succeeded', lie)).toBe('stored');
    expect(await world.knock('payment.canceled', { ...lie, status: 'canceled' })).toBe('stored');
    const after = await world.payment(id);
    expect([after.status, after.amountCaptured, after.nextAction]).toEqual(['processing', 0n, before.nextAction]);
    expect(charges(id)).toEqual([]);
  });

  it('W6 one from a foreign address is refused, and not even stored', async () => {
    const { id } = await world.create();
    world.sim.pay(world.objectOf(id));
    expect(await world.knock('payment.succeeded', { id: world.objectOf(id) }, FOREIGN_PEER)).toBe('foreign_address');
    expect(world.storage.inbox.size).toBe(0);
    expect((await world.payment(id)).status).toBe('processing');
  });

  it('W1 W15 the same one five times, three at once, is one change and one event', async () => {
    const { id } = await world.create();
    const object = world.objectOf(id);
    world.sim.pay(object);
    const knock = () => world.knock('payment.succeeded', { id: object });
    await Promise.all([knock(), knock(), knock()]);
    await knock();
    await knock();
    await world.recover(2);
    expect(events(id).filter((type) => type === 'payment.succeeded')).toHaveLength(1);
    expect((await world.payment(id)).status).toBe('succeeded');
  });

  it('W9 succeeded before waiting_for_capture ends succeeded', async () => {
    const { id } = await world.create();
    const object = world.objectOf(id);
    world.sim.pay(object);
    for (const event of ['payment.succeeded', 'payment.waiting_for_capture', 'payment.canceled'])
      await world.knock(event, { id: object });
    expect((await world.payment(id)).status).toBe('succeeded');
  });

  it('W12 one that overtook our own answer is applied when the payment knows its object', async () => {
    world.sim.faults.add({ on: 'POST /payments', kind: 'timeout_after' });
    const { id } = await world.create();
    expect((await world.payment(id)).attempts[0]?.providerPaymentId).toBeNull();
    world.sim.pay(world.objectOf(id));
    await world.knock('payment.succeeded', { id: world.objectOf(id) });
    expect([(await world.payment(id)).status, charges(id)]).toEqual(['succeeded', ['100.00']]);
  });

  it('W17 other types, and W18 objects of another system, are taken and do nothing', async () => {
    expect(await world.knock('payout.succeeded', { id: 'po-1' })).toBe('ignored');
    expect(await world.knock('payment.succeeded', { id: 'somebody-elses' })).toBe('stored');
    expect([...world.storage.inbox.values()].map(({ status }) => status)).toEqual(['skipped']);
  });

  it('W16 one that meets an ill YooKassa is kept, and followed later', async () => {
    const { id } = await world.create();
    world.sim.pay(world.objectOf(id));
    world.sim.faults.add({ on: '*', kind: '500_before' });
    await world.knock('payment.succeeded', { id: world.objectOf(id) });
    expect((await world.payment(id)).status).toBe('processing');
    await world.recover(3);
    expect((await world.payment(id)).status).toBe('succeeded');
  });
});

describe('refunds', () => {
  it('R1 R11 ours by the API, and one from the dashboard, are counted once each', async () => {
    const { id } = await paid();
    await refundPayment(world.deps, { id, amount: 3_000n }, options());
    const theirs = world.sim.dashboardRefund(world.objectOf(id), '70.00');
    await world.knock('refund.succeeded', { id: theirs.id, payment_id: theirs.paymentId });
    expect(await world.payment(id)).toMatchObject({ status: 'refunded', amountRefunded: 10_000n, amountReserved: 0n });
    expect([...world.storage.refunds.values()].map(({ origin }) => origin)).toEqual(['api', 'dashboard']);
  });

  it('R10 a canceled one, of which YooKassa sends nothing, is found by asking; its money can go back again', async () => {
    const { id } = await paid();
    world.sim.settings.refundMode = 'pending';
    const { refund } = valueOf(await refundPayment(world.deps, { id }, options()));
    expect([refund.status, (await world.payment(id)).amountReserved]).toEqual(['pending', 10_000n]);
    world.sim.cancelRefund(refund.providerRefundId ?? '', { reason: 'rejected_by_payee' });
    await world.recover(4);
    expect(world.storage.refunds.get(refund.id)).toMatchObject({
      ...{ status: 'failed', failure: { code: 'refund_refused', providerCode: 'rejected_by_payee' } },
    });
    expect(await world.payment(id)).toMatchObject({ status: 'succeeded', amountReserved: 0n });
  });

  it('T14 the notification of our own one before its answer: one refund, not two', async () => {
    const { id } = await paid();
    world.sim.faults.add({ on: 'POST /refunds', kind: 'timeout_after' });
    await refundPayment(world.deps, { id, amount: 4_000n }, options());
    const [theirs] = world.sim.refunds();
    await world.knock('refund.succeeded', { id: theirs?.id, payment_id: theirs?.paymentId });
    await world.recover(3);
    expect(world.storage.refunds.size).toBe(1);
    expect(await world.payment(id)).toMatchObject({ status: 'partially_refunded', amountRefunded: 4_000n });
  });

  it('R9 after the key is forgotten it is looked for in the payment’s own list, not sent again', async () => {
    const { id } = await paid();
    world.sim.faults.add({ on: 'POST /refunds', kind: 'timeout_after', times: 1 });
    await refundPayment(world.deps, { id, amount: 4_000n }, options());
    world.pass(25 * HOUR_MS);
    await world.recover(2);
    expect(await world.payment(id)).toMatchObject({ amountRefunded: 4_000n, amountReserved: 0n });
    expect(world.sim.refunds()).toHaveLength(1);
    expect(world.sim.requests.filter(({ route }) => route === 'POST /refunds')).toHaveLength(1);
  });
});

describe('what was lost is found', () => {
  it('T20 S1 after the window nothing is sent: the object is found by a complete listing', async () => {
    world.sim.faults.add({ on: 'POST /payments', kind: 'timeout_after' });
    const { id } = await world.create();
    world.pass(16 * 60_000);
    await world.recover(2);
    expect(await world.payment(id)).toMatchObject({ status: 'processing', nextAction: { type: 'redirect' } });
    expect(world.sim.requests.filter(({ route }) => route === 'POST /payments')).toHaveLength(1);
  });

  it('S6 never made: failed only an hour after the last moment it could have been sent, and nothing was charged', async () => {
    world.sim.faults.add({ on: 'POST /payments', kind: 'timeout_before', times: 50 });
    const { id } = await world.create();
    world.pass(20 * 60_000);
    await world.recover(2);
    expect((await world.payment(id)).status).toBe('pending');
    world.pass(HOUR_MS);
    await world.recover(2);
    expect(await world.payment(id)).toMatchObject({ status: 'failed', failure: { code: 'provider_unavailable' } });
    expect(world.sim.payments()).toEqual([]);
  });

  it('an object that was made by the last send of the window, long after the first, is still found', async () => {
    world.sim.faults.add({ on: 'POST /payments', kind: 'timeout_before' });
    const { id } = await world.create();
    world.pass(14 * 60_000);
    world.sim.faults.add({ on: 'POST /payments', kind: 'timeout_after' });
    await world.recover(1);
    world.pass(30 * 60_000);
    await world.recover(1);
    expect((await world.payment(id)).status).toBe('processing');
    expect(world.sim.payments()).toHaveLength(1);
  });
});
