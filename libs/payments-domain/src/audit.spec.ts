import { chainEntries, GENESIS, hashEntry, type AuditDraft, type AuditEntry, type Cause } from './audit.ts';
import { paymentId } from './ids.ts';

const AT = new Date('2026-03-01T10:00:00.123Z');
const CAUSE: Cause = { actor: { type: 'admin', id: 'a_1' }, requestId: 'req-1', reason: 'asked by phone' };
const draft = (change: Partial<AuditDraft> = {}): AuditDraft => ({
  action: 'payment.succeeded',
  from: 'pending',
  to: 'succeeded',
  amount: 1999n,
  currency: 'USD',
  outcome: 'succeeded',
  reason: null,
  ...change,
});

function chain(...drafts: readonly AuditDraft[]): AuditEntry[] {
  let count = 0;
  const head = { chain: 'p', paymentId: paymentId('p'), seq: 0, hash: GENESIS };
  return chainEntries(head, drafts, CAUSE, AT, () => `id-${(count += 1)}`);
}

describe('the audit chain', () => {
  it('says who, when, what, how much, and under which request', () => {
    const [entry] = chain(draft());
    expect(entry).toMatchObject({
      id: 'id-1',
      chain: 'p',
      paymentId: 'p',
      seq: 1,
      at: AT,
      actor: { type: 'admin', id: 'a_1' },
      action: 'payment.succeeded',
      amount: 1999n,
      requestId: 'req-1',
      prevHash: GENESIS,
    });
  });

  it('gives the change’s own reason before the cause’s, and null where there is none', () => {
    const [own, general] = chain(draft({ reason: 'declined' }), draft());
    expect([own?.reason, general?.reason]).toEqual(['declined', 'asked by phone']);
    const quiet: Cause = { actor: CAUSE.actor, requestId: null };
    const [none] = chainEntries({ chain: 'p', paymentId: null, seq: 4, hash: 'h' }, [draft()], quiet, AT, () => 'x');
    expect(none).toMatchObject({ reason: null, requestId: null, seq: 5, prevHash: 'h', paymentId: null });
  });

  it('each entry names the hash of the one before it', () => {
    const entries = chain(draft(), draft({ action: 'payment.refunded' }), draft({ amount: null, currency: null }));
    expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3]);
    expect(entries.map((entry) => entry.prevHash)).toEqual([GENESIS, entries[0]?.hash, entries[1]?.hash]);
    expect(entries.every((entry) => entry.hash === hashEntry(entry))).toBe(true);
  });

  it('nothing to say is no entry', () => {
    expect(chain()).toEqual([]);
  });

  it('E4 another word anywhere is another hash', () => {
    const [entry] = chain(draft());
    if (!entry) throw new Error('there is an entry');
    const altered: AuditEntry[] = [
      { ...entry, id: 'x' },
      { ...entry, chain: 'x' },
      { ...entry, paymentId: paymentId('x') },
      { ...entry, seq: 2 },
      { ...entry, at: new Date(AT.getTime() + 1) },
      { ...entry, actor: { type: 'user', id: 'a_1' } },
      { ...entry, actor: { type: 'admin', id: 'a_2' } },
      { ...entry, action: 'payment.failed' },
      { ...entry, from: null },
      { ...entry, to: 'failed' },
      { ...entry, amount: 1998n },
      { ...entry, amount: null },
      { ...entry, currency: 'EUR' },
      { ...entry, outcome: 'x' },
      { ...entry, reason: 'x' },
      { ...entry, requestId: null },
      { ...entry, prevHash: 'x' },
    ];
    const hashes = altered.map((one) => hashEntry(one));
    expect(new Set([...hashes, entry.hash]).size).toBe(altered.length + 1);
  });

  it('the hash is the same on every machine, for ever', () => {
    const [entry] = chain(draft());
    expect(entry?.hash).toMatchInlineSnapshot(`"b18962f7c29b1531968d33da7cdd3acc8da57b97cbec1e5ba8c5811c63e429da"`);
  });
});
