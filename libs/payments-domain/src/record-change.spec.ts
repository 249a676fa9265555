import fc from 'fast-check';
import type { AuditDraft, Cause } from './audit.ts';
import { failureOf } from './failure.ts';
import { paymentId } from './ids.ts';
import type { Payment } from './payment.ts';
import { PAYMENT_STATUSES } from './payment-status.ts';
import type { Decision, Snapshot } from './ports.ts';
import { recordChange } from './record-change.ts';
import type { Refund } from './refund.ts';
import { paid, samplePayment, sampleRefund } from './testing/samples.ts';
import { isChain } from './testing/storage-rig.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const LATER = new Date('2026-03-01T10:05:00.000Z');
const CAUSE: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'req-1' };

function record(before: Snapshot | null, decision: Decision) {
  let count = 0;
  return recordChange(before, decision, CAUSE, LATER, () => `id-${(count += 1)}`);
}
const created = (change: Partial<Payment> = {}) => record(null, { payment: samplePayment(NOW, change) }).payment;
const actions = (before: Payment, payment: Payment, more: Partial<Decision> = {}) =>
  record({ payment: before, refunds: [] }, { payment, ...more }).entries.map((entry) => entry.action);

describe('what follows from a change', () => {
  it('A6 a new payment: one entry, one event, version 1', () => {
    const { payment, entries, events } = record(null, { payment: samplePayment(NOW) });
    expect(entries).toMatchObject([{ action: 'payment.created', from: null, to: 'pending', outcome: 'pending' }]);
    expect(entries).toMatchObject([{ amount: 1999n, currency: 'USD', chain: payment.id, paymentId: payment.id }]);
    expect(events).toMatchObject([{ type: 'payment.started', stream: payment.id, seq: 1, at: LATER }]);
    expect(payment).toMatchObject({
      version: 1,
      auditSeq: 1,
      auditHead: entries[0]?.hash,
      eventSeq: 1,
      updatedAt: LATER,
    });
  });

  it('a payment that is born failed says why', () => {
    const failure = failureOf('fraud_suspected');
    const { entries, events } = record(null, {
      payment: samplePayment(NOW, { status: 'failed', failure, failureMessage: failure.message }),
    });
    expect(entries).toMatchObject([
      { action: 'payment.created', to: 'failed', outcome: 'fraud_suspected', reason: failure.message },
    ]);
    expect(events).toMatchObject([{ type: 'payment.failed' }]);
  });

  it.each(PAYMENT_STATUSES.filter((status) => status !== 'pending'))(
    'pending → %s: one entry and one event of that name',
    (status) => {
      const before = created();
      const { entries, events } = record({ payment: before, refunds: [] }, { payment: { ...before, status } });
      expect(entries).toMatchObject([{ action: `payment.${status}`, from: 'pending', to: status, seq: 2 }]);
      expect(events).toMatchObject([
        { type: `payment.${status}`, seq: 2, subject: { kind: 'payment', payment: { status, version: 2 } } },
      ]);
    },
  );

  it('a retry has started again', () => {
    const before = created({ status: 'failed' });
    const { entries, events } = record({ payment: before, refunds: [] }, { payment: { ...before, status: 'pending' } });
    expect(entries).toMatchObject([{ action: 'payment.retried', from: 'failed', to: 'pending' }]);
    expect(events).toMatchObject([{ type: 'payment.started' }]);
  });

  it('W15 no change of status, no event: a count or a time is nobody’s business', () => {
    const before = created();
    const { payment, entries, events } = record(
      { payment: before, refunds: [] },
      { payment: { ...before, idleLooks: 3 } },
    );
    expect([entries, events]).toEqual([[], []]);
    expect(payment).toMatchObject({ version: 2, auditSeq: 1, auditHead: before.auditHead, eventSeq: 1 });
  });

  it('promise 6: several events of one change are told one after the other, and a refund is compared with itself alone', () => {
    const before = paid(created(), NOW);
    const done = sampleRefund(before, NOW, { status: 'succeeded' });
    const other = sampleRefund(before, NOW, { status: 'pending' });
    const { events } = record(
      { payment: before, refunds: [done, other] },
      {
        payment: { ...before, status: 'partially_refunded' },
        refunds: [done, { ...other, status: 'succeeded' }],
        alerts: ['foreign_refund'],
      },
    );
    expect(events.map(({ type, seq }) => [type, seq - before.eventSeq])).toEqual([
      ['refund.succeeded', 1],
      ['payment.partially_refunded', 2],
      ['alert.raised', 3],
    ]);
  });

  it('what was asked for and is not done yet is in the audit, once', () => {
    const held = created({ status: 'authorized' });
    const capture = { kind: 'capture' as const, number: 1, amount: 60n, sends: 1 };
    const capturing = { ...held, goal: 'succeeded' as const, operation: capture };
    expect(actions(held, capturing)).toEqual(['payment.capture_requested']);
    expect(record({ payment: held, refunds: [] }, { payment: capturing }).entries[0]?.amount).toBe(60n);
    expect(actions(capturing, { ...capturing, operation: { ...capture, sends: 2 } })).toEqual([]);
    const canceling = { ...held, operation: { kind: 'cancel' as const, number: 1, amount: null, sends: 1 } };
    expect(record({ payment: held, refunds: [] }, { payment: canceling }).entries).toMatchObject([
      { action: 'payment.cancel_requested', amount: 1999n, outcome: 'requested' },
    ]);
    const ending = { ...held, goal: 'canceled' as const, ending: failureOf('expired') };
    expect(record({ payment: held, refunds: [] }, { payment: ending }).entries).toMatchObject([
      { action: 'payment.canceled_requested', reason: 'expired' },
    ]);
    expect(actions(ending, { ...ending, goal: 'failed' })).toEqual([]);
    expect(actions(held, { ...held, goal: 'failed' })).toEqual([]);
  });

  it('refunds come before the payment’s own change, each with its entry and event', () => {
    const before = paid(created(), NOW);
    const pending = sampleRefund(before, NOW, { reason: 'returned' });
    const first = record(
      { payment: before, refunds: [] },
      { payment: { ...before, amountReserved: 1999n }, refunds: [pending] },
    );
    expect(first.entries).toMatchObject([{ action: 'refund.pending', from: null, amount: 1999n, reason: 'returned' }]);
    const done: Refund = { ...pending, status: 'succeeded' };
    const second = record(
      { payment: first.payment, refunds: [pending] },
      { payment: { ...first.payment, status: 'refunded' }, refunds: [done] },
    );
    expect(second.entries.map((entry) => entry.action)).toEqual(['refund.succeeded', 'payment.refunded']);
    expect(second.events.map((event) => event.type)).toEqual(['refund.succeeded', 'payment.refunded']);
    expect(second.refunds).toEqual([done]);
  });

  it('R10 a refund that failed says so; one that only learned its id says nothing', () => {
    const before = paid(created(), NOW);
    const pending = sampleRefund(before, NOW);
    const failed: Refund = { ...pending, status: 'failed', failure: failureOf('refund_refused') };
    const news = record({ payment: before, refunds: [pending] }, { payment: before, refunds: [failed] });
    expect(news.entries).toMatchObject([{ action: 'refund.failed', from: 'pending', outcome: 'refund_refused' }]);
    const named = record(
      { payment: before, refunds: [pending] },
      { payment: before, refunds: [{ ...pending, providerRefundId: 're' }] },
    );
    expect(named.entries).toEqual([]);
  });

  it('alerts are entries and events, notes are entries', () => {
    const before = created();
    const note: AuditDraft = {
      action: 'payment.rerouted',
      from: null,
      to: null,
      amount: null,
      currency: null,
      outcome: 'noted',
      reason: 'why',
    };
    const { entries, events } = record(
      { payment: before, refunds: [] },
      { payment: before, notes: [note], alerts: ['dispute'] },
    );
    expect(entries.map((entry) => entry.action)).toEqual(['payment.rerouted', 'alert.dispute']);
    expect(events).toMatchObject([{ type: 'alert.raised', subject: { kind: 'alert', code: 'dispute' } }]);
  });

  it('promise 5, 6: whatever changes follow one another, chain and events have no gap', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PAYMENT_STATUSES), { maxLength: 12 }), (statuses) => {
        let { payment, entries, events } = record(null, { payment: samplePayment(NOW, { id: paymentId('p') }) });
        for (const status of statuses) {
          const next = record({ payment, refunds: [] }, { payment: { ...payment, status } });
          entries = [...entries, ...next.entries];
          events = [...events, ...next.events];
          payment = next.payment;
        }
        expect(isChain(entries)).toBe(true);
        expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
        expect(events).toHaveLength(entries.length);
      }),
    );
  });
});
