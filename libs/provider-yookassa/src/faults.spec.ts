import { setTimeout as sleep } from 'node:timers/promises';
import { cancelPayment, capturePayment, refundPayment, type Payment, type PaymentId } from '@payments/domain';
import { sampleClaim } from '@payments/domain/testing';
import type { FaultKind, Route } from '@payments/yookassa-simulator';
import { CAUSE, yookassaWorld, type YookassaWorld } from '../test/yookassa-world.ts';

let world: YookassaWorld;
beforeEach(async () => {
  world = await yookassaWorld();
});
afterEach(() => world.close());

/** Every fault of the simulator; what is certain after it where that is less than "done in the end". */
const KINDS: readonly FaultKind[] = [
  ...(['timeout_before', 'timeout_after', '500_before', '500_after', '202_before', '202_after'] as const),
  ...(['html_before', 'html_after', 'cut_body', 'reset_before', 'reset_after', '429', '401', 'slow'] as const),
];

/** Longer than the adapter's deadline: the request has its effect after we gave up. */
const LATE_MS = 300;
const strike = (on: Route, kind: FaultKind) => world.sim.faults.add({ on, kind, ms: LATE_MS });
const charges = (id: PaymentId) => world.sim.ledger.charges('payment_id', id).map(({ amount }) => amount);
const refunds = (id: PaymentId) => world.sim.ledger.refunds('payment_id', id).map(({ amount }) => amount);
const settled = async (id: PaymentId): Promise<Payment> => {
  if (world.sim.requests.some(({ fault }) => fault === 'slow')) await sleep(LATE_MS);
  await world.recover();
  return world.payment(id);
};
const options = () => ({ cause: CAUSE, claim: sampleClaim(world.deps.now()) });

async function paid(more: Parameters<YookassaWorld['create']>[0] = {}): Promise<Payment> {
  const { id } = await world.create(more);
  world.sim.pay(world.objectOf(id));
  await world.knock('payment.succeeded', { id: world.objectOf(id) });
  return world.payment(id);
}

describe.each(KINDS)('promise 1, promise 2: %s', (kind) => {
  it('a create: one object, which its payer pays once', async () => {
    strike('POST /payments', kind);
    const { id } = await world.create();
    let payment = await settled(id);
    const objects = world.sim.payments().filter((object) => object.metadata['payment_id'] === id);
    if (kind === '429' || kind === '401') {
      // Nothing was made, for certain.
      expect([payment.status, objects.length]).toEqual(['failed', 0]);
      return;
    }
    expect([payment.status, objects.length]).toEqual(['processing', 1]);
    world.sim.pay(world.objectOf(id));
    payment = await settled(id);
    expect([payment.status, payment.amountCaptured, charges(id)]).toEqual(['succeeded', 10_000n, ['100.00']]);
  });

  it('a charge of a saved method: at most one, and the status is the ledger’s', async () => {
    await paid({ saveMethod: true });
    const [method] = world.storage.methods.values();
    strike('POST /payments', kind);
    const { id } = await world.create({ methodId: method!.id });
    const payment = await settled(id);
    const nothingDone = kind === '429' || kind === '401';
    expect(charges(id)).toEqual(nothingDone ? [] : ['100.00']);
    expect(payment.status).toBe(nothingDone ? 'failed' : 'succeeded');
  });

  it('a capture of a part: taken once, and the rest let go', async () => {
    const { id } = await world.create({ captureMethod: 'manual' });
    world.sim.pay(world.objectOf(id));
    await world.knock('payment.waiting_for_capture', { id: world.objectOf(id) });
    strike('POST /payments/:id/capture', kind);
    // A login that is refused is told to the caller at once: nothing was taken.
    const refused = await capturePayment(world.deps, id, 6_000n, options()).then(
      () => false,
      () => true,
    );
    const payment = await settled(id);
    expect(refused).toBe(kind === '401');
    expect(charges(id)).toEqual(refused ? [] : ['60.00']);
    expect([payment.status, payment.amountCaptured]).toEqual(refused ? ['authorized', 0n] : ['succeeded', 6_000n]);
    expect(payment.needsAttention).toBeNull();
  });

  it('a cancel: ended at YooKassa first, then here, and nothing is taken', async () => {
    const { id } = await world.create({ captureMethod: 'manual' });
    world.sim.pay(world.objectOf(id));
    await world.knock('payment.waiting_for_capture', { id: world.objectOf(id) });
    strike('POST /payments/:id/cancel', kind);
    await cancelPayment(world.deps, id, options());
    const payment = await settled(id);
    expect([payment.status, world.sim.payment(world.objectOf(id)).status]).toEqual(['canceled', 'canceled']);
    expect(charges(id)).toEqual([]);
  });

  it('promise 3: a refund of a part: given back once, and counted as the ledger counts', async () => {
    const { id } = await paid();
    strike('POST /refunds', kind);
    await refundPayment(world.deps, { id, amount: 4_000n }, options());
    const payment = await settled(id);
    expect(refunds(id)).toEqual(kind === '401' ? [] : ['40.00']);
    expect(payment.amountRefunded).toBe(kind === '401' ? 0n : 4_000n);
    expect(payment.amountReserved).toBe(0n);
    expect([...world.storage.refunds.values()].map(({ status }) => status)).toEqual([
      kind === '401' ? 'failed' : 'succeeded',
    ]);
  });
});
