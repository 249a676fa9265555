import type { Cause } from '../audit.ts';
import { orderId } from '../ids.ts';
import { testWorld } from '../testing/world.ts';
import { cancelPayment } from './change-goal.ts';

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
});
