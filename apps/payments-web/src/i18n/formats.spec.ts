import { codes, code } from 'currency-codes';
import i18next from 'i18next';
import { dayRange } from '../api/day-range.ts';
import { everyDay } from '../admin/every-day.ts';
import { formatAmount, ODD_DIGITS, parseAmount, plainAmount } from './formats.ts';

beforeAll(() => i18next.init({ lng: 'en', resources: {} }));
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('amounts', () => {
  it('have the decimals of ISO 4217, in every currency that is money', () => {
    // Metals, funds and test codes have no digits, and no payments. The Chilean and Uruguayan units of account do.
    const money = codes().filter((name) => !/^X(?!AF|OF|PF|CD|CG)/.test(name));
    const odd = Object.fromEntries(
      money.flatMap((name) => (code(name)?.digits === 2 ? [] : [[name, code(name)?.digits]])),
    );
    expect(ODD_DIGITS).toEqual(odd);
  });

  it.each([
    [1_999, 'USD', '$19.99'],
    [1_999, 'JPY', '¥1,999'],
    [1_999, 'KWD', 'KWD 1.999'],
    [1_999, 'IQD', 'IQD 1.999'],
    [1_999, 'HUF', 'Ft 19.99'],
    [99_999_999, 'EUR', '€999,999.99'],
  ])('%i minor units of %s are %s', (minor, currency, text) => {
    expect(plain(formatAmount(minor, currency))).toBe(text);
  });

  it.each([
    ['10.50', 'EUR', 1_050],
    ['10,5', 'EUR', 1_050],
    ['1 000', 'RUB', 100_000],
    ['19', 'JPY', 19],
    ['1.999', 'KWD', 1_999],
  ])('"%s" of %s is typed for %i', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  it.each(['', '0', '-1', '1.999', '1e3', 'ten', '1.2.3', '99999999999999999'])(
    '"%s" is no amount of euros',
    (text) => {
      expect(parseAmount(text, 'EUR')).toBeNull();
    },
  );

  it('are read back as they are offered for typing', () => {
    for (const currency of ['EUR', 'JPY', 'KWD'])
      for (const minor of [1, 99, 100, 12_345]) expect(parseAmount(plainAmount(minor, currency), currency)).toBe(minor);
  });
});

describe('days', () => {
  it('become times from the first one’s beginning to the last one’s end', () => {
    expect(dayRange('2026-03-01', '2026-03-01')).toEqual({
      created_from: new Date(2026, 2, 1).toISOString(),
      created_to: new Date(2026, 2, 2).toISOString(),
    });
    expect(dayRange('', '2026-12-31')).toEqual({ created_to: new Date(2027, 0, 1).toISOString() });
    expect(dayRange('', '')).toEqual({});
    expect(dayRange('never', 'x-y')).toEqual({});
  });

  it('without payments are there, too, with nothing', () => {
    const day = {
      day: '2026-02-28',
      revenue: 5,
      refunded: 0,
      net: 5,
      payments: 1,
      succeeded: 1,
      failed: 0,
      success_rate: 1,
    };
    const all = everyDay([day], '2026-02-27', '2026-03-01');
    expect(all.map((row) => [row.day, row.revenue, row.success_rate])).toEqual([
      ['2026-02-27', 0, null],
      ['2026-02-28', 5, 1],
      ['2026-03-01', 0, null],
    ]);
  });

  it('of a mistyped year are cut, and of an unreadable date are only those that are known', () => {
    expect(everyDay([], '0026-01-01', '2026-01-01').length).toBeLessThanOrEqual(400);
    expect(everyDay([], 'x', 'y')).toEqual([]);
  });
});
