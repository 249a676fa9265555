import { PaymentError } from '@payments/domain';
import { findCardNumbers, hasIssuer, holdsCardNumber, maskCardNumbers } from './card-numbers.ts';

const ADVICE =
  "looks like a card number; send the provider's token instead, card numbers must never reach this service";

/** Long enough for every field of ours; a longer key is cut in the answer. */
const KEY_SHOWN_MAX = 64;

/**
 * Refuses a body that holds a card number anywhere: in a text, a key, a number, or cut into the parts of a list.
 * Throws `card_data_not_accepted`, which names the field and never a digit of the number.
 */
export function refuseCardNumbers(body: unknown): void {
  const path = pathOfCardNumber(body, '');
  if (path === undefined) return;
  const field = path === '' ? 'body' : path;
  throw new PaymentError('card_data_not_accepted', `${field}: ${ADVICE}`, {
    errors: [{ field, code: 'card_number', message: ADVICE }],
  });
}

/** The path of the first value or key that holds a card number, its own digits masked. The body's depth is bounded by its parser. */
function pathOfCardNumber(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return holdsCardNumber(value) ? path : undefined;
  if (typeof value === 'number') return isCardNumberValue(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && holdsCardNumber(key)) return join(path, maskCardNumbers(key));
    const found = pathOfCardNumber(inner, join(path, key));
    if (found !== undefined) return found;
  }
  return Array.isArray(value) && isCutCardNumber(value) ? path : undefined;
}

/** A number of JSON above 2^53 has lost its last digits, and with them its Luhn sum: there the issuer's prefix is enough. */
function isCardNumberValue(value: number): boolean {
  if (Number.isSafeInteger(value) || !Number.isInteger(value)) return holdsCardNumber(String(Math.abs(value)));
  const digits = BigInt(Math.abs(value)).toString();
  return hasIssuer(digits);
}

/** `[4242, 4242, 4242, 4242]`, or the digits one by one. */
function isCutCardNumber(list: readonly unknown[]): boolean {
  if (!list.some((part) => typeof part === 'string' || typeof part === 'number')) return false;
  const joined = list.map((part) => (isDigits(part) ? String(part).trim() : 'x')).join(' ');
  return findCardNumbers(joined).length > 0;
}

function isDigits(part: unknown): boolean {
  return (typeof part === 'string' || typeof part === 'number') && /^\s*\d{1,19}\s*$/.test(String(part));
}

function join(path: string, key: string): string {
  const shown = key.length > KEY_SHOWN_MAX ? `${key.slice(0, KEY_SHOWN_MAX)}…` : key;
  return path === '' ? shown : `${path}.${shown}`;
}
