import { invalidRequest } from './api-error.ts';
import type Stripe from 'stripe';
import type { Field, FieldsOf } from './fields.ts';
import { integerAt, textAt, type FormTree } from './form.ts';

const LIMIT_DEFAULT = 10;
const LIMIT_MAX = 100;

/** Parameters of every list. */
export const PAGING: FieldsOf<Stripe.PaginationParams> = {
  ending_before: 'string',
  limit: 'integer',
  starting_after: 'string',
};

/** `created` as a number, or a range of `gt`, `gte`, `lt`, `lte`. */
export const CREATED: Field = 'any';

interface Listed {
  readonly id: string;
  readonly created: number;
}

/** A page of objects, newest first. */
export interface Page<T> {
  readonly object: 'list';
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly url: string;
}

/** `items` in the order of their creation, already filtered but for `created`. */
export function listPage<T extends Listed>(url: string, items: Iterable<T>, params: FormTree): Page<T> {
  const limit = integerAt(params, 'limit') ?? LIMIT_DEFAULT;
  if (limit < 1 || limit > LIMIT_MAX) {
    throw invalidRequest(`The limit must be between 1 and ${LIMIT_MAX}.`, {
      code: 'parameter_invalid_integer',
      param: 'limit',
    });
  }
  const found = [...items].reverse().filter((item) => isWithin(item.created, params));
  const after = textAt(params, 'starting_after');
  const before = textAt(params, 'ending_before');
  if (before !== undefined) {
    const ahead = found.slice(0, position(found, before, 'ending_before'));
    return { object: 'list', data: ahead.slice(-limit), has_more: ahead.length > limit, url };
  }
  const rest = after === undefined ? found : found.slice(position(found, after, 'starting_after') + 1);
  return { object: 'list', data: rest.slice(0, limit), has_more: rest.length > limit, url };
}

function position(items: readonly Listed[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw invalidRequest(`No such object: '${id}'`, { code: 'resource_missing', param });
  return index;
}

const COMPARE: Readonly<Record<string, (created: number, bound: number) => boolean>> = {
  gt: (created, bound) => created > bound,
  gte: (created, bound) => created >= bound,
  lt: (created, bound) => created < bound,
  lte: (created, bound) => created <= bound,
};

function isWithin(created: number, params: FormTree): boolean {
  const range = params['created'];
  if (range === undefined) return true;
  if (typeof range === 'string') return created === Number(range);
  return Object.entries(range).every(([name, bound]) => {
    const compare = Object.hasOwn(COMPARE, name) ? COMPARE[name] : undefined;
    if (!compare || typeof bound !== 'string' || !/^\d+$/.test(bound)) {
      throw invalidRequest(`Invalid created: ${name}`, { param: `created[${name}]` });
    }
    return compare(created, Number(bound));
  });
}
