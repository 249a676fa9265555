import type { Cause } from '../audit.ts';
import type { Payment } from '../payment.ts';
import type { Answer, ProviderRefund } from '../provider-facts.ts';
import { LOOKS_BEFORE_ATTENTION } from '../schedule.ts';
import { sampleRefund } from '../testing/samples.ts';
import { testWorld, type TestWorld } from '../testing/world.ts';
import { withRefunds } from '../apply-refunds.ts';
import { advanceRefund } from './advance-refund.ts';
import { processWebhook, receiveWebhook } from './receive-webhook.ts';
import { recoverPayments } from './recover-payments.ts';
import { refundPayment } from './refund-payment.ts';

const ADMIN: Cause = { actor: { type: 'admin', id: 'a_1' }, requestId: 'r_1' };
const HOUR_MS = 3_600_000;

const objectOf = (payment: Payment): string => payment.attempts.at(-1)?.providerPaymentId ?? '';
const refundsOf = (world: TestWorld) => [...world.storage.refunds.values()].map((r) => `${r.origin} ${r.status}`);

async function deliver(world: TestWorld): Promise<void> {
  for (const knock of world.provider.knocks.splice(0)) {
    const received = await receiveWebhook(world.deps, 'simulated', knock);
    const entry = received.kind === 'stored' ? await world.storage.loadWebhook(received.id) : null;
    if (entry) await processWebhook(world.deps, entry);
  }
}

async function workFor(world: TestWorld, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10 * 60_000) {
    world.advanceClock(10 * 60_000);
    await recoverPayments(world.deps, { worker: 'recovery' });
  }
}

describe('a refund in doubt beside one from the dashboard', () => {
  it('T16 R9 ours, which no longer fits, is refused in the end, and then the other one is taken in', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    world.provider.payer.refundsInDashboard(objectOf(payment), 60n);
    world.provider.faults.next('refund', 'timeout_before');
    await refundPayment(world.deps, { id: payment.id, amount: 60n }, { cause: ADMIN });
    await deliver(world);
    expect(refundsOf(world)).toEqual(['api pending']);
    await workFor(world, 19 * HOUR_MS);
    expect(refundsOf(world)).toEqual(['api pending']);
    await workFor(world, 6 * HOUR_MS);
    expect(refundsOf(world)).toEqual(['api failed', 'dashboard succeeded']);
    expect(await world.payment(payment.id)).toMatchObject({
      amountRefunded: 60n,
      amountReserved: 0n,
      status: 'partially_refunded',
    });
  });

  it('T14 a parked one is taken in when ours turns out to have been made', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    world.provider.payer.refundsInDashboard(objectOf(payment), 40n);
    world.provider.faults.next('refund', 'timeout_before');
    await refundPayment(world.deps, { id: payment.id, amount: 60n }, { cause: ADMIN });
    await deliver(world);
    await workFor(world, HOUR_MS);
    expect(refundsOf(world)).toEqual(['api succeeded', 'dashboard succeeded']);
    expect(await world.payment(payment.id)).toMatchObject({
      amountRefunded: 100n,
      amountReserved: 0n,
      status: 'refunded',
    });
  });

  it('promise 4: T16 the news of the other one, come while ours is on its way, waits for our answer, and is taken in', async () => {
    for (const amount of [30n, 60n]) {
      const world = testWorld();
      const payment = await world.create({ method: 'ok' });
      world.provider.payer.refundsInDashboard(objectOf(payment), 60n);
      // Refused at once, or made at once: either way nobody has to look again for our own.
      world.provider.hooks.before = async (call) => {
        if (call === 'provider.refund') await deliver(world);
      };
      await refundPayment(world.deps, { id: payment.id, amount }, { cause: ADMIN });
      world.provider.knocks.splice(0);
      expect(refundsOf(world)).toEqual([amount === 30n ? 'api succeeded' : 'api failed']);
      await workFor(world, 10 * 60_000);
      expect(refundsOf(world)).toContain('dashboard succeeded');
      expect(await world.payment(payment.id)).toMatchObject({
        amountRefunded: amount === 30n ? 90n : 60n,
        amountReserved: 0n,
      });
    }
  });

  it('S3 of which nobody can say anything asks for a person, once, and no longer when it is known', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    world.provider.faults.always('refund', 'error_5xx_before');
    await refundPayment(world.deps, { id: payment.id, amount: 60n }, { cause: ADMIN });
    const looks = async (count: number) => {
      for (let look = 0; look < count; look++) await workFor(world, 1);
    };
    await looks(LOOKS_BEFORE_ATTENTION - 2);
    expect((await world.payment(payment.id)).needsAttention).toBeNull();
    await looks(5);
    expect(await world.payment(payment.id)).toMatchObject({
      status: 'succeeded',
      amountReserved: 60n,
      needsAttention: { code: 'unresolved' },
    });
    const alarms = world.storage.events.filter(({ type }) => type === 'alert.raised');
    expect(alarms).toHaveLength(1);
    world.provider.faults.heal();
    await looks(3);
    expect(refundsOf(world)).toEqual(['api succeeded']);
    expect(await world.payment(payment.id)).toMatchObject({ amountReserved: 0n, needsAttention: null });
  });

  it('R9 is known soon after the provider is well again, however long it was not', async () => {
    const world = testWorld({ policy: { recoveryAfterMs: 1_000 } });
    const payment = await world.create({ method: 'ok' });
    world.provider.faults.always('refund', 'timeout_before');
    await refundPayment(world.deps, { id: payment.id, amount: 60n }, { cause: ADMIN });
    const work = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        world.advanceClock(1_000);
        await recoverPayments(world.deps, { worker: 'recovery' });
      }
    };
    await work(10 * 60);
    world.provider.faults.heal();
    await work(4);
    expect(refundsOf(world)).toEqual(['api succeeded']);
  });

  it('W13 that the provider shows with another amount is not taken for ours done, and a person is told, once', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    const wrong = (answer: Answer<ProviderRefund>): Answer<ProviderRefund> =>
      answer.verdict === 'known' ? { ...answer, value: { ...answer.value, amount: answer.value.amount + 1n } } : answer;
    const lying = {
      ...world.provider,
      refund: async (...args: Parameters<typeof world.provider.refund>) => wrong(await world.provider.refund(...args)),
    };
    const deps = { ...world.deps, provider: () => lying };
    await refundPayment(deps, { id: payment.id, amount: 60n }, { cause: ADMIN });
    world.advanceClock(10 * 60_000);
    await recoverPayments(deps, { worker: 'recovery' });
    expect(refundsOf(world)).toEqual(['api pending']);
    expect(await world.payment(payment.id)).toMatchObject({
      amountRefunded: 0n,
      amountReserved: 60n,
      needsAttention: { code: 'amount_mismatch' },
    });
    expect(world.storage.events.filter(({ type }) => type === 'alert.raised')).toHaveLength(1);
  });
});

it('R11 S2 one from the dashboard that is pending, and can not be read, is read again', async () => {
  const world = testWorld();
  const payment = await world.create({ method: 'ok' });
  const theirs = { origin: 'dashboard', providerRefundId: 're_theirs', submit: null } as const;
  const refund = sampleRefund(payment, world.deps.now(), theirs);
  await world.storage.change(
    payment.id,
    (current) => ({ payment: withRefunds(current, [refund]), refunds: [refund] }),
    { cause: ADMIN },
  );
  world.provider.faults.next('fetchRefund', 'timeout_before');
  const before = world.deps.now();
  const after = await advanceRefund(world.deps, payment.id, refund.id, ADMIN);
  expect(after.refund).toMatchObject({ status: 'pending', submit: null });
  expect(after.refund.advanceAt?.getTime()).toBeGreaterThan(before.getTime());
});
