import { createPayment, type Payment, recoverPayments } from '@payments/domain';
import { sampleAttempt, sampleClaim, samplePayment, valueOf } from '@payments/domain/testing';
import { openAccount, type StripeAccount } from '../test/stripe-account.ts';
import { BY_USER, moved, stripeWorld, USER, type StripeWorld } from '../test/stripe-world.ts';

const MINUTE_MS = 60_000;
const token = { kind: 'token', token: 'pm_card_visa' } as const;

describe('a payment in doubt', () => {
  let world: StripeWorld;
  beforeEach(async () => {
    world = await stripeWorld({ stripe: { timeoutMs: 300 }, webhooks: false });
  });
  afterEach(() => world.close());

  const create = async (): Promise<Payment> => {
    const wanted = {
      userId: USER,
      createdBy: 'user:u_1',
      money: { minor: 1999n, currency: 'USD' as const },
      method: 'pm_card_visa',
    };
    return valueOf(await createPayment(world.deps, wanted, { cause: BY_USER, claim: sampleClaim(world.deps.now()) }))
      .payment;
  };

  it('promise 2: a 500 that the key keeps though nothing was done stays a doubt until the listing proves it', async () => {
    world.sim.faults.add({ on: 'POST /v1/payment_intents', kind: 'error_before', kept: true });
    const { id } = await create();
    for (const ms of [16_000, 16_000, 60_000, 5 * MINUTE_MS]) await world.recover(ms);
    expect((await world.payment(id)).status).toBe('pending');
    await world.recover(15 * MINUTE_MS);
    expect((await world.payment(id)).status).toBe('pending');
    await world.recover(70 * MINUTE_MS);
    expect(await world.payment(id)).toMatchObject({ status: 'failed', failure: { code: 'provider_unavailable' } });
    expect(moved(world.sim, id).charges).toEqual([]);
  });

  it('T1 a timeout, then a rate limit: never called undone, and found charged once', async () => {
    world.sim.faults.add({ on: 'POST /v1/payment_intents', kind: 'timeout_after' });
    world.sim.faults.add({ on: 'POST /v1/payment_intents', kind: '429', times: 3 });
    const { id } = await create();
    for (const ms of [31_000, 61_000, 121_000]) {
      await world.recover(ms);
      expect((await world.payment(id)).status).toBe('pending');
    }
    expect(world.sim.requests.filter(({ fault }) => fault === '429')).toHaveLength(3);
    await world.recover(5 * MINUTE_MS);
    expect((await world.payment(id)).status).toBe('succeeded');
    expect(moved(world.sim, id).charges).toEqual([1999]);
  });

  it('T8 an unknown create that outlives its window is not sent again, only looked for', async () => {
    world.sim.faults.add({ on: 'POST /v1/payment_intents', kind: 'timeout_before' });
    const { id } = await create();
    await world.recover(16 * MINUTE_MS);
    await world.recover(70 * MINUTE_MS);
    expect(await world.payment(id)).toMatchObject({ status: 'failed', failure: { code: 'provider_unavailable' } });
    expect(world.sim.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('an object that came to be at the last send of the window is found, however late the look', async () => {
    world.sim.faults.add({ on: 'POST /v1/payment_intents', kind: 'timeout_before' });
    const { id } = await create();
    world.sim.admin.advance(14 * MINUTE_MS);
    world.sim.faults.add({ on: 'POST /v1/payment_intents', kind: 'timeout_after' });
    await world.recover(14 * MINUTE_MS);
    await world.recover(75 * MINUTE_MS);
    expect((await world.payment(id)).status).toBe('succeeded');
    expect(moved(world.sim, id).charges).toEqual([1999]);
  });

  it('T12 a look with another account’s key proves nothing', async () => {
    world.sim.faults.add({ on: 'POST /v1/payment_intents', kind: 'timeout_after' });
    const { id } = await create();
    const provider = { ...world.deps.provider('stripe'), account: 'test-another' };
    const deps = { ...world.deps, provider: () => provider };
    for (const ms of [16 * MINUTE_MS, 90 * MINUTE_MS]) {
      const now = () => new Date(world.deps.now().getTime() + ms);
      await recoverPayments({ ...deps, now }, { worker: 'w_1' });
    }
    expect((await world.payment(id)).status).toBe('pending');
  });
});

describe('Stripe-Should-Retry', () => {
  it('goes on to who makes the tries: where Stripe says no, the same request is not sent again at once', async () => {
    const { sim, provider } = await openAccount();
    const payment = samplePayment(new Date(), { attempts: [] });
    const params = provider.prepareSubmit(payment, token, null);
    const submit = (first: boolean) =>
      provider.submit(payment, sampleAttempt(), { key: 'k1', params, first, sendBefore: null });
    for (const [shouldRetry, said] of [
      [true, { verdict: 'unknown' }],
      [false, { verdict: 'unknown', atOnce: false }],
    ] as const) {
      sim.faults.add({ on: 'POST /v1/payment_intents', kind: '503', shouldRetry });
      const answer = await submit(true);
      expect(answer).toMatchObject(said);
      expect('atOnce' in answer).toBe(!shouldRetry);
    }
    expect(sim.requests).toHaveLength(2);
    expect(await submit(false)).toMatchObject({ verdict: 'known', value: { status: 'succeeded' } });
    await sim.close();
  });
});

describe('a look-up', () => {
  let account: StripeAccount;
  beforeEach(async () => {
    account = await openAccount();
  });
  afterEach(() => account.sim.close());

  it('S6 is incomplete where any page could not be read, and then says nothing', async () => {
    const { sim, provider } = account;
    for (let made = 0; made < 120; made++) {
      const other = samplePayment(new Date(), { attempts: [] });
      const params = provider.prepareSubmit(other, null, null);
      await provider.submit(other, sampleAttempt(), {
        key: `${other.id}.submit.1`,
        params,
        first: true,
        sendBefore: null,
      });
    }
    const missing = samplePayment(new Date());
    for (const kind of ['error_before', 'invalid_json', '429', '401', 'reset_before'] as const) {
      sim.faults.add({ on: 'GET /v1/payment_intents', kind, skip: 1 });
      const { verdict } = await provider.find(missing.id, 1, new Date());
      expect(['unknown', 'not_done']).toContain(verdict);
    }
    expect((await provider.find(missing.id, 1, new Date())).verdict).toBe('absent');
    sim.faults.add({ on: 'GET /v1/payment_intents', kind: 'invalid_json', skip: 1 });
    const listing = async () => {
      for await (const object of provider.list(new Date(Date.now() - MINUTE_MS), new Date()))
        expect(object.provider).toBe('stripe');
    };
    await expect(listing()).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('an intent whose refunds could not be read is not known', async () => {
    const { sim, provider } = account;
    const paid = samplePayment(new Date(), { attempts: [] });
    const params = provider.prepareSubmit(paid, token, null);
    const answer = await provider.submit(paid, sampleAttempt(), { key: 'k1', params, first: true, sendBefore: null });
    const id = answer.verdict === 'known' ? answer.value.providerPaymentId : '';
    sim.faults.add({ on: 'GET /v1/refunds', kind: 'error_before' });
    expect((await provider.fetch(id)).verdict).toBe('unknown');
    expect(await provider.fetch(id)).toMatchObject({ verdict: 'known', value: { status: 'succeeded', refunds: [] } });
  });
});
