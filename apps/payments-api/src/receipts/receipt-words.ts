import type { Locale, Receipt, ReceiptKind } from '@payments/domain';

/** Every word that a receipt shows, in one language. */
export interface ReceiptWords {
  readonly title: Readonly<Record<ReceiptKind, string>>;
  /** What the total is called on top, by kind. */
  readonly total: Readonly<Record<ReceiptKind, string>>;
  /** How the document refers to the one it corrects, before that one's number. */
  readonly corrects: Readonly<Record<ReceiptKind, string>>;
  /** The line of a document that has neither items nor a description. */
  readonly line: Readonly<Record<ReceiptKind, string>>;
  readonly number: string;
  readonly date: string;
  readonly customer: string;
  readonly customerId: string;
  readonly payment: string;
  readonly method: string;
  readonly transaction: string;
  readonly paymentId: string;
  readonly refundId: string;
  readonly order: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly tax: string;
  readonly amount: string;
  readonly sum: string;
  readonly without: string;
  readonly includedTax: (percent: number) => string;
  readonly page: (page: number, pages: number) => string;
  readonly utc: string;
}

export const RECEIPT_WORDS: Readonly<Record<Locale, ReceiptWords>> = {
  en: {
    title: { receipt: 'Receipt', credit_note: 'Credit note', credit_note_reversal: 'Reversal of a credit note' },
    total: { receipt: 'Amount paid', credit_note: 'Amount refunded', credit_note_reversal: 'Refund reversed' },
    corrects: { receipt: 'Corrects', credit_note: 'To receipt', credit_note_reversal: 'Reverses credit note' },
    line: { receipt: 'Payment', credit_note: 'Refund', credit_note_reversal: 'Reversal of a refund that failed' },
    number: 'No.',
    date: 'Date',
    customer: 'Customer',
    customerId: 'Customer ID',
    payment: 'Payment',
    method: 'Payment method',
    transaction: 'Transaction',
    paymentId: 'Payment ID',
    refundId: 'Refund ID',
    order: 'Order',
    description: 'Description',
    quantity: 'Qty',
    unitPrice: 'Unit price',
    tax: 'VAT',
    amount: 'Amount',
    sum: 'Total',
    without: 'none',
    includedTax: (percent) => `Includes VAT ${percent}%`,
    page: (page, pages) => `Page ${page} of ${pages}`,
    utc: 'UTC',
  },
  ru: {
    title: { receipt: 'Квитанция', credit_note: 'Кредит-нота', credit_note_reversal: 'Отмена кредит-ноты' },
    total: { receipt: 'Оплачено', credit_note: 'Возвращено', credit_note_reversal: 'Возврат отменён' },
    corrects: { receipt: 'Исправляет', credit_note: 'К квитанции', credit_note_reversal: 'Отменяет кредит-ноту' },
    line: { receipt: 'Оплата', credit_note: 'Возврат', credit_note_reversal: 'Отмена несостоявшегося возврата' },
    number: '№',
    date: 'Дата',
    customer: 'Покупатель',
    customerId: 'ID покупателя',
    payment: 'Платёж',
    method: 'Способ оплаты',
    transaction: 'Транзакция',
    paymentId: 'ID платежа',
    refundId: 'ID возврата',
    order: 'Заказ',
    description: 'Наименование',
    quantity: 'Кол-во',
    unitPrice: 'Цена',
    tax: 'НДС',
    amount: 'Сумма',
    sum: 'Итого',
    without: 'без НДС',
    includedTax: (percent) => `В том числе НДС ${percent}%`,
    page: (page, pages) => `Страница ${page} из ${pages}`,
    utc: 'UTC',
  },
};

const METHOD_TYPES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    card: 'Card',
    bank_card: 'Bank card',
    sbp: 'Faster Payments (SBP)',
    yoo_money: 'YooMoney',
    sberbank: 'SberPay',
    tinkoff_bank: 'T-Pay',
  },
  ru: {
    card: 'Карта',
    bank_card: 'Банковская карта',
    sbp: 'СБП',
    yoo_money: 'ЮMoney',
    sberbank: 'SberPay',
    tinkoff_bank: 'T-Pay',
  },
};

/** `Visa •••• 4242`, `СБП`, or a dash where the provider told no method. */
export function methodText(receipt: Receipt): string {
  const method = receipt.paymentMethod;
  if (!method) return '—';
  const name = method.brand ?? METHOD_TYPES[receipt.locale][method.type] ?? method.type;
  const shown = name.charAt(0).toUpperCase() + name.slice(1);
  return method.last4 ? `${shown} •••• ${method.last4}` : shown;
}

/** The day and minute in UTC, which is also what the year of the number goes by: `2 January 2026, 03:04 UTC`. */
export function dateText(receipt: Receipt): string {
  const words = RECEIPT_WORDS[receipt.locale];
  const language = receipt.locale === 'en' ? 'en-GB' : 'ru-RU';
  const day = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  return `${day.format(receipt.issuedAt)}, ${receipt.issuedAt.toISOString().slice(11, 16)} ${words.utc}`.replace(
    /\s/g,
    ' ',
  );
}
