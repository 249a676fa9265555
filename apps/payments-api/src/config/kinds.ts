import { isIP } from 'node:net';
import { parseCurrency } from '@payments/domain';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** A kind of setting: `read` answers undefined for a text that is no such value, and the line then says what it must be. */
export function kind<T>(mustBe: string, read: (text: string) => T | undefined): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    const value = read(text);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: `must be ${mustBe}`, input: text });
    return z.NEVER;
  });
}

export const anyText = kind('a text', (text) => text);

/** A whole number, both ends included. */
export function wholeNumber(least: number, most: number): z.ZodType<number, string> {
  return kind(`a number from ${least} to ${most}`, (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  });
}

/** `on` or `off`, as true or false. */
export const onOff = kind('on or off', (text) =>
  new Map([
    ['on', true],
    ['off', false],
  ]).get(text.toLowerCase()),
);

export function oneOf<const Word extends string>(words: readonly Word[]): z.ZodType<Word, string> {
  return kind(`one of ${words.join(', ')}`, (text) => words.find((word) => word === text));
}

/** A comma-separated list, each part of one form; blanks around the parts don't count. */
export function listOf<T>(mustBe: string, readPart: (part: string) => T | undefined): z.ZodType<readonly T[], string> {
  return kind(`a comma-separated list of ${mustBe}`, (text) => {
    const values: T[] = [];
    for (const part of splitList(text)) {
      const value = readPart(part);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  });
}

export function splitList(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

/** An absolute http(s) address, answered without a slash at its end, so that paths can be put behind it. */
export const httpUrl = kind('an http or https address', (text) => {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return text.replace(/\/+$/, '');
});

export const postgresUrl = kind('a postgres:// address', (text) =>
  /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : undefined,
);

export const smtpUrl = kind('an smtp:// or smtps:// address', (text) =>
  /^smtps?:\/\//.test(text) && URL.canParse(text) ? text : undefined,
);

/** Origins as browsers send them: scheme, host, port and nothing behind. */
export const origins = listOf('origins, such as https://shop.example', (part) => {
  if (!/^https?:\/\//i.test(part) || !URL.canParse(part)) return undefined;
  const url = new URL(part);
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' ? url.origin : undefined;
});

/** IPv4 and IPv6 addresses and CIDR ranges, in the text that `parseRanges` reads. */
export const addressRanges = listOf('addresses or CIDR ranges', (part) =>
  isIP(part) !== 0 || ipaddr.isValidCIDR(part) ? part : undefined,
);

/** One key of AES-256-GCM; its id stands with each encrypted value. */
export interface EncryptionKey {
  readonly id: string;
  readonly key: Buffer;
}

export const encryptionKeys = kind<readonly EncryptionKey[]>(
  'id:base64-of-32-bytes, comma-separated, each id once',
  (text) => {
    const keys: EncryptionKey[] = [];
    for (const part of splitList(text)) {
      const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=?)$/.exec(part);
      const id = match?.[1];
      const key = Buffer.from(match?.[2] ?? '', 'base64');
      if (id === undefined || key.length !== 32 || keys.some((known) => known.id === id)) return undefined;
      keys.push({ id, key });
    }
    return keys.length > 0 ? keys : undefined;
  },
);

/** Providers in order of preference, by currency; `*` is for the currencies that are not named. */
export type ProviderRoutes = Readonly<Record<string, readonly string[]>>;

export const providerRoutes = kind<ProviderRoutes>(
  'currency=provider>provider, such as RUB=yookassa,*=stripe>mock',
  (text) => {
    const routes: Record<string, readonly string[]> = {};
    for (const part of splitList(text)) {
      const match = /^([A-Za-z]{3}|\*)\s*=\s*([a-z0-9-]+(?:\s*>\s*[a-z0-9-]+)*)$/.exec(part);
      const currency = currencyOrStar(match?.[1]);
      const providers = match?.[2]?.split('>').map((name) => name.trim());
      if (currency === undefined || providers === undefined || Object.hasOwn(routes, currency)) return undefined;
      if (new Set(providers).size !== providers.length) return undefined;
      routes[currency] = providers;
    }
    return routes;
  },
);

function currencyOrStar(text: string | undefined): string | undefined {
  if (text === undefined || text === '*') return text;
  try {
    return parseCurrency(text);
  } catch {
    return undefined; // the line about the setting says it better than the field's message
  }
}

/** A text of a known beginning, such as Stripe's keys; several where a comma separates them. */
export function prefixed(prefixes: readonly string[]): z.ZodType<string, string> {
  return kind(`a text that begins with ${prefixes.join(' or ')}`, (text) =>
    prefixes.some((prefix) => text.startsWith(prefix) && text.length > prefix.length) && !/\s/.test(text)
      ? text
      : undefined,
  );
}
