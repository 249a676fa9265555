import { invalid } from './api-error.ts';

/** YooKassa's currencies (its description, CurrencyCode); all are written with two digits. */
export const CURRENCIES = ['RUB', 'EUR', 'USD', 'KZT', 'BYN', 'UAH', 'UZS', 'TRY', 'INR', 'MDL', 'AZN', 'AMD'] as const;

export type Currency = (typeof CURRENCIES)[number];

/** Hundredths of the currency: the simulator counts in whole numbers, as a bank does. */
export interface Money {
  readonly minor: bigint;
  readonly currency: Currency;
}

export interface Amount {
  readonly value: string;
  readonly currency: Currency;
}

/** `"100.00"` → 10000n. Strict: a point and two digits, no sign, no exponent, above zero. */
export function toMoney(amount: Amount, parameter: string): Money {
  if (!/^(0|[1-9]\d{0,11})\.\d{2}$/.test(amount.value)) {
    throw invalid(`${parameter}.value`, 'The value must be a decimal string with two digits after the point');
  }
  const minor = BigInt(amount.value.replace('.', ''));
  if (minor === 0n) throw invalid(`${parameter}.value`, 'The value must be above zero');
  return { minor, currency: amount.currency };
}

/** 10000n → `"100.00"`. */
export function toAmount(money: Money): Amount {
  const digits = String(money.minor).padStart(3, '0');
  return { value: `${digits.slice(0, -2)}.${digits.slice(-2)}`, currency: money.currency };
}
