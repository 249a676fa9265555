import fc from 'fast-check';
import { decode, encode, revive } from './codec.ts';

const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('$n', '$d', '$$n', '$', '__proto__', 'toString')),
      tie('value'),
      {
        maxKeys: 4,
        noNullPrototype: true,
      },
    ),
  ),
})).value;

describe('the codec', () => {
  it('gives back what it was given: bigints, dates, and keys that look like its own', () => {
    fc.assert(fc.property(plain, (value) => expect(decode(encode(value))).toEqual(value)));
  });

  it('reads what jsonb gives back parsed', () => {
    const value = { amount: 12n, at: new Date(5), items: [{ unitAmount: 1n }], $n: '7' };
    expect(revive(JSON.parse(encode(value)))).toEqual(value);
  });

  it('never lets data reach a prototype', () => {
    const value: unknown = decode('{"__proto__":{"polluted":true}}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('leaves out what is undefined, and refuses what is no data', () => {
    expect(encode({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
    expect(() => encode({ a: () => 1 })).toThrow('no data');
  });
});
