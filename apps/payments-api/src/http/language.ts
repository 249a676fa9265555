import { invalidField, USUAL_LOCALE, type Locale } from '@payments/domain';
import type { FastifyRequest } from 'fastify';

/** Asked for by `?lang=`, else the payment's own where there is one, else what the reader's browser prefers. Throws `validation_failed`. */
export function languageOf(request: FastifyRequest, lang: unknown, own: Locale | null = null): Locale {
  if (lang === 'en' || lang === 'ru') return lang;
  if (lang !== undefined) throw invalidField('lang', 'unknown_language', 'must be en or ru');
  return own ?? preferredLanguage(request) ?? USUAL_LOCALE;
}

/** The first of our languages in `Accept-Language`'s order of preference (RFC 9110, 12.5.4); null where none of them is named. */
export function preferredLanguage(request: FastifyRequest): Locale | null {
  const wishes = (request.headers['accept-language'] ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((q) => q !== undefined);
      return { language: tag.trim().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => (language === 'en' || language === 'ru') && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const [first] = wishes;
  return first === undefined ? null : first.language === 'ru' ? 'ru' : 'en';
}
