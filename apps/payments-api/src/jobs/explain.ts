import { GENESIS, hashEntry, isUuid, paymentId, type AuditEntry, type Payment, type Sending } from '@payments/domain';
import { listDeliveries, listEvents } from '@payments/postgres';
import type { Host } from '../host.ts';
import { presentAuditEntry, presentInboxEntry } from '../http/present-audit.ts';
import { presentDetails, presentForAdmins, presentRefund } from '../http/present.ts';

const EVENTS_MAX = 100;
const WEBHOOKS_MAX = 100;

/** The whole story of one payment: attempts and what they sent, webhooks, refunds, audit, events and their deliveries. No secret is in it. */
export async function explainPayment(host: Host, id: string) {
  const snapshot = isUuid(id) ? await host.deps.storage.load(paymentId(id.toLowerCase())) : null;
  if (snapshot === null) return null;
  const { payment, refunds } = snapshot;
  const events = await listEvents(host.context, { paymentId: payment.id, limit: EVENTS_MAX, before: null, type: null });
  const { entries: webhooks } = await host.reads.listInbox({ paymentId: payment.id, limit: WEBHOOKS_MAX });
  const audit = await host.reads.auditOf(payment.id);
  return {
    payment: {
      ...presentDetails(payment, { viewer: 'staff', publicUrl: host.settings.publicUrl }),
      ...presentForAdmins(payment),
    },
    corridor: {
      goal: payment.goal,
      operation: payment.operation && {
        kind: payment.operation.kind,
        number: payment.operation.number,
        sends: payment.operation.sends,
      },
      advance_at: payment.advanceAt?.toISOString() ?? null,
      idle_looks: payment.idleLooks,
      holds_order: payment.holdsOrder,
    },
    sends: payment.attempts.map((a) => ({
      attempt: a.number,
      provider: a.provider,
      submit: shown(a.submit),
      confirm: shown(a.confirm),
      object_open: a.open,
    })),
    webhooks: webhooks.map(presentInboxEntry),
    refunds: refunds.map(presentRefund),
    audit: audit.map(presentAuditEntry),
    audit_verified: isWhole(audit, payment),
    events: await Promise.all(
      events.map(async (event) => ({
        id: event.id,
        type: event.type,
        at: event.at.toISOString(),
        deliveries: await listDeliveries(host.context.database, event.id),
      })),
    ),
  };
}

/** How often and since when; what was sent is sealed and stays so. */
function shown(sending: Sending | null) {
  return sending === null
    ? null
    : { sends: sending.sends, first_sent_at: sending.firstSentAt.toISOString(), account: sending.account };
}

/** True where every entry has its hash, each names the one before, and the last is the head on the payment's row. */
function isWhole(audit: readonly AuditEntry[], payment: Payment): boolean {
  const linked = audit.every(
    (entry, index) => entry.seq === index + 1 && entry.prevHash === (audit[index - 1]?.hash ?? GENESIS),
  );
  const head = audit.at(-1)?.hash ?? GENESIS;
  return linked && head === payment.auditHead && audit.every((entry) => hashEntry(entry) === entry.hash);
}
