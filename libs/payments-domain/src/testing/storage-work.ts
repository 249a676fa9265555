import type { InboxEntry } from '../inbox.ts';
import type { PaymentId } from '../ids.ts';
import { paid, sampleRefund, uuidV7 } from './samples.ts';
import { atOnce, changed, isChain, stored, USER, type StorageRig, type StorageSuite } from './storage-rig.ts';

const LEASE_MS = 30_000;

export function workCases({ it, expect, rig, storage }: StorageSuite): void {
  const dueNow = () => ({ advanceAt: rig().now() });
  /** The database may be full of other tests' work: claims until none is left, and keeps what is asked about. */
  const claimAll = async (mine: readonly string[]) => {
    const got: string[] = [];
    for (;;) {
      const batches = await atOnce(4, () => storage().claimStalled(7, LEASE_MS));
      if (batches.every((batch) => batch.length === 0)) return got.filter((id) => mine.includes(id));
      got.push(...batches.flat().map((work) => work.id));
    }
  };

  it('K9 workers at once: each due payment goes to one of them', async () => {
    const ids: PaymentId[] = [];
    for (let n = 0; n < 30; n++) ids.push((await stored(rig(), dueNow())).id);
    expect((await claimAll(ids)).toSorted()).toEqual(ids.toSorted());
    expect(await claimAll(ids)).toEqual([]);
  });

  it('what a worker took comes back when its lease is over', async () => {
    const { id } = await stored(rig(), dueNow());
    expect(await claimAll([id])).toEqual([id]);
    await rig().advanceClock(LEASE_MS - 1);
    expect(await claimAll([id])).toEqual([]);
    await rig().advanceClock(1);
    expect(await claimAll([id])).toEqual([id]);
  });

  it('nothing is due before its time, or without one', async () => {
    const later = await stored(rig(), { advanceAt: new Date(rig().now().getTime() + 60_000) });
    const never = await stored(rig(), { advanceAt: null });
    expect(await claimAll([later.id, never.id])).toEqual([]);
    await rig().advanceClock(60_000);
    expect(await claimAll([later.id, never.id])).toEqual([later.id]);
  });

  it('a change sets the next time anew', async () => {
    const { id } = await stored(rig(), dueNow());
    await claimAll([id]);
    const next = new Date(rig().now().getTime() + 1_000);
    const { payment } = await changed(rig(), id, (current) => ({ payment: { ...current, advanceAt: next } }));
    expect(payment.advanceAt).toEqual(next);
    await rig().advanceClock(1_000);
    expect(await claimAll([id])).toEqual([id]);
  });

  it('a pending refund is work of its own', async () => {
    const first = await stored(rig());
    const { payment } = await changed(rig(), first.id, (current) => ({ payment: paid(current, rig().now()) }));
    const refund = sampleRefund(payment, rig().now(), dueNow());
    await changed(rig(), first.id, (current) => ({
      payment: { ...current, amountReserved: refund.money.minor },
      refunds: [refund],
    }));
    const due = await storage().claimStalled(1_000, LEASE_MS);
    expect(due.filter((work) => work.id === refund.id)).toEqual([
      { kind: 'refund', id: refund.id, paymentId: first.id },
    ]);
    expect(await claimAll([refund.id])).toEqual([]);
  });

  it('W1 a webhook is kept once, three times at once', async () => {
    const entry = webhook(rig());
    const body = Buffer.from('{"a":1}');
    const kept = await atOnce(3, () => storage().keepWebhook({ ...entry, id: uuidV7(rig().now()) }, body, false));
    expect(kept.filter((one) => one.isNew)).toHaveLength(1);
    expect(new Set(kept.map((one) => one.entry.id)).size).toBe(1);
    const id = kept[0]?.entry.id ?? '';
    expect(await storage().loadWebhook(id)).toEqual({ ...entry, id });
    const elsewhere = await storage().keepWebhook(
      { ...entry, id: uuidV7(rig().now()), provider: 'another' },
      body,
      false,
    );
    expect(elsewhere.isNew).toBe(true);
  });

  it('a repeat knocks again where the provider gives its events no ids', async () => {
    const entry = webhook(rig());
    await storage().keepWebhook(entry, Buffer.from('1'), true);
    await storage().updateWebhook(entry.id, { status: 'done', dueAt: null, tries: 1 });
    const quiet = await storage().keepWebhook({ ...entry, id: uuidV7(rig().now()) }, Buffer.from('1'), false);
    expect(quiet).toMatchObject({ isNew: false, entry: { id: entry.id, status: 'done' } });
    const loud = await storage().keepWebhook({ ...entry, id: uuidV7(rig().now()) }, Buffer.from('1'), true);
    expect(loud).toMatchObject({ isNew: false, entry: { id: entry.id, status: 'received' } });
    const again = await storage().claimWebhooks(1_000, LEASE_MS);
    expect(again.some((one) => one.id === entry.id)).toBe(true);
  });

  it('W16 a webhook that failed is tried again; parked ones too, done and dead ones not', async () => {
    const { id: payment } = await stored(rig());
    const entry = webhook(rig());
    await storage().keepWebhook(entry, Buffer.from('1'), false);
    const claimed = async () => {
      const batches = await atOnce(3, () => storage().claimWebhooks(1_000, LEASE_MS));
      return batches.flat().filter((one) => one.id === entry.id);
    };
    expect(await claimed()).toHaveLength(1);
    expect(await claimed()).toHaveLength(0);
    await rig().advanceClock(LEASE_MS);
    expect(await claimed()).toHaveLength(1);
    const later = new Date(rig().now().getTime() + 5_000);
    await storage().updateWebhook(entry.id, { status: 'parked', tries: 2, lastError: 'not here yet', dueAt: later });
    expect(await claimed()).toHaveLength(0);
    await rig().advanceClock(5_000);
    expect(await claimed()).toMatchObject([
      { status: 'parked', tries: 2, lastError: 'not here yet', target: entry.target },
    ]);
    for (const status of ['done', 'dead', 'skipped'] as const) {
      await storage().updateWebhook(entry.id, { status, paymentId: payment, dueAt: null });
      await rig().advanceClock(LEASE_MS);
      expect(await claimed()).toHaveLength(0);
    }
    expect(await storage().loadWebhook(entry.id)).toMatchObject({ status: 'skipped', paymentId: payment, dueAt: null });
  });

  it('A4 refused tries are written into a chain of the caller’s own, up to a bound', async () => {
    const { id } = await stored(rig());
    const caller = { actor: { type: 'user' as const, id: `nosy-${id}` }, requestId: 'req-9' };
    const draft = {
      action: 'refund.refused',
      from: null,
      to: null,
      amount: 5n,
      currency: 'USD',
      outcome: 'forbidden',
      reason: null,
    };
    await storage().recordRefusal(caller, draft, id);
    const [created, refused] = await rig().readEntries(id);
    expect(created?.action).toBe('payment.created');
    expect(refused).toMatchObject({
      action: 'refund.refused',
      outcome: 'forbidden',
      seq: 1,
      actor: caller.actor,
      paymentId: id,
    });
    expect(refused?.chain === created?.chain).toBe(false);
    await atOnce(400, () => storage().recordRefusal(caller, draft, id));
    const chain = (await rig().readEntries(id)).filter((entry) => entry.chain === refused?.chain);
    expect(chain.length).toBeGreaterThan(1);
    expect(chain.length).toBeLessThan(400);
    expect(isChain(chain.toSorted((a, b) => a.seq - b.seq))).toBe(true);
    expect((await storage().load(id))?.payment).toMatchObject({ version: 1, auditSeq: 1 });
  });

  it('refused tries of a caller without a payment are kept, too', async () => {
    const draft = {
      action: 'payments.list_refused',
      from: null,
      to: null,
      amount: null,
      currency: null,
      outcome: 'forbidden',
      reason: null,
    };
    await storage().recordRefusal(USER, draft, null);
  });
}

function webhook(rig: StorageRig): InboxEntry {
  const id = uuidV7(rig.now());
  return {
    id,
    provider: 'simulated',
    eventId: `evt_${id}`,
    type: 'payment.succeeded',
    target: { kind: 'payment', providerPaymentId: `object-${id}` },
    status: 'received',
    tries: 0,
    lastError: null,
    paymentId: null,
    receivedAt: rig.now(),
    dueAt: rig.now(),
  };
}
