import type { Locale } from './failure.ts';
import type { PaymentId, RefundId } from './ids.ts';
import { currencyDigits, toDecimal, type Money } from './money.ts';

/** One line of a receipt; `unitAmount` in minor units of the receipt's currency, tax included. */
export interface ReceiptItem {
  readonly description: string;
  readonly quantity: number;
  readonly unitAmount: bigint;
  /** 1 to 12, as in `VAT_PERCENT`; absent: the receipt's own code holds. */
  readonly vatCode?: number;
}

/**
 * `receipt`: money came in; `credit_note`: money went back; `credit_note_reversal`: a credit note was wrong after all, because its refund failed
 * late, and this document takes it back. Numbers are never reused or removed, so a mistake is countered, not erased.
 */
export type ReceiptKind = 'receipt' | 'credit_note' | 'credit_note_reversal';

/** A numbered document as it is stored, for ever: everything that its picture shows, so that later settings never change it. */
export interface Receipt {
  /** `2026-000001`: one series a year (UTC) for the whole service. */
  readonly number: string;
  readonly kind: ReceiptKind;
  readonly issuedAt: Date;
  readonly seller: { readonly name: string; readonly details: string; readonly contact: string };
  readonly customer: { readonly userId: string; readonly email: string | null };
  readonly items: readonly ReceiptItem[];
  /** The document's total, always positive; the kind says which way it went. */
  readonly money: Money;
  readonly paymentMethod: {
    readonly type: string;
    readonly brand: string | null;
    readonly last4: string | null;
  } | null;
  readonly provider: string;
  readonly providerPaymentId: string | null;
  readonly paymentId: PaymentId;
  readonly refundId: RefundId | null;
  readonly orderId: string | null;
  /** The number of the receipt or credit note that this one refers to; `null` on a receipt. */
  readonly corrects: string | null;
  readonly locale: Locale;
  readonly description: string | null;
  /** For the lines that have no code of their own. */
  readonly vatCode: number | null;
}

/**
 * The tax in percent of each code that receipts know (YooKassa's `vat_code`, after 54-FZ); `null` is "without VAT". Prices include it, so the
 * "calculated" rates (10/110) come to the same as the plain ones.
 */
export const VAT_PERCENT: Readonly<Record<number, number | null>> = {
  1: null,
  2: 0,
  3: 10,
  4: 20,
  5: 10,
  6: 20,
  7: 5,
  8: 7,
  9: 5,
  10: 7,
  11: 22,
  12: 22,
};

/** The n-th number of a year, `2026-000001`; past a million it grows, so that the series never ends. Throws on anything but whole numbers from 1. */
export function receiptNumber(year: number, n: number): string {
  if (!Number.isSafeInteger(n) || n < 1 || !Number.isInteger(year) || year < 1970)
    throw new Error(`no receipt number for ${year}, ${n}`);
  return `${year}-${String(n).padStart(6, '0')}`;
}

/**
 * The amount as people write it in that language, with the currency's own digits: `$19.99`, `5 000,00 ₽`, `¥1,999`. Exact: the decimal text goes to
 * the formatter, never a float. Spaces in it are U+00A0, so that an amount is never broken over two lines.
 */
export function formatMoney(money: Money, locale: Locale): string {
  const digits = currencyDigits(money.currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(toDecimal(money) as `${number}`).replace(/\s/g, '\u00A0');
}

/** A line's total, in minor units. */
export function lineAmount(item: ReceiptItem): bigint {
  return item.unitAmount * BigInt(item.quantity);
}

/**
 * The lines that the document shows: its items where they add up to its total; else (no items, or only a part was captured or refunded) one line
 * with the description, or with `fallback` where there is none, so that what is shown always adds up.
 */
export function receiptLines(receipt: Receipt, fallback: string): readonly ReceiptItem[] {
  const sum = receipt.items.reduce((total, item) => total + lineAmount(item), 0n);
  if (receipt.items.length > 0 && sum === receipt.money.minor) return receipt.items;
  return [{ description: receipt.description ?? fallback, quantity: 1, unitAmount: receipt.money.minor }];
}

/** The code that holds for a line; `null` where the seller told none. */
export function lineVatCode(receipt: Receipt, item: ReceiptItem): number | null {
  return item.vatCode ?? receipt.vatCode;
}

/** The tax that an amount includes, in minor units, rounded half up; `null` where no code is known or the code says "without VAT". */
export function includedVat(amount: bigint, vatCode: number | null): bigint | null {
  const percent = vatCode === null ? null : (VAT_PERCENT[vatCode] ?? null);
  if (percent === null) return null;
  const whole = BigInt(100 + percent);
  return (2n * amount * BigInt(percent) + whole) / (2n * whole);
}

/** The tax of some lines by percent, lowest first: each line's own, summed, so that the figures shown add up. */
export function vatByPercent(
  receipt: Receipt,
  lines: readonly ReceiptItem[],
): readonly { readonly percent: number; readonly amount: bigint }[] {
  const sums = new Map<number, bigint>();
  for (const line of lines) {
    const code = lineVatCode(receipt, line);
    const vat = includedVat(lineAmount(line), code);
    const percent = code === null ? null : (VAT_PERCENT[code] ?? null);
    if (vat !== null && percent !== null) sums.set(percent, (sums.get(percent) ?? 0n) + vat);
  }
  return [...sums].sort(([a], [b]) => a - b).map(([percent, amount]) => ({ percent, amount }));
}
