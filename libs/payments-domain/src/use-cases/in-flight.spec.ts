import type { Cause } from '../audit.ts';
import { PaymentError } from '../payment-error.ts';
import { testWorld, valueOf, type TestWorld } from '../testing/world.ts';
import { cancelPayment } from './change-goal.ts';
import { confirmPayment } from './confirm-payment.ts';
import { processWebhook, receiveWebhook } from './receive-webhook.ts';
import { recoverPayments } from './recover-payments.ts';

const USER: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'r_1' };

async function work(world: TestWorld, ms = 60_000): Promise<void> {
  world.advanceClock(ms);
  await recoverPayments(world.deps, { worker: 'recovery' });
}

describe('while a call is in flight', () => {
  it('K2 a confirm in flight, and the webhook of its success arrives first: one change, one event', async () => {
    const world = testWorld();
    const { id } = await world.create();
    let arrived = 0;
    world.provider.hooks.after = async (call) => {
      if (call !== 'provider.confirm') return;
      for (const knock of world.provider.knocks.splice(0)) {
        const received = await receiveWebhook(world.deps, 'simulated', knock);
        const entry = received.kind === 'stored' ? await world.storage.loadWebhook(received.id) : null;
        if (entry) await processWebhook(world.deps, entry);
        arrived += 1;
      }
      expect((await world.payment(id)).status).toBe('succeeded');
    };
    const confirmed = await confirmPayment(world.deps, { id, method: 'ok' }, { cause: USER });
    expect(valueOf(confirmed).payment.status).toBe('succeeded');
    expect(arrived).toBeGreaterThan(0);
    expect(world.storage.events.filter(({ type }) => type === 'payment.succeeded')).toHaveLength(1);
    expect(world.storage.entries.filter(({ action }) => action === 'payment.succeeded')).toHaveLength(1);
    expect(world.provider.ledger.charges(id)).toHaveLength(1);
  });

  it('K3 a confirm in flight, and a cancel comes: one of them wins, and the provider agrees', async () => {
    for (const moment of ['before', 'after'] as const) {
      const world = testWorld();
      const { id } = await world.create();
      let canceled: unknown = null;
      world.provider.hooks[moment] = async (call) => {
        if (call !== 'provider.confirm' || canceled !== null) return;
        canceled = 'on its way';
        canceled = await cancelPayment(world.deps, id, { cause: USER }).catch((error: unknown) => error);
      };
      await confirmPayment(world.deps, { id, method: 'ok' }, { cause: USER });
      for (let look = 0; look < 3; look++) await work(world);
      const { status, operation } = await world.payment(id);
      expect([status, operation]).toEqual([moment === 'before' ? 'canceled' : 'succeeded', null]);
      expect(world.provider.ledger.charges(id)).toHaveLength(status === 'succeeded' ? 1 : 0);
      if (moment === 'after') expect(canceled).toMatchObject({ code: 'invalid_state' });
    }
  });

  it('T4 charged, and then the second write fails: the same key goes on with the same payment', async () => {
    const world = testWorld();
    const claim = world.claim();
    let failures = 0;
    world.storage.hooks.before = (call) => {
      if (call !== 'change' || failures > 0) return;
      failures += 1;
      throw new PaymentError('database_unavailable', 'It is away.');
    };
    await expect(world.create({ method: 'ok' }, claim)).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(world.provider.ledger.lines).toHaveLength(1);
    world.advanceClock(world.deps.policy.recoveryAfterMs);
    const payment = await world.create({ method: 'ok' }, claim);
    expect(payment.status).toBe('succeeded');
    expect(world.storage.payments.size).toBe(1);
    expect(world.provider.ledger.charges(payment.id)).toHaveLength(1);
  });
});

describe('a request that the provider never answers', () => {
  it('promise 2: its outcome is known within 5 s of the provider being well again, also where it is only looked for', async () => {
    for (const isCanceled of [false, true]) {
      const world = testWorld({ policy: { recoveryAfterMs: 1_000 } });
      world.provider.faults.always('submit', isCanceled ? 'timeout_after' : 'timeout_before');
      world.provider.faults.always('find', 'error_5xx_before');
      const { id } = await world.create({ method: 'ok' });
      if (isCanceled) await cancelPayment(world.deps, id, { cause: USER });
      for (let second = 0; second < 5 * 60; second++) await work(world, 1_000);
      expect((await world.payment(id)).status).toBe('pending');
      world.provider.faults.heal();
      for (let second = 0; second < 4; second++) await work(world, 1_000);
      expect((await world.payment(id)).status).toBe('succeeded');
      expect(world.provider.ledger.charges(id)).toHaveLength(1);
    }
  });

  it('a cancel whose key keeps an error at the provider goes out under a fresh one in the end', async () => {
    const world = testWorld();
    const { id } = await world.create();
    world.provider.faults.always('cancel', 'error_5xx_before');
    await cancelPayment(world.deps, id, { cause: USER });
    for (let look = 0; look < 6; look++) await work(world);
    const sent: string[] = [];
    const recording = {
      ...world.provider,
      cancel: (...args: Parameters<typeof world.provider.cancel>) => {
        sent.push(args[2].key);
        return world.provider.cancel(...args);
      },
    };
    world.provider.faults.heal();
    world.advanceClock(60_000);
    await recoverPayments({ ...world.deps, provider: () => recording }, { worker: 'recovery' });
    expect(sent).toEqual([`${id}.cancel.1.8`]);
    expect((await world.payment(id)).status).toBe('canceled');
  });

  it('promise 9: a method that never reached the provider stands in no other one’s way, once that is certain', async () => {
    const world = testWorld();
    const { id } = await world.create();
    world.provider.faults.always('confirm', 'timeout_before');
    const pay = () => confirmPayment(world.deps, { id, method: 'ok' }, { cause: USER });
    await pay();
    for (let look = 0; look < 4; look++) await work(world, 10 * 60_000);
    world.provider.faults.heal();
    await pay();
    expect(await world.payment(id)).toMatchObject({ status: 'processing', attempts: [{ confirm: { sends: 2 } }] });
    await work(world, 60 * 60_000);
    expect(await world.payment(id)).toMatchObject({ status: 'processing', attempts: [{ confirm: null }] });
    await pay();
    expect((await world.payment(id)).status).toBe('succeeded');
    expect(world.provider.ledger.charges(id)).toHaveLength(1);
  });
});
