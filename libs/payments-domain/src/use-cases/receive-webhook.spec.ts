import type { InboxEntry } from '../inbox.ts';
import { methodId, userId } from '../ids.ts';
import type { WebhookTarget } from '../ports.ts';
import { uuidV7 } from '../testing/samples.ts';
import { signedWebhook } from '../testing/simulated-webhooks.ts';
import { testWorld, valueOf, type TestWorld } from '../testing/world.ts';
import { saveMethod } from './payment-methods.ts';
import { processWebhook, receiveWebhook, WEBHOOK_TRIES_MAX } from './receive-webhook.ts';
import { recoverPayments } from './recover-payments.ts';

const SECRET = 'simulated-webhook-secret';
const OBJECT = (world: TestWorld) => [...world.provider.objects.keys()].at(-1) ?? '';

async function deliver(world: TestWorld): Promise<void> {
  for (const knock of world.provider.knocks.splice(0)) {
    const received = await receiveWebhook(world.deps, 'simulated', knock);
    const entry = received.kind === 'stored' ? await world.storage.loadWebhook(received.id) : null;
    if (entry) await processWebhook(world.deps, entry);
  }
}

/** An event as the provider would sign it, received and processed. */
async function told(world: TestWorld, target: WebhookTarget): Promise<InboxEntry> {
  const event = { eventId: uuidV7(world.deps.now()), type: 'event', target };
  const received = await receiveWebhook(world.deps, 'simulated', signedWebhook(SECRET, world.deps.now(), event));
  if (received.kind !== 'stored') throw new Error(received.kind);
  const entry = await world.storage.loadWebhook(received.id);
  if (!entry) throw new Error('it was not stored');
  await processWebhook(world.deps, entry);
  return (await world.storage.loadWebhook(received.id)) ?? entry;
}

describe('at the door', () => {
  it('promise 8: W2 a forged one is refused, and nothing is stored or read', async () => {
    const world = testWorld();
    const forged = signedWebhook('not the secret', world.deps.now(), {
      eventId: 'e',
      type: 't',
      target: { kind: 'payment', providerPaymentId: 'x' },
    });
    expect(await receiveWebhook(world.deps, 'simulated', forged)).toMatchObject({ kind: 'forged' });
    expect(world.storage.inbox.size).toBe(0);
    expect(world.provider.requests).toEqual([]);
  });

  it('W17 a genuine one of no interest is ignored', async () => {
    const world = testWorld();
    const webhooks = { read: () => ({ kind: 'ignored' as const, eventId: 'e', type: 'boring' }) };
    const deps = { ...world.deps, provider: () => ({ ...world.provider, webhooks }) };
    const request = { headers: {}, body: new Uint8Array() };
    expect(await receiveWebhook(deps, 'simulated', request)).toEqual({ kind: 'ignored' });
  });

  it('a provider without webhooks has no door', async () => {
    const world = testWorld();
    const { webhooks: _none, ...without } = world.provider;
    const deps = { ...world.deps, provider: () => without };
    const request = { headers: {}, body: new Uint8Array() };
    await expect(receiveWebhook(deps, 'simulated', request)).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('W1 one event three times is one entry and one effect', async () => {
    const world = testWorld();
    const { id } = await world.create();
    world.provider.payer.pays(OBJECT(world));
    world.provider.knocks.push(...world.provider.knocks, ...world.provider.knocks);
    await deliver(world);
    expect(world.storage.inbox.size).toBe(2);
    const told = world.storage.events.filter(({ type }) => type === 'payment.succeeded');
    expect(told).toHaveLength(1);
    expect((await world.payment(id)).status).toBe('succeeded');
  });
});

describe('a webhook that was acknowledged', () => {
  it('promise 4: W16 R11 is kept until its object was read: the only news of a refund from the dashboard', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    await deliver(world);
    world.provider.payer.refundsInDashboard(OBJECT(world), 30n);
    world.provider.faults.always('fetch', 'error_5xx_before');
    await deliver(world);
    expect((await world.payment(payment.id)).amountRefunded).toBe(0n);
    world.provider.faults.heal();
    world.advanceClock(60_000);
    await recoverPayments(world.deps, { worker: 'recovery' });
    expect(await world.payment(payment.id)).toMatchObject({ status: 'partially_refunded', amountRefunded: 30n });
    expect([...world.storage.inbox.values()].every((entry) => entry.status === 'done')).toBe(true);
  });

  it('is done with where the object that was read lists no refunds', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    const object = await world.provider.fetch(OBJECT(world));
    if (object.verdict !== 'known') throw new Error('it is there');
    const bare = { ...object, value: { ...object.value, refunds: null } };
    const deps = { ...world.deps, provider: () => ({ ...world.provider, fetch: () => Promise.resolve(bare) }) };
    await deliver({ ...world, deps });
    expect([...world.storage.inbox.values()]).toMatchObject([{ status: 'done', paymentId: id }]);
  });

  it('W12 whose payment is not known yet waits for it', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    const other = testWorld();
    const { fetch } = world.provider;
    const provider = { ...other.provider, fetch };
    const deps = { ...other.deps, provider: () => provider };
    const knock = world.provider.knocks.at(-1);
    if (!knock) throw new Error('nothing knocked');
    const received = await receiveWebhook(deps, 'simulated', knock);
    const entry = received.kind === 'stored' ? await other.storage.loadWebhook(received.id) : null;
    if (!entry) throw new Error('it was not stored');
    await processWebhook(deps, entry);
    expect(await other.storage.loadWebhook(entry.id)).toMatchObject({ status: 'parked', tries: 1, paymentId: null });
    expect((await world.payment(id)).status).toBe('succeeded');
  });

  it('W12 whose payment’s second write is not there yet finds it by the object’s own word', async () => {
    const world = testWorld();
    world.provider.faults.next('submit', 'timeout_after');
    const { id } = await world.create({ method: 'ok' });
    expect((await world.payment(id)).status).toBe('pending');
    await deliver(world);
    expect(await world.payment(id)).toMatchObject({ status: 'succeeded', amountCaptured: 100n });
  });

  it('W18 about an object of another system, or about none, is skipped', async () => {
    const world = testWorld();
    const entry = await told(world, { kind: 'payment', providerPaymentId: 'nobody-knows-it' });
    expect(entry).toMatchObject({ status: 'skipped', dueAt: null });
    await world.create({ method: 'ok' });
    const object = await world.provider.fetch(OBJECT(world));
    if (object.verdict !== 'known') throw new Error('it is there');
    const foreign = { ...object, value: { ...object.value, providerPaymentId: 'foreign', paymentId: null } };
    const deps = { ...world.deps, provider: () => ({ ...world.provider, fetch: () => Promise.resolve(foreign) }) };
    await processWebhook(deps, {
      ...entry,
      id: entry.id,
      status: 'received',
      target: { kind: 'payment', providerPaymentId: 'foreign' },
    });
    expect(await world.storage.loadWebhook(entry.id)).toMatchObject({ status: 'skipped' });
  });

  it('that can’t be read is tried again, and in the end left for a person', async () => {
    const world = testWorld();
    world.provider.faults.always('fetch', 'timeout_before');
    const { id } = await told(world, { kind: 'payment', providerPaymentId: 'unread' });
    expect(await world.storage.loadWebhook(id)).toMatchObject({ status: 'parked', tries: 1 });
    for (let tries = 1; tries < WEBHOOK_TRIES_MAX; tries++) {
      world.advanceClock(3 * 3_600_000);
      await recoverPayments(world.deps, { worker: 'recovery' });
    }
    expect(await world.storage.loadWebhook(id)).toMatchObject({
      status: 'dead',
      tries: WEBHOOK_TRIES_MAX,
      dueAt: null,
    });
  });

  it('W16 whose handling throws stays, and is tried again', async () => {
    const world = testWorld();
    for (const thrown of [new TypeError('a bug'), 'not even an error']) {
      const deps = { ...world.deps, storage: { ...world.storage, findByObject: () => Promise.reject(thrown) } };
      const entry = await told(world, { kind: 'payment', providerPaymentId: 'x' });
      await processWebhook(deps, { ...entry, status: 'received' });
      const lastError = thrown instanceof Error ? 'TypeError' : 'error';
      expect(await world.storage.loadWebhook(entry.id)).toMatchObject({ status: 'received', lastError });
    }
  });

  it('that is done is not done again', async () => {
    const world = testWorld();
    const entry = await told(world, { kind: 'payment', providerPaymentId: 'x' });
    const sent = world.provider.requests.length;
    await processWebhook(world.deps, entry);
    await processWebhook(world.deps, { ...entry, status: 'done' });
    expect(world.provider.requests).toHaveLength(sent);
  });
});

describe('a webhook about', () => {
  it('a refund leads to its payment, whether it names it or not', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    world.provider.payer.refundsInDashboard(OBJECT(world), 30n);
    const [refund] = [...world.provider.refunds.keys()];
    const entry = await told(world, { kind: 'refund', providerRefundId: refund ?? '', providerPaymentId: null });
    expect(entry).toMatchObject({ status: 'done', paymentId: id });
    expect((await world.payment(id)).amountRefunded).toBe(30n);
  });

  it('a refund that is not there is skipped; one that can’t be read is tried again', async () => {
    const world = testWorld();
    const target = { kind: 'refund', providerRefundId: 'none', providerPaymentId: null } as const;
    expect(await told(world, target)).toMatchObject({ status: 'skipped' });
    world.provider.faults.next('fetchRefund', 'timeout_before');
    expect(await told(world, target)).toMatchObject({
      status: 'parked',
      lastError: 'the refund could not be read: unknown',
    });
  });

  it('a method that is gone there makes it gone here; an unknown one is nobody’s', async () => {
    const world = testWorld();
    const request = { userId: userId('u_1'), token: 'ok', provider: 'simulated', makeDefault: false };
    const cause = { actor: { type: 'user' as const, id: 'u_1' }, requestId: null };
    const method = valueOf(await saveMethod(world.deps, request, { cause }));
    expect(await told(world, { kind: 'method', reference: method.reference ?? '' })).toMatchObject({ status: 'done' });
    expect(await world.storage.loadMethod(methodId(method.id))).toMatchObject({ status: 'removed' });
    expect(await told(world, { kind: 'method', reference: 'unknown' })).toMatchObject({ status: 'skipped' });
  });

  it('a dispute alarms, and changes nothing', async () => {
    const world = testWorld();
    const { id } = await world.create({ method: 'ok' });
    const entry = await told(world, { kind: 'dispute', providerPaymentId: OBJECT(world), reference: 'dp_1' });
    expect(entry).toMatchObject({ status: 'done', paymentId: id });
    expect(world.storage.events.at(-1)).toMatchObject({ type: 'alert.raised', subject: { code: 'dispute' } });
    expect((await world.payment(id)).status).toBe('succeeded');
    for (const providerPaymentId of [null, 'unknown']) {
      const other = await told(world, { kind: 'dispute', providerPaymentId, reference: 'dp_2' });
      expect(other).toMatchObject({ status: 'skipped' });
    }
  });

  it('W12 a dispute of a payment whose object is not known here yet alarms all the same, by the object’s own word', async () => {
    const world = testWorld();
    world.provider.faults.next('submit', 'timeout_after');
    const { id } = await world.create({ method: 'ok' });
    const target = { kind: 'dispute', providerPaymentId: OBJECT(world), reference: 'dp_1' } as const;
    world.provider.faults.next('fetch', 'timeout_before');
    expect(await told(world, target)).toMatchObject({ status: 'parked', paymentId: null });
    expect(await told(world, { ...target, reference: 'dp_2' })).toMatchObject({ status: 'done', paymentId: id });
    expect(world.storage.events.at(-1)).toMatchObject({ type: 'alert.raised', subject: { code: 'dispute' } });
  });
});
