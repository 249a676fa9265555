import { testWorld, type TestWorld } from '../testing/world.ts';
import { processWebhook, receiveWebhook } from './receive-webhook.ts';
import { recoverPayments } from './recover-payments.ts';

async function deliver(world: TestWorld): Promise<void> {
  for (const knock of world.provider.knocks.splice(0)) {
    const received = await receiveWebhook(world.deps, 'simulated', knock);
    const entry = received.kind === 'stored' ? await world.storage.loadWebhook(received.id) : null;
    if (entry) await processWebhook(world.deps, entry);
  }
}

describe('a webhook that was acknowledged', () => {
  it('promise 4: W16 R11 is kept until its object was read: the only news of a refund from the dashboard', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    await deliver(world);
    world.provider.payer.refundsInDashboard(payment.attempts[0]?.providerPaymentId ?? '', 30n);
    world.provider.faults.always('fetch', 'error_5xx_before');
    await deliver(world);
    expect((await world.payment(payment.id)).amountRefunded).toBe(0n);
    world.provider.faults.heal();
    world.advanceClock(60_000);
    await recoverPayments(world.deps, { worker: 'recovery' });
    expect(await world.payment(payment.id)).toMatchObject({ status: 'partially_refunded', amountRefunded: 30n });
    expect([...world.storage.inbox.values()].every((entry) => entry.status === 'done')).toBe(true);
  });
});
