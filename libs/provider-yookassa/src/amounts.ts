import { fromDecimal, toDecimal, type Currency, type Money } from '@payments/domain';

/** The currencies that YooKassa takes (its description, `CurrencyCode`). It writes each with two digits, as ISO 4217 does. */
export const YOOKASSA_CURRENCIES = [
  'RUB',
  'EUR',
  'USD',
  'KZT',
  'BYN',
  'UAH',
  'UZS',
  'TRY',
  'INR',
  'MDL',
  'AZN',
  'AMD',
] as const satisfies readonly Currency[];
export type YookassaCurrency = (typeof YOOKASSA_CURRENCIES)[number];

/** An amount on the wire: `{ "value": "100.00", "currency": "RUB" }`. */
export interface YookassaAmount {
  readonly value: string;
  readonly currency: string;
}

export function isYookassaCurrency(currency: unknown): currency is YookassaCurrency {
  return YOOKASSA_CURRENCIES.some((known) => known === currency);
}

/** Minor units as YooKassa writes them, exact. */
export function toAmount(money: Money): YookassaAmount {
  return { value: toDecimal(money), currency: money.currency };
}

/** The money of an amount from the wire; `null` for what is no amount, or does not fit the currency's digits: nothing is rounded. */
export function fromAmount(amount: unknown): Money | null {
  if (typeof amount !== 'object' || amount === null || !('value' in amount) || !('currency' in amount)) return null;
  if (typeof amount.value !== 'string' || !isYookassaCurrency(amount.currency)) return null;
  return fromDecimal(amount.value, amount.currency);
}
