import type { AuditEntry, InboxEntry, WebhookTarget } from '@payments/domain';
import type { AuditEntryView, InboxEntryView } from './report-views.ts';

export function presentAuditEntry(entry: AuditEntry): AuditEntryView {
  return {
    id: entry.id,
    payment_id: entry.paymentId,
    seq: entry.seq,
    at: entry.at.toISOString(),
    actor: { type: entry.actor.type, id: entry.actor.id },
    action: entry.action,
    from: entry.from,
    to: entry.to,
    amount: entry.amount === null ? null : Number(entry.amount),
    currency: entry.currency,
    outcome: entry.outcome,
    reason: entry.reason,
    request_id: entry.requestId,
    prev_hash: entry.prevHash,
    hash: entry.hash,
  };
}

export function presentInboxEntry(entry: InboxEntry): InboxEntryView {
  return {
    id: entry.id,
    provider: entry.provider,
    event_id: entry.eventId,
    type: entry.type,
    target: presentTarget(entry.target),
    status: entry.status,
    tries: entry.tries,
    last_error: entry.lastError,
    payment_id: entry.paymentId,
    received_at: entry.receivedAt.toISOString(),
    due_at: entry.dueAt?.toISOString() ?? null,
  };
}

function presentTarget(target: WebhookTarget): InboxEntryView['target'] {
  switch (target.kind) {
    case 'payment':
      return { kind: 'payment', provider_payment_id: target.providerPaymentId };
    case 'refund':
      return {
        kind: 'refund',
        provider_refund_id: target.providerRefundId,
        provider_payment_id: target.providerPaymentId,
      };
    case 'method':
      return { kind: 'method', reference: target.reference };
    case 'dispute':
      return { kind: 'dispute', reference: target.reference, provider_payment_id: target.providerPaymentId };
  }
}
