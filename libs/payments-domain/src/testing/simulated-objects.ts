import { failureOf, type Failure, type FailureCode } from '../failure.ts';
import type { PaymentId, RefundId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { MethodView, ObjectStatus, ProviderObject, ProviderRefund } from '../provider-facts.ts';

/** A payment object as the simulated provider keeps it. */
export interface SimulatedObject {
  readonly id: string;
  readonly paymentId: PaymentId | null;
  readonly attempt: number | null;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly manual: boolean;
  readonly status: ObjectStatus;
  readonly amountCaptured: bigint;
  readonly failure: Failure | null;
  readonly open: boolean;
  readonly needsMethod: boolean;
  /** How often the bank said yes or no: the fingerprint. */
  readonly charges: number;
  readonly declines: number;
  readonly token: string | null;
  readonly save: boolean;
  readonly customer: string | null;
  readonly createdAt: Date;
}

export interface SimulatedRefund {
  readonly id: string;
  readonly objectId: string;
  readonly refundId: RefundId | null;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly status: ProviderRefund['status'];
  readonly createdAt: Date;
}

interface TokenKind {
  readonly bank: 'pays' | 'declines' | 'asks' | 'thinks';
  readonly decline?: FailureCode;
  readonly refunds?: 'pending';
}

/** The methods that may be given, and what becomes of each. A saved one behaves like the token that it was made from. */
export const SIMULATED_TOKENS = {
  ok: { bank: 'pays' },
  declined: { bank: 'declines', decline: 'card_declined' },
  insufficient_funds: { bank: 'declines', decline: 'insufficient_funds' },
  expired_card: { bank: 'declines', decline: 'expired_card' },
  fraud: { bank: 'declines', decline: 'fraud_suspected' },
  requires_action: { bank: 'asks' },
  pending: { bank: 'thinks' },
  pending_refund: { bank: 'pays', refunds: 'pending' },
} as const satisfies Readonly<Record<string, TokenKind>>;
export type SimulatedToken = keyof typeof SIMULATED_TOKENS;

const DEFAULT_TOKEN: SimulatedToken = 'ok';

/** The token behind what was given: itself, or the one that a saved reference (`saved-7-ok`) was made from. */
export function tokenOf(given: string): SimulatedToken | null {
  const name = /^saved-\d+-(.+)$/.exec(given)?.[1] ?? given;
  return Object.hasOwn(SIMULATED_TOKENS, name) ? (name as SimulatedToken) : null;
}

export function kindOf(token: string | null): TokenKind {
  return SIMULATED_TOKENS[tokenOf(token ?? DEFAULT_TOKEN) ?? DEFAULT_TOKEN];
}

/** The object after its bank has heard of a method. */
export function charged(object: SimulatedObject, token: string, declinesStayOpen: boolean): SimulatedObject {
  const kind = kindOf(token);
  const given = { ...object, token, needsMethod: false };
  if (kind.bank === 'asks') return { ...given, status: 'needs_payer', failure: null, open: true };
  if (kind.bank === 'thinks') return { ...given, status: 'processing', failure: null, open: true };
  if (kind.bank === 'pays') return approved(given);
  return declined(given, kind.decline ?? 'card_declined', declinesStayOpen);
}

/** The bank's yes: the money, or the hold where it is captured later. */
export function approved(object: SimulatedObject): SimulatedObject {
  const yes = { ...object, failure: null, needsMethod: false, charges: object.charges + 1 };
  if (object.manual) return { ...yes, status: 'authorized', open: true };
  return { ...yes, status: 'succeeded', amountCaptured: object.amount, open: false };
}

export function declined(object: SimulatedObject, code: FailureCode, staysOpen: boolean): SimulatedObject {
  const declines = object.declines + 1;
  const failure = failureOf(code, `simulated_${code}`);
  return { ...object, status: 'failed', failure, declines, open: staysOpen, needsMethod: staysOpen };
}

export function ended(object: SimulatedObject, code: FailureCode): SimulatedObject {
  return { ...object, status: 'canceled', failure: failureOf(code), open: false, needsMethod: false };
}

/** The object in the port's words, with the refunds that the provider knows. */
export function viewOf(provider: string, object: SimulatedObject, refunds: readonly SimulatedRefund[]): ProviderObject {
  const { id, paymentId, status, amount, currency, amountCaptured, failure, open, needsMethod, createdAt } = object;
  const method = object.token === null ? null : cardOf(object.token);
  const keeps = object.save && method !== null && (status === 'succeeded' || status === 'authorized');
  return {
    provider,
    providerPaymentId: id,
    providerChargeId: object.charges > 0 ? `${id}-charge` : null,
    status,
    paymentId,
    amount,
    currency,
    amountCaptured,
    failure,
    open,
    needsMethod,
    fingerprint: `${object.charges} charged, ${object.declines} declined`,
    nextAction:
      status === 'needs_payer' ? { type: 'client_secret', clientSecret: `${id}-secret`, publishableKey: 'pk' } : null,
    method,
    savedMethod: keeps
      ? {
          ...method,
          reference: `saved-${idDigits(id)}-${tokenOf(object.token ?? '') ?? 'ok'}`,
          customer: object.customer,
        }
      : null,
    refunds: refunds.map((refund) => refundViewOf(refund)),
    createdAt,
    raw: JSON.stringify({ id, status, amount: amount.toString(), currency }),
  };
}

export function refundViewOf(refund: SimulatedRefund): ProviderRefund {
  const { id, objectId, refundId, amount, currency, status, createdAt } = refund;
  return {
    providerRefundId: id,
    providerPaymentId: objectId,
    refundId,
    amount,
    currency,
    status,
    failure: status === 'failed' ? failureOf('refund_refused', 'simulated_refund_failed') : null,
    createdAt,
    raw: JSON.stringify({ id, status, amount: amount.toString(), currency }),
  };
}

export function cardOf(token: string): MethodView {
  return { type: 'card', brand: 'visa', last4: tokenOf(token) === 'ok' ? '4242' : '0002', expMonth: 12, expYear: 2030 };
}

function idDigits(id: string): string {
  return id.replaceAll(/\D/g, '');
}
