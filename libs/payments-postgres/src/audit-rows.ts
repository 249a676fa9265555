import { paymentId, type ActorType, type AuditEntry } from '@payments/domain';
import { time, type Column } from './table.ts';

export interface AuditRow {
  readonly id: string;
  readonly chain: string;
  readonly payment_id: string | null;
  readonly seq: number;
  readonly at: Date;
  readonly actor_type: ActorType;
  readonly actor_id: string;
  readonly action: string;
  readonly from_status: string | null;
  readonly to_status: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly request_id: string | null;
  readonly prev_hash: string;
  readonly hash: string;
}

export const AUDIT: readonly Column<AuditEntry>[] = [
  ['id', 'uuid', (e) => e.id],
  ['chain', 'text', (e) => e.chain],
  ['payment_id', 'uuid', (e) => e.paymentId],
  ['seq', 'integer', (e) => e.seq],
  ['at', 'timestamptz', (e) => time(e.at)],
  ['actor_type', 'text', (e) => e.actor.type],
  ['actor_id', 'text', (e) => e.actor.id],
  ['action', 'text', (e) => e.action],
  ['from_status', 'text', (e) => e.from],
  ['to_status', 'text', (e) => e.to],
  ['amount', 'bigint', (e) => e.amount?.toString() ?? null],
  ['currency', 'text', (e) => e.currency],
  ['outcome', 'text', (e) => e.outcome],
  ['reason', 'text', (e) => e.reason],
  ['request_id', 'text', (e) => e.requestId],
  ['prev_hash', 'text', (e) => e.prevHash],
  ['hash', 'text', (e) => e.hash],
];

export function auditFrom(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    chain: row.chain,
    paymentId: row.payment_id === null ? null : paymentId(row.payment_id),
    seq: row.seq,
    at: row.at,
    actor: { type: row.actor_type, id: row.actor_id },
    action: row.action,
    from: row.from_status,
    to: row.to_status,
    amount: row.amount === null ? null : BigInt(row.amount),
    currency: row.currency,
    outcome: row.outcome,
    reason: row.reason,
    requestId: row.request_id,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
