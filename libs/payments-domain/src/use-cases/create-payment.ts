import { failed } from '../endings.ts';
import { GENESIS, type Cause } from '../audit.ts';
import { failureOf, type Locale } from '../failure.ts';
import type { KeptAnswer, KeyClaim } from '../idempotency.ts';
import { paymentId, type OrderId, type PaymentId, type UserId } from '../ids.ts';
import type { Money } from '../money.ts';
import { withAttempt, type CaptureMethod, type Item, type Payment, type Purpose } from '../payment.ts';
import { invalidField, PaymentError } from '../payment-error.ts';
import type { Deps, MethodChoice, Settlement, Snapshot } from '../ports.ts';
import type { ProviderName } from '../provider-facts.ts';
import { advancePayment } from './advance-payment.ts';
import { resumeKey, type Outcome } from './keyed-command.ts';
import { chooseMethod, customerFor, type GivenMethod } from './choose-method.ts';
import { openAttempt } from './open-attempt.ts';

/** What a caller asks for. Amounts in minor units; `method` is a provider's token, `methodId` a saved method of the same user. */
export interface CreatePayment extends GivenMethod {
  readonly userId: UserId;
  /** Who asks: `user:u_1`, `service:orders`. */
  readonly createdBy: string;
  readonly money: Money;
  readonly orderId?: OrderId | null;
  readonly purpose?: Purpose;
  readonly captureMethod?: CaptureMethod;
  readonly provider?: ProviderName | null;
  readonly saveMethod?: boolean;
  readonly description?: string | null;
  readonly items?: readonly Item[];
  readonly customerEmail?: string | null;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly locale?: Locale | null;
  readonly returnUrl?: string | null;
  readonly serviceSlug?: string | null;
  /** The payer's address, for the fraud check alone. */
  readonly ip?: string | null;
}

export interface CommandOptions {
  readonly cause: Cause;
  readonly claim?: KeyClaim | null;
  /** The answer to keep under the key, made from the state that the deciding transaction writes. */
  readonly answer?: (after: Snapshot) => KeptAnswer | null;
}

/**
 * Takes a payment. Nothing is sent before the payment, its key, its audit entry and its event are committed together.
 * The same key, or the same order without one, gives the same payment.
 * Throws `PaymentError`: `validation_failed`, `unsupported`, `duplicate_payment`, `fraud_rejected`, and those of a key.
 */
export async function createPayment(
  deps: Deps,
  request: CreatePayment,
  options: CommandOptions,
): Promise<Outcome<Snapshot>> {
  const { claim, cause } = options;
  const choice = await chooseMethod(deps, request.userId, request, cause.actor);
  const [provider, ...route] = chooseRoute(deps, request, choice);
  if (provider === undefined) throw invalidField('provider', 'not_enabled', 'is not enabled here');
  const draft = draftPayment(deps, request, route);
  deps.provider(provider).check(draft, choice);
  const customer = await customerFor(deps, provider, request.userId, choice, request.saveMethod ?? false);
  const opened: Payment = { ...draft, attempts: [openAttempt(deps, draft, provider, choice, customer)] };
  const payment = await screened(deps, opened, request);
  const settle = settlement(options);
  const outcome = await deps.storage.insertOnce({
    payment,
    claim: claim ?? null,
    cause,
    ...(options.answer ? { answer: options.answer } : {}),
  });
  if (outcome.kind === 'order') throw duplicate(outcome.paymentId);
  if (outcome.kind === 'key') {
    return resumeKey(deps, claim, outcome.found, async (found) =>
      accepted(deps, await advancePayment(deps, paymentId(found.subject), cause, settle)),
    );
  }
  if (payment.status !== 'pending') return { kind: 'fresh', value: await accepted(deps, outcome.snapshot) };
  const { snapshot, remains } = outcome;
  const value = await advancePayment(deps, payment.id, cause, { from: snapshot, openedAttempt: 1, remains, ...settle });
  if (claim && value.payment.status === 'pending') await deps.storage.settleKey(claim, null);
  return { kind: 'fresh', value: await accepted(deps, value) };
}

/** The part of the advance options that settles the caller's key. */
export function settlement({ claim, answer }: CommandOptions): { settle?: Settlement } {
  return claim && answer ? { settle: { ref: claim, answer } } : {};
}

/** Providers in the order in which they may be tried. A method, or a provider that was asked for, pins the first. */
function chooseRoute(deps: Deps, request: CreatePayment, choice: MethodChoice | null): readonly ProviderName[] {
  const { routes } = deps.policy;
  const route = routes[request.money.currency] ?? routes['*'] ?? [];
  if (choice?.kind === 'saved') return [choice.method.provider];
  if (request.provider) return [request.provider];
  return choice === null ? route : route.slice(0, 1);
}

function draftPayment(deps: Deps, request: CreatePayment, route: readonly ProviderName[]): Payment {
  const now = deps.now();
  const captureMethod = request.captureMethod ?? 'automatic';
  return {
    id: paymentId(deps.newId()),
    userId: request.userId,
    createdBy: request.createdBy,
    orderId: request.orderId ?? null,
    purpose: request.purpose ?? 'full',
    money: request.money,
    amountCaptured: 0n,
    amountRefunded: 0n,
    amountReserved: 0n,
    status: 'pending',
    goal: captureMethod === 'manual' ? 'authorized' : 'succeeded',
    ending: null,
    captureMethod,
    attempts: [],
    paidAttempt: null,
    operation: null,
    operations: 0,
    route,
    methodId: request.methodId ?? null,
    saveMethod: request.saveMethod ?? false,
    paymentMethod: null,
    nextAction: null,
    failure: null,
    failureMessage: null,
    description: request.description ?? null,
    items: request.items ?? [],
    customerEmail: request.customerEmail ?? null,
    metadata: request.metadata ?? {},
    locale: request.locale ?? null,
    returnUrl: request.returnUrl ?? null,
    serviceSlug: request.serviceSlug ?? null,
    holdsOrder: (request.orderId ?? null) !== null,
    needsAttention: null,
    receiptNumber: null,
    advanceAt: new Date(now.getTime() + deps.policy.recoveryAfterMs),
    idleLooks: 0,
    succeededAt: null,
    version: 0,
    auditSeq: 0,
    auditHead: GENESIS,
    eventSeq: 0,
    createdAt: now,
    updatedAt: now,
  };
}

/** Asked before anything is stored, so that no crash can leave an unscreened payment behind. A rejected one is recorded as failed. */
async function screened(deps: Deps, payment: Payment, request: CreatePayment): Promise<Payment> {
  if (deps.fraud === null) return payment;
  const { decision, reason } = await deps.fraud.judge({
    paymentId: payment.id,
    userId: payment.userId,
    orderId: payment.orderId,
    amount: payment.money.minor,
    currency: payment.money.currency,
    customerEmail: payment.customerEmail,
    ip: request.ip ?? null,
  });
  if (decision === 'allow') return payment;
  const failure = failureOf('fraud_suspected', reason);
  const unsent = withAttempt(payment, 1, { outcome: 'not_done', failure, submit: null });
  return { ...failed(unsent, failure).payment, route: [], advanceAt: null };
}

/** Throws what a payment that was recorded, and refused nevertheless, means for its caller. */
async function accepted(deps: Deps, snapshot: Snapshot): Promise<Snapshot> {
  const { payment } = snapshot;
  if (isFraudRejected(payment))
    throw new PaymentError('fraud_rejected', 'This payment was not accepted.', { paymentId: payment.id });
  if (payment.failure?.code === 'duplicate_payment')
    throw duplicate((await deps.storage.orderHolder(payment)) ?? payment.id);
  return snapshot;
}

/** Rejected by the check before anything was sent, not by a provider. */
export function isFraudRejected(payment: Payment): boolean {
  return (
    payment.failure?.category === 'fraud' &&
    payment.attempts.length === 1 &&
    payment.attempts[0]?.outcome === 'not_done'
  );
}

export function duplicate(id: PaymentId): PaymentError {
  return new PaymentError('duplicate_payment', 'This order has a live or paid payment already.', { paymentId: id });
}
