import { invalidField, PaymentError } from '@payments/domain';

/** The most that a body may have, in bytes. */
export const BODY_BYTES_MAX = 256 * 1024;
/** How deep a body may nest; the outermost object is 1. */
export const BODY_DEPTH_MAX = 20;

export type JsonObject = Readonly<Record<string, unknown>>;

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Keys with a meaning for JavaScript's objects; no field of ours is called so. */
const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * The object of a JSON body; undefined for an empty one. Of a repeated key the last counts, for all who read the result.
 * Throws `malformed_request` for what is no JSON object in UTF-8, and `validation_failed` for one that is too deep, has a key such as
 * `__proto__`, or a text that PostgreSQL can't keep (NUL, half a surrogate pair).
 */
export function parseJsonObject(bytes: Uint8Array): JsonObject | undefined {
  if (bytes.length === 0) return undefined;
  const text = decode(bytes);
  const value = parse(text);
  if (!isObject(value)) throw new PaymentError('malformed_request', 'The body must be a JSON object.');
  // Only an escape can bring in what a text may not hold: JSON refuses raw control characters, UTF-8 lone surrogates.
  check(value, '', 1, text.includes('\\u'));
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw new PaymentError('malformed_request', 'The body is not valid UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the body, which may hold anything.
    throw new PaymentError('malformed_request', 'The body is not valid JSON.');
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function check(value: unknown, path: string, depth: number, escapes: boolean): void {
  if (typeof value === 'string') {
    if (escapes) refuseUnstorable(value, path);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth > BODY_DEPTH_MAX) {
    throw invalidField(topOf(path), 'too_deep', `must not nest deeper than ${BODY_DEPTH_MAX} levels`);
  }
  for (const [key, inner] of Object.entries(value)) {
    const field = path === '' ? key : `${path}.${key}`;
    if (FORBIDDEN_KEYS.includes(key)) throw invalidField(field, 'unknown_field', 'is not a field of this request');
    if (escapes) refuseUnstorable(key, path === '' ? 'body' : path);
    check(inner, field, depth + 1, escapes);
  }
}

function refuseUnstorable(text: string, path: string): void {
  if (/[\0\p{Cs}]/u.test(text)) {
    throw invalidField(path, 'unsupported_characters', 'must not hold NUL or half a surrogate pair');
  }
}

function topOf(path: string): string {
  return path.split('.', 1)[0] ?? path;
}
