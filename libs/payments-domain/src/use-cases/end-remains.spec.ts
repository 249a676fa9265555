import type { Cause } from '../audit.ts';
import { orderId } from '../ids.ts';
import { testWorld } from '../testing/world.ts';
import { cancelPayment } from './change-goal.ts';
import { recoverPayments } from './recover-payments.ts';
import { retryPayment } from './retry-payment.ts';
import { syncPayment } from './sync-payment.ts';

const USER: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'r_1' };

describe('a payment that waits for what is left of another one', () => {
  it('K3 T8 canceled while it waits: it ends, because nothing of it was sent', async () => {
    const world = testWorld();
    const order = orderId('o_1');
    await world.create({ method: 'declined', orderId: order });
    // What is left of the first can't be ended now, and while that is found out the payer cancels the second.
    world.provider.faults.always('cancel', 'timeout_before');
    let canceled: Promise<unknown> | null = null;
    world.provider.hooks.before = (call) => {
      const second = [...world.storage.payments.keys()].at(-1);
      if (call !== 'provider.cancel' || canceled !== null || second === undefined) return;
      canceled = cancelPayment(world.deps, second, { cause: USER, byPayer: true });
      return canceled.then(() => undefined);
    };
    const payment = await world.create({ method: 'ok', orderId: order });
    expect(await world.payment(payment.id)).toMatchObject({ status: 'canceled', holdsOrder: false });
    expect(world.provider.objects.size).toBe(1);
  });

  it('C13 whose time runs out while it waits: it ends, because nothing of it was sent', async () => {
    const world = testWorld();
    const order = orderId('o_1');
    await world.create({ method: 'declined', orderId: order });
    world.provider.faults.always('cancel', 'timeout_before');
    const waiting = await world.create({ method: 'ok', orderId: order });
    expect(waiting.status).toBe('pending');
    world.advanceClock(25 * 3_600_000);
    await recoverPayments(world.deps, { worker: 'recovery' });
    expect(await world.payment(waiting.id)).toMatchObject({ status: 'canceled', failure: { code: 'expired' } });
  });
});

describe('a hold that comes late', () => {
  it('T5 T7 is let go where another payment has the order by now', async () => {
    const world = testWorld();
    const order = orderId('o_1');
    const first = await world.create({ method: 'declined', orderId: order, captureMethod: 'manual' });
    // The second one is there and has the order; before it is sent, the payer pays the first one's forgotten tab.
    let acted = false;
    world.provider.hooks.before = () => {
      const second = world.storage.payments.size > 1;
      if (!second || acted) return;
      acted = true;
      world.provider.payer.pays(first.attempts[0]?.providerPaymentId ?? '');
      return syncPayment(world.deps, first.id, USER).then(() => undefined);
    };
    await world.create({ method: 'ok', orderId: order });
    expect(acted).toBe(true);
    expect([...world.storage.payments.values()].map((payment) => payment.status)).toEqual(['failed', 'succeeded']);
    expect([...world.provider.objects.values()].map((object) => object.status)).toEqual(['canceled', 'succeeded']);
  });
});

describe('a retry on another day', () => {
  it('C10 has all the time to pay again', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'declined' });
    world.advanceClock(48 * 3_600_000);
    await recoverPayments(world.deps, { worker: 'recovery' });
    await retryPayment(world.deps, { id, method: 'ok' }, { cause: USER });
    expect(await world.payment(id)).toMatchObject({ status: 'succeeded' });
  });
});
