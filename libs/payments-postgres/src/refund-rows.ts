import { parseCurrency, paymentId, refundId, type Failure, type Refund, type Sending } from '@payments/domain';
import { decode, encode, revive } from './codec.ts';
import type { EnvelopeBox } from './envelope.ts';
import { names, time, type Column } from './table.ts';

/** A refund's row, from the driver or as JSON inside its payment's. */
export interface RefundRow {
  readonly id: string;
  readonly payment_id: string;
  readonly amount: string | number;
  readonly currency: string;
  readonly status: Refund['status'];
  readonly origin: Refund['origin'];
  readonly provider: string;
  readonly provider_payment_id: string;
  readonly provider_refund_id: string | null;
  readonly attempt: number;
  readonly advance_at: Date | string | null;
  readonly idle_looks: number;
  readonly created_at: Date | string;
  readonly updated_at: Date | string;
  readonly state: unknown;
  readonly secret: unknown;
}

interface State {
  readonly failure: Failure | null;
  readonly submit: Sending | null;
}

interface Secret {
  readonly reason: string | null;
  readonly params: string | null;
}

/** A refund with its secrets sealed, as it is written. */
export interface SealedRefund {
  readonly refund: Refund;
  readonly secret: string;
}

export const REFUND: readonly Column<SealedRefund>[] = [
  ['id', 'uuid', ({ refund }) => refund.id],
  ['payment_id', 'uuid', ({ refund }) => refund.paymentId],
  ['amount', 'bigint', ({ refund }) => refund.money.minor.toString()],
  ['currency', 'text', ({ refund }) => refund.money.currency],
  ['status', 'text', ({ refund }) => refund.status],
  ['origin', 'text', ({ refund }) => refund.origin],
  ['provider', 'text', ({ refund }) => refund.provider],
  ['provider_payment_id', 'text', ({ refund }) => refund.providerPaymentId],
  ['provider_refund_id', 'text', ({ refund }) => refund.providerRefundId],
  ['attempt', 'integer', ({ refund }) => refund.attempt],
  ['advance_at', 'timestamptz', ({ refund }) => time(refund.advanceAt)],
  ['idle_looks', 'integer', ({ refund }) => refund.idleLooks],
  ['created_at', 'timestamptz', ({ refund }) => time(refund.createdAt)],
  ['updated_at', 'timestamptz', ({ refund }) => time(refund.updatedAt)],
  ['state', 'jsonb', ({ refund }) => encode(stateOf(refund))],
  ['secret', 'jsonb', ({ secret }) => secret],
];

export const REFUND_FIELDS = names(REFUND);

export function sealedRefund(refund: Refund, box: EnvelopeBox): SealedRefund {
  const secret: Secret = { reason: refund.reason, params: refund.submit?.params ?? null };
  return { refund, secret: box.seal(encode(secret), refundPlace(refund.id)) };
}

/** What a refund that is there may still change. */
export const REFUND_CHANGES = [
  'status',
  'provider_refund_id',
  'attempt',
  'advance_at',
  'idle_looks',
  'updated_at',
  'state',
  'secret',
] as const;

/** Throws `UnreadableError` where the key that sealed its secrets is not known here. */
export function refundFrom(row: RefundRow, box: EnvelopeBox): Refund {
  const state = revive(row.state) as State;
  const secret = decode(box.open(row.secret, refundPlace(row.id)).toString('utf8')) as Secret;
  return {
    id: refundId(row.id),
    paymentId: paymentId(row.payment_id),
    money: { minor: BigInt(row.amount), currency: parseCurrency(row.currency) },
    status: row.status,
    origin: row.origin,
    reason: secret.reason,
    failure: state.failure,
    provider: row.provider,
    providerPaymentId: row.provider_payment_id,
    providerRefundId: row.provider_refund_id,
    attempt: row.attempt,
    submit: state.submit && { ...state.submit, params: secret.params ?? '' },
    advanceAt: row.advance_at === null ? null : new Date(row.advance_at),
    idleLooks: row.idle_looks,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

function stateOf({ failure, submit }: Refund): State {
  return { failure, submit: submit && { ...submit, params: '' } };
}

export function refundPlace(id: string): string {
  return `refunds:${id}:secret`;
}
