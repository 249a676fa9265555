import { FAILURE_CATEGORIES, failureMessage, failureOf, FAILURES, type FailureCode } from './failure.ts';

const CODES = Object.keys(FAILURES) as FailureCode[];

describe('the vocabulary of failures', () => {
  it.each(CODES)('%s tells the payer in both languages, in a sentence, what happened', (code) => {
    expect(failureMessage(code, 'en')).toMatch(/^[A-Z][^А-я]*\.$/);
    expect(failureMessage(code, 'ru')).toMatch(/^[А-Я].*\.$/);
    expect(FAILURE_CATEGORIES).toContain(FAILURES[code].category);
  });

  it('every category has a failure', () => {
    expect(new Set(CODES.map((code) => FAILURES[code].category))).toEqual(new Set(FAILURE_CATEGORIES));
  });

  it('a failure has the English sentence and, for support, the provider’s own code', () => {
    expect(failureOf('insufficient_funds', 'nsf')).toEqual({
      code: 'insufficient_funds',
      message: 'There is not enough money on the card. Try another card.',
      category: 'insufficient_funds',
      retryable: true,
      advice: 'use_another_method',
      providerCode: 'nsf',
    });
    expect(failureOf('expired').providerCode).toBeNull();
  });

  it('C4 a decline suggests another method, and what can’t be mended by the payer suggests support', () => {
    expect(failureOf('card_declined').advice).toBe('use_another_method');
    for (const code of CODES.filter((one) => !FAILURES[one].retryable)) {
      expect(FAILURES[code].advice).toBe('contact_support');
    }
  });

  it('a suspected fraud does not teach a thief: its sentence says no more than a decline', () => {
    expect(failureMessage('fraud_suspected', 'en')).not.toMatch(/fraud|stolen|suspicio/i);
    expect(failureMessage('fraud_suspected', 'ru')).not.toMatch(/мошен|украд|подозр/i);
  });

  it('only where nothing can have been charged does a sentence say so', () => {
    const promises = CODES.filter((code) => /nothing was charged/i.test(failureMessage(code, 'en')));
    expect(promises).toEqual(['processing_error', 'provider_unavailable']);
  });
});
