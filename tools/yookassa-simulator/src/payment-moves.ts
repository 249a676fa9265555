import { ApiError, invalid } from './api-error.ts';
import { toMoney } from './money.ts';
import { checkReceipt } from './receipt.ts';
import type { Method, PaymentCancellation, PaymentRecord, PaymentStatus } from './records.ts';
import type { Capture, MethodType } from './request-bodies.ts';
import { updatePayment, type Shop } from './shop.ts';
import { CARD_WITH_3DS, refusalOf } from './test-cards.ts';

/** How a payment moves: pending → waiting_for_capture → succeeded | canceled. Money moves here and in refunds only. */

const HOUR_MS = 3_600_000;
/** An unpaid payment by card ends after an hour. */
const CONFIRM_WITHIN_MS = HOUR_MS;
/** How long money stays held: a week on a card, six hours elsewhere. */
const HELD_FOR_MS: Readonly<Record<MethodType, number>> = {
  bank_card: 7 * 24 * HOUR_MS,
  sbp: 6 * HOUR_MS,
  yoo_money: 6 * HOUR_MS,
  sberbank: 6 * HOUR_MS,
  tinkoff_bank: 6 * HOUR_MS,
};

/** What the payer puts on the table. */
export interface Payer {
  readonly type?: MethodType | undefined;
  readonly cardNumber?: string | undefined;
}

/** The payer pays; a refusing test card declines instead. */
export function pay(shop: Shop, id: string, payer: Payer = {}): PaymentRecord {
  const payment = awaited(shop, id, 'pending');
  const refusal = payer.cardNumber === undefined ? undefined : refusalOf(payer.cardNumber);
  const method = methodOf(payment, payer);
  return refusal ? cancelWith(shop, { ...payment, method }, refusal) : hold(shop, payment, method);
}

/** A bank, a payment system or YooKassa refuses. */
export function decline(shop: Shop, id: string, refusal: PaymentCancellation, payer: Payer = {}): PaymentRecord {
  const payment = awaited(shop, id, 'pending');
  return cancelWith(shop, { ...payment, method: methodOf(payment, payer) }, refusal);
}

/** The payer gives up: YooKassa has no reason of its own for that, it ends as not confirmed. */
export function giveUp(shop: Shop, id: string): PaymentRecord {
  return cancelWith(shop, awaited(shop, id, 'pending'), NOT_CONFIRMED);
}

/** A saved method is charged without the payer. */
export function chargeSaved(shop: Shop, payment: PaymentRecord, method: Method): PaymentRecord {
  const refusal = method.declines ?? (method.status === 'active' ? undefined : REVOKED);
  const used = { ...payment, method };
  return refusal ? cancelWith(shop, used, refusal) : hold(shop, used, method);
}

export function capture(shop: Shop, id: string, body: Capture): PaymentRecord {
  const payment = known(shop, id);
  if (payment.status !== 'waiting_for_capture') {
    throw invalid('payment_id', `Payment in the status ${payment.status} can not be captured`);
  }
  const money = body.amount ? toMoney(body.amount, 'amount') : payment.money;
  if (money.currency !== payment.money.currency) throw invalid('amount.currency', 'Differs from the payment');
  if (money.minor > payment.money.minor) throw invalid('amount.value', 'More than was authorized');
  checkReceipt(body.receipt, money, shop.settings.requireReceipt && money.minor < payment.money.minor);
  return take(shop, { ...payment, money });
}

export function cancel(shop: Shop, id: string): PaymentRecord {
  const payment = known(shop, id);
  if (payment.status !== 'waiting_for_capture') {
    throw invalid('payment_id', `Payment in the status ${payment.status} can not be canceled`);
  }
  return cancelWith(shop, payment, { party: 'merchant', reason: 'canceled_by_merchant' });
}

/** Ends what nobody paid or captured in time. */
export function expireDue(shop: Shop): void {
  const now = shop.now().getTime();
  for (const payment of [...shop.payments.values()]) {
    if (payment.status === 'pending' && now >= payment.createdAt.getTime() + CONFIRM_WITHIN_MS) {
      cancelWith(shop, payment, NOT_CONFIRMED);
    }
    if (payment.status === 'waiting_for_capture' && payment.expiresAt && now >= payment.expiresAt.getTime()) {
      cancelWith(shop, payment, { party: 'yoo_money', reason: 'expired_on_capture' });
    }
  }
}

export function known(shop: Shop, id: string): PaymentRecord {
  const payment = shop.payments.get(id);
  if (payment) return payment;
  throw new ApiError('not_found', "Payment doesn't exist or access denied", { parameter: 'payment_id' });
}

const NOT_CONFIRMED = { party: 'yoo_money', reason: 'expired_on_confirmation' } as const;
const REVOKED = { party: 'yoo_money', reason: 'permission_revoked' } as const;

function awaited(shop: Shop, id: string, status: PaymentStatus): PaymentRecord {
  const payment = known(shop, id);
  if (payment.status === status) return payment;
  throw invalid('payment_id', `The payment is ${payment.status}, not ${status}`);
}

function hold(shop: Shop, payment: PaymentRecord, method: Method): PaymentRecord {
  const saved = method.saved || payment.savesMethod;
  const used: Method = { ...method, saved, status: saved ? 'active' : 'inactive' };
  if (saved && !shop.methods.has(used.id)) shop.methods.set(used.id, used);
  if (payment.capture) return take(shop, { ...payment, method: used });
  const held = updatePayment(shop, payment, {
    status: 'waiting_for_capture',
    method: used,
    expiresAt: new Date(shop.now().getTime() + HELD_FOR_MS[used.type]),
  });
  shop.announce('payment.waiting_for_capture', held);
  return held;
}

function take(shop: Shop, payment: PaymentRecord): PaymentRecord {
  const taken = updatePayment(shop, payment, { status: 'succeeded', capturedAt: shop.now(), expiresAt: undefined });
  shop.ledger.charge(taken, taken.money, shop.now());
  shop.announce('payment.succeeded', taken);
  return taken;
}

function cancelWith(shop: Shop, payment: PaymentRecord, cancellation: PaymentCancellation): PaymentRecord {
  const canceled = updatePayment(shop, payment, { status: 'canceled', cancellation, expiresAt: undefined });
  shop.announce('payment.canceled', canceled);
  return canceled;
}

/** A new method carries the id of its first payment, as at YooKassa. */
function methodOf(payment: PaymentRecord, payer: Payer): Method {
  const cardNumber = payer.cardNumber ?? CARD_WITH_3DS;
  return {
    id: payment.id,
    type: payer.type ?? payment.method?.type ?? 'bank_card',
    cardNumber,
    saved: false,
    status: 'inactive',
    threeDSecure: cardNumber === CARD_WITH_3DS,
  };
}
