import currencyCodes from 'currency-codes';
import { CURRENCY_DIGITS } from './currencies.ts';

/** Funds, metals, units of account and testing codes: nobody pays with them. */
const NOT_PAID_WITH = /^X(?!AF|CD|CG|OF|PF)/;
/** The Caribbean guilder, since 31 March 2025 (ISO 4217, amendment 176): the package is older. */
const NEWER: readonly [string, number][] = [['XCG', 2]];

describe('the table of currencies', () => {
  it('is what ISO 4217 has, as the package currency-codes knows it', () => {
    const iso = currencyCodes.data
      .filter(({ code }) => !NOT_PAID_WITH.test(code))
      .map(({ code, digits }): [string, number] => [code, digits]);
    expect(Object.entries(CURRENCY_DIGITS).toSorted()).toEqual([...iso, ...NEWER].toSorted());
  });

  it('has the ones that are easily got wrong', () => {
    expect(CURRENCY_DIGITS).toMatchObject({ JPY: 0, ISK: 0, UGX: 0, HUF: 2, TWD: 2, KWD: 3, BHD: 3, RUB: 2 });
  });
});
