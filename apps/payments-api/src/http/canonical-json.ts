import { hash } from 'node:crypto';

/**
 * One text for all orders of the same properties: keys sorted by UTF-16 code units, no blanks (the idea of RFC 8785).
 * Takes what a JSON parser gives; a property that is `undefined` is left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((inner) => canonicalJson(inner ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const properties = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
  return `{${properties.join(',')}}`;
}

/** SHA-256 of the canonical form, in hexadecimal: equal for requests that say the same. */
export function fingerprint(value: unknown): string {
  return hash('sha256', canonicalJson(value));
}
