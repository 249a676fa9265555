import { invalid } from './api-error.ts';
import { confirmationToken, paymentId } from './ids.ts';
import { toMoney } from './money.ts';
import { chargeSaved, pay } from './payment-moves.ts';
import { checkReceipt } from './receipt.ts';
import type { Method, PaymentRecord } from './records.ts';
import type { CreatePayment } from './request-bodies.ts';
import type { Shop } from './shop.ts';
import { CARD_WITH_3DS } from './test-cards.ts';

/**
 * Opens a payment. It waits for the payer (`confirmation`), charges a saved method, or takes the test card
 * that is given in `payment_method_data.card`.
 */
export function createPayment(shop: Shop, body: CreatePayment): PaymentRecord {
  const money = toMoney(body.amount, 'amount');
  checkReceipt(body.receipt, money, shop.settings.requireReceipt);
  const saved = body.payment_method_id === undefined ? undefined : savedMethod(shop, body.payment_method_id);
  const given = body.payment_method_data;
  if (saved && given) throw invalid('payment_method_data', 'Give either payment_method_id or payment_method_data');
  if (!saved && !body.confirmation && !given?.card) {
    throw invalid('payment_method_data', 'Payment method data, a saved method or a confirmation is required');
  }

  const now = shop.now();
  const id = paymentId(now);
  const payment: PaymentRecord = {
    id,
    createdAt: now,
    status: 'pending',
    capture: body.capture ?? false,
    savesMethod: body.save_payment_method ?? false,
    description: body.description,
    metadata: body.metadata ?? {},
    merchantCustomerId: body.merchant_customer_id,
    gatewayId: body.recipient?.gateway_id ?? DEFAULT_GATEWAY,
    confirmation: saved ? undefined : body.confirmation,
    confirmationToken: confirmationToken(now),
    hasReceipt: body.receipt !== undefined,
    money,
    refundedMinor: 0n,
    method: given && pendingMethod(id, given),
    capturedAt: undefined,
    expiresAt: undefined,
    cancellation: undefined,
  };
  shop.payments.set(id, payment);

  if (saved) return chargeSaved(shop, payment, saved);
  // A card with 3-D Secure waits for its payer; where no page was asked for, YooKassa goes without.
  if (given?.card && (given.card.number !== CARD_WITH_3DS || !body.confirmation)) {
    return pay(shop, id, { type: given.type, cardNumber: given.card.number });
  }
  return payment;
}

const DEFAULT_GATEWAY = '1000001';

function savedMethod(shop: Shop, id: string): Method {
  const method = shop.methods.get(id);
  if (method) return method;
  throw invalid('payment_method_id', "Payment method doesn't exist or is not saved");
}

function pendingMethod(id: string, given: NonNullable<CreatePayment['payment_method_data']>): Method {
  const cardNumber = given.card?.number ?? CARD_WITH_3DS;
  return { id, type: given.type, cardNumber, saved: false, status: 'inactive', threeDSecure: false };
}
