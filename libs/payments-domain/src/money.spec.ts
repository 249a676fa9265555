import fc from 'fast-check';
import { CURRENCY_DIGITS } from './currencies.ts';
import {
  AMOUNT_MAX,
  currencyDigits,
  fromDecimal,
  parseAmount,
  parseCurrency,
  toDecimal,
  type Currency,
} from './money.ts';
import { PaymentError } from './payment-error.ts';

const CURRENCIES = Object.keys(CURRENCY_DIGITS) as Currency[];

function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof PaymentError ? error.details.errors?.[0] : error;
  }
  return 'nothing was refused';
}

describe('an amount from outside', () => {
  it.each([1, 1999, 99_999_999, 1e3])('M4 %p is taken as it is', (amount) => {
    expect(parseAmount(amount)).toBe(BigInt(amount));
  });

  it.each(['10.34', '1e3', '100', null, undefined, 10.5, true, [], [5], {}, Number.NaN, Number.POSITIVE_INFINITY, 5n])(
    'M6 %p is no amount',
    (amount) => {
      expect(refusal(() => parseAmount(amount))).toMatchObject({ field: 'amount', code: 'not_an_integer' });
    },
  );

  it.each([0, -1, -0, 100_000_000, Number.MAX_SAFE_INTEGER])('M4 %p is out of range', (amount) => {
    expect(refusal(() => parseAmount(amount, 'items.0.unit_amount'))).toMatchObject({
      field: 'items.0.unit_amount',
      code: 'out_of_range',
    });
  });

  it('the most is eight digits', () => {
    expect(AMOUNT_MAX).toBe(99_999_999n);
  });
});

describe('a currency from outside', () => {
  it.each([
    ['usd', 'USD'],
    ['Rub', 'RUB'],
    ['KWD', 'KWD'],
  ])('%p is %p', (given, currency) => {
    expect(parseCurrency(given)).toBe(currency);
  });

  it.each(['', 'US', 'USDX', 'XAU', 'XXX', 'ZZZ', '__proto__', 'toString', 'ſek', null, 840, ['USD']])(
    '%p is none',
    (given) => {
      expect(refusal(() => parseCurrency(given))).toMatchObject({ field: 'currency', code: 'unknown_currency' });
    },
  );
});

describe('money as a decimal', () => {
  it.each([
    [1999n, 'USD', '19.99'],
    [500n, 'JPY', '500'],
    [1234n, 'KWD', '1.234'],
    [5n, 'USD', '0.05'],
    [0n, 'EUR', '0.00'],
    [12_345n, 'CLF', '1.2345'],
    [-5n, 'USD', '-0.05'],
    [-500n, 'JPY', '-500'],
  ] as const)('M1 %p of %s is %s', (minor, currency, text) => {
    expect(toDecimal({ minor, currency })).toBe(text);
  });

  it('M8 there and back again, whatever the amount and currency', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.constantFrom(...CURRENCIES), (minor, currency) => {
        const money = { minor, currency };
        expect(fromDecimal(toDecimal(money), currency)).toEqual(money);
      }),
    );
  });

  it.each([
    ['2', 'RUB', 200n],
    ['2.0', 'RUB', 200n],
    ['2.00', 'RUB', 200n],
    ['2.000', 'RUB', 200n],
    ['500', 'JPY', 500n],
    ['500.00', 'JPY', 500n],
    ['1.2340', 'KWD', 1234n],
  ] as const)('M8 %p of %s is exact', (text, currency, minor) => {
    expect(fromDecimal(text, currency)).toEqual({ minor, currency });
  });

  it.each([
    ['2.001', 'RUB'],
    ['500.5', 'JPY'],
    ['1.2345', 'KWD'],
    ['-1.00', 'USD'],
    ['1,00', 'USD'],
    ['1e3', 'USD'],
    ['', 'USD'],
    ['.5', 'USD'],
    ['1.', 'USD'],
    [' 1', 'USD'],
    ['1.0000000', 'USD'],
    ['1234567890123456', 'USD'],
  ] as const)('M2 %p of %s is not rounded into anything', (text, currency) => {
    expect(fromDecimal(text, currency)).toBeNull();
  });

  it('knows the digits of a currency', () => {
    expect([currencyDigits('USD'), currencyDigits('JPY'), currencyDigits('KWD')]).toEqual([2, 0, 3]);
  });
});
