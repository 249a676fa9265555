import { invalid } from './api-error.ts';
import type { JsonObject } from './views.ts';

/** Lists: newest first, filtered, in pages of `limit` with a cursor. */

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

type Compare = (at: number, bound: number) => boolean;
const COMPARISONS: Readonly<Record<string, Compare>> = {
  gte: (at, bound) => at >= bound,
  gt: (at, bound) => at > bound,
  lte: (at, bound) => at <= bound,
  lt: (at, bound) => at < bound,
};

/** A field that can be asked for: by its time (`created_at.gte=…`) or by its value (`status=…`). */
export interface Filters<T> {
  readonly times: Readonly<Record<string, (record: T) => Date | undefined>>;
  readonly values: Readonly<Record<string, { of: (record: T) => string | undefined; allowed?: readonly string[] }>>;
}

export function listPage<T extends { readonly id: string }>(
  records: Iterable<T>,
  query: URLSearchParams,
  filters: Filters<T>,
  view: (record: T) => JsonObject,
): JsonObject {
  const tests = [...query].filter(([name]) => name !== 'limit' && name !== 'cursor').map((pair) => test(pair, filters));
  // A map remembers the order of creation, which is finer than a time in milliseconds.
  const found = [...records].reverse().filter((record) => tests.every((passes) => passes(record)));
  const from = start(found, query.get('cursor'));
  const limit = readLimit(query.get('limit'));
  const page = found.slice(from, from + limit);
  const last = page.at(-1);
  return { type: 'list', items: page.map(view), next_cursor: found.length > from + limit ? last?.id : undefined };
}

function test<T>([name, value]: [string, string], filters: Filters<T>): (record: T) => boolean {
  const field = filters.values[name];
  if (field) {
    if (field.allowed && !field.allowed.includes(value)) throw invalid(name, `Not one of: ${field.allowed.join(', ')}`);
    return (record) => field.of(record) === value;
  }
  const [base = '', operator = ''] = name.split('.');
  const timeOf = filters.times[base];
  const compare = COMPARISONS[operator];
  if (!timeOf || !compare) throw invalid(name, `Unknown parameter ${name}`);
  const bound = Date.parse(value);
  if (Number.isNaN(bound)) throw invalid(name, 'Must be a time in ISO 8601');
  return (record) => {
    const at = timeOf(record);
    return at !== undefined && compare(at.getTime(), bound);
  };
}

function start(found: readonly { readonly id: string }[], cursor: string | null): number {
  if (cursor === null) return 0;
  const index = found.findIndex((record) => record.id === cursor);
  if (index === -1) throw invalid('cursor', 'Unknown cursor');
  return index + 1;
}

function readLimit(given: string | null): number {
  if (given === null) return DEFAULT_LIMIT;
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw invalid('limit', `Must be from 1 to ${MAX_LIMIT}`);
}
