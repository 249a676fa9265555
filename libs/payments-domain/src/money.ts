import { CURRENCY_DIGITS } from './currencies.ts';
import { invalidField } from './payment-error.ts';

/** ISO 4217 code in upper case that is in `CURRENCY_DIGITS`. */
export type Currency = keyof typeof CURRENCY_DIGITS;

/** An amount in the currency's minor units: 1999n USD is 19.99, 1999n JPY is ¥1999, 1999n KWD is 1.999. */
export interface Money {
  readonly minor: bigint;
  readonly currency: Currency;
}

/** The most that one payment may be, in minor units (Stripe's eight digits). */
export const AMOUNT_MAX = 99_999_999n;

/** The currency for a code in either case. Throws `validation_failed` for one that ISO 4217 does not have. */
export function parseCurrency(code: unknown, field = 'currency'): Currency {
  // Letters of ASCII alone: the long s of `ſek` has an S as its upper case, too.
  const upper = typeof code === 'string' && /^[A-Za-z]{3}$/.test(code) ? code.toUpperCase() : '';
  if (Object.hasOwn(CURRENCY_DIGITS, upper)) return upper as Currency;
  throw invalidField(field, 'unknown_currency', 'must be an ISO 4217 currency code, such as USD');
}

/** An amount in minor units from outside. Throws `validation_failed` for anything but an integer from 1 to 99 999 999. */
export function parseAmount(amount: unknown, field = 'amount'): bigint {
  if (typeof amount !== 'number' || !Number.isInteger(amount)) {
    throw invalidField(field, 'not_an_integer', 'must be an integer in minor units, such as 1999 for 19.99 USD');
  }
  if (amount < 1 || amount > Number(AMOUNT_MAX)) {
    throw invalidField(field, 'out_of_range', 'must be from 1 to 99999999 in minor units');
  }
  return BigInt(amount);
}

/** How many digits stand behind the point: 2 for USD, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: Currency): number {
  return CURRENCY_DIGITS[currency];
}

/** The amount as a decimal string with the currency's own digits, exact: `19.99`, `1999`, `1.999`. */
export function toDecimal({ minor, currency }: Money): string {
  const digits = currencyDigits(currency);
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const sign = minor < 0n ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The money of a decimal string that fits the currency's digits exactly; `null` where it does not: nothing is ever rounded. */
export function fromDecimal(text: string, currency: Currency): Money | null {
  const digits = currencyDigits(currency);
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) return null;
  const fraction = match[2] ?? '';
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  return { minor: BigInt(match[1] + fraction.slice(0, digits).padEnd(digits, '0')), currency };
}
