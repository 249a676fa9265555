import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { v4, v7 } from 'uuid';
import { findCardNumbers, holdsCardNumber, maskCardNumbers } from './card-numbers.ts';

/** Issuers' prefixes with a length of theirs, as an acquirer's handbook lists them. */
const ISSUERS = [
  ['4', 16],
  ['4', 19],
  ['51', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['36', 14],
  ['300', 14],
  ['6011', 16],
  ['65', 16],
  ['3528', 16],
  ['62200', 16],
  ['62200', 19],
  ['2200', 16],
  ['2204', 19],
  ['6759', 16],
  ['6304', 19],
  ['5018', 16],
] as const;

function withCheckDigit(digits: string): string {
  for (let check = 0; check < 10; check++) {
    const candidate = `${digits}${check}`;
    const sum = [...candidate].reverse().reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    if (sum % 10 === 0) return candidate;
  }
  throw new Error('one of ten digits always fits');
}

const cardNumbers = fc
  .tuple(fc.constantFrom(...ISSUERS), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 19, maxLength: 19 }))
  .map(([[prefix, length], digits]) => withCheckDigit((prefix + digits.join('')).slice(0, length - 1)));

const separators = fc.constantFrom(
  '',
  '',
  ' ',
  '    ',
  '-',
  ',',
  ', ',
  '.',
  '  ',
  ' - ',
  '\u00a0',
  '\u2013',
  '_',
  '\t',
  '\n',
  '\u200b',
  '/',
);

describe('card numbers', () => {
  it('A5 any valid one is found, whatever stands between its digits and around it', () => {
    const around = fc.constantFrom('', 'card: ', 'Карта ', '(', '"', ', ', 'x');
    const property = fc.property(
      cardNumbers,
      fc.array(separators, { minLength: 19, maxLength: 19 }),
      around,
      around,
      (digits, marks, before, after) => {
        const written = [...digits].map((digit, index) => (index === 0 ? digit : `${marks[index]}${digit}`)).join('');
        const text = `${before}${written}${after}`;
        expect(holdsCardNumber(text)).toBe(true);
        expect(maskCardNumbers(text)).toBe(`${before}[card]${after}`);
      },
    );
    fc.assert(property, { numRuns: 2_000 });
  });

  it.each([
    '4242424242424242',
    'please charge 4242 4242 4242 4242 12/30 123',
    '12/30 4242-4242-4242-4242',
    'card4242424242424242',
    'PAN=5555555555554444;',
    '3782 822463 10005',
    '2200 0000 0000 0053',
    '６２００００００００００００05 4111１１１１１１１１１１１１',
    '٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢',
    '/api/payments?q=4242%204242%204242%204242',
    '?note=4242+4242+4242+4242',
    'tok_4242424242424242',
  ])('A5 found in %p', (text) => {
    expect(holdsCardNumber(text)).toBe(true);
    expect(maskCardNumbers(text)).not.toMatch(/4242|5555|3782|2200 0000/);
  });

  it.each([
    '1700000000000',
    '1767225600000',
    '1767225600000000',
    '2026-01-05T12:30:45.123456Z',
    '20260105123045',
    'order-42',
    'ORD-2026-000001-1234',
    '4242424242424241',
    '42424242424242424242424242424242',
    '+7 495 123-45-67',
    '+6281234567890',
    '+14155552671',
    '40702810900000012345',
    '5000.00 12000.00',
    'pi_3Nq4242424242424242Ab1',
    '192.168.100.100',
    '5012 items of 300 kg, 41 boxes',
  ])('A5 %p is none', (text) => {
    expect(findCardNumbers(text)).toEqual([]);
  });

  it('A5 UUIDs, hashes, provider ids and times are none', () => {
    const words = fc.oneof(
      fc.constant(null).map(() => v7()),
      fc.constant(null).map(() => v4()),
      fc.constant(null).map(() => v7().replaceAll('-', '')),
      fc.string().map((text) => createHash('sha256').update(text).digest('hex')),
      fc.string().map((text) => createHash('sha1').update(text).digest('hex').toUpperCase()),
      fc.string().map((text) => `pi_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`),
      fc.integer({ min: 1_600_000_000_000, max: 1_790_000_000_000 }).map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(words, (word) => expect(findCardNumbers(word)).toEqual([])),
      { numRuns: 5_000 },
    );
  });

  it('a body full of digits is read in time', () => {
    const text = '4 2 '.repeat(64 * 1024);
    const started = performance.now();
    findCardNumbers(text);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
