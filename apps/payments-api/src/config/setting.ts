import type { z } from 'zod';

/** Where the process runs; `test` behaves like `development`. */
export const APP_ENVS = ['development', 'test', 'production'] as const;
export type AppEnv = (typeof APP_ENVS)[number];

/** No default in production: the process does not start without it. */
export const REQUIRED = Symbol('required');

/** Refused in production, because it is a help for development. */
export const REFUSED = Symbol('refused');

/** One environment variable: how its text is read, what stands in when it is unset, and what it means. */
export interface Setting<T> {
  readonly variable: string;
  readonly kind: z.ZodType<T, string>;
  readonly meaning: string;
  /** Text that is read where the variable is unset; `{PORT}` stands for another variable's text. */
  readonly fallback: string | undefined;
  /** What differs in production. */
  readonly production: string | typeof REQUIRED | typeof REFUSED | undefined;
  /** Its value is never shown, and its published fallback is refused in production. */
  readonly secret: boolean;
}

interface SettingOptions {
  readonly production?: string | typeof REQUIRED | typeof REFUSED;
  readonly secret?: boolean;
}

/** A setting that always has a value. */
export function setting<T>(
  variable: string,
  kind: z.ZodType<T, string>,
  fallback: string,
  meaning: string,
  { production, secret = false }: SettingOptions = {},
): Setting<T> {
  return { variable, kind, meaning, fallback, production, secret };
}

/** A setting that may be absent. */
export function optional<T>(
  variable: string,
  kind: z.ZodType<T, string>,
  meaning: string,
  { production, secret = false }: SettingOptions = {},
): Setting<T | undefined> {
  return { variable, kind, meaning, fallback: undefined, production, secret };
}
