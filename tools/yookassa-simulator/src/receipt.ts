import { invalid } from './api-error.ts';
import { CURRENCIES, toAmount, toMoney, type Money } from './money.ts';
import { list, oneOf, optional, shape, text, whole, type Read, type Reader } from './read.ts';

/** 54-FZ receipts: their shape, and the rule that a receipt's total is the sum of money that moves. */

const amount = shape({ value: text({}), currency: oneOf(CURRENCIES) });

/** YooKassa's receipts: at most 99999.999, three digits; its examples give a string, its description a number. */
const quantity: Reader<string> = (value, path) => {
  if (value === undefined) throw invalid(path, `Missing required parameter ${path}`);
  const written = typeof value === 'number' ? String(value) : value;
  if (typeof written !== 'string' || !/^\d{1,5}(\.\d{1,3})?$/.test(written) || Number(written) === 0) {
    throw invalid(path, 'Must be a number above zero, at most 99999.999, with at most three digits');
  }
  return written;
};

const PAYMENT_SUBJECTS = [
  ...['commodity', 'excise', 'job', 'service', 'gambling_bet', 'gambling_prize', 'lottery', 'lottery_prize'],
  ...['intellectual_activity', 'payment', 'agent_commission', 'property_right', 'non_operating_gain'],
  ...['insurance_premium', 'sales_tax', 'resort_fee', 'composite', 'another', 'fine', 'tax', 'lien', 'cost'],
  ...['pension_insurance_without_payouts', 'pension_insurance_with_payouts', 'health_insurance_without_payouts'],
  ...['health_insurance_with_payouts', 'health_insurance', 'casino', 'agent_withdrawals', 'non_marked_excise'],
  ...['marked_excise', 'marked', 'non_marked'],
] as const;

const PAYMENT_MODES = [
  ...['full_prepayment', 'partial_prepayment', 'advance', 'full_payment', 'partial_payment', 'credit'],
  ...['credit_payment'],
] as const;

const MEASURES = [
  ...['piece', 'gram', 'kilogram', 'ton', 'centimeter', 'decimeter', 'meter', 'square_centimeter'],
  ...['square_decimeter', 'square_meter', 'milliliter', 'liter', 'cubic_meter', 'kilowatt_hour', 'gigacalorie'],
  ...['day', 'hour', 'minute', 'second', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'another'],
] as const;

/** Third-party cash registers take 100 items, YooKassa's own 80: the lower bound is the safe one to hold to. */
const MAX_ITEMS = 80;

export const receipt = shape({
  customer: optional(
    shape({
      full_name: optional(text({ max: 256 })),
      inn: optional(text({ pattern: /^(\d{10}|\d{12})$/ })),
      email: optional(text({ max: 254, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ })),
      phone: optional(text({ pattern: /^\d{4,15}$/ })),
    }),
  ),
  items: list(
    shape({
      description: text({ max: 128 }),
      quantity,
      amount,
      vat_code: whole(1, 12),
      measure: optional(oneOf(MEASURES)),
      payment_subject: optional(oneOf(PAYMENT_SUBJECTS)),
      payment_mode: optional(oneOf(PAYMENT_MODES)),
      country_of_origin_code: optional(text({ pattern: /^[A-Z]{2}$/ })),
    }),
    { min: 1, max: MAX_ITEMS },
  ),
  tax_system_code: optional(whole(1, 6)),
});

export type Receipt = Read<{ receipt: typeof receipt }>['receipt'];

/** Refuses a receipt without a contact or with a total that is not the sum being moved. */
export function checkReceipt(given: Receipt | undefined, money: Money, required: boolean): void {
  if (!given) {
    if (required) throw invalid('receipt', 'Receipt is missing or illegal');
    return;
  }
  if (!given.customer?.email && !given.customer?.phone) {
    throw invalid('receipt.customer', "The receipt needs the customer's e-mail or phone");
  }
  const total = given.items.reduce((sum, item, index) => sum + lineTotal(item, money, index), 0n);
  if (total !== money.minor) {
    throw invalid('receipt', `The receipt's total differs from the amount ${toAmount(money).value}`);
  }
}

function lineTotal(item: Receipt['items'][number], money: Money, index: number): bigint {
  const price = toMoney(item.amount, `receipt.items[${index}].amount`);
  if (price.currency !== money.currency) {
    throw invalid(`receipt.items[${index}].amount.currency`, 'Differs from the currency of the payment');
  }
  const [units = '0', fraction = ''] = item.quantity.split('.');
  const thousandths = BigInt(units + fraction.padEnd(3, '0'));
  // Half a kopeck goes up, as a cash register rounds it.
  return (price.minor * thousandths + 500n) / 1000n;
}
