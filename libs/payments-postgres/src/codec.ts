import { isoText } from './table.ts';

/** What JSON can hold, with the two types that it can't: they are tagged. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const BIGINT_TAG = '$n';
const DATE_TAG = '$d';

/** Plain data as JSON text, bigints and dates included, without loss. Throws for what is no plain data. */
export function encode(value: unknown): string {
  return JSON.stringify(tagged(value));
}

/** What `encode` was given. The caller says what it is: only text that this program wrote (and sealed) is decoded. */
export function decode(text: string): unknown {
  return revive(JSON.parse(text) as Json);
}

/** As `decode`, for what the driver has parsed already (a `jsonb` column). */
export function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1 && typeof first[1] === 'string') {
    if (first[0] === BIGINT_TAG) return BigInt(first[1]);
    if (first[0] === DATE_TAG) return new Date(first[1]);
  }
  // `fromEntries` defines properties: a key named `__proto__` stays data.
  return Object.fromEntries(entries.map(([key, item]) => [key.startsWith('$$') ? key.slice(1) : key, revive(item)]));
}

function tagged(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'bigint':
      return { [BIGINT_TAG]: value.toString() };
    case 'object':
      return value === null ? null : taggedObject(value);
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'undefined':
      return undefined;
    default:
      throw new TypeError(`a ${typeof value} is no data`);
  }
}

/** The object itself where nothing in it needs a tag: most are written as they are, and nothing of them is copied. */
function taggedObject(value: object): Json {
  if (value instanceof Date) return { [DATE_TAG]: isoText(value) };
  if (Array.isArray(value)) return taggedList(value);
  const plain = value as Readonly<Record<string, Json>>;
  let copy: Record<string, Json | undefined> | null = null;
  for (const key in plain) {
    if (isDelicate(key)) return renamed(plain);
    const item = tagged(plain[key]);
    if (item === plain[key]) continue;
    copy ??= { ...plain };
    copy[key] = item;
  }
  return (copy as Record<string, Json> | null) ?? plain;
}

function taggedList(list: readonly unknown[]): Json {
  const items = list.map((item) => tagged(item) ?? null);
  return items.every((item, index) => item === list[index]) ? (list as readonly Json[]) : items;
}

/** A key of somebody's metadata must not look like a tag, and must not reach an object's prototype. */
function isDelicate(key: string): boolean {
  return key.startsWith('$') || key === '__proto__';
}

function renamed(value: object): Json {
  const entries = Object.entries(value).map(([key, item]) => [key.startsWith('$') ? `$${key}` : key, tagged(item)]);
  return Object.fromEntries(entries) as Json;
}
