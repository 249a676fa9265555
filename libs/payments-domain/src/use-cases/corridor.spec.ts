import type { Cause } from '../audit.ts';
import { failureOf } from '../failure.ts';
import { derivedKey, type FoundKey } from '../idempotency.ts';
import { methodId, orderId, paymentId, userId, type PaymentId } from '../ids.ts';
import type { Payment } from '../payment.ts';
import { invalidField } from '../payment-error.ts';
import type { PaymentStorage } from '../ports.ts';
import { Crash } from '../testing/port-hooks.ts';
import { sampleMethod, samplePayment, uuidV7 } from '../testing/samples.ts';
import { simulatedProvider } from '../testing/simulated-provider.ts';
import { testWorld, valueOf, type TestWorld } from '../testing/world.ts';
import { advancePayment } from './advance-payment.ts';
import { cancelPayment, capturePayment, failPayment } from './change-goal.ts';
import { createPayment } from './create-payment.ts';
import { makeDefaultMethod, advanceMethod, removeMethod, saveMethod } from './payment-methods.ts';
import { recoverPayments } from './recover-payments.ts';
import { refundPayment } from './refund-payment.ts';
import { syncPayment } from './sync-payment.ts';

const USER: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'r_1' };
const WORKER: Cause = { actor: { type: 'worker', id: 'recovery' }, requestId: null };
const ORDER = { orderId: orderId('o_1') };

const objectOf = (payment: Payment): string => payment.attempts.at(-1)?.providerPaymentId ?? '';

async function work(world: TestWorld, ms = 60_000): Promise<void> {
  world.advanceClock(ms);
  await recoverPayments(world.deps, { worker: 'recovery' });
}

/** Does it once, when a port is called for the first time after this. */
function once(world: TestWorld, port: 'storage' | 'provider', call: string, act: () => unknown): void {
  let done = false;
  world[port].hooks.before = (name) => {
    if (done || name !== call) return;
    done = true;
    return Promise.resolve(act()).then(() => undefined);
  };
}

/** A payment whose process died before it could send. */
async function unsent(world: TestWorld, request: Parameters<TestWorld['create']>[0]): Promise<PaymentId> {
  const known = new Set(world.storage.payments.keys());
  once(world, 'storage', 'change', () => Promise.reject(new Crash('before anything was sent')));
  once(world, 'provider', 'provider.submit', () => Promise.reject(new Crash('before anything was sent')));
  await expect(world.create(request)).rejects.toThrow('the process stopped');
  world.storage.hooks.before = () => undefined;
  world.provider.hooks.before = () => undefined;
  return [...world.storage.payments.keys()].find((id) => !known.has(id)) ?? paymentId('none');
}

describe('the corridor', () => {
  it('a payment that is not there is not found', async () => {
    const world = testWorld();
    const none = paymentId(uuidV7(world.deps.now()));
    await expect(advancePayment(world.deps, none, WORKER)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('T8 who is about to send looks again first: canceled meanwhile, nothing is sent', async () => {
    const world = testWorld();
    const id = await unsent(world, { method: 'ok' });
    once(world, 'storage', 'change', () => cancelPayment(world.deps, id, { cause: USER }));
    await work(world);
    expect(world.provider.requests.filter(({ verb }) => verb === 'submit')).toEqual([]);
    expect(await world.payment(id)).toMatchObject({ status: 'pending', goal: 'canceled' });
    for (let look = 0; look < 4; look++) await work(world, 3_600_000);
    expect((await world.payment(id)).status).toBe('canceled');
  });

  it('C13 ended by somebody else just before its time ran out: it stays ended as it was', async () => {
    const world = testWorld();
    const { id } = await world.create();
    world.advanceClock(25 * 3_600_000);
    once(world, 'storage', 'change', () => cancelPayment(world.deps, id, { cause: USER, byPayer: true }));
    await advancePayment(world.deps, id, WORKER);
    expect(await world.payment(id)).toMatchObject({ status: 'canceled', failure: { code: 'canceled_by_payer' } });
  });

  it('T12 another account of the provider is not asked, and its silence proves nothing', async () => {
    const world = testWorld();
    world.provider.faults.next('submit', 'timeout_after');
    const { id } = await world.create({ method: 'ok' });
    const deps = { ...world.deps, provider: () => ({ ...world.provider, account: 'another' }) };
    const sent = world.provider.requests.length;
    for (let hour = 0; hour < 5; hour++) {
      world.advanceClock(3_600_000);
      await recoverPayments(deps, { worker: 'recovery' });
    }
    expect(world.provider.requests).toHaveLength(sent);
    expect((await world.payment(id)).status).toBe('pending');
  });

  it('S9 a sync of a payment whose object nobody has seen looks for it', async () => {
    const world = testWorld();
    world.provider.faults.next('submit', 'timeout_after');
    const { id } = await world.create({ method: 'ok' });
    expect((await syncPayment(world.deps, id, USER)).payment.status).toBe('succeeded');
    expect(world.provider.requests.map(({ verb }) => verb)).toEqual(['submit', 'find']);
  });

  it('the money and what went back of it already are two changes, found by one look', async () => {
    const world = testWorld();
    const payment = await world.create();
    world.provider.payer.pays(objectOf(payment));
    world.provider.payer.refundsInDashboard(objectOf(payment), 30n);
    const after = await syncPayment(world.deps, payment.id, USER);
    expect(after.payment).toMatchObject({ status: 'partially_refunded', amountRefunded: 30n });
    const told = world.storage.events.map(({ type }) => type).slice(-3);
    expect(told).toEqual(['payment.succeeded', 'refund.succeeded', 'payment.partially_refunded']);
  });

  it('an object that is named and can’t be read says nothing about the ones that are known', async () => {
    const world = testWorld();
    const payment = await world.create();
    const named = { provider: 'simulated', providerPaymentId: 'unknown' };
    const after = await advancePayment(world.deps, payment.id, WORKER, { read: named });
    expect(after.payment).toMatchObject({ status: 'processing', needsAttention: null });
  });

  it('an object that nobody ever sent for is looked for around the attempt', async () => {
    const world = testWorld();
    const { id } = await world.create();
    await world.storage.change(
      id,
      (payment) => ({
        payment: {
          ...payment,
          status: 'pending',
          attempts: payment.attempts.map((a) => ({ ...a, submit: null, providerPaymentId: null, open: false })),
        },
      }),
      { cause: USER },
    );
    await advancePayment(world.deps, id, WORKER);
    expect(world.provider.requests.at(-1)?.verb).toBe('find');
  });

  it('a capture of no named amount takes all that is held', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok', captureMethod: 'manual' });
    await world.storage.change(
      id,
      (payment) => ({
        payment: { ...payment, operations: 1, operation: { kind: 'capture', number: 1, amount: null, sends: 1 } },
      }),
      { cause: USER },
    );
    expect((await advancePayment(world.deps, id, WORKER)).payment).toMatchObject({ amountCaptured: 100n });
  });

  it('what is due and not there any more stops nobody', async () => {
    const world = testWorld();
    const none = paymentId(uuidV7(world.deps.now()));
    const storage = { ...world.storage, claimStalled: () => Promise.resolve([{ kind: 'payment' as const, id: none }]) };
    const round = await recoverPayments({ ...world.deps, storage }, { worker: 'recovery' });
    expect(round).toMatchObject({ done: 0, failed: [{ work: { id: none } }] });
  });
});

describe('a payment of an order with an older one', () => {
  it('T5 the worker finds the older one paid: the newer one is never sent, and ends once that is proven', async () => {
    const world = testWorld();
    const first = await world.create({ method: 'declined', ...ORDER });
    const second = await unsent(world, { method: 'ok', ...ORDER });
    world.provider.payer.pays(objectOf(first));
    await work(world);
    expect(await world.payment(first.id)).toMatchObject({ status: 'succeeded', holdsOrder: false });
    expect(await world.payment(second)).toMatchObject({ status: 'pending', goal: 'canceled', holdsOrder: true });
    for (let hour = 0; hour < 4; hour++) await work(world, 3_600_000);
    expect(await world.payment(second)).toMatchObject({ status: 'canceled', failure: { code: 'duplicate_payment' } });
    expect(world.provider.ledger.lines).toHaveLength(1);
  });

  it('T5 the worker can’t end the older one yet: the newer one waits, unsent', async () => {
    const world = testWorld();
    await world.create({ method: 'declined', ...ORDER });
    const second = await unsent(world, { method: 'ok', ...ORDER });
    world.provider.faults.next('cancel', 'timeout_before');
    await work(world);
    expect(await world.payment(second)).toMatchObject({ status: 'pending', goal: 'succeeded' });
    expect(world.provider.objects.size).toBe(1);
    await work(world);
    expect((await world.payment(second)).status).toBe('succeeded');
  });

  it('T5 canceled while the older one is found paid: that is its end', async () => {
    const world = testWorld();
    const first = await world.create({ method: 'declined', ...ORDER });
    once(world, 'provider', 'provider.cancel', async () => {
      world.provider.payer.pays(objectOf(first));
      const second = [...world.storage.payments.keys()].at(-1);
      if (second !== undefined) await endByHand(world, second);
    });
    await world.create({ method: 'ok', ...ORDER }).catch(() => undefined);
    const second = [...world.storage.payments.values()].at(-1);
    expect(second).toMatchObject({ status: 'canceled', failure: { code: 'canceled_by_payer' } });
    expect(await world.payment(first.id)).toMatchObject({ status: 'succeeded', holdsOrder: true });
  });

  it('T7 a third one was faster to take the order: the late one is recorded without it', async () => {
    const world = testWorld();
    const first = await world.create({ method: 'declined', ...ORDER });
    once(world, 'provider', 'provider.cancel', () => void world.provider.payer.pays(objectOf(first)));
    let made = false;
    world.storage.hooks.before = async (call) => {
      const second = [...world.storage.payments.values()].at(-1);
      if (made || call !== 'change' || second?.status !== 'canceled') return;
      // Just before the order is given to the late one, a third payment is made for it.
      made = true;
      const third = samplePayment(world.deps.now(), { userId: userId('u_1'), ...ORDER });
      await world.storage.insertOnce({ payment: third, claim: null, cause: USER });
    };
    await world.create({ method: 'ok', ...ORDER }).catch(() => undefined);
    expect(made).toBe(true);
    expect(await world.payment(first.id)).toMatchObject({ status: 'succeeded', holdsOrder: false });
  });
});

describe('ending', () => {
  it('I4 a capture and a cancel under their keys are answered byte for byte', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok', captureMethod: 'manual' });
    const answer = ({ payment }: { readonly payment: Payment }) => ({ status: 200, body: payment.status });
    const claim = world.claim({ operation: 'capture' });
    await capturePayment(world.deps, id, 60n, { cause: USER, claim, answer });
    const again = await capturePayment(world.deps, id, 60n, { cause: USER, claim, answer });
    expect(again).toEqual({ kind: 'replayed', answer: { status: 200, body: 'succeeded' } });
    const other = await world.create();
    const key = world.claim({ operation: 'cancel' });
    await cancelPayment(world.deps, other.id, { cause: USER, claim: key, answer });
    expect(await cancelPayment(world.deps, other.id, { cause: USER, claim: key, answer })).toMatchObject({
      kind: 'replayed',
    });
  });

  it.each([
    ['paid', { method: 'ok' }],
    ['failed', { method: 'declined' }],
  ])('a %s payment can’t be given up', async (_name, request) => {
    const world = testWorld();
    const { id } = await world.create(request);
    await expect(failPayment(world.deps, id, 'no show', { cause: USER })).rejects.toMatchObject({
      code: 'invalid_state',
    });
  });

  it('K3 what is being ended already is a 409 for whoever comes next', async () => {
    const world = testWorld();
    world.provider.faults.next('submit', 'timeout_before');
    const { id } = await world.create({ method: 'ok' });
    await cancelPayment(world.deps, id, { cause: USER });
    const again = cancelPayment(world.deps, id, { cause: USER });
    await expect(again).rejects.toThrow('A cancel of this payment is under way.');
  });

  it('a failed payment, even one that is being closed at its provider, can be canceled', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'declined' });
    await world.storage.change(id, (payment) => ({ payment: { ...payment, goal: 'failed' } }), { cause: USER });
    expect(valueOf(await cancelPayment(world.deps, id, { cause: USER })).payment.status).toBe('canceled');
  });
});

describe('keys that were found', () => {
  it('C15 another request for an order whose key we made ourselves is a duplicate, with its payment', async () => {
    const world = testWorld();
    const claim = world.claim({ key: derivedKey(['u_1', 'o_1']), derived: true });
    const first = await world.create({ method: 'ok', ...ORDER }, claim);
    const other = { ...claim, requestHash: 'b'.repeat(64) };
    await expect(world.create({ ...ORDER }, other)).rejects.toMatchObject({
      code: 'duplicate_payment',
      details: { paymentId: first.id },
    });
    const orphaned = foundKey(other, { requestHash: 'c'.repeat(64), paymentId: null });
    const storage = { ...world.storage, insertOnce: () => Promise.resolve({ kind: 'key' as const, found: orphaned }) };
    await expect(createOf({ ...world, deps: { ...world.deps, storage } }, other)).rejects.toMatchObject({
      code: 'duplicate_payment',
      details: {},
    });
  });

  it('T19 an answer that can’t be decrypted: how the payment stands, and nothing is executed', async () => {
    const world = testWorld();
    const claim = world.claim();
    const payment = await world.create({ method: 'ok' }, claim);
    const found = foundKey(claim, { subject: payment.id, paymentId: payment.id, answer: 'unreadable' });
    const storage = { ...world.storage, insertOnce: () => Promise.resolve({ kind: 'key' as const, found }) };
    const sent = world.provider.requests.filter(({ key }) => key !== null).length;
    const outcome = await createOf({ ...world, deps: { ...world.deps, storage } }, claim);
    expect(outcome).toMatchObject({ kind: 'resumed', value: { payment: { id: payment.id, status: 'succeeded' } } });
    expect(world.provider.requests.filter(({ key }) => key !== null)).toHaveLength(sent);
  });

  it('a storage that finds a key nobody brought is a bug, and says so', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    const method = sampleMethod(world.deps.now(), { userId: userId('u_1') });
    await world.storage.insertMethod(method, { cause: USER });
    const key = { kind: 'key' as const, found: foundKey(world.claim(), {}) };
    const lying: PaymentStorage = {
      ...world.storage,
      insertOnce: () => Promise.resolve(key),
      change: () => Promise.resolve(key),
      insertMethod: () => Promise.resolve(key),
      changeMethod: () => Promise.resolve(key),
    };
    const deps = { ...world.deps, storage: lying };
    const calls = [
      () => createOf({ ...world, deps }, null),
      () => cancelPayment(deps, payment.id, { cause: USER }),
      () => refundPayment(deps, { id: payment.id }, { cause: USER }),
      () => advancePayment(deps, payment.id, WORKER, { read: true }),
      () =>
        saveMethod(
          deps,
          { userId: userId('u_1'), token: 'ok', provider: 'simulated', makeDefault: false },
          { cause: USER },
        ),
      () => removeMethod(deps, userId('u_1'), method.id, { cause: USER }),
      () => makeDefaultMethod(deps, userId('u_1'), method.id, { cause: USER }),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow('found');
  });
});

describe('a create', () => {
  it('goes on to the route’s next provider that would take it', async () => {
    const names = ['simulated', 'second', 'third'];
    const world = testWorld({
      policy: { routes: { '*': names } },
      providers: names.map((name) => (now) => simulatedProvider({ now, name })),
    });
    const [first, second] = world.providers;
    first?.faults.next('submit', 'connection_refused');
    if (second) {
      second.check = () => {
        throw invalidField('amount', 'too_small', 'is less than this provider takes');
      };
    }
    expect((await world.create()).attempts.map((one) => `${one.provider} ${one.outcome}`)).toEqual([
      'simulated not_done',
      'third open',
    ]);
  });

  it('with no provider for its currency is refused', async () => {
    const world = testWorld({ policy: { routes: {} } });
    await expect(world.create()).rejects.toMatchObject({ code: 'validation_failed' });
    const some = testWorld({ policy: { routes: { USD: ['simulated'] } } });
    expect((await some.create({ method: 'ok' })).status).toBe('succeeded');
  });

  it('that the fraud check allows is sent', async () => {
    const world = testWorld({ fraud: { judge: () => Promise.resolve({ decision: 'allow', reason: null }) } });
    expect((await world.create({ method: 'ok', ip: '203.0.113.9' })).status).toBe('succeeded');
  });

  it('that is found a duplicate says whose, even where that one lost the order meanwhile', async () => {
    const world = testWorld();
    const first = await world.create({ method: 'declined', ...ORDER });
    once(world, 'provider', 'provider.cancel', () => void world.provider.payer.pays(objectOf(first)));
    const storage = { ...world.storage, orderHolder: () => Promise.resolve(null) };
    const create = createOf({ ...world, deps: { ...world.deps, storage } }, world.claim(), ORDER);
    await expect(create).rejects.toMatchObject({ code: 'duplicate_payment' });
  });

  it('a saved method that was drafted without a request is not sent, and given up', async () => {
    const world = testWorld();
    const draft = sampleMethod(world.deps.now(), { status: 'saving', reference: null, advanceAt: world.deps.now() });
    await world.storage.insertMethod(draft, { cause: USER });
    expect((await advanceMethod(world.deps, draft.id, { cause: USER })).status).toBe('saving');
    for (let hour = 0; hour < 22; hour++) await work(world, 3_600_000);
    expect(await world.storage.loadMethod(methodId(draft.id))).toMatchObject({ status: 'removed' });
    expect(world.provider.requests).toEqual([]);
  });
});

function createOf(
  world: TestWorld,
  claim: ReturnType<TestWorld['claim']> | null,
  more: { readonly orderId?: ReturnType<typeof orderId> } = {},
) {
  const request = {
    userId: userId('u_1'),
    createdBy: 'user:u_1',
    money: { minor: 100n, currency: 'USD' as const },
    method: 'ok',
  };
  return createPayment(world.deps, { ...request, ...more }, { cause: USER, claim });
}

function foundKey(claim: ReturnType<TestWorld['claim']>, change: Partial<FoundKey>): FoundKey {
  return { ...claim, subject: 'x', paymentId: null, answer: null, ...change };
}

/** A payment ended by the payer, as another process would write it. */
async function endByHand(world: TestWorld, id: PaymentId): Promise<void> {
  await world.storage.change(
    id,
    (payment) => ({
      payment: {
        ...payment,
        status: 'canceled',
        goal: 'canceled',
        failure: failureOf('canceled_by_payer'),
        holdsOrder: false,
      },
    }),
    { cause: USER },
  );
}
