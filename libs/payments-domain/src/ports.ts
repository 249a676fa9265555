import type { AlertCode } from './alerts.ts';
import type { AuditDraft, Cause } from './audit.ts';
import type { FoundKey, KeptAnswer, KeyClaim, KeyRef } from './idempotency.ts';
import type { MethodId, PaymentId, RefundId, UserId } from './ids.ts';
import type { Currency } from './money.ts';
import type { Attempt, Payment } from './payment.ts';
import type { PaymentMethod } from './payment-method.ts';
import type { Answer, ProviderMethod, ProviderName, ProviderObject, ProviderRefund } from './provider-facts.ts';
import type { Refund } from './refund.ts';
import type { InboxStorage } from './inbox.ts';

/** A payment with its refunds, as one moment saw them. */
export interface Snapshot {
  readonly payment: Payment;
  readonly refunds: readonly Refund[];
}

/** What a pure decision wants written. The audit entries and events follow from the difference (`recordChange`), so that none can be forgotten. */
export interface Decision {
  readonly payment: Payment;
  /** Refunds that are new or changed. */
  readonly refunds?: readonly Refund[];
  readonly alerts?: readonly AlertCode[];
  /** The method that the provider kept for the payer, to be saved beside the change. */
  readonly savedMethod?: ProviderMethod;
  /** The provider's answer that led here; stored encrypted. */
  readonly raw?: string;
  /** Entries for what changed no status but must be known, such as a failover. */
  readonly notes?: readonly AuditDraft[];
}

/** What a decision may need to know beyond the payment. */
export interface DecisionContext {
  readonly refunds: readonly Refund[];
  /** Another payment holds this one's order, so this one can't. */
  readonly orderTaken: boolean;
  readonly now: Date;
}

/** `null`: nothing to change. May throw `PaymentError`; then nothing is written, the claimed key neither. */
export type Decide = (payment: Payment, context: DecisionContext) => Decision | null;

/** The answer to keep under a caller's key, made from the state that this very transaction writes; `null` while the outcome is not known. */
export interface Settlement {
  readonly ref: KeyRef;
  readonly answer: (after: Snapshot) => KeptAnswer | null;
}

export interface ChangeOptions {
  readonly cause: Cause;
  /** What the caller has just read or written: saves the read where nobody was faster. */
  readonly from?: Snapshot;
  /** A key to be taken in the same transaction; `subject` is what it is about where that is not the payment. */
  readonly claim?: KeyClaim;
  readonly claimSubject?: string;
  readonly settle?: Settlement;
}

export type ChangeOutcome =
  | { readonly kind: 'done'; readonly snapshot: Snapshot; readonly changed: boolean }
  /** The claimed key is there already; nothing was written. */
  | { readonly kind: 'key'; readonly found: FoundKey };

export interface Creation {
  readonly payment: Payment;
  readonly claim: KeyClaim | null;
  readonly cause: Cause;
  /** Kept at once, where the payment is born final (a rejected one). */
  readonly answer?: (after: Snapshot) => KeptAnswer | null;
}

export type InsertOutcome =
  /** `remains`: what `openRemains` would answer. */
  | { readonly kind: 'inserted'; readonly snapshot: Snapshot; readonly remains: readonly PaymentId[] }
  | { readonly kind: 'key'; readonly found: FoundKey }
  /** The order has a live or paid payment. */
  | { readonly kind: 'order'; readonly paymentId: PaymentId };

/** Something whose time has come. Claimed ones are not given to another worker until the lease ends. */
export type DueWork =
  | { readonly kind: 'payment'; readonly id: PaymentId }
  | { readonly kind: 'refund'; readonly id: RefundId; readonly paymentId: PaymentId }
  | { readonly kind: 'method'; readonly id: MethodId };

export interface MethodDecision {
  readonly method: PaymentMethod;
}
export type MethodChangeOutcome =
  | { readonly kind: 'done'; readonly method: PaymentMethod; readonly changed: boolean }
  | { readonly kind: 'key'; readonly found: FoundKey };
export interface MethodChangeOptions {
  readonly cause: Cause;
  readonly claim?: KeyClaim;
  readonly settle?: { readonly ref: KeyRef; readonly answer: (after: PaymentMethod) => KeptAnswer | null };
}

/**
 * Where payments live. Every write of a payment writes its audit entries and events in the same transaction; `storageContract` holds each implementation to it.
 * Throws `PaymentError` `database_unavailable` or `overloaded` where it can't be reached; what was not committed then did not happen.
 */
export interface PaymentStorage extends InboxStorage {
  /** Writes payment, key, audit and event together, once: a key or order that is there already is answered instead. */
  insertOnce(creation: Creation): Promise<InsertOutcome>;
  load(id: PaymentId): Promise<Snapshot | null>;
  /** Runs `decide` on the current row, again where somebody was faster. Throws `PaymentError` `not_found`. */
  change(id: PaymentId, decide: Decide, options: ChangeOptions): Promise<ChangeOutcome>;
  findByObject(provider: ProviderName, providerPaymentId: string): Promise<PaymentId | null>;
  findRefund(id: RefundId): Promise<Refund | null>;
  /** Other payments of the same user and order that must be dealt with first (`standsInTheWay`). */
  openRemains(payment: Payment): Promise<readonly PaymentId[]>;
  /** The payment that holds the order of this one (another one), if any. */
  orderHolder(payment: Payment): Promise<PaymentId | null>;
  findKey(ref: KeyRef): Promise<FoundKey | null>;
  /** Keeps an answer, or gives up the lease where the outcome is not known (`null`). Never overwrites a kept answer. */
  settleKey(ref: KeyRef, answer: KeptAnswer | null): Promise<void>;
  /** Takes the lease of a key whose first request is over or dead; false where another one was faster. */
  leaseKey(ref: KeyRef, leaseUntil: Date): Promise<boolean>;
  /** What is due, oldest first; each row is given to one worker, for `leaseMs`. */
  claimStalled(limit: number, leaseMs: number): Promise<readonly DueWork[]>;
  /** A caller's refused try, in a chain of the caller's own; bounded, then counted. */
  recordRefusal(cause: Cause, draft: AuditDraft, paymentId: PaymentId | null): Promise<void>;

  insertMethod(method: PaymentMethod, options: MethodChangeOptions): Promise<MethodChangeOutcome>;
  changeMethod(
    id: MethodId,
    decide: (method: PaymentMethod, now: Date) => PaymentMethod | null,
    options: MethodChangeOptions,
  ): Promise<MethodChangeOutcome>;
  loadMethod(id: MethodId): Promise<PaymentMethod | null>;
  /** Active ones, the default first. */
  listMethods(userId: UserId): Promise<readonly PaymentMethod[]>;
  findMethodByReference(provider: ProviderName, reference: string): Promise<PaymentMethod | null>;
  /** The user's customer at a provider; the first one kept wins. */
  customerOf(userId: UserId, provider: ProviderName): Promise<string | null>;
  keepCustomer(userId: UserId, provider: ProviderName, customer: string): Promise<string>;
}

/** How a request goes out: under which key, with which kept parameters, and until when. */
export interface Send {
  /** The provider's idempotency key, at most 64 characters of `[0-9a-z.-]`. */
  readonly key: string;
  /** What `prepare…` made, word for word. */
  readonly params: string;
  /** No request of this attempt can have arrived before: only then a 4xx is a no. */
  readonly first: boolean;
  /** Checked again just before the socket: after it nothing is sent, and the answer is `unknown`. */
  readonly sendBefore: Date | null;
}

/** What a payment is paid with: a provider's token from outside, or a saved method. */
export type MethodChoice =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'saved';
      readonly method: PaymentMethod;
      /** The payer asks themselves, so their bank may ask them; else somebody acts for them who can't answer it. */
      readonly payerPresent: boolean;
    };

/** What comes in at a webhook's door, untouched. Header names are in lower case. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a webhook names. Nothing of it is believed: the object is fetched. */
export type WebhookTarget =
  | { readonly kind: 'payment'; readonly providerPaymentId: string }
  | { readonly kind: 'refund'; readonly providerRefundId: string; readonly providerPaymentId: string | null }
  | { readonly kind: 'method'; readonly reference: string }
  | { readonly kind: 'dispute'; readonly providerPaymentId: string | null; readonly reference: string };

export type WebhookReading =
  | {
      readonly kind: 'knock';
      readonly eventId: string;
      readonly type: string;
      readonly target: WebhookTarget;
      readonly knocksAgain: boolean;
    }
  /** Genuine, and of no interest: a type that we don't follow. */
  | { readonly kind: 'ignored'; readonly eventId: string; readonly type: string }
  | { readonly kind: 'forged'; readonly reason: string };

/**
 * A provider, whoever it is: verbs, no knowledge of our rules. Every method answers with a verdict and throws only for a bug.
 * `prepare…` are pure: what they return is kept (encrypted) before anything is sent, and sent again word for word.
 */
export interface PaymentProvider {
  readonly name: ProviderName;
  /** Tells one account of the provider from another, without its secret: an object that another account can't see is not absent. */
  readonly account: string;
  /** A declined object may be confirmed again with another method, so a retry needs no second object. */
  readonly reconfirms: boolean;
  /** Throws `PaymentError` (422) for what this provider would refuse: an amount under its minimum, a currency, a token of no known form. */
  check(payment: Payment, method: MethodChoice | null): void;
  prepareSubmit(payment: Payment, method: MethodChoice | null, customer: string | null): string;
  submit(payment: Payment, attempt: Attempt, send: Send): Promise<Answer<ProviderObject>>;
  prepareConfirm(payment: Payment, method: MethodChoice): string;
  confirm(payment: Payment, attempt: Attempt, send: Send): Promise<Answer<ProviderObject>>;
  capture(payment: Payment, providerPaymentId: string, amount: bigint, send: Send): Promise<Answer<ProviderObject>>;
  /** `known` with an object that is still open says: it can't be canceled now. */
  cancel(payment: Payment, providerPaymentId: string, send: Send): Promise<Answer<ProviderObject>>;
  /** The object as it is now, with its refunds. */
  fetch(providerPaymentId: string): Promise<Answer<ProviderObject>>;
  /** The object with our payment's id (and attempt) in its metadata, by a complete listing around a time. */
  find(paymentId: PaymentId, attempt: number, around: Date): Promise<Answer<ProviderObject>>;
  prepareRefund(refund: Refund, payment: Payment): string;
  refund(refund: Refund, send: Send): Promise<Answer<ProviderRefund>>;
  fetchRefund(providerRefundId: string): Promise<Answer<ProviderRefund>>;
  /** The refund with our refund's id in its metadata, by a complete listing of the payment's refunds. */
  findRefund(refund: Refund): Promise<Answer<ProviderRefund>>;
  /** Every payment object that the provider made in a time window, oldest or newest first. */
  list(from: Date, to: Date): AsyncIterable<ProviderObject>;
  readonly methods?: ProviderMethods;
  readonly webhooks?: { read(request: WebhookRequest, now: Date): WebhookReading };
}

/** The optional power to keep a payer's method. */
export interface ProviderMethods {
  /** The payer's customer object; made once (`key`). `null` where the provider has none. */
  ensureCustomer(userId: UserId, send: { readonly key: string }): Promise<Answer<string | null>>;
  prepareSave(userId: UserId, token: string, customer: string | null): string;
  save(send: Send): Promise<Answer<ProviderMethod>>;
  /** Already gone is `known`. */
  remove(reference: string, send: { readonly key: string }): Promise<Answer<null>>;
}

export interface FraudQuestion {
  readonly paymentId: PaymentId;
  readonly userId: UserId;
  readonly orderId: string | null;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly customerEmail: string | null;
  readonly ip: string | null;
}

/** Asked before a charge. Never throws: who answers when the checker is away is its own setting. */
export interface FraudCheck {
  judge(question: FraudQuestion): Promise<{ readonly decision: 'allow' | 'reject'; readonly reason: string | null }>;
}

/** An appointment or order as the service that prices it tells; amounts in minor units. */
export interface Payable {
  readonly id: string;
  readonly type: string;
  readonly status: 'open' | 'paid' | 'cancelled';
  readonly userId: UserId;
  readonly currency: Currency;
  readonly amount: bigint;
  readonly depositAmount: bigint | null;
  readonly description: string | null;
  readonly serviceSlug: string | null;
  readonly customerEmail: string | null;
  readonly items: Payment['items'];
}

/** Who prices appointments and orders. `null`: there is no such thing. Throws `PaymentError` `provider_unavailable` where it can't be asked. */
export interface Payables {
  find(type: string, id: string): Promise<Payable | null>;
}

/** The numbers that a host may turn. All times in milliseconds. */
export interface Policy {
  /** In order of preference, by currency; `*` for the others. */
  readonly routes: Readonly<Record<string, readonly ProviderName[]>>;
  readonly submitWindowMs: number;
  readonly recoveryAfterMs: number;
  readonly reconcileAfterMs: number;
  readonly expireAfterMs: number;
  readonly refundWindowMs: number;
  readonly keyTtlMs: number;
  /** False: nothing is sent to providers, only read (after a restored backup). */
  readonly sending: boolean;
  readonly lateSuccess: 'alert' | 'refund';
}

/** Everything the use cases need from the world. */
export interface Deps {
  readonly storage: PaymentStorage;
  /** Throws `PaymentError` `unsupported` for a provider that is not enabled. */
  readonly provider: (name: ProviderName) => PaymentProvider;
  readonly fraud: FraudCheck | null;
  readonly policy: Policy;
  /** The database's clock, where there is one. */
  readonly now: () => Date;
  /** UUIDv7. */
  readonly newId: () => string;
  /** From 0 to 1, for jitter alone. */
  readonly random: () => number;
}
