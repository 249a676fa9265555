import { failureOf, type Failure, type FailureCode } from '@payments/domain';

export const PARTIES = ['yoo_money', 'payment_network', 'merchant'] as const;
export type Party = (typeof PARTIES)[number];

/** How a canceled YooKassa payment ends here: a refusal is `failed`, an end that nobody refused is `canceled`. */
interface Ending {
  readonly status: 'failed' | 'canceled';
  readonly code: FailureCode;
  /** Who says it, as published. Another party's same word means the same. */
  readonly by: readonly Party[];
}

const refusal = (code: FailureCode, ...by: Party[]): Ending => ({ status: 'failed', code, by });
const end = (code: FailureCode, ...by: Party[]): Ending => ({ status: 'canceled', code, by });

/** Every published reason of a canceled payment (API description, `PaymentCancellationDetails`; guide, "Declined payments"). */
export const CANCELLATIONS = {
  '3d_secure_failed': refusal('authentication_failed', 'payment_network'),
  call_issuer: refusal('call_issuer', 'payment_network'),
  card_expired: refusal('expired_card', 'payment_network'),
  payment_method_limit_exceeded: refusal('limit_exceeded', 'payment_network'),
  payment_method_restricted: refusal('card_declined', 'payment_network'),
  country_forbidden: refusal('method_not_supported', 'yoo_money'),
  general_decline: refusal('card_declined', 'payment_network', 'yoo_money'),
  fraud_suspected: refusal('fraud_suspected', 'yoo_money', 'payment_network'),
  identification_required: refusal('limit_exceeded', 'yoo_money'),
  insufficient_funds: refusal('insufficient_funds', 'payment_network'),
  invalid_card_number: refusal('invalid_card_details', 'payment_network'),
  invalid_csc: refusal('invalid_card_details', 'payment_network'),
  issuer_unavailable: refusal('processing_error', 'payment_network'),
  canceled_by_merchant: end('canceled_by_merchant', 'merchant'),
  permission_revoked: refusal('method_not_supported', 'yoo_money'),
  internal_timeout: refusal('processing_error', 'yoo_money'),
  // A payer who walks away or closes the bank's page: nobody refused anything.
  expired_on_confirmation: end('expired', 'yoo_money'),
  expired_on_capture: end('expired', 'yoo_money'),
  unsupported_mobile_operator: refusal('method_not_supported', 'payment_network'),
  deal_expired: end('expired', 'yoo_money'),
} as const satisfies Readonly<Record<string, Ending>>;

/** New reasons come without notice: what they begin with, or who says them, tells enough. */
const FAMILIES: readonly (readonly [RegExp, Ending])[] = [
  [/^cancell?ed_by_merchant/, end('canceled_by_merchant')],
  [/^cancell?ed_by_/, end('canceled_by_payer')],
  [/^expired_/, end('expired')],
];
const BY_PARTY: Readonly<Record<Party, Ending>> = {
  merchant: end('canceled_by_merchant'),
  payment_network: refusal('card_declined'),
  yoo_money: refusal('other'),
};

/** What `cancellation_details` make of a canceled payment. Open for reasons and parties that nobody has published yet. */
export function endingOf(details: unknown): { readonly status: 'failed' | 'canceled'; readonly failure: Failure } {
  const reason = wordOf(details, 'reason');
  const { status, code } = published(reason) ?? family(reason) ?? ofParty(wordOf(details, 'party'));
  return { status, failure: failureOf(code, reason) };
}

/** A canceled refund: the reason is for support, the payer reads one sentence. */
export function refundFailure(details: unknown): Failure {
  return failureOf('refund_refused', wordOf(details, 'reason'));
}

function published(reason: string | null): Ending | null {
  const rows: Readonly<Record<string, Ending>> = CANCELLATIONS;
  return reason !== null && Object.hasOwn(rows, reason) ? (rows[reason] ?? null) : null;
}

function family(reason: string | null): Ending | null {
  return FAMILIES.find(([pattern]) => reason !== null && pattern.test(reason))?.[1] ?? null;
}

function ofParty(party: string | null): Ending {
  const known = PARTIES.find((one) => one === party);
  return known ? BY_PARTY[known] : refusal('other');
}

/** A code word of YooKassa's; a text that is none is not passed on. */
export function wordOf(details: unknown, field: string): string | null {
  if (typeof details !== 'object' || details === null) return null;
  const value: unknown = Reflect.get(details, field);
  return typeof value === 'string' && /^[\w.[\]-]{1,64}$/.test(value) ? value : null;
}
