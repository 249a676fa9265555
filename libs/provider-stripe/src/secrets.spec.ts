import { jest } from '@jest/globals';
import { inspect } from 'node:util';
import { createPayment, refundPayment, saveMethod, type CreatePayment } from '@payments/domain';
import { sampleClaim, valueOf } from '@payments/domain/testing';
import { FAULT_KINDS } from '@payments/stripe-simulator';
import { stripeMistakes, type StripeKeys } from './stripe-config.ts';
import { stripeProvider } from './stripe-provider.ts';
import { BY_ADMIN, BY_USER, stripeWorld, USER } from '../test/stripe-world.ts';
import { stripeOptions } from '../test/stripe-account.ts';

const CANARY = { secretKey: 'sk_test_canary7f3a', webhookSecret: 'whsec_canary9b1c', email: 'canary@payer.example' };
const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);

it('A6 canaries: keys, webhook secrets, client secrets and e-mails are in no answer, event, audit entry, error or output', async () => {
  const world = await stripeWorld({
    simulator: { secretKey: CANARY.secretKey, webhookSecret: CANARY.webhookSecret },
    stripe: { timeoutMs: 150 },
  });
  const shown: string[] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
    jest.spyOn(console, name).mockImplementation((...said: unknown[]) => void shown.push(inspect(said, { depth: 9 }))),
  );
  const warned = (warning: Error): void => void shown.push(inspect(warning, { depth: 9 }));
  process.on('warning', warned);
  const hears = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((error: unknown) => shown.push(inspect(error, { depth: 12, showHidden: true })));
  };
  const create = (method?: string) => {
    const wanted: CreatePayment = {
      userId: USER,
      createdBy: 'user:u_1',
      money: { minor: 1999n, currency: 'USD' },
      customerEmail: CANARY.email,
      ...(method === undefined ? {} : { method }),
    };
    return createPayment(world.deps, wanted, { cause: BY_USER, claim: sampleClaim(world.deps.now()) });
  };
  for (const kind of FAULT_KINDS.filter((one) => one !== 'refused')) {
    world.sim.faults.add({ on: 'POST *', kind, ms: 200 });
    await hears(create('pm_card_visa_chargeDeclined'));
    world.sim.faults.clear();
    world.sim.faults.add({ on: 'POST /v1/payment_methods/:id/attach', kind, ms: 200 });
    await hears(
      saveMethod(
        world.deps,
        { userId: USER, token: 'pm_card_visa', provider: 'stripe', makeDefault: false },
        { cause: BY_USER },
      ),
    );
    world.sim.faults.clear();
  }
  const waiting = valueOf(await create()).payment;
  const clientSecret = waiting.nextAction?.type === 'client_secret' ? waiting.nextAction.clientSecret : '';
  expect(clientSecret).toMatch(/_secret_/);
  const paid = valueOf(await create('pm_card_visa')).payment;
  await hears(
    refundPayment(
      world.deps,
      { id: paid.id, amount: 5_000n },
      { cause: BY_ADMIN, claim: sampleClaim(world.deps.now()) },
    ),
  );
  await world.knocked();
  const provider = world.deps.provider('stripe');
  shown.push(inspect(provider, { depth: 12, showHidden: true }), JSON.stringify(provider, plain));
  shown.push(JSON.stringify([world.storage.entries, world.storage.raws], plain));
  const said = shown.join('\n');
  expect(said.length).toBeGreaterThan(1_000);
  for (const secret of [CANARY.secretKey, CANARY.webhookSecret, clientSecret, '_secret_'])
    expect(said.includes(secret)).toBe(false);
  expect(said.includes(CANARY.email)).toBe(false);
  // Stripe's receipts are off, and nothing of the payer's address goes there.
  expect(await world.ask(`payment_intents/${paid.attempts[0]?.providerPaymentId}`)).toMatchObject({
    receipt_email: null,
  });
  for (const spy of spies) spy.mockRestore();
  process.off('warning', warned);
  await world.close();
});

it('an account is told from another without its key', async () => {
  const world = await stripeWorld();
  const account = (secretKey: string) => stripeProvider(stripeOptions(world.sim, { secretKey })).account;
  expect(account('sk_test_canary7f3a')).toBe(account('sk_test_canary7f3a'));
  expect(account('sk_test_canary7f3a')).not.toBe(account('sk_test_canary7f3b'));
  expect(account('sk_live_canary7f3a')).toMatch(/^live-[0-9a-f]{16}$/);
  await world.close();
});

describe('settings', () => {
  const good: StripeKeys = {
    secretKey: 'sk_test_abc',
    publishableKey: 'pk_test_abc',
    webhookSecrets: ['whsec_abc'],
    apiBase: 'https://api.stripe.com',
  };

  it('says nothing where all is well', () => {
    expect(stripeMistakes(good, 'development')).toEqual([]);
    expect(stripeMistakes({ ...good, apiBase: 'http://127.0.0.1:12111' }, 'test')).toEqual([]);
    expect(stripeMistakes({ ...good, secretKey: 'rk_live_abc', publishableKey: 'pk_live_abc' }, 'production')).toEqual(
      [],
    );
  });

  it('says one readable line for each mistake, and repeats no value', () => {
    const wrong: readonly (readonly [Partial<StripeKeys>, string])[] = [
      [{ secretKey: 'canary' }, 'STRIPE_SECRET_KEY: must begin'],
      [{ publishableKey: 'sk_test_canary' }, 'STRIPE_PUBLISHABLE_KEY: must begin'],
      [{ publishableKey: 'pk_live_canary' }, 'of the same mode'],
      [{ webhookSecrets: [] }, 'STRIPE_WEBHOOK_SECRET'],
      [{ webhookSecrets: ['canary'] }, 'STRIPE_WEBHOOK_SECRET'],
      [{ apiBase: 'https://api.stripe.com/v1/canary' }, 'STRIPE_API_BASE'],
      [{ secretKey: 'sk_live_canary', publishableKey: 'pk_live_canary' }, 'refused outside production'],
    ];
    for (const [change, line] of wrong) {
      const lines = stripeMistakes({ ...good, ...change }, 'development');
      expect(lines.join('\n')).toContain(line);
      expect(lines.join('\n')).not.toContain('canary');
    }
  });
});
