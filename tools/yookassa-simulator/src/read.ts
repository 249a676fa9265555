import { invalid } from './api-error.ts';

/**
 * Strict readers of a request's JSON. A reader gets the value and the path that an error names as `parameter`,
 * and answers the typed value or throws a 400.
 */
export type Reader<T> = (value: unknown, path: string) => T;

type Shape = Readonly<Record<string, Reader<unknown>>>;
export type Read<S> = { readonly [K in keyof S]: S[K] extends Reader<infer T> ? T : never };

/** An object with these fields and no other one: YooKassa refuses what it does not know. */
export function shape<S extends Shape>(fields: S): Reader<Read<S>> {
  return (value, path) => {
    const given = asObject(value, path);
    for (const name of Object.keys(given)) {
      if (!Object.hasOwn(fields, name)) throw invalid(join(path, name), `Unknown parameter ${join(path, name)}`);
    }
    const entries = Object.entries(fields).map(([name, read]) => [name, read(given[name], join(path, name))]);
    return Object.fromEntries(entries) as Read<S>;
  };
}

export function optional<T>(read: Reader<T>): Reader<T | undefined> {
  return (value, path) => (value === undefined ? undefined : read(value, path));
}

export function text(limits: {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}): Reader<string> {
  return (value, path) => {
    if (value === undefined) throw invalid(path, `Missing required parameter ${path}`);
    if (typeof value !== 'string') throw invalid(path, 'Must be a string');
    // Characters as a person counts them, not UTF-16 halves.
    const length = [...value].length;
    if (length < (limits.min ?? 1)) throw invalid(path, `At least ${limits.min ?? 1} characters`);
    if (limits.max !== undefined && length > limits.max) throw invalid(path, `At most ${limits.max} characters`);
    if (limits.pattern && !limits.pattern.test(value)) throw invalid(path, 'Does not match the expected format');
    return value;
  };
}

export const flag: Reader<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw invalid(path, 'Must be true or false');
  return value;
};

export function whole(min: number, max: number): Reader<number> {
  return (value, path) => {
    if (value === undefined) throw invalid(path, `Missing required parameter ${path}`);
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      throw invalid(path, `Must be a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

export function oneOf<const T extends string>(values: readonly T[]): Reader<T> {
  return (value, path) => {
    if (value === undefined) throw invalid(path, `Missing required parameter ${path}`);
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw invalid(path, `Must be one of: ${values.join(', ')}`);
    return found;
  };
}

export function list<T>(read: Reader<T>, limits: { readonly min: number; readonly max: number }): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw invalid(path, 'Must be an array');
    if (value.length < limits.min || value.length > limits.max) {
      throw invalid(path, `From ${limits.min} to ${limits.max} elements`);
    }
    return value.map((element: unknown, index) => read(element, `${path}[${index}]`));
  };
}

export function asObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (value === undefined) throw invalid(path, `Missing required parameter ${path}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(path, 'Must be an object');
  return { ...value };
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
