import { chainEntries, type AuditDraft, type AuditEntry, type Cause } from './audit.ts';
import type { EventType, OutgoingEvent } from './events.ts';
import { eventId } from './ids.ts';
import type { MethodStatus, PaymentMethod } from './payment-method.ts';
import { notBefore } from './record-change.ts';

/** Everything that one transaction writes for a change of a saved method. */
export interface MethodRecord {
  readonly method: PaymentMethod;
  readonly entries: readonly AuditEntry[];
  readonly events: readonly OutgoingEvent[];
}

/** What the audit calls a method that comes to a status. */
const ACTIONS: Readonly<Record<MethodStatus, string>> = {
  saving: 'payment_method.save_requested',
  active: 'payment_method.saved',
  removing: 'payment_method.remove_requested',
  removed: 'payment_method.removed',
};

/**
 * As `recordChange`, for a saved method, in a chain of the method's own. Saved is told when it can be paid with, deleted when it is
 * hidden here (the payer can't tell the difference to being gone at the provider), each once.
 */
export function recordMethodChange(
  before: PaymentMethod | null,
  after: PaymentMethod,
  cause: Cause,
  now: Date,
  newId: () => string,
): MethodRecord {
  const at = notBefore(now, before?.updatedAt);
  const seq = before?.auditSeq ?? 0;
  const head = { chain: `method:${after.id}`, paymentId: null, seq, hash: before?.auditHead ?? after.auditHead };
  const entries = chainEntries(head, draftsOf(before, after), cause, at, newId);
  const types = eventTypes(before, after);
  const eventSeq = before?.eventSeq ?? 0;
  const method: PaymentMethod = {
    ...after,
    version: (before?.version ?? 0) + 1,
    auditSeq: seq + entries.length,
    auditHead: entries.at(-1)?.hash ?? head.hash,
    eventSeq: eventSeq + types.length,
    updatedAt: at,
  };
  const events = types.map((type, index) => ({
    id: eventId(newId()),
    type,
    stream: method.id,
    seq: eventSeq + index + 1,
    at,
    subject: { kind: 'method' as const, method },
  }));
  return { method, entries, events };
}

function draftsOf(before: PaymentMethod | null, after: PaymentMethod): AuditDraft[] {
  const same = { from: before?.status ?? null, to: after.status, amount: null, currency: null, reason: null };
  if (before?.status !== after.status) return [{ ...same, action: ACTIONS[after.status], outcome: after.status }];
  if (before.isDefault !== after.isDefault) {
    const outcome = after.isDefault ? 'default' : 'not_default';
    return [{ ...same, action: 'payment_method.default_changed', outcome }];
  }
  return [];
}

function eventTypes(before: PaymentMethod | null, after: PaymentMethod): EventType[] {
  const was = before?.status ?? null;
  if (after.status === 'active' && was !== 'active') return ['payment_method.saved'];
  if (was === 'active' && after.status !== 'active') return ['payment_method.deleted'];
  return [];
}
