import type { Fields } from './fields.ts';
import type { FormTree } from './form.ts';
import type { World } from './world.ts';

/** One request that passed the checks of its parameters. */
export interface Call {
  readonly world: World;
  /** What stood for `:id` in the address, or an empty text. */
  readonly id: string;
  readonly params: FormTree;
  /** A browser comes with a publishable key and the client secret. */
  readonly caller: 'browser' | 'server';
}

export interface Route {
  readonly method: 'DELETE' | 'GET' | 'POST';
  /** With at most one `:id`. */
  readonly path: string;
  /** Every parameter that Stripe takes here; any other is refused. */
  readonly fields: Fields;
  readonly required?: readonly string[];
  /** A publishable key will do. */
  readonly browser?: boolean;
  /** Refusals before the execution begins: an idempotency key does not keep them. */
  readonly check?: (call: Call) => void;
  /** Executes; synchronous, so that a request is one step for all others. */
  readonly run: (call: Call) => object;
}

export interface Match {
  readonly route: Route;
  readonly id: string;
}

/** The route for an address, or undefined: Stripe answers 404 then. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const id = matchPath(route.path, path);
    if (id !== undefined) return { route, id };
  }
  return undefined;
}

function matchPath(pattern: string, path: string): string | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  let id = '';
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (part === ':id') {
      if (actual === '') return undefined;
      id = decodeURIComponent(actual);
    } else if (part !== actual) {
      return undefined;
    }
  }
  return id;
}
