import { invalidRequest } from './api-error.ts';
import { listAt, type FormTree } from './form.ts';
import type { World } from './world.ts';

const DEPTH_MAX = 4;

/** What an id in a property stands for. */
const EXPANDABLE: Readonly<Record<string, (world: World, id: string) => object | undefined>> = {
  charge: (world, id) => world.charges.get(id),
  customer: (world, id) => world.customers.get(id),
  latest_charge: (world, id) => world.charges.get(id),
  payment_intent: (world, id) => world.paymentIntents.get(id),
  payment_method: (world, id) => world.paymentMethods.get(id),
};

/** Puts objects in the place of ids for each `expand[]`, on a copy. */
export function expandAnswer(world: World, answer: object, params: FormTree): object {
  const paths = listAt(params, 'expand');
  if (paths.length === 0) return answer;
  const copy: Record<string, unknown> = structuredClone({ ...answer });
  for (const path of paths) {
    const parts = path.split('.');
    expandOne(world, copy, parts);
  }
  return copy;
}

/** Refuses paths that no object here has, before anything is done. */
export function checkExpand(params: FormTree): void {
  for (const path of listAt(params, 'expand')) {
    const parts = path.split('.');
    const known = parts.every((part) => part === 'data' || part === 'refunds' || Object.hasOwn(EXPANDABLE, part));
    if (known && parts.length <= DEPTH_MAX) continue;
    throw invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
  }
}

function expandOne(world: World, target: Record<string, unknown>, parts: readonly string[]): void {
  const [name = '', ...rest] = parts;
  const value = target[name];
  if (Array.isArray(value)) {
    for (const item of value) if (isRecord(item)) expandOne(world, item, rest);
    return;
  }
  if (name === 'refunds' && target['object'] === 'charge') {
    target['refunds'] = refundsOf(world, String(target['id']));
    return;
  }
  const find = Object.hasOwn(EXPANDABLE, name) ? EXPANDABLE[name] : undefined;
  if (!find || !(name in target)) return;
  if (typeof value === 'string') target[name] = structuredClone(find(world, value)) ?? value;
  const expanded = target[name];
  if (rest.length > 0 && isRecord(expanded)) expandOne(world, expanded, rest);
}

function refundsOf(world: World, charge: string): object {
  const data = [...world.refunds.values()].filter((refund) => refund.charge === charge).reverse();
  return { object: 'list', data: structuredClone(data), has_more: false, url: `/v1/charges/${charge}/refunds` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
