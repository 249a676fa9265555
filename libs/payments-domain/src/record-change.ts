import { chainEntries, type AuditDraft, type AuditEntry, type Cause } from './audit.ts';
import type { EventSubject, EventType, OutgoingEvent } from './events.ts';
import { eventId } from './ids.ts';
import type { Payment } from './payment.ts';
import type { Decision, Snapshot } from './ports.ts';
import type { Refund } from './refund.ts';

/** Everything that one transaction writes for a change. */
export interface ChangeRecord {
  readonly payment: Payment;
  readonly refunds: readonly Refund[];
  readonly entries: readonly AuditEntry[];
  readonly events: readonly OutgoingEvent[];
}

interface Told {
  readonly type: EventType;
  readonly subject: EventSubject;
}

/**
 * Turns a decision into what is written: the audit entries and events follow from what differs, so a change without its entry
 * or its event can't be expressed. Storages call this and write all of it in one transaction.
 */
export function recordChange(
  before: Snapshot | null,
  decision: Decision,
  cause: Cause,
  now: Date,
  newId: () => string,
): ChangeRecord {
  const at = notBefore(now, before?.payment.updatedAt);
  const drafts: AuditDraft[] = [];
  const told: ((payment: Payment) => Told)[] = [];
  for (const refund of decision.refunds ?? []) {
    const old = before?.refunds.find((r) => r.id === refund.id);
    if (old?.status === refund.status) continue;
    drafts.push(refundDraft(old ?? null, refund));
    told.push((payment) => ({ type: `refund.${refund.status}`, subject: { kind: 'refund', refund, payment } }));
  }
  const from = before?.payment ?? null;
  const to = decision.payment;
  if (from?.status !== to.status) {
    drafts.push(statusDraft(from, to));
    told.push((payment) => ({ type: statusEvent(to), subject: { kind: 'payment', payment } }));
  } else {
    drafts.push(...commandDrafts(from, to));
  }
  drafts.push(...(decision.notes ?? []));
  for (const code of decision.alerts ?? []) {
    drafts.push({ ...draftOf(to), action: `alert.${code}`, from: to.status, to: to.status, outcome: 'raised' });
    told.push((payment) => ({ type: 'alert.raised', subject: { kind: 'alert', code, payment } }));
  }
  const chain = { chain: to.id, paymentId: to.id, seq: from?.auditSeq ?? 0, hash: to.auditHead };
  const entries = chainEntries(chain, drafts, cause, at, newId);
  const eventSeq = from?.eventSeq ?? 0;
  const payment: Payment = {
    ...to,
    version: (from?.version ?? 0) + 1,
    auditSeq: chain.seq + entries.length,
    auditHead: entries.at(-1)?.hash ?? to.auditHead,
    eventSeq: eventSeq + told.length,
    updatedAt: at,
  };
  const events = told.map((tell, index) => ({
    id: eventId(newId()),
    stream: payment.id,
    seq: eventSeq + index + 1,
    at,
    ...tell(payment),
  }));
  return { payment, refunds: decision.refunds ?? [], entries, events };
}

/** A history never runs backwards, though two processes' clocks are never quite the same, and a change may have waited for its turn. */
export function notBefore(now: Date, last: Date | undefined): Date {
  return last !== undefined && last > now ? last : now;
}

/** A payment that is pending again, or new, has started; every other status is told by its own name. */
function statusEvent(payment: Payment): EventType {
  return payment.status === 'pending' ? 'payment.started' : `payment.${payment.status}`;
}

function statusDraft(from: Payment | null, to: Payment): AuditDraft {
  const action =
    from === null ? 'payment.created' : to.status === 'pending' ? 'payment.retried' : `payment.${to.status}`;
  return {
    action,
    from: from?.status ?? null,
    to: to.status,
    amount: to.money.minor,
    currency: to.money.currency,
    outcome: to.failure?.code ?? to.status,
    reason: to.failureMessage,
  };
}

/** What was asked for and is not done yet: a goal or an operation that differs while the status is the same. */
function commandDrafts(from: Payment, to: Payment): AuditDraft[] {
  const same = { ...draftOf(to), from: from.status, to: to.status };
  if (to.operation !== null && from.operation === null) {
    const amount = to.operation.amount ?? to.money.minor;
    return [{ ...same, action: `payment.${to.operation.kind}_requested`, amount, outcome: 'requested' }];
  }
  if (to.goal !== from.goal && to.ending !== null && from.ending === null) {
    return [{ ...same, action: `payment.${to.goal}_requested`, outcome: 'requested', reason: to.ending.code }];
  }
  return [];
}

function refundDraft(from: Refund | null, to: Refund): AuditDraft {
  return {
    action: `refund.${to.status}`,
    from: from?.status ?? null,
    to: to.status,
    amount: to.money.minor,
    currency: to.money.currency,
    outcome: to.failure?.code ?? to.status,
    reason: to.reason,
  };
}

function draftOf(payment: Payment): Pick<AuditDraft, 'amount' | 'currency' | 'reason'> {
  return { amount: payment.money.minor, currency: payment.money.currency, reason: null };
}
