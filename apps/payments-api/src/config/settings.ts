import type { z } from 'zod';
import { BUSINESS_SETTINGS } from './business-settings.ts';
import { PROVIDER_SETTINGS } from './provider-settings.ts';
import { SERVER_SETTINGS } from './server-settings.ts';

/** Every setting there is: one row a variable. */
export const SETTINGS_TABLE = { ...SERVER_SETTINGS, ...PROVIDER_SETTINGS, ...BUSINESS_SETTINGS } as const;

/** Every setting, read and checked. Times carry their unit in the name; `undefined` where an optional one is unset. */
export type Settings = {
  readonly [Name in keyof typeof SETTINGS_TABLE]: z.output<(typeof SETTINGS_TABLE)[Name]['kind']>;
};
