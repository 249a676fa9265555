import type { FastifyRequest } from 'fastify';
import { languageOf, preferredLanguage } from './language.ts';

const from = (header?: string) =>
  ({ headers: header === undefined ? {} : { 'accept-language': header } }) as FastifyRequest;

describe('the language of an answer', () => {
  it('is what ?lang= says, then the payment’s, then what the browser prefers', () => {
    expect(languageOf(from('ru'), 'en', 'ru')).toBe('en');
    expect(languageOf(from('en'), undefined, 'ru')).toBe('ru');
    expect(languageOf(from('ru'), undefined, null)).toBe('ru');
    expect(languageOf(from('ru-RU,ru;q=0.9'), undefined)).toBe('ru');
    expect(languageOf(from(), undefined)).toBe('en');
  });

  it.each([
    ['en;q=0.4, ru;q=0.6', 'ru'],
    ['de, fr', 'en'],
    ['ru;q=0, en', 'en'],
    ['RU', 'ru'],
    ['rum', 'en'],
    [`${'x,'.repeat(10_000)}ru`, 'en'],
  ])('%s means %s', (header, language) => {
    expect(languageOf(from(header), undefined)).toBe(language);
  });

  it('is nobody’s wish where the header names none of ours', () => {
    expect([from(), from('*'), from('de, fr'), from('ru;q=0')].map(preferredLanguage)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(preferredLanguage(from('de, ru;q=0.5, en;q=0.4'))).toBe('ru');
  });

  it('another one is refused by name', () => {
    for (const lang of ['de', '', ['en', 'ru']])
      expect(() => languageOf(from(), lang)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });
});
