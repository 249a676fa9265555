import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { failureMessage, FAILURES } from '@payments/domain';
import { STRIPE_WORDS, stripeFailure } from './stripe-errors.ts';

const words = Object.values(STRIPE_WORDS).flatMap((text) => text.split(' '));

/** docs.stripe.com/declines/codes */
const DECLINE_CODES =
  'authentication_required approve_with_id call_issuer card_not_supported card_velocity_exceeded currency_not_supported do_not_honor ' +
  'do_not_try_again duplicate_transaction expired_card fraudulent generic_decline incorrect_number incorrect_cvc incorrect_pin ' +
  'incorrect_zip incorrect_address insufficient_funds invalid_account invalid_amount invalid_cvc invalid_expiry_month ' +
  'invalid_expiry_year invalid_number invalid_pin issuer_not_available lost_card merchant_blacklist mobile_device_authentication_required ' +
  'new_account_information_available no_action_taken not_permitted offline_pin_required online_or_offline_pin_required pickup_card ' +
  'pin_try_exceeded processing_error reenter_transaction restricted_card revocation_of_all_authorizations revocation_of_authorization ' +
  'security_violation service_not_allowed stolen_card stop_payment_order testmode_decline transaction_not_allowed try_again_later ' +
  'withdrawal_count_limit_exceeded';

it('knows every error code that the pinned package lists, every decline code and every type', () => {
  const home = createRequire(import.meta.url).resolve('stripe');
  const types = readFileSync(home.replace(/(cjs|esm)[^/]*\/[^/]+$/, 'esm/resources/PaymentIntents.d.ts'), 'utf8');
  const part = types.slice(types.indexOf('namespace LastPaymentError'));
  const list = (name: string) =>
    [...(part.match(`type ${name} = ([^;]+);`)?.[1] ?? '').matchAll(/'(\w+)'/g)].map((m) => m[1]);
  expect(list('Code').length).toBeGreaterThan(150);
  const asked = [...list('Code'), ...list('Type'), ...DECLINE_CODES.split(' ')];
  expect(asked.filter((word) => word !== undefined && !words.includes(word))).toEqual([]);
});

it('gives each word one meaning', () => {
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});

it('takes the bank’s reason before Stripe’s code, and a new word by its type', () => {
  expect(stripeFailure({ type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' }).code).toBe(
    'insufficient_funds',
  );
  expect(stripeFailure({ type: 'card_error', code: 'expired_card', decline_code: '' }).code).toBe('expired_card');
  expect(stripeFailure({ type: 'card_error', code: 'card_declined', decline_code: 'tomorrows_word' })).toMatchObject({
    code: 'card_declined',
    providerCode: 'tomorrows_word',
  });
  expect(stripeFailure({}).code).toBe('other');
});

it.each(['fraudulent', 'lost_card', 'stolen_card', 'merchant_blacklist', 'pickup_card', 'restricted_card'])(
  'tells a thief nothing about %s',
  (declineCode) => {
    const failure = stripeFailure({ type: 'card_error', code: 'card_declined', decline_code: declineCode });
    expect(failure).toMatchObject({ category: 'fraud', providerCode: 'generic_decline' });
    for (const locale of ['en', 'ru'] as const)
      expect(failureMessage(failure.code, locale)).not.toMatch(/fraud|stolen|lost|украд|мошен|поте|подозр/i);
    expect(JSON.stringify(failure)).not.toContain(declineCode);
  },
);

it('never passes on a sentence of Stripe’s, or what a payer could have typed', () => {
  const failure = stripeFailure({
    type: 'card_error',
    code: 'Your card 4242 was declined',
    decline_code: 'a@b.example',
  });
  expect(JSON.stringify(failure)).not.toMatch(/4242|a@b/);
  expect(failure.message).toBe(FAILURES.card_declined.message.en);
});

it('a method that Stripe can not take is the payer’s to change, another mistake in a request is ours', () => {
  const missing = { rawType: 'invalid_request_error', code: 'resource_missing' };
  expect(stripeFailure({ ...missing, param: 'payment_method' }).advice).toBe('use_another_method');
  expect(stripeFailure({ ...missing, param: 'customer' }).code).toBe('invalid_request');
});
