import type { Cause } from '../audit.ts';
import type { Payment } from '../payment.ts';
import { methodId, orderId, userId, type MethodId } from '../ids.ts';
import { sampleMethod, uuidV7 } from '../testing/samples.ts';
import { simulatedProvider } from '../testing/simulated-provider.ts';
import { testWorld, valueOf, type TestWorld } from '../testing/world.ts';
import { cancelPayment } from './change-goal.ts';
import { confirmPayment } from './confirm-payment.ts';
import { removeMethod, saveMethod } from './payment-methods.ts';
import { recoverPayments } from './recover-payments.ts';
import { retryPayment } from './retry-payment.ts';

const USER: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'r_1' };
const YOO = (now: () => Date) => simulatedProvider({ now, declinesStayOpen: false, waitingCancelable: false });

async function saved(world: TestWorld, token = 'ok'): Promise<MethodId> {
  const request = { userId: userId('u_1'), token, provider: 'simulated', makeDefault: false };
  return valueOf(await saveMethod(world.deps, request, { cause: USER })).id;
}

describe('a confirm', () => {
  it('pays with a saved method of the same user', async () => {
    const world = testWorld();
    const method = await saved(world);
    const { id } = await world.create();
    const { payment } = valueOf(await confirmPayment(world.deps, { id, methodId: method }, { cause: USER }));
    expect(payment).toMatchObject({ status: 'succeeded', methodId: method });
  });

  it.each([
    ['the payer', { type: 'user', id: 'u_1' }, true],
    ['the payer, who is an administrator, too', { type: 'admin', id: 'u_1' }, true],
    ['a service', { type: 'service', id: 'u_1' }, false],
    ['an administrator', { type: 'admin', id: 'root' }, false],
    ['another user', { type: 'user', id: 'u_2' }, false],
  ] as const)('says whether the payer is there to be asked by their bank: %s', async (_who, actor, payerPresent) => {
    const world = testWorld();
    const method = await saved(world);
    const { id } = await world.create();
    const seen: unknown[] = [];
    const provider = {
      ...world.provider,
      prepareConfirm: (...[payment, choice]: Parameters<typeof world.provider.prepareConfirm>) => {
        seen.push(choice);
        return world.provider.prepareConfirm(payment, choice);
      },
    };
    const deps = { ...world.deps, provider: () => provider };
    await confirmPayment(deps, { id, methodId: method }, { cause: { actor, requestId: null } });
    expect(seen).toMatchObject([{ kind: 'saved', payerPresent }]);
  });

  it('A1 another user’s method, a removed one and one that never was do not exist', async () => {
    const world = testWorld();
    const foreign = sampleMethod(world.deps.now(), { userId: userId('u_2') });
    await world.storage.insertMethod(foreign, { cause: USER });
    const gone = await saved(world);
    await removeMethod(world.deps, userId('u_1'), gone, { cause: USER });
    const { id } = await world.create();
    for (const methodOf of [foreign.id, gone, methodId(uuidV7(world.deps.now()))]) {
      const confirm = confirmPayment(world.deps, { id, methodId: methodOf }, { cause: USER });
      await expect(confirm).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('a saved method pins its provider', async () => {
    const world = testWorld({
      providers: [(now) => simulatedProvider({ now }), (now) => simulatedProvider({ now, name: 'second' })],
    });
    const method = await saved(world);
    const { id } = await world.create({ provider: 'second' });
    const confirm = confirmPayment(world.deps, { id, methodId: method }, { cause: USER });
    await expect(confirm).rejects.toMatchObject({ code: 'unsupported' });
  });

  it.each([
    ['failed', { method: 'declined' }],
    ['authorized', { method: 'ok', captureMethod: 'manual' as const }],
  ])('a %s payment takes no method', async (status, request) => {
    const world = testWorld();
    const { id } = await world.create(request);
    const confirm = confirmPayment(world.deps, { id, method: 'ok' }, { cause: USER });
    await expect(confirm).rejects.toMatchObject({ code: 'invalid_state', details: { currentStatus: status } });
  });

  it('C9 a canceled payment takes no method', async () => {
    const world = testWorld();
    const { id } = await world.create();
    await cancelPayment(world.deps, id, { cause: USER });
    const confirm = confirmPayment(world.deps, { id, method: 'ok' }, { cause: USER });
    await expect(confirm).rejects.toMatchObject({ code: 'invalid_state' });
  });

  it('I4 I12 repeated under its key it goes on with the same method, and is answered as the first time', async () => {
    const world = testWorld();
    const { id } = await world.create();
    const claim = world.claim({ operation: 'payments.confirm' });
    const answer = ({ payment }: { readonly payment: { readonly status: string } }) =>
      payment.status === 'succeeded' ? { status: 200, body: payment.status } : null;
    world.provider.faults.next('confirm', 'timeout_after');
    const first = await confirmPayment(world.deps, { id, method: 'ok' }, { cause: USER, claim, answer });
    expect(valueOf(first).payment.status).toBe('processing');
    const second = await confirmPayment(world.deps, { id, method: 'ok' }, { cause: USER, claim, answer });
    expect(second).toMatchObject({ kind: 'resumed', value: { payment: { status: 'succeeded' } } });
    const third = await confirmPayment(world.deps, { id, method: 'ok' }, { cause: USER, claim, answer });
    expect(third).toEqual({ kind: 'replayed', answer: { status: 200, body: 'succeeded' } });
    expect(world.provider.ledger.charges(id)).toHaveLength(1);
  });
});

describe('a retry', () => {
  it('C10 pays with a saved method, and with an authorization where that was asked for', async () => {
    const world = testWorld();
    const method = await saved(world);
    const { id } = await world.create({ method: 'declined', captureMethod: 'manual' });
    const { payment } = valueOf(await retryPayment(world.deps, { id, methodId: method }, { cause: USER }));
    expect(payment).toMatchObject({ status: 'authorized', goal: 'authorized', methodId: method });
  });

  it('a saved method of another provider than the one asked for is refused', async () => {
    const world = testWorld();
    const method = await saved(world);
    const { id } = await world.create({ method: 'declined' });
    const wrong = retryPayment(world.deps, { id, methodId: method, provider: 'second' }, { cause: USER });
    await expect(wrong).rejects.toMatchObject({ code: 'validation_failed' });
    const right = await retryPayment(world.deps, { id, methodId: method, provider: 'simulated' }, { cause: USER });
    expect(valueOf(right).payment.status).toBe('succeeded');
  });

  it('without a method it waits for the payer again', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'declined' });
    const { payment } = valueOf(await retryPayment(world.deps, { id }, { cause: USER }));
    expect(payment.attempts).toHaveLength(2);
    expect(payment.status).toBe('processing');
  });

  it('C15 T18 of a payment whose order another one has by now is a duplicate, with its id', async () => {
    const world = testWorld({ providers: [YOO] });
    const order = { orderId: orderId('o_1') };
    const first = await world.create({ method: 'declined', ...order });
    const second = await world.create({ method: 'ok', ...order });
    const retry = retryPayment(world.deps, { id: first.id, method: 'ok' }, { cause: USER });
    await expect(retry).rejects.toMatchObject({ code: 'duplicate_payment', details: { paymentId: second.id } });
  });

  const two = () =>
    testWorld({
      providers: [(now) => simulatedProvider({ now }), (now) => simulatedProvider({ now, name: 'second' })],
    });

  it('T5 while it is not known whether the old object is ended, nothing is sent elsewhere', async () => {
    const world = two();
    const { id } = await world.create({ method: 'declined' });
    world.provider.faults.next('cancel', 'timeout_before');
    const first = valueOf(await retryPayment(world.deps, { id, method: 'ok', provider: 'second' }, { cause: USER }));
    expect(first.payment.status).toBe('pending');
    expect(world.providers[1]?.requests).toEqual([]);
    world.advanceClock(60_000);
    await recoverPayments(world.deps, { worker: 'recovery' });
    expect((await world.payment(id)).status).toBe('succeeded');
    expect([...world.provider.objects.values()]).toMatchObject([{ status: 'canceled' }]);
  });

  it('T5 what can’t be ended now is a 409, and the payment is failed as it was', async () => {
    const world = two();
    const { id } = await world.create({ method: 'declined' });
    // The payer is at their bank with the old object: the provider won't cancel it now.
    const busy = { ...world.provider, cancel: (_payment: Payment, object: string) => world.provider.fetch(object) };
    const deps = { ...world.deps, provider: (name: string) => (name === 'second' ? world.deps.provider(name) : busy) };
    const retry = retryPayment(deps, { id, method: 'ok', provider: 'second' }, { cause: USER });
    await expect(retry).rejects.toMatchObject({ code: 'invalid_state', details: { currentStatus: 'failed' } });
    const payment = await world.payment(id);
    expect(payment).toMatchObject({ status: 'failed', failure: { code: 'card_declined' }, holdsOrder: false });
    expect(world.providers[1]?.requests).toEqual([]);
    const again = valueOf(await retryPayment(world.deps, { id, method: 'ok', provider: 'second' }, { cause: USER }));
    expect(again.payment.status).toBe('succeeded');
  });

  it('T5 that can’t go on now is not taken back where a worker went on with it meanwhile', async () => {
    const world = two();
    const { id } = await world.create({ method: 'declined' });
    const busy = { ...world.provider, cancel: (_payment: Payment, object: string) => world.provider.fetch(object) };
    let changes = 0;
    const storage = {
      ...world.storage,
      change: async (...args: Parameters<typeof world.storage.change>) => {
        changes += 1;
        // The last one would take the new attempt back; just before it a worker found the old object ended, and went on.
        if (changes === 4) await recoverNow(world);
        return world.storage.change(...args);
      },
    };
    const provider = (name: string) => (name === 'second' ? world.deps.provider(name) : busy);
    const retry = retryPayment(
      { ...world.deps, storage, provider },
      { id, method: 'ok', provider: 'second' },
      { cause: USER },
    );
    await expect(retry).rejects.toMatchObject({ code: 'invalid_state' });
    expect((await world.payment(id)).status).toBe('succeeded');
  });

  it('C15 of a payment whose order was freed just now is a duplicate all the same', async () => {
    const world = testWorld({ providers: [YOO] });
    const order = { orderId: orderId('o_1') };
    const { id } = await world.create({ method: 'declined', ...order });
    await world.create({ method: 'ok', ...order });
    const deps = { ...world.deps, storage: { ...world.storage, orderHolder: () => Promise.resolve(null) } };
    const retry = retryPayment(deps, { id, method: 'ok' }, { cause: USER });
    await expect(retry).rejects.toMatchObject({ code: 'duplicate_payment', details: { paymentId: id } });
  });
});

async function recoverNow(world: TestWorld): Promise<void> {
  world.advanceClock(60_000);
  await recoverPayments(world.deps, { worker: 'recovery' });
}
