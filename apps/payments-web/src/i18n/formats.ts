import { currentLanguage, type Language } from './language.ts';

/**
 * Currencies whose minor unit is not a hundredth, by ISO 4217. Browsers go by CLDR, which cuts the decimals of some (the Iraqi
 * dinar, the Hungarian forint) for display: an amount would be shown a thousand times too big.
 */
export const ODD_DIGITS: Readonly<Record<string, number>> = {
  ...digits(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...digits(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...digits(4, 'CLF UYW'),
};
const TAGS: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };

/** 1999 and USD: US$19.99. */
export function formatAmount(minor: number, currency: string): string {
  const fraction = ODD_DIGITS[currency] ?? 2;
  return new Intl.NumberFormat(TAGS[currentLanguage()], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
  }).format(minor / 10 ** fraction);
}

/** 123456700 and EUR: €1.2M. For axes, where an idea of the amount is enough. */
export function compactAmount(minor: number, currency: string): string {
  return new Intl.NumberFormat(TAGS[currentLanguage()], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(minor / 10 ** (ODD_DIGITS[currency] ?? 2));
}

/** "19.99" as a person types it, in minor units; null where it is no such amount. Both decimal signs are understood. */
export function parseAmount(text: string, currency: string): number | null {
  const fraction = ODD_DIGITS[currency] ?? 2;
  const found = /^(\d+)(?:[.,](\d+))?$/.exec(text.replace(/[\s\u00a0\u202f]/g, ''));
  const decimals = found?.[2] ?? '';
  if (found?.[1] === undefined || decimals.length > fraction) return null;
  const minor = Number(found[1] + decimals.padEnd(fraction, '0'));
  return Number.isSafeInteger(minor) && minor > 0 ? minor : null;
}

/** Minor units as a person would type them: 1999 and USD: 19.99. */
export function plainAmount(minor: number, currency: string): string {
  const fraction = ODD_DIGITS[currency] ?? 2;
  return (minor / 10 ** fraction).toFixed(fraction);
}

export function formatMoment(iso: string): string {
  return new Intl.DateTimeFormat(TAGS[currentLanguage()], { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  );
}

export function formatDay(iso: string): string {
  return new Intl.DateTimeFormat(TAGS[currentLanguage()], { dateStyle: 'medium' }).format(new Date(iso));
}

export function formatPercent(share: number): string {
  return new Intl.NumberFormat(TAGS[currentLanguage()], { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

export function formatCount(count: number): string {
  return new Intl.NumberFormat(TAGS[currentLanguage()]).format(count);
}

function digits(count: number, currencies: string): Record<string, number> {
  return Object.fromEntries(currencies.split(' ').map((currency) => [currency, count]));
}
