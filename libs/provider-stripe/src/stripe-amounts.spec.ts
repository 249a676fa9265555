import fc from 'fast-check';
import { AMOUNT_MAX, CURRENCY_DIGITS, PaymentError, type Currency } from '@payments/domain';
import { samplePayment } from '@payments/domain/testing';
import {
  fromStripeAmount,
  fromStripeCurrency,
  STRIPE_AMOUNT_MAX,
  stripeDigits,
  toStripeAmount,
} from './stripe-amounts.ts';
import { openAccount } from '../test/stripe-account.ts';

const money = (minor: bigint, currency: Currency) => ({ minor, currency });
const refusal = (minor: bigint, currency: Currency, least: 'charge' | 'part' = 'charge'): string => {
  try {
    return String(toStripeAmount(money(minor, currency), least));
  } catch (error) {
    if (!(error instanceof PaymentError)) throw error;
    return error.details.errors?.[0]?.code ?? error.code;
  }
};

it('M1 JPY 500 is 500 at Stripe, both ways, and through a whole payment', async () => {
  expect(toStripeAmount(money(500n, 'JPY'), 'charge')).toBe(500);
  expect(fromStripeAmount(500, 'JPY')).toBe(500n);
  const { sim, provider } = await openAccount();
  const payment = samplePayment(new Date(), { money: money(500n, 'JPY'), attempts: [] });
  const params = provider.prepareSubmit(payment, { kind: 'token', token: 'pm_card_visa' }, null);
  const attempt = samplePayment(new Date()).attempts[0]!;
  const answer = await provider.submit(payment, attempt, {
    key: `${payment.id}.submit.1`,
    params,
    first: true,
    sendBefore: null,
  });
  expect(answer).toMatchObject({ verdict: 'known', value: { amount: 500n, amountCaptured: 500n, currency: 'JPY' } });
  expect(sim.ledger.entries).toMatchObject([{ amount: 500, currency: 'jpy' }]);
  await sim.close();
});

it('M2 KWD 1.234 is refused, 1.230 is taken as it is: nothing is rounded', () => {
  expect(refusal(1_234n, 'KWD')).toBe('not_representable');
  expect(refusal(1_230n, 'KWD')).toBe('1230');
  expect(refusal(4n, 'BHD', 'part')).toBe('not_representable');
});

it('M3 currencies whose digits differ at Stripe: ISK and UGX have two, MGA none, HUF and TWD are as ISO says', () => {
  const differs = Object.keys(CURRENCY_DIGITS)
    .map((code) => fromStripeCurrency(code.toLowerCase())!)
    .filter((currency) => !refusal(100_000n, currency).startsWith('not_supported'))
    .filter((currency) => stripeDigits(currency) !== CURRENCY_DIGITS[currency]);
  expect(differs.toSorted()).toEqual(['ISK', 'MGA', 'UGX']);
  expect(toStripeAmount(money(500n, 'ISK'), 'charge')).toBe(50_000);
  expect(fromStripeAmount(50_000, 'ISK')).toBe(500n);
  expect(fromStripeAmount(50_050, 'ISK')).toBeNull();
  expect(toStripeAmount(money(3_000n, 'UGX'), 'charge')).toBe(300_000);
  expect(toStripeAmount(money(50_000n, 'MGA'), 'charge')).toBe(500);
  expect(refusal(50_050n, 'MGA')).toBe('not_representable');
  expect(toStripeAmount(money(17_550n, 'HUF'), 'charge')).toBe(17_550);
  expect(toStripeAmount(money(1_050n, 'TWD'), 'charge')).toBe(1_050);
});

it("M4 at and under Stripe's minimum; eight digits and one more", () => {
  const edges: readonly (readonly [bigint, Currency, string])[] = [
    [49n, 'USD', 'too_small'],
    [50n, 'USD', '50'],
    [29n, 'GBP', 'too_small'],
    [30n, 'GBP', '30'],
    [49n, 'JPY', 'too_small'],
    [17_499n, 'HUF', 'too_small'],
    [99_999_999n, 'USD', '99999999'],
    [100_000_000n, 'USD', 'too_large'],
    // Eight digits are counted at Stripe, where a króna has two more.
    [999_999n, 'ISK', '99999900'],
    [1_000_000n, 'ISK', 'too_large'],
    [100n, 'CLF', 'not_supported'],
  ];
  expect(edges.map(([minor, currency]) => refusal(minor, currency))).toEqual(edges.map(([, , expected]) => expected));
  // A refund may be smaller than any charge.
  expect(refusal(1n, 'USD', 'part')).toBe('1');
});

it('M4 what Stripe would refuse is a 422 before any call, with a sentence that says what would be taken', async () => {
  const { sim, provider } = await openAccount();
  const payment = samplePayment(new Date(), { money: money(999_999_999n, 'ISK') });
  expect(() => provider.check(payment, null)).toThrow('at most 999999 in ISK');
  expect(() => provider.check({ ...payment, money: money(49n, 'USD') }, null)).toThrow('at least 50 in USD');
  expect(() => provider.check({ ...payment, money: money(1_001n, 'KWD') }, null)).toThrow('multiples of 10');
  expect(sim.requests).toEqual([]);
  await sim.close();
});

it('every amount that is taken comes back as it was', () => {
  const currency = fc.constantFrom(...(Object.keys(CURRENCY_DIGITS) as Currency[]));
  const minor = fc.bigInt({ min: 1n, max: AMOUNT_MAX });
  fc.assert(
    fc.property(currency, minor, (code, amount) => {
      if (!/^\d+$/.test(refusal(amount, code, 'part'))) return;
      const there = toStripeAmount(money(amount, code));
      expect(BigInt(there)).toBeLessThanOrEqual(STRIPE_AMOUNT_MAX);
      expect(fromStripeAmount(there, code)).toBe(amount);
    }),
    { seed: 20_261_028, numRuns: 2_000 },
  );
});
