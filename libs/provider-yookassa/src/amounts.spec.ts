import fc from 'fast-check';
import { AMOUNT_MAX, currencyDigits } from '@payments/domain';
import { fromAmount, isYookassaCurrency, toAmount, YOOKASSA_CURRENCIES } from './amounts.ts';

const currency = fc.constantFrom(...YOOKASSA_CURRENCIES);
const minor = fc.bigInt({ min: 1n, max: AMOUNT_MAX });

describe('amounts at YooKassa’s edge', () => {
  it('M8 are lossless both ways, for every amount of every currency', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        const written = toAmount({ minor: amount, currency: code });
        expect(written.value).toMatch(/^(0|[1-9]\d*)\.\d{2}$/);
        expect(fromAmount(written)).toEqual({ minor: amount, currency: code });
      }),
      { numRuns: 5_000 },
    );
  });

  it('M8 a decimal string comes back as it was written', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(99), currency, (units, hundredths, code) => {
        const amount = { value: `${units}.${String(hundredths).padStart(2, '0')}`, currency: code };
        const money = fromAmount(amount);
        expect(money && toAmount(money)).toEqual(amount);
      }),
    );
  });

  it('M8 2.00 is 200, and the smallest and the largest are exact', () => {
    expect(fromAmount({ value: '2.00', currency: 'RUB' })).toEqual({ minor: 200n, currency: 'RUB' });
    expect(toAmount({ minor: 1n, currency: 'RUB' }).value).toBe('0.01');
    expect(toAmount({ minor: AMOUNT_MAX, currency: 'UZS' }).value).toBe('999999.99');
  });

  it.each(['', '1,00', '1e3', '-1.00', '+1.00', ' 1.00', '1.005', 'NaN', '0x10', '1.00.00'])(
    'M6 %p is no amount',
    (value) => {
      expect(fromAmount({ value, currency: 'RUB' })).toBeNull();
    },
  );

  it.each([
    null,
    undefined,
    100,
    '100.00',
    [],
    {},
    { value: 100, currency: 'RUB' },
    { value: '1.00', currency: 'JPY' },
  ])('M6 %p is no amount either', (amount) => {
    expect(fromAmount(amount)).toBeNull();
  });

  it('M3 has two digits for each currency that YooKassa takes, as ISO 4217 does, and takes no other', () => {
    expect(YOOKASSA_CURRENCIES.map(currencyDigits)).toEqual(YOOKASSA_CURRENCIES.map(() => 2));
    expect(['GBP', 'JPY', 'rub', '', null].map(isYookassaCurrency)).toEqual([false, false, false, false, false]);
  });
});
