import { ApiError, invalid } from './api-error.ts';
import { refundId } from './ids.ts';
import { toAmount, toMoney } from './money.ts';
import { known } from './payment-moves.ts';
import { checkReceipt } from './receipt.ts';
import type { PaymentRecord, RefundCancellation, RefundRecord } from './records.ts';
import type { CreateRefund } from './request-bodies.ts';
import { updatePayment, updateRefund, type Shop } from './shop.ts';

/** A payment can be given back for three years. */
const REFUNDABLE_FOR_MS = 3 * 365 * 24 * 3_600_000;

export function createRefund(shop: Shop, body: CreateRefund): RefundRecord {
  const payment = shop.payments.get(body.payment_id);
  if (!payment) throw invalid('payment_id', "Payment doesn't exist or access denied");
  if (payment.status !== 'succeeded') throw invalid('payment_id', 'Only a succeeded payment can be refunded');
  const now = shop.now();
  if (now.getTime() - payment.createdAt.getTime() > REFUNDABLE_FOR_MS) {
    throw invalid('payment_id', 'The payment is older than three years');
  }
  const money = toMoney(body.amount, 'amount');
  if (money.currency !== payment.money.currency) throw invalid('amount.currency', 'Differs from the payment');
  if (money.minor > refundableMinor(shop, payment)) {
    throw invalid('amount.value', 'The amount exceeds the rest of the payment');
  }
  checkReceipt(body.receipt, money, shop.settings.requireReceipt && money.minor < payment.money.minor);

  const refund: RefundRecord = {
    id: refundId(now),
    paymentId: payment.id,
    createdAt: now,
    money,
    description: body.description,
    metadata: body.metadata ?? {},
    hasReceipt: body.receipt !== undefined,
    status: 'pending',
    cancellation: undefined,
  };
  shop.refunds.set(refund.id, refund);
  return shop.settings.refundMode === 'pending' ? refund : succeedRefund(shop, refund.id);
}

/** A person refunds in the shop's dashboard: no request of ours, no metadata of ours. */
export function dashboardRefund(shop: Shop, paymentId: string, value?: string): RefundRecord {
  const payment = known(shop, paymentId);
  const rest = toAmount({ ...payment.money, minor: refundableMinor(shop, payment) });
  const amount = { value: value ?? rest.value, currency: rest.currency };
  return createRefund(shop, { ...NOTHING_MORE, payment_id: paymentId, amount });
}

/** The money reaches the payer. */
export function succeedRefund(shop: Shop, id: string): RefundRecord {
  const refund = pending(shop, id);
  const payment = known(shop, refund.paymentId);
  const done = updateRefund(shop, refund, { status: 'succeeded' });
  updatePayment(shop, payment, { refundedMinor: payment.refundedMinor + refund.money.minor });
  shop.ledger.refund(payment, done, shop.now());
  shop.announce('refund.succeeded', done);
  return done;
}

/** The refund comes to nothing. YooKassa sends no notification of it. */
export function cancelRefund(shop: Shop, id: string, cancellation: RefundCancellation): RefundRecord {
  return updateRefund(shop, pending(shop, id), { status: 'canceled', cancellation });
}

export function knownRefund(shop: Shop, id: string): RefundRecord {
  const refund = shop.refunds.get(id);
  if (refund) return refund;
  throw new ApiError('not_found', "Refund doesn't exist or access denied", { parameter: 'refund_id' });
}

/** What is left to give back; pending refunds hold their part. */
export function refundableMinor(shop: Shop, payment: PaymentRecord): bigint {
  if (payment.status !== 'succeeded') return 0n;
  const held = [...shop.refunds.values()]
    .filter((refund) => refund.paymentId === payment.id && refund.status !== 'canceled')
    .reduce((sum, refund) => sum + refund.money.minor, 0n);
  return payment.money.minor - held;
}

const NOTHING_MORE = {
  description: undefined,
  receipt: undefined,
  metadata: undefined,
  sources: undefined,
  deal: undefined,
  refund_method_data: undefined,
} as const;

function pending(shop: Shop, id: string): RefundRecord {
  const refund = knownRefund(shop, id);
  if (refund.status === 'pending') return refund;
  throw invalid('refund_id', `The refund is ${refund.status} already`);
}
