import {
  isUuid,
  paymentId,
  refundId,
  type Failure,
  type MethodView,
  type Money,
  type NextAction,
  type ObjectStatus,
  type ProviderMethod,
  type ProviderObject,
  type ProviderRefund,
} from '@payments/domain';
import { fromAmount } from './amounts.ts';
import { endingOf, refundFailure, wordOf } from './yookassa-status.ts';

export const YOOKASSA = 'yookassa';

/** A payment in our words; `null` for what is none: 202 `processing`, a proxy's page, a status that nobody has published. */
export function paymentOf(value: unknown): ProviderObject | null {
  if (!isRecord(value)) return null;
  const amount = fromAmount(value['amount']);
  const createdAt = timeOf(value['created_at']);
  const id = value['id'];
  const stands = standing(value);
  if (typeof id !== 'string' || amount === null || createdAt === null || stands === null) return null;
  const captured = value['status'] === 'succeeded' ? amount.minor : 0n;
  const method = isRecord(value['payment_method']) ? value['payment_method'] : null;
  const view = method && viewOf(method);
  const metadata = metadataOf(value);
  return {
    provider: YOOKASSA,
    providerPaymentId: id,
    providerChargeId: wordOf(value['authorization_details'], 'rrn'),
    status: stands.status,
    paymentId: isUuid(metadata['payment_id'] ?? '') ? paymentId(metadata['payment_id'] ?? '') : null,
    amount: originalAmount(value['status'], amount, metadata),
    currency: amount.currency,
    amountCaptured: captured,
    failure: stands.failure,
    open: value['status'] === 'pending' || value['status'] === 'waiting_for_capture',
    // Another method means another object: a payer chooses at YooKassa, or a saved method is in the request.
    needsMethod: false,
    fingerprint: fingerprint(value, captured),
    nextAction: value['status'] === 'pending' ? nextActionOf(value['confirmation']) : null,
    method: view,
    savedMethod: view && method ? savedOf(method, view) : null,
    refunds: null,
    createdAt,
    raw: JSON.stringify({ ...value, confirmation: undefined }),
  };
}

/** A refund in our words; `null` for what is none. */
export function refundOf(value: unknown): ProviderRefund | null {
  if (!isRecord(value)) return null;
  const { id, payment_id: payment, status: word } = value;
  const amount = fromAmount(value['amount']);
  const createdAt = timeOf(value['created_at']);
  const status = REFUND_STATUSES[typeof word === 'string' ? word : ''];
  if (typeof id !== 'string' || typeof payment !== 'string' || !amount || !createdAt || !status) return null;
  const ours = metadataOf(value)['refund_id'] ?? '';
  return {
    providerRefundId: id,
    providerPaymentId: payment,
    refundId: isUuid(ours) ? refundId(ours) : null,
    amount: amount.minor,
    currency: amount.currency,
    status,
    failure: status === 'failed' ? refundFailure(value['cancellation_details']) : null,
    createdAt,
    raw: JSON.stringify(value),
  };
}

const REFUND_STATUSES: Readonly<Record<string, ProviderRefund['status']>> = {
  pending: 'pending',
  succeeded: 'succeeded',
  canceled: 'failed',
};

/** What was written into the object when it was made; no values but strings. */
export function metadataOf(value: unknown): Readonly<Record<string, string>> {
  const metadata = isRecord(value) ? value['metadata'] : null;
  if (!isRecord(metadata)) return {};
  return Object.fromEntries(
    Object.entries(metadata).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function standing(value: Fields): { readonly status: ObjectStatus; readonly failure: Failure | null } | null {
  switch (value['status']) {
    case 'pending':
      // Without a confirmation nobody is asked for anything: a saved method that YooKassa is still charging.
      return { status: isRecord(value['confirmation']) ? 'needs_payer' : 'processing', failure: null };
    case 'waiting_for_capture':
      return { status: 'authorized', failure: null };
    case 'succeeded':
      return { status: 'succeeded', failure: null };
    case 'canceled':
      return endingOf(value['cancellation_details']);
    default:
      return null;
  }
}

/**
 * After a capture of a part, `amount` is what was taken; what was asked for stands in the metadata. It is believed only of
 * payments that are captured by hand, and only upwards: an object with another amount than asked for must be seen as such.
 */
function originalAmount(status: unknown, amount: Money, metadata: Readonly<Record<string, string>>): bigint {
  const asked = metadata['amount'] ?? '';
  if (status !== 'succeeded' || metadata['capture_method'] !== 'manual' || !/^\d{1,12}$/.test(asked))
    return amount.minor;
  const original = BigInt(asked);
  return original > amount.minor ? original : amount.minor;
}

/** Everything that a charge or a refusal changes. */
function fingerprint(value: Fields, captured: bigint): string {
  const details = value['cancellation_details'];
  const words = [value['status'], value['paid'] === true, wordOf(details, 'party'), wordOf(details, 'reason')];
  return [...words, captured].map((word) => String(word ?? '')).join('|');
}

function nextActionOf(confirmation: unknown): NextAction | null {
  if (!isRecord(confirmation)) return null;
  const { type, confirmation_url: url, confirmation_token: confirmationToken } = confirmation;
  if (type === 'redirect' && typeof url === 'string') return { type: 'redirect', url };
  if (type === 'embedded' && typeof confirmationToken === 'string') return { type: 'embedded', confirmationToken };
  return null;
}

/** YooKassa's words for what others name, too; any other type is told as YooKassa calls it (`sbp`, `yoo_money`). */
const METHOD_TYPES: Readonly<Record<string, string>> = { bank_card: 'card' };

function viewOf(method: Fields): MethodView {
  const card = isRecord(method['card']) ? method['card'] : {};
  const type = wordOf(method, 'type') ?? 'other';
  const last4 = card['last4'];
  return {
    type: METHOD_TYPES[type] ?? type,
    brand: wordOf(card, 'card_type')?.toLowerCase() ?? null,
    last4: typeof last4 === 'string' && /^\d{4}$/.test(last4) ? last4 : null,
    expMonth: numberOf(card['expiry_month']),
    expYear: numberOf(card['expiry_year']),
  };
}

function savedOf(method: Fields, view: MethodView): ProviderMethod | null {
  const reference = method['id'];
  if (method['saved'] !== true || typeof reference !== 'string') return null;
  return { ...view, reference, customer: null };
}

function numberOf(text: unknown): number | null {
  return typeof text === 'string' && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function timeOf(text: unknown): Date | null {
  const time = typeof text === 'string' ? new Date(text) : null;
  return time === null || Number.isNaN(time.getTime()) ? null : time;
}

type Fields = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
