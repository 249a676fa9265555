import { maskCardNumbers } from './http/card-numbers.ts';

/** What must stand in no log, whoever wrote it there: a pattern and what takes its place. Order matters: the wider ones first. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  // A property by its name, as JSON writes it.
  [
    /"(authorization|cookie|set-cookie|x-api-key|idempotence-key|password|secret|secret_?key|client_?secret|access_?token|confirmation_?token|token)":"(?:[^"\\]|\\.)*"/gi,
    '"$1":"[hidden]"',
  ],
  // A parameter of an address, such as `?token=` of a checkout link.
  [/([?&#](?:token|access_token|client_secret|confirmation_token|secret|key)=)[^&#"\s\\]*/gi, '$1[hidden]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 [hidden]'],
  // A JWT, wherever it stands.
  [/\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g, '[jwt]'],
  // The client secret of a Stripe intent, API keys and signing secrets of Stripe, YooKassa and Standard Webhooks.
  [/\b((?:pi|seti)_[A-Za-z0-9]+)_secret_\w+/g, '$1_secret_[hidden]'],
  [/\b((?:sk|rk|pk)_(?:live|test)_|whsec_)[\w+/=-]+/g, '$1[hidden]'],
  [/\b(live|test)_[\w-]{16,}/g, '$1_[hidden]'],
  // User and password of an address, such as DATABASE_URL.
  [/:\/\/[^/\s:@"]*:[^/\s@"]+@/g, '://[hidden]@'],
  [/[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/gi, '[email]'],
];

/** Nothing is masked that has none of these signs; most lines have none of them. */
const SUSPECT = /@|%40|token|secret|key|authorization|cookie|password|bearer|basic|eyJ|live_|test_|whsec_/i;

/** A number with this many digits in a row of groups may be a card. Ids of requests are all that most lines have. */
const DIGITS_SUSPECT = /\d(?:[^\dA-Za-z"{}]{0,9}\d){12}/;

/**
 * One finished log line without secrets, e-mail addresses and card numbers, still the same JSON: in place of a card's digits stand nines,
 * because they may be a number's.
 */
export function maskLine(line: string): string {
  let masked = line;
  if (SUSPECT.test(line)) {
    for (const [pattern, replacement] of MASKS) masked = masked.replace(pattern, replacement);
  }
  return DIGITS_SUSPECT.test(masked) ? maskCardNumbers(masked, (digits) => digits.replace(/\d/g, '9')) : masked;
}
