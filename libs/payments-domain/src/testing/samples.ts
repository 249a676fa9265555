import { randomBytes } from 'node:crypto';
import { GENESIS, type Cause } from '../audit.ts';
import { failureOf } from '../failure.ts';
import type { KeyClaim } from '../idempotency.ts';
import { methodId, orderId, paymentId, refundId, userId } from '../ids.ts';
import type { Attempt, Payment } from '../payment.ts';
import type { PaymentMethod } from '../payment-method.ts';
import type { ProviderObject } from '../provider-facts.ts';
import type { Refund } from '../refund.ts';

/** A UUIDv7 (RFC 9562) of a moment. `random` gives its 74 free bits from bytes; leave it out for real randomness. */
export function uuidV7(at: Date, bytes: Uint8Array = randomBytes(10)): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const free = Buffer.from(bytes).toString('hex').padEnd(20, '0');
  const variant = ((Number.parseInt(free.slice(4, 5), 16) & 3) | 8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${free.slice(1, 4)}-${variant}${free.slice(5, 8)}-${free.slice(8, 20)}`;
}

/** A source of ids for tests that must replay: UUIDv7s of the clock, counted up. */
export function countedIds(now: () => Date): () => string {
  let count = 0;
  return () => {
    count += 1;
    return uuidV7(now(), Buffer.from(count.toString(16).padStart(20, '0'), 'hex'));
  };
}

/** A clock that goes only where the test puts it. */
export interface TestClock {
  now(): Date;
  advance(ms: number): void;
}

export function testClock(start = new Date('2026-03-01T10:00:00.000Z')): TestClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}

/** A worker's cause, for tests that don't care who. */
export const WORKER: Cause = { actor: { type: 'worker', id: 'recovery' }, requestId: null };

export function sampleAttempt(change: Partial<Attempt> = {}): Attempt {
  return {
    number: 1,
    provider: 'simulated',
    providerPaymentId: null,
    providerChargeId: null,
    outcome: 'open',
    failure: null,
    submit: null,
    confirm: null,
    hasMethod: false,
    seen: null,
    shown: null,
    open: false,
    needsMethod: false,
    createdAt: change.createdAt ?? new Date('2026-03-01T10:00:00.000Z'),
    ...change,
  };
}

/** A pending payment of 19.99 USD with an order of its own, as it is before anything is sent. */
export function samplePayment(now: Date, change: Partial<Payment> = {}): Payment {
  return {
    id: paymentId(uuidV7(now)),
    userId: userId(`user-${uuidV7(now)}`),
    createdBy: 'user:sample',
    orderId: orderId(`order-${uuidV7(now)}`),
    purpose: 'full',
    money: { minor: 1999n, currency: 'USD' },
    amountCaptured: 0n,
    amountRefunded: 0n,
    amountReserved: 0n,
    status: 'pending',
    goal: 'succeeded',
    ending: null,
    captureMethod: 'automatic',
    attempts: [sampleAttempt({ createdAt: now })],
    paidAttempt: null,
    operation: null,
    operations: 0,
    route: [],
    methodId: null,
    saveMethod: false,
    paymentMethod: null,
    nextAction: null,
    failure: null,
    failureMessage: null,
    description: null,
    items: [],
    customerEmail: null,
    metadata: {},
    locale: 'en',
    returnUrl: null,
    serviceSlug: null,
    holdsOrder: change.orderId !== null,
    needsAttention: null,
    receiptNumber: null,
    advanceAt: null,
    idleLooks: 0,
    succeededAt: null,
    version: 0,
    auditSeq: 0,
    auditHead: GENESIS,
    eventSeq: 0,
    createdAt: now,
    updatedAt: now,
    ...change,
  };
}

/** What makes a payment one whose money came in, all of it. */
export function paid(payment: Payment, now: Date): Payment {
  const attempts = payment.attempts.map((attempt) => ({
    ...attempt,
    providerPaymentId: attempt.providerPaymentId ?? `object-${payment.id}`,
    outcome: 'succeeded' as const,
  }));
  const paidAttempt = attempts.at(-1)?.number ?? null;
  return {
    ...payment,
    status: 'succeeded',
    attempts,
    paidAttempt,
    amountCaptured: payment.money.minor,
    succeededAt: now,
  };
}

/** A pending refund of the whole payment. */
export function sampleRefund(payment: Payment, now: Date, change: Partial<Refund> = {}): Refund {
  return {
    id: refundId(uuidV7(now)),
    paymentId: payment.id,
    money: payment.money,
    status: 'pending',
    origin: 'api',
    reason: null,
    failure: null,
    provider: payment.attempts[0]?.provider ?? 'simulated',
    providerPaymentId: payment.attempts.at(-1)?.providerPaymentId ?? `object-${payment.id}`,
    providerRefundId: null,
    attempt: 1,
    submit: null,
    advanceAt: null,
    idleLooks: 0,
    createdAt: now,
    updatedAt: now,
    ...change,
  };
}

/** A card of a user, saved at the provider. */
export function sampleMethod(now: Date, change: Partial<PaymentMethod> = {}): PaymentMethod {
  return {
    id: methodId(uuidV7(now)),
    userId: userId(`user-${uuidV7(now)}`),
    provider: 'simulated',
    status: 'active',
    reference: `method-${uuidV7(now)}`,
    customer: null,
    isDefault: false,
    type: 'card',
    brand: 'visa',
    last4: '4242',
    expMonth: 12,
    expYear: 2030,
    submit: null,
    advanceAt: null,
    idleLooks: 0,
    version: 0,
    auditSeq: 0,
    auditHead: GENESIS,
    eventSeq: 0,
    createdAt: now,
    updatedAt: now,
    ...change,
  };
}

/** A caller's key with the usual lease and life. */
export function sampleClaim(now: Date, change: Partial<KeyClaim> = {}): KeyClaim {
  return {
    scope: 'user:sample',
    operation: 'payments.create',
    key: uuidV7(now),
    requestHash: 'a'.repeat(64),
    derived: false,
    leaseUntil: new Date(now.getTime() + 15_000),
    expiresAt: new Date(now.getTime() + 24 * 3_600_000),
    ...change,
  };
}

/** What a provider shows of a payment's object: by default one that was just paid. */
export function sampleObject(payment: Payment, change: Partial<ProviderObject> = {}): ProviderObject {
  const attempt = payment.attempts.at(-1);
  const status = change.status ?? 'succeeded';
  const isPaid = status === 'succeeded';
  return {
    provider: attempt?.provider ?? 'simulated',
    providerPaymentId: attempt?.providerPaymentId ?? `object-${payment.id}`,
    providerChargeId: null,
    status,
    paymentId: payment.id,
    amount: payment.money.minor,
    currency: payment.money.currency,
    amountCaptured: isPaid ? payment.money.minor : 0n,
    failure: status === 'failed' ? failureOf('card_declined') : null,
    open: !isPaid && status !== 'canceled',
    needsMethod: false,
    fingerprint: status,
    nextAction: null,
    method: null,
    savedMethod: null,
    refunds: null,
    createdAt: payment.createdAt,
    raw: '{}',
    ...change,
  };
}
