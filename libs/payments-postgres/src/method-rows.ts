import { methodId, userId, type PaymentMethod, type Sending } from '@payments/domain';
import { decode, encode } from './codec.ts';
import type { EnvelopeBox } from './envelope.ts';
import { names, time, type Column } from './table.ts';

export interface MethodRow {
  readonly id: string;
  readonly user_id: string;
  readonly provider: string;
  readonly status: PaymentMethod['status'];
  readonly reference: string | null;
  readonly customer: string | null;
  readonly is_default: boolean;
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly exp_month: number | null;
  readonly exp_year: number | null;
  readonly advance_at: Date | null;
  readonly idle_looks: number;
  readonly version: number;
  readonly audit_seq: number;
  readonly audit_head: string;
  readonly event_seq: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly secret: unknown;
}

interface Secret {
  readonly submit: Sending | null;
}

/** A method with its kept request sealed, as it is written. */
export interface SealedMethod {
  readonly method: PaymentMethod;
  readonly secret: string;
}

export const METHOD: readonly Column<SealedMethod>[] = [
  ['id', 'uuid', ({ method }) => method.id],
  ['user_id', 'text', ({ method }) => method.userId],
  ['provider', 'text', ({ method }) => method.provider],
  ['status', 'text', ({ method }) => method.status],
  ['reference', 'text', ({ method }) => method.reference],
  ['customer', 'text', ({ method }) => method.customer],
  ['is_default', 'boolean', ({ method }) => method.isDefault],
  ['type', 'text', ({ method }) => method.type],
  ['brand', 'text', ({ method }) => method.brand],
  ['last4', 'text', ({ method }) => method.last4],
  ['exp_month', 'integer', ({ method }) => method.expMonth],
  ['exp_year', 'integer', ({ method }) => method.expYear],
  ['advance_at', 'timestamptz', ({ method }) => time(method.advanceAt)],
  ['idle_looks', 'integer', ({ method }) => method.idleLooks],
  ['version', 'integer', ({ method }) => method.version],
  ['audit_seq', 'integer', ({ method }) => method.auditSeq],
  ['audit_head', 'text', ({ method }) => method.auditHead],
  ['event_seq', 'integer', ({ method }) => method.eventSeq],
  ['created_at', 'timestamptz', ({ method }) => time(method.createdAt)],
  ['updated_at', 'timestamptz', ({ method }) => time(method.updatedAt)],
  ['secret', 'jsonb', ({ secret }) => secret],
];

export const METHOD_FIELDS = names(METHOD);

export function sealedMethod(method: PaymentMethod, box: EnvelopeBox): SealedMethod {
  const secret: Secret = { submit: method.submit };
  return { method, secret: box.seal(encode(secret), methodPlace(method.id)) };
}

/** Throws `UnreadableError` where the key that sealed its secrets is not known here. */
export function methodFrom(row: MethodRow, box: EnvelopeBox): PaymentMethod {
  const secret = decode(box.open(row.secret, methodPlace(row.id)).toString('utf8')) as Secret;
  return {
    id: methodId(row.id),
    userId: userId(row.user_id),
    provider: row.provider,
    status: row.status,
    reference: row.reference,
    customer: row.customer,
    isDefault: row.is_default,
    type: row.type,
    brand: row.brand,
    last4: row.last4,
    expMonth: row.exp_month,
    expYear: row.exp_year,
    submit: secret.submit,
    advanceAt: row.advance_at,
    idleLooks: row.idle_looks,
    version: row.version,
    auditSeq: row.audit_seq,
    auditHead: row.audit_head,
    eventSeq: row.event_seq,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function methodPlace(id: string): string {
  return `payment_methods:${id}:secret`;
}
