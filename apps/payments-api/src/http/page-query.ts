import { invalidField } from '@payments/domain';

/** A query as Fastify reads it: a name that stands twice has a list. */
export type QueryValues = Readonly<Record<string, unknown>>;

const LIMIT_DEFAULT = 20;
const LIMIT_MAX = 100;
const TEXT_MAX = 255;

/** One plain text; undefined where it is absent. Throws `validation_failed` for a repeated, empty or overlong one. */
export function textQuery(query: QueryValues, name: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw invalidField(name, 'repeated', 'must be given once');
  if (value === '' || value.length > TEXT_MAX || /\p{Cc}/u.test(value))
    throw invalidField(name, 'invalid', `must have 1 to ${TEXT_MAX} visible characters`);
  return value;
}

/** A word of a closed set, given once. */
export function wordQuery<T extends string>(query: QueryValues, name: string, words: readonly T[]): T | undefined {
  const text = textQuery(query, name);
  return text === undefined ? undefined : knownWord(name, text, words);
}

/** Words of a closed set; the parameter may be repeated. */
export function wordsQuery<T extends string>(query: QueryValues, name: string, words: readonly T[]): readonly T[] {
  const value = query[name];
  const given: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return given.map((one) => knownWord(name, String(one), words));
}

export function limitQuery(query: QueryValues): number {
  const text = textQuery(query, 'limit');
  if (text === undefined) return LIMIT_DEFAULT;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= LIMIT_MAX) return limit;
  throw invalidField('limit', 'out_of_range', `must be a whole number from 1 to ${LIMIT_MAX}`);
}

/** A time in ISO 8601; a plain date is its first moment in UTC. */
export function timeQuery(query: QueryValues, name: string): Date | undefined {
  const text = textQuery(query, name);
  if (text === undefined) return undefined;
  const time = ISO.test(text) ? new Date(text) : new Date(Number.NaN);
  if (!Number.isNaN(time.getTime()) && !isRolledOver(text, time)) return time;
  throw invalidField(
    name,
    'not_a_time',
    'must be an ISO 8601 date or time with its zone, such as 2026-03-01T10:00:00Z',
  );
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** JavaScript turns February 30th into March 2nd: a date that is none is refused instead. */
function isRolledOver(text: string, time: Date): boolean {
  const date = text.slice(0, 10);
  if (text.length > 10 && !text.endsWith('Z')) return new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date;
  return time.toISOString().slice(0, 10) !== date;
}

export function flagQuery(query: QueryValues, name: string): boolean {
  return wordQuery(query, name, ['true', 'false']) === 'true';
}

/** A page's `total`, where `include_total=true` asks for it. */
export async function totalOf(query: QueryValues, count: () => Promise<number>): Promise<{ readonly total?: number }> {
  return flagQuery(query, 'include_total') ? { total: await count() } : {};
}

function knownWord<T extends string>(name: string, text: string, words: readonly T[]): T {
  const known = words.find((word) => word === text);
  if (known !== undefined) return known;
  throw invalidField(name, 'unknown_value', `must be one of ${words.join(', ')}`);
}
