import type { z } from 'zod';
import { crossChecks } from './config/cross-checks.ts';
import { REFUSED, REQUIRED, type Setting } from './config/setting.ts';
import { SETTINGS_TABLE, type Settings } from './config/settings.ts';

export type { Settings } from './config/settings.ts';

const ROWS = Object.entries<Setting<unknown>>(SETTINGS_TABLE);

/** Environment variables by name, as `process.env` has them. An empty text counts as unset. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type SettingsResult =
  { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly mistakes: readonly string[] };

/** The providers that this program has an adapter for. */
export const PROVIDER_NAMES: readonly string[] = ['mock', 'stripe', 'yookassa'];

/**
 * Reads all settings. Where something is wrong there are no settings, but one readable line a mistake:
 * `PORT: must be a number from 0 to 65535, is "abc"`. A secret's value stands in no line.
 */
export function readSettings(
  environment: Environment,
  providerNames: readonly string[] = PROVIDER_NAMES,
): SettingsResult {
  const production = textOf(environment, 'APP_ENV') === 'production';
  const mistakes: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of ROWS) {
    const given = textOf(environment, setting.variable);
    const mistake = refusal(setting, given, production);
    if (mistake !== undefined) {
      mistakes.push(`${setting.variable}: ${mistake}`);
      continue;
    }
    const text = given ?? fallbackText(setting, environment, production);
    if (text === undefined) continue;
    const parsed = setting.kind.safeParse(text);
    if (parsed.success) values[name] = parsed.data;
    // A fallback fails only where the variable in its braces is wrong, which has a line of its own.
    else if (given !== undefined) mistakes.push(mistakeLine(setting, parsed.error, text));
  }
  const draft = values as Partial<Settings>;
  const { refusals, additions } = crossChecks(draft, production, providerNames);
  mistakes.push(...refusals.filter((line) => !mistakes.some((known) => known.split(':')[0] === line.split(':')[0])));
  if (mistakes.length > 0) return { ok: false, mistakes };
  return { ok: true, settings: Object.freeze({ ...draft, ...additions }) as Settings };
}

/** All settings as a Markdown table, for `docs/settings.md`. */
export function settingsTable(): string {
  const rows = ROWS.map(([, setting]) => `| \`${setting.variable}\` | ${setting.meaning} | ${shownDefault(setting)} |`);
  return ['| variable | meaning | default |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function textOf(environment: Environment, variable: string): string | undefined {
  const text = environment[variable]?.trim();
  return text === '' ? undefined : text;
}

function refusal(setting: Setting<unknown>, given: string | undefined, production: boolean): string | undefined {
  if (!production) return undefined;
  if (setting.production === REQUIRED && given === undefined) return 'must be set in production';
  if (setting.production === REFUSED && given !== undefined) return 'is for development, and refused in production';
  const published = setting.secret && given !== undefined && given === setting.fallback;
  return published ? 'is the published development secret, and refused in production' : undefined;
}

function fallbackText(setting: Setting<unknown>, environment: Environment, production: boolean): string | undefined {
  const text = production && typeof setting.production === 'string' ? setting.production : setting.fallback;
  return text?.replace(/\{([A-Z_]+)\}/g, (_, variable: string) => {
    const other = ROWS.find(([, row]) => row.variable === variable)?.[1];
    return textOf(environment, variable) ?? other?.fallback ?? '';
  });
}

function mistakeLine(setting: Setting<unknown>, error: z.ZodError, text: string): string {
  const shown = setting.secret ? '' : `, is ${JSON.stringify(text.slice(0, 100))}`;
  return `${setting.variable}: ${error.issues[0]?.message ?? 'is wrong'}${shown}`;
}

function shownDefault(setting: Setting<unknown>): string {
  const base = setting.fallback === undefined || setting.fallback === '' ? 'none' : `\`${setting.fallback}\``;
  const shown = setting.secret && setting.fallback !== undefined ? 'a published one' : base;
  if (setting.production === REQUIRED) return `${shown}; must be set in production`;
  if (setting.production === REFUSED) return `${shown}; refused in production`;
  if (setting.production === '') return `${shown}; none in production`;
  return setting.production === undefined ? shown : `${shown}; \`${setting.production}\` in production`;
}
