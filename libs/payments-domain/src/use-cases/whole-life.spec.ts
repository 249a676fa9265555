import { orderId } from '../ids.ts';
import type { Cause } from '../audit.ts';
import { simulatedProvider } from '../testing/simulated-provider.ts';
import { testWorld, valueOf, type TestWorld } from '../testing/world.ts';
import type { Payment } from '../payment.ts';
import { cancelPayment, capturePayment, failPayment } from './change-goal.ts';
import { recoverPayments } from './recover-payments.ts';
import { refundPayment } from './refund-payment.ts';
import { retryPayment } from './retry-payment.ts';
import { syncPayment } from './sync-payment.ts';
import { processWebhook, receiveWebhook } from './receive-webhook.ts';

const ADMIN: Cause = { actor: { type: 'admin', id: 'a_1' }, requestId: 'r_1' };
const YOO = (now: () => Date) => simulatedProvider({ now, declinesStayOpen: false, waitingCancelable: false });

async function deliver(world: TestWorld): Promise<void> {
  for (const knock of world.provider.knocks.splice(0)) {
    const received = await receiveWebhook(world.deps, 'simulated', knock);
    if (received.kind !== 'stored') throw new Error(received.kind);
    const entry = await world.storage.loadWebhook(received.id);
    if (entry) await processWebhook(world.deps, entry);
  }
}

const objectOf = (payment: Payment): string => payment.attempts.at(-1)?.providerPaymentId ?? '';

describe('capture and cancel', () => {
  it('C6 more than is held is refused, and a part may be captured', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok', captureMethod: 'manual' });
    expect(payment.status).toBe('authorized');
    await expect(capturePayment(world.deps, payment.id, 101n, { cause: ADMIN })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const after = valueOf(await capturePayment(world.deps, payment.id, 60n, { cause: ADMIN }));
    expect(after.payment).toMatchObject({ status: 'succeeded', amountCaptured: 60n });
  });

  it('C5 C8 C9 what is over can not be captured or canceled again', async () => {
    const world = testWorld();
    const paid = await world.create({ method: 'ok', captureMethod: 'manual' });
    await capturePayment(world.deps, paid.id, null, { cause: ADMIN });
    const sent = world.provider.requests.length;
    await expect(capturePayment(world.deps, paid.id, null, { cause: ADMIN })).rejects.toMatchObject({
      code: 'invalid_state',
    });
    await expect(cancelPayment(world.deps, paid.id, { cause: ADMIN })).rejects.toMatchObject({ code: 'invalid_state' });
    expect(world.provider.requests).toHaveLength(sent);
    const canceled = await world.create({ method: 'ok', captureMethod: 'manual' });
    expect(valueOf(await cancelPayment(world.deps, canceled.id, { cause: ADMIN })).payment.status).toBe('canceled');
    await expect(capturePayment(world.deps, canceled.id, null, { cause: ADMIN })).rejects.toMatchObject({
      code: 'invalid_state',
    });
  });

  it('K4 capture and cancel at once: one wins, and the provider agrees', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok', captureMethod: 'manual' });
    const results = await Promise.allSettled([
      capturePayment(world.deps, payment.id, null, { cause: ADMIN }),
      cancelPayment(world.deps, payment.id, { cause: ADMIN }),
    ]);
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    const after = await world.payment(payment.id);
    expect(world.provider.ledger.charges(payment.id)).toHaveLength(after.status === 'succeeded' ? 1 : 0);
  });

  it('T9 while a capture is unknown, amount and goal are frozen', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok', captureMethod: 'manual' });
    world.provider.faults.next('capture', 'timeout_before');
    expect(valueOf(await capturePayment(world.deps, payment.id, 60n, { cause: ADMIN })).payment.status).toBe(
      'authorized',
    );
    await expect(capturePayment(world.deps, payment.id, 100n, { cause: ADMIN })).rejects.toMatchObject({
      code: 'invalid_state',
    });
    await expect(cancelPayment(world.deps, payment.id, { cause: ADMIN })).rejects.toMatchObject({
      code: 'invalid_state',
    });
    world.advanceClock(30_000);
    await recoverPayments(world.deps, { worker: 'w' });
    expect(await world.payment(payment.id)).toMatchObject({ status: 'succeeded', amountCaptured: 60n });
  });

  it('a capture whose key the provider keeps an error under goes out under a fresh one, once the object was read', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok', captureMethod: 'manual' });
    const keys: string[] = [];
    const stuck: typeof world.provider = {
      ...world.provider,
      capture: (one, id, amount, send) => {
        keys.push(send.key);
        const kept = send.key === keys[0];
        return kept
          ? Promise.resolve({ verdict: 'unknown', reason: 'kept' })
          : world.provider.capture(one, id, amount, send);
      },
    };
    const deps = { ...world.deps, provider: () => stuck };
    const round = async () => {
      world.advanceClock(600_000);
      await recoverPayments(deps, { worker: 'w' });
    };
    await capturePayment(deps, payment.id, 60n, { cause: ADMIN });
    for (let rounds = 0; rounds < 4; rounds++) await round();
    world.provider.faults.always('fetch', 'timeout_before');
    const sent = keys.length;
    for (let rounds = 0; rounds < 3; rounds++) await round();
    expect(keys.length - sent).toBeLessThan(3); // not read, so not sent any more
    world.provider.faults.heal();
    for (let rounds = 0; rounds < 3; rounds++) await round();
    expect(new Set(keys).size).toBe(2);
    expect(await world.payment(payment.id)).toMatchObject({ status: 'succeeded', amountCaptured: 60n });
    expect(world.provider.ledger.charges(payment.id)).toHaveLength(1);
  });

  it('T8 a submit that is unknown and then canceled is only looked for, and canceled once it is proven absent', async () => {
    const world = testWorld();
    world.provider.faults.next('submit', 'timeout_before');
    const payment = await world.create({ method: 'ok' });
    const canceled = valueOf(await cancelPayment(world.deps, payment.id, { cause: ADMIN }));
    expect(canceled.payment.status).toBe('pending');
    for (let hours = 0; hours < 3; hours++) {
      world.advanceClock(3_600_000);
      await recoverPayments(world.deps, { worker: 'w' });
    }
    expect((await world.payment(payment.id)).status).toBe('canceled');
    expect(world.provider.objects.size).toBe(0);
  });

  it('/fail gives up at the provider first, and is refused where it was paid', async () => {
    const world = testWorld();
    const payment = await world.create();
    const failed = valueOf(await failPayment(world.deps, payment.id, 'no answer', { cause: ADMIN }));
    expect(failed.payment).toMatchObject({ status: 'failed', failureMessage: 'no answer' });
    const other = await world.create();
    world.provider.payer.pays(objectOf(other));
    await expect(failPayment(world.deps, other.id, 'no', { cause: ADMIN })).rejects.toMatchObject({
      code: 'invalid_state',
    });
    expect((await world.payment(other.id)).status).toBe('succeeded');
  });

  it('what can not be canceled yet waits, and is canceled when it can', async () => {
    const world = testWorld({ providers: [YOO] });
    const payment = await world.create({ captureMethod: 'manual' });
    expect(valueOf(await cancelPayment(world.deps, payment.id, { cause: ADMIN })).payment.status).toBe('processing');
    world.provider.payer.pays(objectOf(payment));
    await deliver(world);
    expect((await world.payment(payment.id)).status).toBe('canceled');
    expect(world.provider.ledger.lines).toHaveLength(0);
  });

  it('C13 an abandoned payment is canceled at the provider first, then here', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'requires_action' });
    world.advanceClock(24 * 3_600_000 + 1);
    await recoverPayments(world.deps, { worker: 'w' });
    expect(await world.payment(payment.id)).toMatchObject({ status: 'canceled', failure: { category: 'expired' } });
    expect(world.provider.objects.get(objectOf(payment))?.status).toBe('canceled');
  });
});

describe('retry', () => {
  it('C10 I13 a declined payment is paid by a new attempt under a new key', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'declined' });
    expect(payment.status).toBe('failed');
    const after = valueOf(await retryPayment(world.deps, { id: payment.id, method: 'ok' }, { cause: ADMIN }));
    expect(after.payment.status).toBe('succeeded');
    expect(after.payment.attempts.map((a) => a.outcome)).toEqual(['failed', 'succeeded']);
    expect(world.provider.objects.size).toBe(1);
  });

  it('T5 what a decline left open elsewhere is ended first; paid meanwhile, nothing is sent', async () => {
    const two = [
      (now: () => Date) => simulatedProvider({ now }),
      (now: () => Date) => simulatedProvider({ now, name: 'second' }),
    ];
    const world = testWorld({ providers: two });
    const payment = await world.create({ method: 'declined' });
    const after = valueOf(
      await retryPayment(world.deps, { id: payment.id, method: 'ok', provider: 'second' }, { cause: ADMIN }),
    );
    expect(after.payment.status).toBe('succeeded');
    expect(world.provider.objects.get(objectOf(payment))?.status).toBe('canceled');

    const other = await world.create({ method: 'declined' });
    world.provider.payer.pays(objectOf(other));
    const paid = valueOf(
      await retryPayment(world.deps, { id: other.id, method: 'ok', provider: 'second' }, { cause: ADMIN }),
    );
    expect(paid.payment).toMatchObject({ status: 'succeeded', paidAttempt: 1 });
    expect(world.providers[1]?.ledger.charges(other.id)).toHaveLength(0);
  });

  it('T10 a late decline of the first attempt does not fail the second', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'declined' });
    await retryPayment(world.deps, { id: payment.id, method: 'pending' }, { cause: ADMIN });
    await deliver(world);
    expect((await world.payment(payment.id)).status).toBe('processing');
  });

  it('only a failed payment can be tried again', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    await expect(retryPayment(world.deps, { id: payment.id, method: 'ok' }, { cause: ADMIN })).rejects.toMatchObject({
      code: 'invalid_state',
    });
  });

  it('T7 a late success of a failed payment whose order another one holds is recorded, with an alarm', async () => {
    const world = testWorld();
    const first = await world.create({ orderId: orderId('o_1'), method: 'declined' });
    world.provider.faults.always('cancel', 'timeout_before');
    const second = await world.create({ orderId: orderId('o_1'), method: 'ok' });
    expect(second.status).toBe('pending');
    world.provider.payer.pays(objectOf(first));
    const late = await syncPayment(world.deps, first.id, ADMIN);
    expect(late.payment).toMatchObject({
      status: 'succeeded',
      holdsOrder: false,
      needsAttention: { code: 'late_success' },
    });
    world.provider.faults.heal();
    world.advanceClock(120_000);
    await recoverPayments(world.deps, { worker: 'w' });
    expect(await world.payment(second.id)).toMatchObject({
      status: 'canceled',
      failure: { code: 'duplicate_payment' },
    });
    expect((await world.payment(first.id)).holdsOrder).toBe(true);
  });
});

describe('refunds', () => {
  it('R1 R3 parts, then the rest', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    await refundPayment(world.deps, { id: payment.id, amount: 30n }, { cause: ADMIN });
    expect(await world.payment(payment.id)).toMatchObject({ status: 'partially_refunded', amountRefunded: 30n });
    await expect(refundPayment(world.deps, { id: payment.id, amount: 71n }, { cause: ADMIN })).rejects.toMatchObject({
      code: 'amount_exceeds_refundable',
    });
    await refundPayment(world.deps, { id: payment.id }, { cause: ADMIN });
    expect(await world.payment(payment.id)).toMatchObject({ status: 'refunded', amountRefunded: 100n });
  });

  it('K5 two of 60 at once: one succeeds', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    const results = await Promise.allSettled(
      [60n, 60n].map((amount) => refundPayment(world.deps, { id: payment.id, amount }, { cause: ADMIN })),
    );
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
  });

  it('R9 X8 an unknown refund stays pending and reserved, and is resolved under the same key', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    world.provider.faults.next('refund', 'timeout_after');
    const { refund } = valueOf(await refundPayment(world.deps, { id: payment.id, amount: 60n }, { cause: ADMIN }));
    expect(refund.status).toBe('pending');
    expect((await world.payment(payment.id)).amountReserved).toBe(60n);
    world.advanceClock(30_000);
    await recoverPayments(world.deps, { worker: 'w' });
    expect(await world.payment(payment.id)).toMatchObject({
      status: 'partially_refunded',
      amountRefunded: 60n,
      amountReserved: 0n,
    });
    expect(world.provider.refunds.size).toBe(1);
  });

  it('R6 C12 the window and the state are judged', async () => {
    const world = testWorld();
    const waiting = await world.create();
    await expect(refundPayment(world.deps, { id: waiting.id }, { cause: ADMIN })).rejects.toMatchObject({
      code: 'invalid_state',
    });
    const payment = await world.create({ method: 'ok' });
    world.advanceClock(180 * 86_400_000);
    await refundPayment(world.deps, { id: payment.id, amount: 1n }, { cause: ADMIN });
    world.advanceClock(1_000);
    await expect(refundPayment(world.deps, { id: payment.id, amount: 1n }, { cause: ADMIN })).rejects.toMatchObject({
      code: 'refund_window_expired',
    });
  });

  it('R11 a refund from the dashboard is taken in', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    world.provider.payer.refundsInDashboard(objectOf(payment), 40n);
    await deliver(world);
    expect(await world.payment(payment.id)).toMatchObject({ status: 'partially_refunded', amountRefunded: 40n });
  });

  it('R10 T15 a refund that fails later frees its amount, once', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    const { refund } = valueOf(await refundPayment(world.deps, { id: payment.id }, { cause: ADMIN }));
    expect((await world.payment(payment.id)).status).toBe('refunded');
    world.provider.payer.refundEnds(refund.providerRefundId ?? '', 'failed');
    await deliver(world);
    await deliver(world);
    expect(await world.payment(payment.id)).toMatchObject({
      status: 'succeeded',
      amountRefunded: 0n,
      amountReserved: 0n,
    });
  });

  it('T14 our own refund’s webhook before its answer is one refund', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    world.provider.faults.next('refund', 'timeout_after');
    await refundPayment(world.deps, { id: payment.id, amount: 60n }, { cause: ADMIN });
    await deliver(world);
    world.advanceClock(30_000);
    await recoverPayments(world.deps, { worker: 'w' });
    expect(world.storage.refunds.size).toBe(1);
    expect(await world.payment(payment.id)).toMatchObject({ amountRefunded: 60n, amountReserved: 0n });
  });

  it('T6 two paid objects: succeeded once, the second goes back by itself', async () => {
    const two = [
      (now: () => Date) => simulatedProvider({ now }),
      (now: () => Date) => simulatedProvider({ now, name: 'second' }),
    ];
    const world = testWorld({ providers: two });
    const payment = await world.create({ method: 'declined' });
    await retryPayment(world.deps, { id: payment.id, method: 'ok', provider: 'second' }, { cause: ADMIN });
    // A forgotten tab that the provider let pay in spite of the cancel.
    expect(world.provider.payer.paysAfterAll(objectOf(payment))).toBe(true);
    const after = await world.payment(payment.id);
    expect(after.status).toBe('succeeded');
    const { advancePayment } = await import('./advance-payment.ts');
    await advancePayment(world.deps, payment.id, ADMIN, {
      read: { provider: 'simulated', providerPaymentId: objectOf(payment) },
    });
    expect(await world.payment(payment.id)).toMatchObject({
      status: 'succeeded',
      amountCaptured: 100n,
      needsAttention: { code: 'duplicate_charge' },
    });
    expect([...world.storage.refunds.values()]).toMatchObject([{ origin: 'duplicate', status: 'pending' }]);
    world.advanceClock(1);
    await recoverPayments(world.deps, { worker: 'w' });
    expect([...world.storage.refunds.values()]).toMatchObject([{ origin: 'duplicate', status: 'succeeded' }]);
    expect((await world.payment(payment.id)).amountRefunded).toBe(0n);
  });
});
