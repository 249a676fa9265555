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

function taggedObject(value: object): Json {
  if (value instanceof Date) return { [DATE_TAG]: value.toISOString() };
  if (Array.isArray(value)) return value.map((item) => tagged(item) ?? null);
  const out: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const item = tagged(Reflect.get(value, key));
    if (item === undefined) continue;
    // A key of somebody's metadata must not look like a tag, and must not reach an object's prototype.
    if (key.startsWith('$')) out[`$${key}`] = item;
    else if (key === '__proto__') Object.defineProperty(out, key, { value: item, enumerable: true });
    else out[key] = item;
  }
  return out;
}
