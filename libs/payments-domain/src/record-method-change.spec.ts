import type { Cause } from './audit.ts';
import type { PaymentMethod } from './payment-method.ts';
import { recordMethodChange } from './record-method-change.ts';
import { sampleMethod } from './testing/samples.ts';
import { isChain } from './testing/storage-rig.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const CAUSE: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'req-1' };

function record(before: PaymentMethod | null, after: PaymentMethod) {
  let count = 0;
  return recordMethodChange(before, after, CAUSE, NOW, () => `id-${(count += 1)}`);
}

describe('what follows from a change of a saved method', () => {
  it('C7 saving, saved, hidden and gone: each in the audit, told when the payer sees a difference', () => {
    const steps = ['saving', 'active', 'removing', 'removed'] as const;
    const draft = sampleMethod(NOW, { status: 'saving' });
    let before: PaymentMethod | null = null;
    const seen = steps.map((status) => {
      const { method, entries, events } = record(before, { ...(before ?? draft), status });
      before = method;
      return { entries, told: events.map((event) => event.type), version: method.version };
    });
    expect(seen.map(({ entries }) => entries.map((entry) => entry.action))).toEqual([
      ['payment_method.save_requested'],
      ['payment_method.saved'],
      ['payment_method.remove_requested'],
      ['payment_method.removed'],
    ]);
    expect(seen.map(({ told }) => told)).toEqual([[], ['payment_method.saved'], ['payment_method.deleted'], []]);
    expect(seen.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    const chain = seen.flatMap(({ entries }) => entries);
    expect(isChain(chain)).toBe(true);
    expect(chain[0]).toMatchObject({ chain: `method:${draft.id}`, paymentId: null });
  });

  it('another default is in the audit, and told to nobody', () => {
    const { method } = record(null, sampleMethod(NOW));
    const chosen = record(method, { ...method, isDefault: true });
    expect(chosen.entries).toMatchObject([{ action: 'payment_method.default_changed', outcome: 'default' }]);
    expect(chosen.events).toEqual([]);
    const given = record(chosen.method, { ...chosen.method, isDefault: false });
    expect(given.entries).toMatchObject([{ outcome: 'not_default' }]);
  });

  it('a time or a count is nobody’s business', () => {
    const { method } = record(null, sampleMethod(NOW));
    const next = record(method, { ...method, idleLooks: 2 });
    expect([next.entries, next.events]).toEqual([[], []]);
    expect(next.method).toMatchObject({ version: 2, auditSeq: 1, auditHead: method.auditHead, eventSeq: 1 });
  });
});
