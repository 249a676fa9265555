import { invalidField, type Money, type Payment, type Purpose } from '@payments/domain';
import { fromAmount, toAmount, type YookassaAmount } from './amounts.ts';
import { LIMITS, type PaymentSubject, type YookassaOptions } from './yookassa-config.ts';

/** A 54-FZ receipt's data as YooKassa takes them (API reference, "Receipts"). */
export interface Receipt {
  readonly customer: { readonly email: string };
  readonly items: readonly ReceiptItem[];
}

interface ReceiptItem {
  readonly description: string;
  readonly quantity: number;
  readonly amount: YookassaAmount;
  readonly vat_code: number;
  readonly measure: typeof MEASURE;
  readonly payment_subject: PaymentSubject;
  readonly payment_mode: PaymentMode;
}

/** What a quantity counts (tag 2108): must be said in YooKassa's own receipts and at registers of FFD 1.2. Ours are whole numbers. */
const MEASURE = 'piece';

/** How far the goods are paid and handed over (54-FZ, tag 1214). */
type PaymentMode = 'full_payment' | 'partial_prepayment';
const PAYMENT_MODES: Readonly<Record<Purpose, PaymentMode>> = {
  full: 'full_payment',
  deposit: 'partial_prepayment',
  balance: 'full_payment',
};

export type ReceiptOptions = Pick<YookassaOptions, 'vatCode' | 'paymentSubject' | 'requireReceipt'>;

/** The receipt of a payment; `null` where the shop sends none, or where there is nobody to send it to. */
export function receiptOf(payment: Payment, options: ReceiptOptions): Receipt | null {
  const common = commonOf(payment, options);
  if (common === null) return null;
  const { currency, minor } = payment.money;
  // A present line of 0.00 is no price to YooKassa, and adds nothing.
  const lines = payment.items.filter(({ unitAmount }) => unitAmount !== 0n);
  const total = lines.reduce((sum, { quantity, unitAmount }) => sum + BigInt(quantity) * unitAmount, 0n);
  // The total must match to the kopeck: lines that are of something else (a deposit, a discount) become one line.
  const listed = total === minor && lines.every(({ unitAmount }) => unitAmount > 0n);
  if (!listed) return oneLine(payment, payment.money, common);
  const items = lines.map(({ description, quantity, unitAmount }) => ({
    description: cut(description, LIMITS.receiptItemDescription),
    quantity,
    amount: toAmount({ minor: unitAmount, currency }),
    ...common.item,
  }));
  return { customer: common.customer, items };
}

/** The receipt of a part that goes back: which lines they are nobody said, so it is one. A whole refund takes the payment's own. */
export function partReceipt(payment: Payment, part: Money, options: ReceiptOptions): Receipt | null {
  const common = commonOf(payment, options);
  return common === null || part.minor >= payment.amountCaptured ? null : oneLine(payment, part, common);
}

/**
 * The receipt of a part that is captured, made from the request that was sent and kept: a setting that changed since
 * must not change what goes out again under the same key.
 */
export function captureReceipt(params: unknown, part: Money): Receipt | null {
  if (!isSubmitted(params) || params.receipt === undefined) return null;
  const whole = fromAmount(params.amount);
  const [first] = params.receipt.items;
  if (first === undefined || whole === null || part.minor >= whole.minor) return null;
  const description = cut(params.description ?? first.description, LIMITS.receiptItemDescription);
  return {
    customer: params.receipt.customer,
    items: [{ ...first, description, quantity: 1, amount: toAmount(part) }],
  };
}

/** Throws `PaymentError` (422) for a receipt that YooKassa would refuse. */
export function checkReceipt(payment: Payment, options: ReceiptOptions): void {
  if (options.vatCode === null) return;
  if (payment.customerEmail === null) {
    if (options.requireReceipt !== true) return;
    throw invalidField('customer_email', 'required', 'is needed for the receipt (54-FZ)');
  }
  if (payment.items.length > LIMITS.receiptItems)
    throw invalidField('items', 'too_many', `must be at most ${LIMITS.receiptItems} on a receipt (54-FZ)`);
  const tooMany = payment.items.findIndex(({ quantity }) => quantity > LIMITS.receiptQuantity);
  if (tooMany >= 0)
    throw invalidField(`items.${tooMany}.quantity`, 'out_of_range', `must be at most ${LIMITS.receiptQuantity}`);
}

interface Common {
  readonly customer: Receipt['customer'];
  readonly item: Omit<ReceiptItem, 'description' | 'quantity' | 'amount'>;
}

function commonOf(payment: Payment, { vatCode, paymentSubject = 'service' }: ReceiptOptions): Common | null {
  if (vatCode === null || payment.customerEmail === null) return null;
  const [subject, mode] = [paymentSubject, PAYMENT_MODES[payment.purpose]];
  const item = { vat_code: vatCode, measure: MEASURE, payment_subject: subject, payment_mode: mode } as const;
  return { customer: { email: payment.customerEmail }, item };
}

function oneLine(payment: Payment, money: Money, { customer, item }: Common): Receipt {
  const [only, ...others] = payment.items;
  const named = payment.description ?? (only && others.length === 0 ? only.description : null);
  // A fiscal document is read in Russia.
  const description = named ?? (payment.orderId === null ? `Платёж ${payment.id}` : `Заказ ${payment.orderId}`);
  const line = { description: cut(description, LIMITS.receiptItemDescription), quantity: 1, amount: toAmount(money) };
  return { customer, items: [{ ...line, ...item }] };
}

interface Submitted {
  readonly amount: unknown;
  readonly description?: string;
  readonly receipt?: Receipt;
}

/** What we wrote ourselves and kept: its shape is ours. */
function isSubmitted(params: unknown): params is Submitted {
  return typeof params === 'object' && params !== null && 'amount' in params;
}

/** At most so many characters as a person counts them: half a surrogate pair is refused as no text. */
export function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : characters.slice(0, max).join('');
}
