import type { Failure, Locale } from './failure.ts';
import type { MethodId, OrderId, PaymentId, UserId } from './ids.ts';
import type { Money } from './money.ts';
import type { PaymentStatus } from './payment-status.ts';
import type { MethodView, NextAction, ProviderName } from './provider-facts.ts';

export const PURPOSES = ['full', 'deposit', 'balance'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What we want of the payment. `canceled` and `failed` send nothing any more but a cancel, and only look. */
export type Goal = 'authorized' | 'succeeded' | 'canceled' | 'failed';

export type CaptureMethod = 'automatic' | 'manual';

/** One line of what is paid for; `unitAmount` in minor units of the payment's currency. */
export interface Item {
  readonly description: string;
  readonly quantity: number;
  readonly unitAmount: bigint;
}

/**
 * A request to the provider that may have to be sent again: how often and since when it was sent.
 * `params` is what the adapter sends, word for word (stored encrypted), so that a deploy between two sends changes nothing.
 */
export interface Sending {
  readonly params: string;
  /** The provider account it was sent to; another account's silence proves nothing. */
  readonly account: string;
  /** 1 when the transaction that opens it commits: who opened it is about to send. Anybody else adds 1 first. 0 where it waits, unsent for certain. */
  readonly sends: number;
  readonly firstSentAt: Date;
}

export type AttemptOutcome = 'open' | 'authorized' | 'succeeded' | 'failed' | 'canceled' | 'not_done';

/** One try to get the money, at one provider. Two attempts may share a provider object (a declined one that is confirmed again). */
export interface Attempt {
  readonly number: number;
  readonly provider: ProviderName;
  readonly providerPaymentId: string | null;
  readonly providerChargeId: string | null;
  readonly outcome: AttemptOutcome;
  readonly failure: Failure | null;
  /** The request that makes the object; `null` where the attempt goes on with an object that is there. */
  readonly submit: Sending | null;
  /** The request that brings a payment method to the object, while its answer is not known. */
  readonly confirm: Sending | null;
  /** A method was given in this attempt, with `submit` or with `confirm`. */
  readonly hasMethod: boolean;
  /** What the object showed when the attempt opened: the same is no news of this attempt. */
  readonly seen: string | null;
  /** What the object showed last. */
  readonly shown: string | null;
  /** The object could still be paid at the provider: it must be ended before another is opened. */
  readonly open: boolean;
  /** The object waits for a method. */
  readonly needsMethod: boolean;
  readonly createdAt: Date;
}

/** A capture or cancel that is under way; amount and goal are frozen with it. Its number is part of the provider's key. */
export interface Operation {
  readonly kind: 'capture' | 'cancel';
  readonly number: number;
  /** What to capture, in minor units; `null` for a cancel. */
  readonly amount: bigint | null;
  readonly sends: number;
}

export const ATTENTION_CODES = [
  'unresolved',
  'amount_mismatch',
  'contradiction',
  'late_success',
  'duplicate_charge',
  'foreign_refund',
] as const;
export type AttentionCode = (typeof ATTENTION_CODES)[number];

/** A payment: what is paid, where it stands, and everything that is needed to go on with it. */
export interface Payment {
  readonly id: PaymentId;
  readonly userId: UserId;
  /** Who made it: the user, or a service that acted for them. */
  readonly createdBy: string;
  readonly orderId: OrderId | null;
  readonly purpose: Purpose;
  readonly money: Money;
  /** Minor units, only ever what the provider says. */
  readonly amountCaptured: bigint;
  /** Minor units that the provider says went back. */
  readonly amountRefunded: bigint;
  /** Minor units promised to refunds whose outcome is not known yet. */
  readonly amountReserved: bigint;
  readonly status: PaymentStatus;
  readonly goal: Goal;
  /** What the payment is called when goal `canceled` or `failed` is reached. */
  readonly ending: Failure | null;
  readonly captureMethod: CaptureMethod;
  readonly attempts: readonly Attempt[];
  /** The number of the attempt whose object the money came from; refunds go there. */
  readonly paidAttempt: number | null;
  readonly operation: Operation | null;
  /** How many operations there were: the next one's number less one. */
  readonly operations: number;
  /** Providers that may still be tried, where it is certain that the ones before did nothing. */
  readonly route: readonly ProviderName[];
  /** The saved method that is paid with; it pins its provider. */
  readonly methodId: MethodId | null;
  readonly saveMethod: boolean;
  readonly paymentMethod: MethodView | null;
  readonly nextAction: NextAction | null;
  readonly failure: Failure | null;
  /** What the one who gave the payment up wrote (`/fail`), or the failure's message. */
  readonly failureMessage: string | null;
  readonly description: string | null;
  readonly items: readonly Item[];
  readonly customerEmail: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** The language that the payment was made in; `null` where nobody named one, and each reader's own is asked. */
  readonly locale: Locale | null;
  readonly returnUrl: string | null;
  /** From the priced appointment or order, where there was one. */
  readonly serviceSlug: string | null;
  /** The order is taken by this payment: a column of its own, because a late success must always be recordable. */
  readonly holdsOrder: boolean;
  readonly needsAttention: { readonly code: AttentionCode; readonly since: Date } | null;
  /** The receipt's number once it has one; written by the numbering job alone. */
  readonly receiptNumber: string | null;
  /** When somebody must look at it again; `null` where nothing is left to do. */
  readonly advanceAt: Date | null;
  /** Looks in a row that brought nothing new. */
  readonly idleLooks: number;
  readonly succeededAt: Date | null;
  readonly version: number;
  /** The audit chain's head: how many entries there are, and the last one's hash. */
  readonly auditSeq: number;
  readonly auditHead: string;
  /** How many events this payment has told. */
  readonly eventSeq: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The attempt that is under way, or was last. */
export function currentAttempt(payment: Payment): Attempt {
  const attempt = payment.attempts.at(-1);
  if (!attempt) throw new Error(`payment ${payment.id} has no attempt`);
  return attempt;
}

/** The attempt of a number that the payment must have. */
export function attemptNumbered(payment: Payment, number: number): Attempt {
  const attempt = payment.attempts.find((one) => one.number === number);
  if (!attempt) throw new Error(`payment ${payment.id} has no attempt ${number}`);
  return attempt;
}

/** The attempt whose object has the money; `null` before. */
export function paidAttempt(payment: Payment): Attempt | null {
  return payment.attempts.find((attempt) => attempt.number === payment.paidAttempt) ?? null;
}

/** The provider's object that has the money, where it is known when it came; `null` before. Refunds go there. */
export function paidObject(payment: Payment): PaidObject | null {
  const { provider, providerPaymentId } = paidAttempt(payment) ?? { provider: '', providerPaymentId: null };
  const { succeededAt } = payment;
  return providerPaymentId === null || succeededAt === null ? null : { provider, providerPaymentId, succeededAt };
}

export interface PaidObject {
  readonly provider: ProviderName;
  readonly providerPaymentId: string;
  readonly succeededAt: Date;
}

/** What may still be given back, in minor units: what came in, less what went back or is promised to. Never negative. */
export function refundable(payment: Payment): bigint {
  const left = payment.amountCaptured - payment.amountRefunded - payment.amountReserved;
  return left > 0n ? left : 0n;
}

/** The payment with some fields of its current attempt changed. */
export function withAttempt(payment: Payment, number: number, change: Partial<Attempt>): Payment {
  return { ...payment, attempts: payment.attempts.map((a) => (a.number === number ? { ...a, ...change } : a)) };
}
