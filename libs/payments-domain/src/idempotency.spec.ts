import { derivedKey } from './idempotency.ts';

describe('a key that is made from an order', () => {
  const parts = ['u_1', 'o_1', 'full', '1999', 'USD'];

  it('is the same for the same order, and short enough to be a key', () => {
    expect(derivedKey(parts)).toBe(derivedKey([...parts]));
    expect(derivedKey(parts)).toMatch(/^order-[0-9a-f]{64}$/);
  });

  it('is another where any part is another, or stands elsewhere', () => {
    const others = [
      ['u_2', 'o_1', 'full', '1999', 'USD'],
      ['u_1', 'o_2', 'full', '1999', 'USD'],
      ['u_1', 'o_1', 'deposit', '1999', 'USD'],
      ['u_1', 'o_1', 'full', '199', 'USD'],
      ['u_1', 'o_1', 'full', '1999', 'EUR'],
      ['u_1o', '_1', 'full', '1999', 'USD'],
      ['u_1', 'o_1', 'full', '1999', null],
      ['u_1', 'o_1', 'full', '1999', 'null'],
    ];
    expect(new Set([parts, ...others].map((one) => derivedKey(one))).size).toBe(others.length + 1);
  });
});
