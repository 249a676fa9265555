import { makeDefaultMethod, removeMethod, saveMethod, userId, type PaymentMethod } from '@payments/domain';
import { sampleClaim } from '@payments/domain/testing';
import { CAUSE, yookassaWorld, type YookassaWorld } from '../test/yookassa-world.ts';

let world: YookassaWorld;
beforeEach(async () => {
  world = await yookassaWorld();
});
afterEach(() => world.close());

const options = () => ({ cause: CAUSE, claim: sampleClaim(world.deps.now()) });

/** A payer who agreed to keep the method that they paid with. */
async function saved(): Promise<PaymentMethod> {
  const { id } = await world.create({ saveMethod: true });
  world.sim.pay(world.objectOf(id));
  await world.knock('payment.succeeded', { id: world.objectOf(id) });
  const [method] = world.storage.methods.values();
  if (!method) throw new Error('nothing was saved');
  return method;
}

describe('a method that YooKassa keeps', () => {
  it('is saved with a payment that asks for it, as a reference and what a person recognises it by', async () => {
    expect(await saved()).toMatchObject({ status: 'active', provider: 'yookassa', type: 'card', last4: '4477' });
  });

  it('is not saved with one that does not', async () => {
    const { id } = await world.create();
    world.sim.pay(world.objectOf(id));
    await world.knock('payment.succeeded', { id: world.objectOf(id) });
    expect(world.storage.methods.size).toBe(0);
  });

  it('pays without the payer, once', async () => {
    const method = await saved();
    const payment = await world.create({ methodId: method.id });
    expect([payment.status, payment.nextAction]).toEqual(['succeeded', null]);
    expect(world.sim.ledger.charges('payment_id', payment.id)).toHaveLength(1);
  });

  it.each([
    ['insufficient_funds', 'payment_network', 'insufficient_funds'],
    ['permission_revoked', 'yoo_money', 'method_not_supported'],
  ] as const)('that refuses (%s) is failed in our words', async (reason, party, code) => {
    const method = await saved();
    world.sim.declineMethod(method.reference ?? '', { reason, party });
    expect(await world.create({ methodId: method.id })).toMatchObject({ status: 'failed', failure: { code } });
  });

  it('that YooKassa no longer knows is failed, and told as such', async () => {
    const method = await saved();
    world.sim.reset();
    expect(await world.create({ methodId: method.id })).toMatchObject({
      ...{
        status: 'failed',
        failure: { code: 'method_not_supported', providerCode: 'invalid_request payment_method_id' },
      },
    });
  });

  it('is removed here for good: YooKassa has nothing to be told', async () => {
    const method = await saved();
    const user = userId('u_1');
    await makeDefaultMethod(world.deps, user, method.id, { cause: CAUSE });
    await removeMethod(world.deps, user, method.id, options());
    expect(world.storage.methods.get(method.id)).toMatchObject({ status: 'removed', isDefault: false });
    await expect(world.create({ methodId: method.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('can not be made from a token alone: a 422, and nothing is kept', async () => {
    const request = { userId: userId('u_1'), token: 'tok', provider: 'yookassa', makeDefault: false };
    await expect(saveMethod(world.deps, request, options())).rejects.toMatchObject({ code: 'unsupported' });
    expect(world.storage.methods.size).toBe(0);
  });
});
