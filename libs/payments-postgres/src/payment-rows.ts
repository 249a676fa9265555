import {
  currentAttempt,
  standsInTheWay,
  orderId,
  parseCurrency,
  paymentId,
  userId,
  type Attempt,
  type Payment,
  type Sending,
} from '@payments/domain';
import { decode, encode, revive } from './codec.ts';
import type { EnvelopeBox } from './envelope.ts';
import { time, type Column } from './table.ts';

/** The columns of a payment's row, as the driver gives them. */
export interface PaymentRow {
  readonly id: string;
  readonly user_id: string;
  readonly created_by: string;
  readonly order_id: string | null;
  readonly purpose: Payment['purpose'];
  readonly amount: string;
  readonly currency: string;
  readonly amount_captured: string;
  readonly amount_refunded: string;
  readonly amount_reserved: string;
  readonly status: Payment['status'];
  readonly goal: Payment['goal'];
  readonly capture_method: Payment['captureMethod'];
  readonly holds_order: boolean;
  readonly attention_code: NonNullable<Payment['needsAttention']>['code'] | null;
  readonly attention_since: Date | null;
  readonly receipt_number: string | null;
  readonly advance_at: Date | null;
  readonly idle_looks: number;
  readonly version: number;
  readonly audit_seq: number;
  readonly audit_head: string;
  readonly event_seq: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly succeeded_at: Date | null;
  readonly state: unknown;
  readonly secret: unknown;
}

/** Never queried, and no secret. */
type State = Pick<
  Payment,
  | 'ending'
  | 'paidAttempt'
  | 'operation'
  | 'operations'
  | 'route'
  | 'methodId'
  | 'saveMethod'
  | 'paymentMethod'
  | 'failure'
  | 'failureMessage'
  | 'locale'
  | 'serviceSlug'
> & { readonly attempts: readonly Attempt[] };

/** Contact data, what the payer pays with, and what is sent to providers. */
interface Secret extends Pick<
  Payment,
  'customerEmail' | 'nextAction' | 'returnUrl' | 'description' | 'items' | 'metadata'
> {
  /** By attempt: what its submit and its confirm send. */
  readonly params: readonly (readonly [submit: string | null, confirm: string | null])[];
}

/** What stays for the payment's life. */
export const BORN: readonly Column<Payment>[] = [
  ['id', 'uuid', (p) => p.id],
  ['user_id', 'text', (p) => p.userId],
  ['created_by', 'text', (p) => p.createdBy],
  ['order_id', 'text', (p) => p.orderId],
  ['purpose', 'text', (p) => p.purpose],
  ['amount', 'bigint', (p) => p.money.minor.toString()],
  ['currency', 'text', (p) => p.money.currency],
  ['capture_method', 'text', (p) => p.captureMethod],
  ['created_at', 'timestamptz', (p) => time(p.createdAt)],
];

/** What a change may write. Not the receipt's number: only the numbering job writes that one. */
export const CHANGING: readonly Column<Payment>[] = [
  ['amount_captured', 'bigint', (p) => p.amountCaptured.toString()],
  ['amount_refunded', 'bigint', (p) => p.amountRefunded.toString()],
  ['amount_reserved', 'bigint', (p) => p.amountReserved.toString()],
  ['status', 'text', (p) => p.status],
  ['goal', 'text', (p) => p.goal],
  ['provider', 'text', (p) => currentAttempt(p).provider],
  ['provider_payment_id', 'text', (p) => currentAttempt(p).providerPaymentId],
  ['holds_order', 'boolean', (p) => p.holdsOrder],
  ['open_remains', 'boolean', standsInTheWay],
  ['attention_code', 'text', (p) => p.needsAttention?.code ?? null],
  ['attention_since', 'timestamptz', (p) => time(p.needsAttention?.since ?? null)],
  ['advance_at', 'timestamptz', (p) => time(p.advanceAt)],
  ['idle_looks', 'integer', (p) => p.idleLooks],
  ['version', 'integer', (p) => p.version],
  ['audit_seq', 'integer', (p) => p.auditSeq],
  ['audit_head', 'text', (p) => p.auditHead],
  ['event_seq', 'integer', (p) => p.eventSeq],
  ['updated_at', 'timestamptz', (p) => time(p.updatedAt)],
  ['succeeded_at', 'timestamptz', (p) => time(p.succeededAt)],
  ['state', 'jsonb', (p) => encode(stateOf(p))],
];

export const PAYMENT_FIELDS = `id, user_id, created_by, order_id, purpose, amount, currency, amount_captured, amount_refunded, amount_reserved,
  status, goal, capture_method, holds_order, attention_code, attention_since, receipt_number, advance_at, idle_looks, version, audit_seq,
  audit_head, event_seq, created_at, updated_at, succeeded_at, state, secret`;

/** Throws `UnreadableError` where the key that sealed its secrets is not known here. */
export function paymentFrom(row: PaymentRow, box: EnvelopeBox): Payment {
  const { attempts, ...state } = revive(row.state) as State;
  const secret = decode(box.open(row.secret, secretPlace(row.id)).toString('utf8')) as Secret;
  const { params, ...contact } = secret;
  return {
    id: paymentId(row.id),
    userId: userId(row.user_id),
    createdBy: row.created_by,
    orderId: row.order_id === null ? null : orderId(row.order_id),
    purpose: row.purpose,
    money: { minor: BigInt(row.amount), currency: parseCurrency(row.currency) },
    amountCaptured: BigInt(row.amount_captured),
    amountRefunded: BigInt(row.amount_refunded),
    amountReserved: BigInt(row.amount_reserved),
    status: row.status,
    goal: row.goal,
    captureMethod: row.capture_method,
    ...state,
    ...contact,
    attempts: attempts.map((attempt, index) => withParams(attempt, params[index] ?? [null, null])),
    holdsOrder: row.holds_order,
    needsAttention:
      row.attention_code === null || row.attention_since === null
        ? null
        : { code: row.attention_code, since: row.attention_since },
    receiptNumber: row.receipt_number,
    advanceAt: row.advance_at,
    idleLooks: row.idle_looks,
    succeededAt: row.succeeded_at,
    version: row.version,
    auditSeq: row.audit_seq,
    auditHead: row.audit_head,
    eventSeq: row.event_seq,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The sealed part of a payment, to be written. */
export function sealedSecret(payment: Payment, box: EnvelopeBox): string {
  const { customerEmail, nextAction, returnUrl, description, items, metadata, attempts } = payment;
  const params = attempts.map((a) => [a.submit?.params ?? null, a.confirm?.params ?? null] as const);
  const secret: Secret = { customerEmail, nextAction, returnUrl, description, items, metadata, params };
  return box.seal(encode(secret), secretPlace(payment.id));
}

/** True where nothing of the sealed part differs, so that it need not be sealed again: decisions keep what they don't touch. */
export function sameSecret(before: Payment, after: Payment): boolean {
  const same =
    before.customerEmail === after.customerEmail &&
    before.nextAction === after.nextAction &&
    before.returnUrl === after.returnUrl &&
    before.description === after.description &&
    before.items === after.items &&
    before.metadata === after.metadata &&
    before.attempts.length === after.attempts.length;
  return (
    same &&
    after.attempts.every((attempt, index) => {
      const old = before.attempts[index];
      return old?.submit?.params === attempt.submit?.params && old?.confirm?.params === attempt.confirm?.params;
    })
  );
}

/** Where a raw answer of the provider is sealed for. */
export function answerPlace(id: string): string {
  return `payments:${id}:provider_answer`;
}

export function secretPlace(id: string): string {
  return `payments:${id}:secret`;
}

/** Provider objects that only earlier attempts know. */
export function formerObjects(payment: Payment): readonly (readonly [provider: string, providerPaymentId: string])[] {
  if (payment.attempts.length === 1) return [];
  const current = currentAttempt(payment);
  const former = new Map<string, readonly [string, string]>();
  for (const { provider, providerPaymentId } of payment.attempts) {
    if (providerPaymentId === null) continue;
    if (provider === current.provider && providerPaymentId === current.providerPaymentId) continue;
    former.set(JSON.stringify([provider, providerPaymentId]), [provider, providerPaymentId]);
  }
  return [...former.values()];
}

function stateOf(payment: Payment): State {
  return {
    ending: payment.ending,
    paidAttempt: payment.paidAttempt,
    operation: payment.operation,
    operations: payment.operations,
    route: payment.route,
    methodId: payment.methodId,
    saveMethod: payment.saveMethod,
    paymentMethod: payment.paymentMethod,
    failure: payment.failure,
    failureMessage: payment.failureMessage,
    locale: payment.locale,
    serviceSlug: payment.serviceSlug,
    attempts: payment.attempts.map((a) => ({
      ...a,
      submit: withoutParams(a.submit),
      confirm: withoutParams(a.confirm),
    })),
  };
}

function withoutParams(sending: Sending | null): Sending | null {
  return sending && { ...sending, params: '' };
}

function withParams(attempt: Attempt, [submit, confirm]: readonly [string | null, string | null]): Attempt {
  return {
    ...attempt,
    submit: attempt.submit && { ...attempt.submit, params: submit ?? '' },
    confirm: attempt.confirm && { ...attempt.confirm, params: confirm ?? '' },
  };
}
