import fc from 'fast-check';
import { canonicalJson, fingerprint } from './canonical-json.ts';

/** The same value with the properties of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

it('I6 the order of properties does not count', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => expect(fingerprint(turned(value))).toBe(fingerprint(value))));
});

it('I5 everything else counts', () => {
  const bodies = [
    { a: 1 },
    { a: '1' },
    { a: [1] },
    { a: null },
    { b: 1 },
    { a: 1, b: 1 },
    { a: { b: 1 } },
    [],
    {},
    null,
  ];
  expect(new Set(bodies.map(fingerprint)).size).toBe(bodies.length);
  expect(fingerprint({ list: [1, 2] })).not.toBe(fingerprint({ list: [2, 1] }));
});

it('the canonical text is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) =>
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))),
    ),
  );
  expect(canonicalJson({ b: 1, a: undefined, A: [2, { d: 1e3, c: 'é' }] })).toBe('{"A":[2,{"c":"é","d":1000}],"b":1}');
});
