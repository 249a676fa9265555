import { CURRENCY_DIGITS } from './currencies.ts';
import { paymentId } from './ids.ts';
import type { Currency } from './money.ts';
import {
  formatMoney,
  includedVat,
  lineAmount,
  lineVatCode,
  receiptLines,
  receiptNumber,
  vatByPercent,
  type Receipt,
  type ReceiptItem,
} from './receipt.ts';

const item = (description: string, quantity: number, unitAmount: bigint, vatCode?: number): ReceiptItem => ({
  description,
  quantity,
  unitAmount,
  ...(vatCode === undefined ? {} : { vatCode }),
});

const receipt = (change: Partial<Receipt> = {}): Receipt => ({
  number: '2026-000001',
  kind: 'receipt',
  issuedAt: new Date('2026-01-02T03:04:05.006Z'),
  seller: { name: 'Acme', details: 'VAT 1', contact: 'help@acme.example' },
  customer: { userId: 'u_1', email: 'a@example.com' },
  items: [],
  money: { minor: 1999n, currency: 'USD' },
  paymentMethod: null,
  provider: 'mock',
  providerPaymentId: null,
  paymentId: paymentId('0193b2c0-0000-7000-8000-000000000001'),
  refundId: null,
  orderId: null,
  corrects: null,
  locale: 'en',
  description: null,
  vatCode: null,
  ...change,
});

describe('the number of a receipt', () => {
  it('has the year and at least six digits', () => {
    expect(receiptNumber(2026, 1)).toBe('2026-000001');
    expect(receiptNumber(2026, 999_999)).toBe('2026-999999');
  });

  it('goes on past a million', () => expect(receiptNumber(2031, 1_000_000)).toBe('2031-1000000'));

  it.each([
    [2026, 0],
    [2026, -1],
    [2026, 1.5],
    [2026.5, 1],
    [0, 1],
    [Number.NaN, 1],
  ])('refuses %p, %p: a wrong number would be there for ever', (year, n) => {
    expect(() => receiptNumber(year, n)).toThrow('no receipt number');
  });
});

describe('money as people write it', () => {
  it.each<[bigint, Currency, string, string]>([
    [1999n, 'USD', '$19.99', '19,99 $'],
    [500_000n, 'RUB', 'RUB 5,000.00', '5 000,00 ₽'],
    [1999n, 'JPY', '¥1,999', '1 999 ¥'],
    [1999n, 'KWD', 'KWD 1.999', '1,999 KWD'],
    [5n, 'EUR', '€0.05', '0,05 €'],
  ])('%p %s is %s, and %s in Russian', (minor, currency, en, ru) => {
    const spaced = (text: string) => text.replaceAll('\u00A0', ' ');
    expect(spaced(formatMoney({ minor, currency }, 'en'))).toBe(en);
    expect(spaced(formatMoney({ minor, currency }, 'ru'))).toBe(ru);
  });

  it('is exact where a float would round', () => {
    expect(formatMoney({ minor: 1234567890123456789n, currency: 'USD' }, 'en')).toBe('$12,345,678,901,234,567.89');
  });

  it('never breaks over two lines, in any currency', () => {
    for (const currency of Object.keys(CURRENCY_DIGITS) as Currency[]) {
      for (const locale of ['en', 'ru'] as const) {
        const text = formatMoney({ minor: 123_456_789n, currency }, locale);
        expect(text).not.toMatch(/[^\S\u00A0]/);
        expect(text.replace(/\D/g, '')).toBe('123456789');
      }
    }
  });
});

describe('the lines of a receipt', () => {
  it('are its items where they add up to the total', () => {
    const items = [item('Course', 2, 500n), item('Book', 1, 999n)];
    expect(receiptLines(receipt({ items }), 'Payment')).toBe(items);
    expect(items.map(lineAmount)).toEqual([1000n, 999n]);
  });

  it('are one line with the description where only a part was captured', () => {
    const lines = receiptLines(receipt({ items: [item('Course', 1, 5000n)], description: 'Lessons' }), 'Payment');
    expect(lines).toEqual([{ description: 'Lessons', quantity: 1, unitAmount: 1999n }]);
  });

  it('are one line that says what it is where there is nothing to say', () => {
    expect(receiptLines(receipt(), 'Payment')).toEqual([{ description: 'Payment', quantity: 1, unitAmount: 1999n }]);
  });
});

describe('the tax that a price includes', () => {
  it.each<[bigint, number | null, bigint | null]>([
    [12_000n, 4, 2000n],
    [12_000n, 6, 2000n],
    [12_200n, 11, 2200n],
    [11_000n, 3, 1000n],
    [10_700n, 8, 700n],
    [10_500n, 7, 500n],
    [12_000n, 2, 0n],
    [12_000n, 1, null],
    [12_000n, null, null],
    [12_000n, 99, null],
  ])('%p with code %p holds %p', (amount, code, vat) => expect(includedVat(amount, code)).toBe(vat));

  it('is rounded half up', () => {
    expect(includedVat(3n, 4)).toBe(1n); // 0.5
    expect(includedVat(2n, 4)).toBe(0n); // 0.33
    expect(includedVat(1999n, 4)).toBe(333n); // 333.17
  });

  it('is by the line, and by the receipt where the line has no code', () => {
    expect(lineVatCode(receipt({ vatCode: 4 }), item('a', 1, 1n, 3))).toBe(3);
    expect(lineVatCode(receipt({ vatCode: 4 }), item('a', 1, 1n))).toBe(4);
    expect(lineVatCode(receipt(), item('a', 1, 1n))).toBeNull();
  });

  it('is summed by percent, lowest first, without what has no VAT', () => {
    const items = [
      item('a', 1, 12_000n, 4),
      item('b', 2, 5500n, 3),
      item('c', 1, 6000n, 6),
      item('d', 1, 100n, 1),
      item('e', 1, 100n, 99),
    ];
    expect(vatByPercent(receipt(), items)).toEqual([
      { percent: 10, amount: 1000n },
      { percent: 20, amount: 3000n },
    ]);
    expect(vatByPercent(receipt(), [item('f', 1, 100n)])).toEqual([]);
  });
});
