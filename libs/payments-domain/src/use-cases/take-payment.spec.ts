import { orderId, userId } from '../ids.ts';
import type { Cause } from '../audit.ts';
import { simulatedProvider } from '../testing/simulated-provider.ts';
import { testWorld, valueOf } from '../testing/world.ts';
import { advancePayment } from './advance-payment.ts';
import { confirmPayment } from './confirm-payment.ts';
import { createPayment, type CreatePayment } from './create-payment.ts';
import { recoverPayments } from './recover-payments.ts';

const USER: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'r_1' };
const HOUR_MS = 3_600_000;

describe('taking a payment', () => {
  it('C1 is written whole before the provider hears of it', async () => {
    const world = testWorld();
    world.provider.hooks.before = () => {
      const [payment] = [...world.storage.payments.values()];
      expect(payment?.status).toBe('pending');
      expect(world.storage.entries.map((e) => e.action)).toEqual(['payment.created']);
      expect(world.storage.events.map((e) => e.type)).toEqual(['payment.started']);
      expect(world.storage.keys.size).toBe(1);
    };
    const payment = await world.create({ method: 'ok' });
    expect(payment.status).toBe('succeeded');
    expect(payment.amountCaptured).toBe(100n);
    expect(world.provider.ledger.charges(payment.id)).toHaveLength(1);
  });

  it('C3 waits for a method, and a confirm without one only reads the provider', async () => {
    const world = testWorld();
    const payment = await world.create();
    expect(payment.status).toBe('processing');
    const after = valueOf(await confirmPayment(world.deps, { id: payment.id }, { cause: USER }));
    expect(after.payment.status).toBe('processing');
    const paid = valueOf(await confirmPayment(world.deps, { id: payment.id, method: 'ok' }, { cause: USER }));
    expect(paid.payment.status).toBe('succeeded');
  });

  it('takes another method where the first one only asked for more: a further attempt at the same object', async () => {
    const world = testWorld();
    const payment = await world.create();
    await confirmPayment(world.deps, { id: payment.id, method: 'requires_action' }, { cause: USER });
    const objects = world.provider.objects as Map<string, object>;
    for (const [id, object] of objects) objects.set(id, { ...object, needsMethod: true });
    await confirmPayment(world.deps, { id: payment.id }, { cause: USER });
    const paid = valueOf(await confirmPayment(world.deps, { id: payment.id, method: 'ok' }, { cause: USER }));
    expect(paid.payment).toMatchObject({
      status: 'succeeded',
      attempts: [{ outcome: 'canceled' }, { outcome: 'succeeded' }],
    });
    expect(world.provider.ledger.charges(payment.id)).toHaveLength(1);
  });

  it('T5 takes no other method while the object that waits for its payer would need a second one beside it', async () => {
    const world = testWorld({ providers: [(now) => simulatedProvider({ now, declinesStayOpen: false })] });
    const payment = await world.create({ method: 'pending' });
    await expect(confirmPayment(world.deps, { id: payment.id, method: 'ok' }, { cause: USER })).rejects.toMatchObject({
      code: 'invalid_state',
    });
    const stripe = testWorld();
    const thinking = await stripe.create({ method: 'pending' });
    const same = valueOf(await confirmPayment(stripe.deps, { id: thinking.id, method: 'ok' }, { cause: USER }));
    expect(same.payment.status).toBe('processing');
  });

  it('C4 a paid payment that is confirmed again answers as it is', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    const again = valueOf(await confirmPayment(world.deps, { id: payment.id, method: 'ok' }, { cause: USER }));
    expect(again.payment.status).toBe('succeeded');
    expect(world.provider.ledger.charges(payment.id)).toHaveLength(1);
  });

  it('C15 an order with a live payment refuses a second one with the first one’s id', async () => {
    const world = testWorld();
    const first = await world.create({ orderId: orderId('o_1'), method: 'pending' });
    await expect(world.create({ orderId: orderId('o_1') })).rejects.toMatchObject({
      code: 'duplicate_payment',
      details: { paymentId: first.id },
    });
  });

  it('K1 fifty confirms with different keys make one charge', async () => {
    const world = testWorld();
    const payment = await world.create();
    await Promise.all(
      Array.from({ length: 50 }, () =>
        confirmPayment(
          world.deps,
          { id: payment.id, method: 'ok' },
          { cause: USER, claim: world.claim({ operation: 'confirm' }) },
        ),
      ),
    );
    expect(world.provider.ledger.charges(payment.id)).toHaveLength(1);
    expect((await world.payment(payment.id)).status).toBe('succeeded');
  });

  it('K1 twenty identical creates make one payment and one charge', async () => {
    const world = testWorld();
    const claim = world.claim();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => world.create({ method: 'ok' }, claim)));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(world.storage.payments.size).toBe(1);
    expect(world.provider.ledger.lines).toHaveLength(1);
  });

  it('a fraud check that says no records the payment as failed, and nothing is sent', async () => {
    const world = testWorld({ fraud: { judge: () => Promise.resolve({ decision: 'reject', reason: 'velocity' }) } });
    await expect(world.create({ method: 'ok' })).rejects.toMatchObject({ code: 'fraud_rejected' });
    const [payment] = [...world.storage.payments.values()];
    expect(payment).toMatchObject({ status: 'failed', failure: { category: 'fraud' }, advanceAt: null });
    expect(world.provider.requests).toHaveLength(0);
  });
});

describe('keys', () => {
  const answer = ({ payment }: { payment: { status: string } }) =>
    payment.status === 'pending' ? null : { status: 201, body: `{"status":"${payment.status}"}` };
  const request: CreatePayment = {
    userId: userId('u_1'),
    createdBy: 'user:u_1',
    money: { minor: 100n, currency: 'USD' },
    method: 'ok',
  };

  it('I4 the same key and request get the kept answer, and no provider call', async () => {
    const world = testWorld();
    const claim = world.claim();
    await createPayment(world.deps, request, { cause: USER, claim, answer });
    const sent = world.provider.requests.length;
    const again = await createPayment(world.deps, request, { cause: USER, claim, answer });
    expect(again).toEqual({ kind: 'replayed', answer: { status: 201, body: '{"status":"succeeded"}' } });
    expect(world.provider.requests).toHaveLength(sent);
  });

  it('I5 another request under the key is refused, and changes nothing', async () => {
    const world = testWorld();
    const claim = world.claim();
    await createPayment(world.deps, request, { cause: USER, claim, answer });
    const other = { ...claim, requestHash: 'b'.repeat(64) };
    await expect(createPayment(world.deps, request, { cause: USER, claim: other, answer })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(world.storage.payments.size).toBe(1);
  });

  it('I11 a decline is kept, and another key allows another card', async () => {
    const world = testWorld();
    const claim = world.claim();
    const declined = { ...request, method: 'declined' };
    await createPayment(world.deps, declined, { cause: USER, claim, answer });
    expect(await createPayment(world.deps, declined, { cause: USER, claim, answer })).toMatchObject({
      answer: { body: '{"status":"failed"}' },
    });
    const other = valueOf(await createPayment(world.deps, request, { cause: USER, claim: world.claim(), answer }));
    expect(other.payment.status).toBe('succeeded');
  });

  it('I12 after a timeout the same key goes on with the same payment, under the same provider key', async () => {
    const world = testWorld();
    const claim = world.claim();
    world.provider.faults.next('submit', 'timeout_after');
    const first = valueOf(await createPayment(world.deps, request, { cause: USER, claim, answer }));
    expect(first.payment.status).toBe('pending');
    const second = valueOf(await createPayment(world.deps, request, { cause: USER, claim, answer }));
    expect(second.payment).toMatchObject({ id: first.payment.id, status: 'succeeded' });
    expect(world.provider.ledger.lines).toHaveLength(1);
    expect(new Set(world.provider.requests.filter((r) => r.verb === 'submit').map((r) => r.key)).size).toBe(1);
  });

  it('I16 a key whose process died is in use until its lease ends, then goes on', async () => {
    const world = testWorld();
    const claim = world.claim();
    world.provider.hooks.before = () => {
      throw new Error('the process died');
    };
    await expect(createPayment(world.deps, request, { cause: USER, claim, answer })).rejects.toThrow('died');
    delete world.provider.hooks.before;
    await expect(createPayment(world.deps, request, { cause: USER, claim, answer })).rejects.toMatchObject({
      code: 'idempotency_key_in_use',
    });
    world.advanceClock(15_001);
    const after = valueOf(
      await createPayment(world.deps, request, {
        cause: USER,
        claim: { ...claim, leaseUntil: new Date(world.deps.now().getTime() + 15_000) },
        answer,
      }),
    );
    expect(after.payment.status).toBe('succeeded');
  });
});

describe('what is not known', () => {
  it('T1 a timeout and then a refused connection stays pending, with no failover and no new key', async () => {
    const world = testWorld({
      policy: { routes: { '*': ['simulated', 'second'] } },
      providers: [(now) => simulatedProvider({ now }), (now) => simulatedProvider({ now, name: 'second' })],
    });
    world.provider.faults.next('submit', 'arrives_late', 'connection_refused');
    const payment = await world.create();
    const after = await advancePayment(world.deps, payment.id, USER);
    expect(after.payment).toMatchObject({ status: 'pending', attempts: [{ provider: 'simulated' }] });
    expect(world.providers[1]?.requests).toHaveLength(0);
  });

  it('T3 another process than the one that sent may not call it not done', async () => {
    const world = testWorld();
    world.provider.hooks.before = () => {
      throw new Error('the process died');
    };
    await expect(world.create({ method: 'ok' })).rejects.toThrow('died');
    delete world.provider.hooks.before;
    const [payment] = [...world.storage.payments.values()];
    if (!payment) throw new Error('it was not recorded');
    world.provider.faults.next('submit', 'connection_refused');
    world.advanceClock(16_000);
    await recoverPayments(world.deps, { worker: 'w' });
    expect((await world.payment(payment.id)).status).toBe('pending');
    world.advanceClock(60_000);
    await recoverPayments(world.deps, { worker: 'w' });
    expect((await world.payment(payment.id)).status).toBe('succeeded');
  });

  it('a certain refusal on the first request goes to the next provider of the route, as a new attempt', async () => {
    const world = testWorld({
      policy: { routes: { '*': ['simulated', 'second'] } },
      providers: [(now) => simulatedProvider({ now }), (now) => simulatedProvider({ now, name: 'second' })],
    });
    world.provider.faults.always('submit', 'connection_refused');
    const payment = await world.create();
    expect(payment.attempts.map((a) => [a.provider, a.outcome])).toEqual([
      ['simulated', 'not_done'],
      ['second', 'open'],
    ]);
    expect(world.storage.entries.map((e) => e.action)).toContain('payment.rerouted');
  });

  it('with nothing else to try it failed, for certain: nothing was charged', async () => {
    const world = testWorld();
    world.provider.faults.always('submit', 'connection_refused');
    const payment = await world.create({ method: 'ok' });
    expect(payment).toMatchObject({ status: 'failed', failure: { category: 'provider_unavailable', advice: 'retry' } });
    expect(world.provider.ledger.lines).toHaveLength(0);
  });

  it('T20 a charge is not sent after its window; not found for an hour more, it failed', async () => {
    const world = testWorld();
    world.provider.faults.next('submit', 'timeout_before');
    const payment = await world.create({ method: 'ok' });
    world.advanceClock(16 * 60_000);
    const submits = () => world.provider.requests.filter((r) => r.verb === 'submit').length;
    const before = submits();
    await recoverPayments(world.deps, { worker: 'w' });
    expect((await world.payment(payment.id)).status).toBe('pending'); // S6: not yet
    world.advanceClock(HOUR_MS);
    await recoverPayments(world.deps, { worker: 'w' });
    expect(await world.payment(payment.id)).toMatchObject({
      status: 'failed',
      failure: { category: 'provider_unavailable' },
    });
    expect(submits()).toBe(before);
    expect(world.provider.ledger.lines).toHaveLength(0);
  });

  it('W15 a paid payment that is read again is not written again', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    const after = await advancePayment(world.deps, payment.id, USER, { read: true });
    expect(after.payment).toEqual(payment);
    expect((await world.payment(payment.id)).version).toBe(payment.version);
  });

  it('W13 an object with another amount is not applied, and a person is told', async () => {
    const world = testWorld();
    world.provider.faults.next('submit', 'wrong_amount');
    const payment = await world.create({ method: 'ok' });
    expect(payment).toMatchObject({ status: 'pending', needsAttention: { code: 'amount_mismatch' } });
    expect(world.storage.events.map((e) => e.type)).toContain('alert.raised');
  });
});
