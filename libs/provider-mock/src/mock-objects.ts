import { failureOf, type Currency, type Failure, type FailureCode, type ObjectStatus } from '@payments/domain';
import type { PaymentId, ProviderRefund, RefundId } from '@payments/domain';
import type { Scenario } from './scenarios.ts';

/** A payment object as the mock keeps it. Amounts are minor units, times milliseconds. */
export interface MockObject {
  readonly id: string;
  readonly paymentId: PaymentId | null;
  readonly attempt: number;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly manual: boolean;
  readonly status: ObjectStatus;
  readonly amountCaptured: bigint;
  readonly failure: Failure | null;
  readonly open: boolean;
  /** How often a method was given, and the bank said yes or no: the fingerprint. */
  readonly tries: number;
  readonly charges: number;
  readonly declines: number;
  readonly scenario: Scenario;
  readonly save: boolean;
  readonly customer: string | null;
  /** When the bank will have decided; `null` where it is not thinking. */
  readonly decidesAt: number | null;
  readonly refunds: readonly MockRefund[];
  readonly createdAt: number;
  /** Of the request that made it. */
  readonly requestHash: number;
}

export interface MockRefund {
  readonly id: string;
  readonly objectId: string;
  readonly refundId: RefundId | null;
  readonly amount: bigint;
  readonly status: ProviderRefund['status'];
  /** What it becomes at `endsAt`. */
  readonly becomes: 'succeeded' | 'failed';
  readonly endsAt: number | null;
  readonly createdAt: number;
  readonly requestHash: number;
}

/** How long the bank thinks about a pending payment or refund. */
export const THINKS_MS = 2_000;

/** The object after its bank has heard of a method. */
export function charged(object: MockObject, scenario: Scenario, at: number): MockObject {
  const given: MockObject = {
    ...object,
    scenario,
    tries: object.tries + 1,
    failure: null,
    decidesAt: null,
    open: true,
  };
  switch (scenario.bank) {
    case 'pays':
      return approved(given);
    case 'declines':
      return declined(given, scenario.decline ?? 'card_declined');
    case 'asks':
      return { ...given, status: 'needs_payer' };
    case 'thinks':
      return { ...given, status: 'processing', decidesAt: at + THINKS_MS };
    case 'waits':
      return { ...given, status: 'processing' };
  }
}

/** The bank's yes: the money, or the hold where it is captured later. */
export function approved(object: MockObject): MockObject {
  const yes = { ...object, failure: null, decidesAt: null, charges: object.charges + 1 };
  if (object.manual) return { ...yes, status: 'authorized', open: true };
  return { ...yes, status: 'succeeded', amountCaptured: object.amount, open: false };
}

/** The bank's no. Like a Stripe intent the object stays open: another method may be brought to it. */
export function declined(object: MockObject, code: FailureCode): MockObject {
  const failure = failureOf(code, `mock_${code}`);
  return { ...object, status: 'failed', failure, open: true, decidesAt: null, declines: object.declines + 1 };
}

export function ended(object: MockObject, code: FailureCode): MockObject {
  return { ...object, status: 'canceled', failure: failureOf(code), open: false, decidesAt: null };
}

/** Everything whose time has come by then. The same object where nothing has. */
export function settled(object: MockObject, at: number): MockObject {
  let next = object;
  if (object.decidesAt !== null && object.decidesAt <= at)
    next = object.scenario.decline ? declined(object, object.scenario.decline) : approved(object);
  if (next.refunds.some((refund) => isDue(refund, at)))
    next = {
      ...next,
      refunds: next.refunds.map((r) => (isDue(r, at) ? { ...r, status: r.becomes, endsAt: null } : r)),
    };
  return next;
}

function isDue(refund: MockRefund, at: number): boolean {
  return refund.endsAt !== null && refund.endsAt <= at;
}

/** A method may be brought to it. */
export function takesMethod({ status, open }: MockObject): boolean {
  return open && (status === 'needs_payer' || status === 'failed');
}

export function isCancelable({ status, open, scenario }: MockObject): boolean {
  return open && !(scenario.uncancelable && status === 'needs_payer');
}

/** What could still be refunded, in minor units. */
export function left({ amountCaptured, refunds }: MockObject): bigint {
  return refunds.reduce((rest, refund) => (refund.status === 'failed' ? rest : rest - refund.amount), amountCaptured);
}
