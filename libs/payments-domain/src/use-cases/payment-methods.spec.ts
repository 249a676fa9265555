import type { Cause } from '../audit.ts';
import { methodId, userId } from '../ids.ts';
import type { PaymentMethod } from '../payment-method.ts';
import { uuidV7 } from '../testing/samples.ts';
import { testWorld, valueOf, type TestWorld } from '../testing/world.ts';
import { advanceMethod, forgetMethod, makeDefaultMethod, removeMethod, saveMethod } from './payment-methods.ts';
import { recoverPayments } from './recover-payments.ts';

const USER: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'r_1' };
const ME = userId('u_1');
const HOUR_MS = 3_600_000;
const answer = ({ id, status }: PaymentMethod) =>
  status === 'active' || status === 'removed' ? { status: 200, body: `${id} ${status}` } : null;
const request = (token: string, makeDefault = false) => ({ userId: ME, token, provider: 'simulated', makeDefault });
const methods = (world: TestWorld) => [...world.storage.methods.values()];

async function work(world: TestWorld, ms: number): Promise<void> {
  world.advanceClock(ms);
  await recoverPayments(world.deps, { worker: 'recovery' });
}

describe('saving a method', () => {
  it('C7 keeps a reference and what a person recognises it by, once for a key', async () => {
    const world = testWorld();
    const claim = world.claim({ operation: 'methods.save' });
    const saved = valueOf(await saveMethod(world.deps, request('ok', true), { cause: USER, claim, answer }));
    expect(saved).toMatchObject({
      status: 'active',
      last4: '4242',
      isDefault: true,
      customer: 'customer-u_1',
      submit: null,
    });
    const again = await saveMethod(world.deps, request('ok', true), { cause: USER, claim, answer });
    expect(again).toEqual({ kind: 'replayed', answer: { status: 200, body: `${saved.id} active` } });
    expect(await world.storage.listMethods(ME)).toHaveLength(1);
    await saveMethod(world.deps, request('ok'), { cause: USER, claim: world.claim() });
    expect(world.provider.requests.filter(({ verb }) => verb === 'ensureCustomer')).toHaveLength(1);
  });

  it('a method that is saved twice, under two keys, is one method', async () => {
    const world = testWorld();
    const first = valueOf(await saveMethod(world.deps, request('ok'), { cause: USER }));
    const powers = world.provider.methods;
    if (!powers) throw new Error('it keeps no methods');
    const { reference, customer, type, brand, last4, expMonth, expYear } = first;
    const value = { reference: reference ?? '', customer, type, brand, last4, expMonth, expYear };
    const same = {
      ...world.provider,
      methods: { ...powers, save: () => Promise.resolve({ verdict: 'known' as const, value }) },
    };
    const deps = { ...world.deps, provider: () => same };
    const second = valueOf(await saveMethod(deps, request('ok', true), { cause: USER, claim: world.claim(), answer }));
    expect(second.id).toBe(first.id);
    expect(methods(world).map(({ status }) => status)).toEqual(['active', 'removed']);
    expect(methods(world).every(({ advanceAt }) => advanceAt === null)).toBe(true);
  });

  it('I12 goes on under its key after a timeout, and the worker finishes it', async () => {
    const world = testWorld();
    const claim = world.claim({ operation: 'methods.save' });
    world.provider.faults.next('save', 'timeout_after', 'timeout_after');
    const save = () => saveMethod(world.deps, request('ok'), { cause: USER, claim, answer });
    await expect(save()).rejects.toMatchObject({ code: 'provider_unavailable' });
    await expect(save()).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(methods(world)).toMatchObject([{ status: 'saving' }]);
    expect(await world.storage.listMethods(ME)).toEqual([]);
    await work(world, HOUR_MS);
    expect(methods(world)).toMatchObject([{ status: 'active' }]);
  });

  it('resumes with what it came to meanwhile', async () => {
    const world = testWorld();
    const claim = world.claim({ operation: 'methods.save' });
    world.provider.faults.next('save', 'timeout_after');
    await expect(saveMethod(world.deps, request('ok'), { cause: USER, claim })).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    const again = await saveMethod(world.deps, request('ok'), { cause: USER, claim });
    expect(again).toMatchObject({ kind: 'resumed', value: { status: 'active' } });
  });

  it('is refused for certain with a declined method, and nothing is left', async () => {
    const world = testWorld();
    await expect(saveMethod(world.deps, request('declined'), { cause: USER })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    expect(methods(world)).toMatchObject([{ status: 'removed', advanceAt: null }]);
  });

  it('is not the method’s fault where the provider takes no calls: the same key goes on with it', async () => {
    const world = testWorld();
    const claim = world.claim({ operation: 'methods.save' });
    world.provider.faults.next('save', 'too_many_requests');
    const save = () => saveMethod(world.deps, request('ok'), { cause: USER, claim, answer });
    await expect(save()).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(await save()).toMatchObject({ kind: 'resumed', value: { status: 'active' } });
  });

  it('that is never answered is given up after the provider’s key is forgotten', async () => {
    const world = testWorld();
    world.provider.faults.always('save', 'timeout_before');
    await saveMethod(world.deps, request('ok', true), { cause: USER }).catch(() => undefined);
    for (let hour = 0; hour < 22; hour++) await work(world, HOUR_MS);
    expect(methods(world)).toMatchObject([{ status: 'removed', isDefault: false, advanceAt: null }]);
  });

  it('is not sent to another account, or where sending is off', async () => {
    for (const change of ['account', 'sending'] as const) {
      const world = testWorld();
      world.provider.faults.next('save', 'timeout_before');
      await saveMethod(world.deps, request('ok'), { cause: USER }).catch(() => undefined);
      const deps =
        change === 'sending'
          ? { ...world.deps, policy: { ...world.deps.policy, sending: false } }
          : { ...world.deps, provider: () => ({ ...world.provider, account: 'another' }) };
      world.advanceClock(HOUR_MS);
      await recoverPayments(deps, { worker: 'recovery' });
      expect(methods(world)).toMatchObject([{ status: 'saving' }]);
    }
  });

  it('needs a customer first, who is not made where sending is off', async () => {
    const world = testWorld();
    const deps = { ...world.deps, policy: { ...world.deps.policy, sending: false } };
    const saving = saveMethod(deps, request('ok'), { cause: USER });
    await expect(saving).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect([methods(world), world.provider.requests]).toEqual([[], []]);
  });

  it('needs a customer first: where that can’t be made, nothing is recorded', async () => {
    const world = testWorld();
    world.provider.faults.next('ensureCustomer', 'timeout_before');
    await expect(saveMethod(world.deps, request('ok'), { cause: USER })).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(methods(world)).toEqual([]);
  });

  it('is no power of a provider that has none', async () => {
    const world = testWorld();
    const { methods: _none, ...without } = world.provider;
    const deps = { ...world.deps, provider: () => without };
    await expect(saveMethod(deps, request('ok'), { cause: USER })).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('at a provider without customers has none', async () => {
    const world = testWorld();
    const powers = world.provider.methods;
    if (!powers) throw new Error('the simulated provider keeps methods');
    const none = { ...powers, ensureCustomer: () => Promise.resolve({ verdict: 'known' as const, value: null }) };
    const deps = { ...world.deps, provider: () => ({ ...world.provider, methods: none }) };
    expect(valueOf(await saveMethod(deps, request('ok'), { cause: USER })).customer).toBeNull();
    expect(await world.storage.customerOf(ME, 'simulated')).toBeNull();
  });

  it('paying with what was saved uses its customer; keeping what is paid with makes one', async () => {
    const world = testWorld();
    const saved = valueOf(await saveMethod(world.deps, request('ok'), { cause: USER }));
    const paid = await world.create({ methodId: saved.id });
    expect(paid).toMatchObject({ status: 'succeeded', methodId: saved.id });
    await world.create({ method: 'ok', saveMethod: true });
    expect(await world.storage.listMethods(ME)).toHaveLength(2);
  });
});

describe('removing a method', () => {
  const saved = async (world: TestWorld) => valueOf(await saveMethod(world.deps, request('ok', true), { cause: USER }));

  it('C7 hides it at once, removes it at both ends, once for a key', async () => {
    const world = testWorld();
    const { id } = await saved(world);
    const claim = world.claim({ operation: 'methods.remove' });
    const options = { cause: USER, claim, answer };
    expect(valueOf(await removeMethod(world.deps, ME, id, options))).toMatchObject({
      status: 'removed',
      isDefault: false,
    });
    expect(valueOf(await removeMethod(world.deps, ME, id, { cause: USER })).status).toBe('removed');
    expect(await removeMethod(world.deps, ME, id, options)).toMatchObject({ kind: 'replayed' });
    expect(await advanceMethod(world.deps, id, options)).toMatchObject({ status: 'removed' });
  });

  it('an unknown outcome is finished by its key, or by the worker', async () => {
    const world = testWorld();
    const { id } = await saved(world);
    const claim = world.claim({ operation: 'methods.remove' });
    world.provider.faults.next('remove', 'timeout_before', 'timeout_before');
    const remove = () => removeMethod(world.deps, ME, id, { cause: USER, claim, answer });
    expect(valueOf(await remove()).status).toBe('removing');
    expect(await world.storage.listMethods(ME)).toEqual([]);
    expect(await remove()).toMatchObject({ kind: 'resumed', value: { status: 'removing' } });
    await work(world, HOUR_MS);
    expect(methods(world)).toMatchObject([{ status: 'removed' }]);
  });

  it('again while it is being removed changes nothing, and asks again', async () => {
    const world = testWorld();
    const { id } = await saved(world);
    world.provider.faults.next('remove', 'timeout_before');
    await removeMethod(world.deps, ME, id, { cause: USER });
    expect(valueOf(await removeMethod(world.deps, ME, id, { cause: USER, claim: world.claim() })).status).toBe(
      'removed',
    );
  });

  it('waits where sending is off', async () => {
    const world = testWorld();
    const { id } = await saved(world);
    const deps = { ...world.deps, policy: { ...world.deps.policy, sending: false } };
    expect(valueOf(await removeMethod(deps, ME, id, { cause: USER })).status).toBe('removing');
  });

  it('one without a reference is gone at once', async () => {
    const world = testWorld();
    const { id } = await saved(world);
    await world.storage.changeMethod(id, (method) => ({ ...method, reference: null }), { cause: USER });
    expect(valueOf(await removeMethod(world.deps, ME, id, { cause: USER })).status).toBe('removed');
    expect(world.provider.requests.filter(({ verb }) => verb === 'remove')).toEqual([]);
  });

  it('A1 another user’s, or none at all, is not found', async () => {
    const world = testWorld();
    const { id } = await saved(world);
    await expect(removeMethod(world.deps, userId('u_2'), id, { cause: USER })).rejects.toMatchObject({
      code: 'not_found',
    });
    const none = methodId(uuidV7(world.deps.now()));
    await expect(removeMethod(world.deps, ME, none, { cause: USER })).rejects.toMatchObject({ code: 'not_found' });
    await expect(advanceMethod(world.deps, none, { cause: USER })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('gone at the provider is gone here, told once', async () => {
    const world = testWorld();
    const { id } = await saved(world);
    await forgetMethod(world.deps, id, USER);
    await forgetMethod(world.deps, id, USER);
    const told = world.storage.events.filter(({ type }) => type === 'payment_method.deleted');
    expect(told).toHaveLength(1);
  });

  it('two workers at once: what the first one ended stays', async () => {
    const world = testWorld();
    const { id } = await saved(world);
    world.provider.faults.next('remove', 'timeout_before', 'slow', 'slow');
    await removeMethod(world.deps, ME, id, { cause: USER });
    const both = await Promise.all([1, 2].map(() => advanceMethod(world.deps, id, { cause: USER })));
    expect(both.map(({ status }) => status)).toEqual(['removed', 'removed']);
    const saving = testWorld();
    saving.provider.faults.next('save', 'timeout_before', 'slow', 'slow');
    await saveMethod(saving.deps, request('ok'), { cause: USER }).catch(() => undefined);
    const [draft] = methods(saving);
    const saves = await Promise.all(
      [1, 2].map(() => advanceMethod(saving.deps, draft?.id ?? methodId(''), { cause: USER })),
    );
    expect(saves.map(({ status }) => status)).toEqual(['active', 'active']);
    expect(methods(saving)[0]?.version).toBe(3);
  });
});

describe('the default', () => {
  it('is one: a new one takes its place; made again, nothing happens', async () => {
    const world = testWorld();
    const first = valueOf(await saveMethod(world.deps, request('ok', true), { cause: USER }));
    const second = valueOf(await saveMethod(world.deps, request('ok'), { cause: USER }));
    const makeDefault = async () => valueOf(await makeDefaultMethod(world.deps, ME, second.id, { cause: USER }));
    expect((await makeDefault()).isDefault).toBe(true);
    const { version } = await makeDefault();
    expect(version).toBe(3);
    expect((await world.storage.listMethods(ME)).map((m) => [m.id, m.isDefault])).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
  });

  it('I4 the same key gives the first answer again, also after another one became the default, or it was removed', async () => {
    const world = testWorld();
    const { id } = valueOf(await saveMethod(world.deps, request('ok'), { cause: USER }));
    const claim = world.claim({ operation: 'methods.default' });
    const makeDefault = () => makeDefaultMethod(world.deps, ME, id, { cause: USER, claim, answer });
    expect(await makeDefault()).toMatchObject({ kind: 'fresh', value: { isDefault: true } });
    valueOf(await saveMethod(world.deps, request('ok', true), { cause: USER }));
    await removeMethod(world.deps, ME, id, { cause: USER });
    expect(await makeDefault()).toEqual({ kind: 'replayed', answer: { status: 200, body: `${id} active` } });
    expect((await world.storage.listMethods(ME)).map((method) => method.id)).not.toContain(id);
  });

  it('T19 an answer that can not be read is how the method stands', async () => {
    const world = testWorld();
    const { id } = valueOf(await saveMethod(world.deps, request('ok'), { cause: USER }));
    const options = { cause: USER, claim: world.claim({ operation: 'methods.default' }) };
    await makeDefaultMethod(world.deps, ME, id, options);
    world.advanceClock(HOUR_MS);
    expect(await makeDefaultMethod(world.deps, ME, id, options)).toMatchObject({ kind: 'resumed', value: { id } });
  });

  it('one that is hidden, or not there yet, can not be the default, and what is not there yet can not be removed', async () => {
    const world = testWorld();
    const { id } = valueOf(await saveMethod(world.deps, request('ok'), { cause: USER }));
    world.provider.faults.next('remove', 'timeout_before');
    expect(valueOf(await removeMethod(world.deps, ME, id, { cause: USER })).status).toBe('removing');
    const refused = { code: 'not_found' };
    await expect(makeDefaultMethod(world.deps, ME, id, { cause: USER })).rejects.toMatchObject(refused);
    world.provider.faults.next('save', 'timeout_before');
    await saveMethod(world.deps, request('ok'), { cause: USER }).catch(() => undefined);
    const draft = methods(world).find(({ status }) => status === 'saving')?.id ?? methodId('');
    await expect(makeDefaultMethod(world.deps, ME, draft, { cause: USER })).rejects.toMatchObject(refused);
    await expect(removeMethod(world.deps, ME, draft, { cause: USER })).rejects.toMatchObject(refused);
  });
});

it('a storage that finds a key where none was claimed is a bug, and says so', async () => {
  const world = testWorld();
  const claim = world.claim({ operation: 'methods.save' });
  world.provider.faults.next('save', 'timeout_before');
  await saveMethod(world.deps, request('ok'), { cause: USER, claim, answer }).catch(() => undefined);
  const id = methods(world)[0]?.id ?? methodId('');
  const found = await world.storage.findKey(claim);
  if (found === null) throw new Error('the key is not there');
  const storage = { ...world.storage, changeMethod: () => Promise.resolve({ kind: 'key' as const, found }) };
  const advanced = advanceMethod({ ...world.deps, storage }, id, { cause: USER });
  await expect(advanced).rejects.toThrow('a change without a claim found a key');
});
