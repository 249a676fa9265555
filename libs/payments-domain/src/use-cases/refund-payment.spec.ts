import type { Cause } from '../audit.ts';
import { orderId, refundId, userId } from '../ids.ts';
import type { Payment } from '../payment.ts';
import { paid, samplePayment, uuidV7 } from '../testing/samples.ts';
import { testWorld, type TestWorld } from '../testing/world.ts';
import { advanceRefund, REFUND_KEY_MS } from './advance-refund.ts';
import { recoverPayments } from './recover-payments.ts';
import { loadRefund, refundPayment, type Refunded } from './refund-payment.ts';
import { retryPayment } from './retry-payment.ts';
import { syncPayment } from './sync-payment.ts';

const ADMIN: Cause = { actor: { type: 'admin', id: 'a_1' }, requestId: 'r_1' };
const HOUR_MS = 3_600_000;
const answer = ({ refund }: Refunded) =>
  refund.status === 'pending' ? null : { status: 201, body: `${refund.id} ${refund.status}` };

const refunds = (world: TestWorld) => [...world.storage.refunds.values()];
const objectOf = (payment: Payment) => payment.attempts.at(-1)?.providerPaymentId ?? '';

async function work(world: TestWorld, ms: number): Promise<void> {
  world.advanceClock(ms);
  await recoverPayments(world.deps, { worker: 'recovery' });
}

describe('a refund under its key', () => {
  it('I4 is given once, and answered byte for byte', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    const claim = world.claim({ operation: 'refunds.create' });
    const first = await refundPayment(world.deps, { id, amount: 30n }, { cause: ADMIN, claim, answer });
    expect(first).toMatchObject({ kind: 'fresh', value: { refund: { status: 'succeeded' } } });
    const again = await refundPayment(world.deps, { id, amount: 30n }, { cause: ADMIN, claim, answer });
    expect(again).toEqual({ kind: 'replayed', answer: { status: 201, body: `${refunds(world)[0]?.id} succeeded` } });
    expect(refunds(world)).toHaveLength(1);
  });

  it('R9 I12 goes on with the same refund after a timeout', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    const claim = world.claim({ operation: 'refunds.create' });
    world.provider.faults.next('refund', 'timeout_after');
    await refundPayment(world.deps, { id, amount: 30n }, { cause: ADMIN, claim, answer });
    const again = await refundPayment(world.deps, { id, amount: 30n }, { cause: ADMIN, claim, answer });
    expect(again).toMatchObject({ kind: 'resumed', value: { refund: { status: 'succeeded' } } });
    expect(world.provider.ledger.charges(id)).toMatchObject([{ refunded: 30n }]);
    expect([...world.storage.keys.values()].map((key) => key.answer)).toContainEqual({
      status: 201,
      body: `${refunds(world)[0]?.id} succeeded`,
    });
  });

  it('T13 another refund under the key is refused', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    const claim = world.claim({ operation: 'refunds.create' });
    await refundPayment(world.deps, { id, amount: 30n }, { cause: ADMIN, claim });
    const other = refundPayment(
      world.deps,
      { id, amount: 40n },
      { cause: ADMIN, claim: { ...claim, requestHash: 'b'.repeat(64) } },
    );
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });
});

describe('a refund', () => {
  it.each([
    [0n, 'validation_failed'],
    [-1n, 'validation_failed'],
    [101n, 'amount_exceeds_refundable'],
  ])('R4 R8 of %p is refused: %s', async (amount, code) => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    await expect(refundPayment(world.deps, { id, amount }, { cause: ADMIN })).rejects.toMatchObject({ code });
    expect(refunds(world)).toEqual([]);
  });

  it('of what went back already is a 409; of what is promised already, too much', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    world.provider.faults.next('refund', 'timeout_before');
    await refundPayment(world.deps, { id }, { cause: ADMIN });
    await expect(refundPayment(world.deps, { id }, { cause: ADMIN })).rejects.toMatchObject({
      code: 'amount_exceeds_refundable',
    });
    await work(world, 60_000);
    await expect(refundPayment(world.deps, { id }, { cause: ADMIN })).rejects.toMatchObject({ code: 'invalid_state' });
  });

  it('is found by its id, with its payment', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    await refundPayment(world.deps, { id, amount: 30n }, { cause: ADMIN });
    const [refund] = refunds(world);
    expect(await loadRefund(world.deps, refund?.id ?? refundId(''))).toMatchObject({
      payment: { id },
      refund: { id: refund?.id },
    });
    await expect(loadRefund(world.deps, refundId(uuidV7(world.deps.now())))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(advanceRefund(world.deps, id, refundId('none'), ADMIN)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that is over is not asked for again', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    await refundPayment(world.deps, { id, amount: 30n }, { cause: ADMIN });
    const sent = world.provider.requests.length;
    const after = await advanceRefund(world.deps, id, refunds(world)[0]?.id ?? refundId(''), ADMIN);
    expect(after.refund.status).toBe('succeeded');
    expect(world.provider.requests).toHaveLength(sent);
  });

  it('T12 another account of the provider is not asked about it', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    world.provider.faults.next('refund', 'timeout_before');
    await refundPayment(world.deps, { id }, { cause: ADMIN });
    const sent = world.provider.requests.length;
    const deps = { ...world.deps, provider: () => ({ ...world.provider, account: 'another' }) };
    world.advanceClock(60_000);
    await recoverPayments(deps, { worker: 'recovery' });
    expect(world.provider.requests).toHaveLength(sent);
    expect(refunds(world)).toMatchObject([{ status: 'pending' }]);
  });

  it('is only looked for where sending is off, and not sent under a new key either', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    world.provider.faults.next('refund', 'timeout_before');
    await refundPayment(world.deps, { id }, { cause: ADMIN });
    const deps = { ...world.deps, policy: { ...world.deps.policy, sending: false } };
    world.advanceClock(REFUND_KEY_MS + 2 * HOUR_MS);
    await recoverPayments(deps, { worker: 'recovery' });
    expect(world.provider.requests.at(-1)).toMatchObject({ verb: 'findRefund' });
    expect(refunds(world)).toMatchObject([{ status: 'pending', attempt: 1 }]);
    expect(world.provider.ledger.charges(id)).toMatchObject([{ refunded: 0n }]);
  });

  it('T15 that failed at last leaves the order with the payment that has it by now', async () => {
    const world = testWorld();
    const order = { orderId: orderId('o_1') };
    const first = await world.create({ method: 'pending_refund', ...order });
    await refundPayment(world.deps, { id: first.id }, { cause: ADMIN });
    const [refund] = refunds(world);
    world.provider.payer.refundEnds(refund?.providerRefundId ?? '', 'succeeded');
    await work(world, 2 * HOUR_MS);
    expect(await world.payment(first.id)).toMatchObject({ status: 'refunded', holdsOrder: false });
    const second = await world.create({ method: 'ok', ...order });
    world.provider.payer.refundEnds(refund?.providerRefundId ?? '', 'failed');
    await syncPayment(world.deps, first.id, ADMIN);
    expect(await world.payment(first.id)).toMatchObject({ status: 'succeeded', holdsOrder: false });
    expect((await world.payment(second.id)).holdsOrder).toBe(true);
  });

  it('T1 a no is none where another worker sent it meanwhile', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    world.provider.faults.next('refund', 'refused');
    let meanwhile = false;
    world.provider.hooks.after = async (call) => {
      const [refund] = refunds(world);
      if (meanwhile || call !== 'provider.refund' || !refund) return;
      meanwhile = true;
      world.provider.faults.next('refund', 'timeout_after');
      await advanceRefund(world.deps, id, refund.id, ADMIN);
    };
    await refundPayment(world.deps, { id, amount: 30n }, { cause: ADMIN });
    expect(refunds(world)).toMatchObject([{ status: 'pending', submit: { sends: 2 } }]);
    await work(world, 60_000);
    expect(refunds(world)).toMatchObject([{ status: 'succeeded' }]);
    expect(world.provider.ledger.charges(id)).toMatchObject([{ refunded: 30n }]);
  });

  it('K9 two workers at once: what the first one learned stays', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    world.provider.faults.next('refund', 'timeout_before', 'slow', 'slow');
    await refundPayment(world.deps, { id, amount: 30n }, { cause: ADMIN });
    const [refund] = refunds(world);
    await Promise.all([1, 2].map(() => advanceRefund(world.deps, id, refund?.id ?? refundId(''), ADMIN)));
    expect(world.storage.events.filter(({ type }) => type === 'refund.succeeded')).toHaveLength(1);
    expect(world.provider.ledger.charges(id)).toMatchObject([{ refunded: 30n }]);
  });

  it('T15 found failed by its own look gives the order back only where it is free', async () => {
    for (const isTaken of [false, true]) {
      const world = testWorld();
      const order = { orderId: orderId('o_1') };
      const { id } = await world.create({ method: 'pending_refund', ...order });
      await refundPayment(world.deps, { id }, { cause: ADMIN });
      const [refund] = refunds(world);
      if (!refund) throw new Error('there is a refund');
      // As after a dashboard's refund of all beside ours: everything went back, and the order is free.
      await world.storage.change(
        id,
        (payment) => ({ payment: { ...payment, status: 'refunded', holdsOrder: false } }),
        { cause: ADMIN },
      );
      if (isTaken) await world.create({ method: 'ok', ...order });
      world.provider.payer.refundEnds(refund.providerRefundId ?? '', 'failed');
      await advanceRefund(world.deps, id, refund.id, ADMIN);
      expect(await world.payment(id)).toMatchObject({ status: 'succeeded', holdsOrder: !isTaken });
    }
  });
});

describe('late money for an order that another payment has', () => {
  /** The first payment fails and stays open, the second one is paid, and then somebody pays the first one’s tab after all. */
  async function latePayment(lateSuccess: 'alert' | 'refund'): Promise<{ world: TestWorld; first: Payment }> {
    const world = testWorld({ policy: { lateSuccess } });
    const order = { orderId: orderId('o_1') };
    const first = await world.create({ method: 'declined', ...order });
    let acted = false;
    world.provider.hooks.before = (call) => {
      // Between the second one's look at what is left and its end at the provider, the payer is faster.
      if (acted || call !== 'provider.cancel') return;
      acted = true;
      world.provider.payer.pays(objectOf(first));
    };
    await world.create({ method: 'ok', ...order }).catch(() => undefined);
    return { world, first };
  }

  it('T5 is found out before the second one is sent: one charge, and the order is the first one’s', async () => {
    for (const lateSuccess of ['alert', 'refund'] as const) {
      const { world, first } = await latePayment(lateSuccess);
      expect(await world.payment(first.id)).toMatchObject({ status: 'succeeded', holdsOrder: true });
      expect(world.provider.ledger.lines).toHaveLength(1);
    }
  });

  it('T7 goes back by itself where that is wanted, once', async () => {
    const world = testWorld({ policy: { lateSuccess: 'refund' } });
    const order = { orderId: orderId('o_1') };
    const first = await world.create({ method: 'declined', ...order });
    // Somebody else's failing read hides the tab: the second one is sent, because nothing seems to be open.
    await world.storage.change(
      first.id,
      (payment) => ({ payment: { ...payment, attempts: payment.attempts.map((a) => ({ ...a, open: false })) } }),
      { cause: ADMIN },
    );
    const second = await world.create({ method: 'ok', ...order });
    world.provider.payer.pays(objectOf(first));
    await syncPayment(world.deps, first.id, ADMIN);
    expect(await world.payment(first.id)).toMatchObject({
      status: 'succeeded',
      holdsOrder: false,
      amountReserved: 100n,
    });
    await syncPayment(world.deps, first.id, ADMIN);
    await work(world, 60_000);
    expect(refunds(world)).toMatchObject([{ origin: 'late_success', status: 'succeeded', paymentId: first.id }]);
    expect(await world.payment(first.id)).toMatchObject({ status: 'refunded', amountRefunded: 100n });
    expect((await world.payment(second.id)).status).toBe('succeeded');
    await expect(retryPayment(world.deps, { id: first.id }, { cause: ADMIN })).rejects.toMatchObject({
      code: 'invalid_state',
    });
  });

  it('stays where the other one is not paid yet', async () => {
    const world = testWorld({ policy: { lateSuccess: 'refund' } });
    const order = { orderId: orderId('o_1') };
    const first = await world.create({ method: 'declined', ...order });
    await world.storage.change(
      first.id,
      (payment) => ({ payment: { ...payment, attempts: payment.attempts.map((a) => ({ ...a, open: false })) } }),
      { cause: ADMIN },
    );
    const other = await world.create(order);
    world.provider.payer.pays(objectOf(first));
    await syncPayment(world.deps, first.id, ADMIN);
    expect(refunds(world)).toEqual([]);
    expect((await world.payment(first.id)).advanceAt === null).toBe(false);
    // The other one ends unpaid: this one's money is for the order, and nobody has to look again.
    world.provider.payer.cancels(objectOf(other));
    await syncPayment(world.deps, other.id, ADMIN);
    await work(world, HOUR_MS);
    expect(refunds(world)).toEqual([]);
    expect(await world.payment(first.id)).toMatchObject({ status: 'succeeded', holdsOrder: true, advanceAt: null });
  });

  it('takes the order once, and not where another one was faster', async () => {
    for (const faster of [true, false]) {
      const world = testWorld({ policy: { lateSuccess: 'refund' } });
      const order = { orderId: orderId('o_1') };
      const { id } = await world.create({ method: 'ok', ...order });
      const late = { code: 'late_success' as const, since: world.deps.now() };
      await world.storage.change(
        id,
        (payment) => ({ payment: { ...payment, holdsOrder: false, needsAttention: late } }),
        { cause: ADMIN },
      );
      const holder = samplePayment(world.deps.now(), { userId: userId('u_1'), ...order, holdsOrder: true });
      let asked = false;
      world.storage.hooks.after = async (call) => {
        if (call !== 'orderHolder' || asked) return;
        asked = true;
        if (faster) await world.storage.insertOnce({ payment: holder, claim: null, cause: ADMIN });
        else await syncPayment(world.deps, id, ADMIN);
      };
      await syncPayment(world.deps, id, ADMIN);
      expect((await world.payment(id)).holdsOrder).toBe(!faster);
    }
  });

  it('stays where nobody has the order any more', async () => {
    const world = testWorld({ policy: { lateSuccess: 'refund' } });
    const { id } = await world.create({ method: 'ok', orderId: orderId('o_1') });
    const late = { code: 'late_success' as const, since: world.deps.now() };
    await world.storage.change(
      id,
      (payment) => ({ payment: { ...payment, holdsOrder: false, needsAttention: late } }),
      { cause: ADMIN },
    );
    await syncPayment(world.deps, id, ADMIN);
    expect(refunds(world)).toEqual([]);
  });

  it('K9 goes back once, though two workers see it at once', async () => {
    const world = testWorld({ policy: { lateSuccess: 'refund' } });
    const order = { orderId: orderId('o_1') };
    const { id } = await world.create({ method: 'ok', ...order });
    const late = { code: 'late_success' as const, since: world.deps.now() };
    await world.storage.change(
      id,
      (payment) => ({ payment: { ...payment, holdsOrder: false, needsAttention: late } }),
      { cause: ADMIN },
    );
    const holder = paid(samplePayment(world.deps.now(), { userId: userId('u_1'), ...order }), world.deps.now());
    await world.storage.insertOnce({ payment: holder, claim: null, cause: ADMIN });
    await Promise.all([1, 2, 3].map(() => syncPayment(world.deps, id, ADMIN)));
    expect(refunds(world)).toMatchObject([{ origin: 'late_success' }]);
  });
});
