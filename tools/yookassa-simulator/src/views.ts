import { errorId } from './ids.ts';
import type { ApiError } from './api-error.ts';
import { toAmount } from './money.ts';
import { refundableMinor } from './refund-moves.ts';
import type { Method, PaymentRecord, RefundRecord } from './records.ts';
import type { Shop } from './shop.ts';

/** Records as YooKassa's objects, in the words of its description; what is undefined is left out of the JSON. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function paymentObject(shop: Shop, payment: PaymentRecord): JsonObject {
  const paid = payment.status === 'waiting_for_capture' || payment.status === 'succeeded';
  return {
    id: payment.id,
    status: payment.status,
    amount: toAmount(payment.money),
    income_amount: payment.status === 'succeeded' ? toAmount(lessCommission(payment)) : undefined,
    description: payment.description,
    recipient: { account_id: shop.settings.shopId, gateway_id: payment.gatewayId },
    payment_method: payment.method && methodObject(payment.method),
    captured_at: payment.capturedAt?.toISOString(),
    created_at: payment.createdAt.toISOString(),
    expires_at: payment.expiresAt?.toISOString(),
    confirmation: payment.status === 'pending' ? confirmationObject(shop, payment) : undefined,
    test: true,
    refunded_amount:
      payment.refundedMinor > 0n ? toAmount({ ...payment.money, minor: payment.refundedMinor }) : undefined,
    paid,
    refundable: refundableMinor(shop, payment) > 0n,
    receipt_registration: payment.hasReceipt ? RECEIPT_OF[payment.status] : undefined,
    metadata: payment.metadata,
    cancellation_details: payment.cancellation,
    authorization_details: paid && payment.method?.type === 'bank_card' ? authorization(payment.method) : undefined,
    merchant_customer_id: payment.merchantCustomerId,
  };
}

export function refundObject(refund: RefundRecord): JsonObject {
  return {
    id: refund.id,
    payment_id: refund.paymentId,
    status: refund.status,
    cancellation_details: refund.cancellation,
    receipt_registration: refund.hasReceipt ? refund.status : undefined,
    created_at: refund.createdAt.toISOString(),
    amount: toAmount(refund.money),
    description: refund.description,
    metadata: Object.keys(refund.metadata).length > 0 ? refund.metadata : undefined,
  };
}

/** A saved method as `GET /payment_methods/{id}` shows it. */
export function savedMethodObject(shop: Shop, method: Method): JsonObject {
  return { ...methodObject(method), holder: { account_id: shop.settings.shopId } };
}

export function shopObject(shop: Shop): JsonObject {
  return {
    account_id: shop.settings.shopId,
    status: 'enabled',
    test: true,
    fiscalization: { enabled: shop.settings.requireReceipt, provider: 'atol' },
    fiscalization_enabled: shop.settings.requireReceipt,
    payment_methods: ['bank_card', 'yoo_money', 'sbp'],
    itn: '0000000000',
  };
}

export function errorObject(error: ApiError): JsonObject {
  return {
    type: 'error',
    id: errorId(),
    code: error.code,
    description: error.message,
    parameter: error.parameter,
    retry_after: error.retryAfterMs,
  };
}

const RECEIPT_OF = {
  pending: 'pending',
  waiting_for_capture: 'pending',
  succeeded: 'succeeded',
  canceled: 'canceled',
} as const;

/** YooKassa keeps about 3.5 %. */
function lessCommission({ money }: PaymentRecord) {
  return { ...money, minor: money.minor - (money.minor * 35n) / 1000n };
}

function methodObject(method: Method): JsonObject {
  const last4 = method.cardNumber.slice(-4);
  const common = { type: method.type, id: method.id, saved: method.saved, status: method.status };
  if (method.type !== 'bank_card') return common;
  const card = {
    first6: method.cardNumber.slice(0, 6),
    last4,
    expiry_year: '2035',
    expiry_month: '12',
    card_type: CARD_TYPES[method.cardNumber.slice(0, 1)] ?? 'Unknown',
    issuer_country: 'RU',
  };
  return { ...common, title: `Bank card *${last4}`, card };
}

const CARD_TYPES: Readonly<Record<string, string>> = { '2': 'Mir', '4': 'Visa', '5': 'MasterCard' };

function authorization(method: Method): JsonObject {
  return { rrn: '603668680243', auth_code: '062467', three_d_secure: { applied: method.threeDSecure } };
}

function confirmationObject(shop: Shop, payment: PaymentRecord): JsonObject | undefined {
  const asked = payment.confirmation;
  const page = `${shop.origin}/pay/${payment.id}`;
  switch (asked?.type) {
    case undefined:
      return undefined;
    case 'redirect':
      return { type: 'redirect', enforce: asked.enforce, return_url: asked.return_url, confirmation_url: page };
    case 'embedded':
      return { type: 'embedded', confirmation_token: payment.confirmationToken };
    case 'qr':
      return { type: 'qr', confirmation_data: page };
    case 'mobile_application':
      return { type: 'mobile_application', confirmation_url: page };
    case 'external':
      return { type: 'external' };
  }
}
