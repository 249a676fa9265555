import { paymentId } from '../ids.ts';
import { refundable, type Payment } from '../payment.ts';
import { PaymentError } from '../payment-error.ts';
import type { Decide, Decision } from '../ports.ts';
import { paid, sampleClaim, samplePayment, sampleRefund, uuidV7 } from './samples.ts';
import { atOnce, changed, isChain, stored, USER, type StorageSuite } from './storage-rig.ts';

export function changeCases({ it, expect, rig, storage }: StorageSuite): void {
  it('promise 5, 6: each change of status has one audit entry and one event, in one unbroken chain', async () => {
    const { id } = await stored(rig());
    for (const status of ['processing', 'authorized', 'succeeded'] as const) {
      await changed(rig(), id, (payment) => ({
        payment: status === 'succeeded' ? paid(payment, rig().now()) : { ...payment, status },
      }));
      await changed(rig(), id, (payment) => ({ payment: { ...payment, idleLooks: payment.idleLooks + 1 } }));
    }
    const entries = await rig().readEntries(id);
    expect(entries.map((entry) => `${entry.from ?? 'new'} → ${entry.to ?? ''}`)).toEqual([
      'new → pending',
      'pending → processing',
      'processing → authorized',
      'authorized → succeeded',
    ]);
    expect(isChain(entries)).toBe(true);
    const events = await rig().readEvents(id);
    expect(events.map((event) => `${event.seq} ${event.type}`)).toEqual([
      '1 payment.started',
      '2 payment.processing',
      '3 payment.authorized',
      '4 payment.succeeded',
    ]);
    expect((await storage().load(id))?.payment).toMatchObject({ version: 7, auditSeq: 4, eventSeq: 4, idleLooks: 3 });
  });

  it('promise 5: a history never runs backwards, though another process with a clock that is behind goes on with it', async () => {
    const { id } = await stored(rig());
    await rig().advanceClock(-5_000);
    const { payment } = await changed(rig(), id, (current) => ({ payment: { ...current, status: 'processing' } }));
    await rig().advanceClock(5_000);
    const [first, second] = await rig().readEntries(id);
    expect(payment.updatedAt).toEqual(first?.at);
    expect(second).toMatchObject({ seq: 2, to: 'processing', at: first?.at });
    expect(isChain(await rig().readEntries(id))).toBe(true);
  });

  it('notes and alerts are in the chain, and an alert is told', async () => {
    const { id } = await stored(rig());
    const note = {
      action: 'payment.rerouted',
      from: null,
      to: null,
      amount: null,
      currency: null,
      outcome: 'noted',
      reason: 'why',
    };
    await changed(rig(), id, (payment) => ({ payment, notes: [note], alerts: ['contradiction'], raw: '{"secret":1}' }));
    const entries = await rig().readEntries(id);
    expect(entries.map((entry) => entry.action)).toEqual([
      'payment.created',
      'payment.rerouted',
      'alert.contradiction',
    ]);
    expect(isChain(entries)).toBe(true);
    expect((await rig().readEvents(id)).map((event) => event.type)).toEqual(['payment.started', 'alert.raised']);
  });

  it('a decision that throws leaves nothing: no change, no entry, no event, no key', async () => {
    const before = await stored(rig());
    const claim = sampleClaim(rig().now());
    const refuse: Decide = () => {
      throw new PaymentError('invalid_state', 'not now', { currentStatus: 'pending' });
    };
    const change = storage().change(before.id, refuse, { cause: USER, claim });
    await expect(change).rejects.toMatchObject({ code: 'invalid_state', details: { currentStatus: 'pending' } });
    expect((await storage().load(before.id))?.payment).toEqual(before);
    expect(await storage().findKey(claim)).toBeNull();
    expect(await rig().readEntries(before.id)).toHaveLength(1);
    expect(await rig().readEvents(before.id)).toHaveLength(1);
  });

  it('a decision of `null` writes no change, and keeps the key that came with it', async () => {
    const before = await stored(rig());
    const claim = sampleClaim(rig().now());
    const outcome = await storage().change(before.id, () => null, { cause: USER, claim });
    expect(outcome).toEqual({ kind: 'done', changed: false, snapshot: { payment: before, refunds: [] } });
    expect(await storage().findKey(claim)).toMatchObject({ subject: before.id });
  });

  it('a payment that is not there is not found', async () => {
    const id = paymentId(uuidV7(rig().now()));
    expect(await storage().load(id)).toBeNull();
    await expect(storage().change(id, () => null, { cause: USER })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('fifty changes at once follow one another: none is lost', async () => {
    const before = await stored(rig());
    await atOnce(50, () =>
      changed(rig(), before.id, (payment) => ({ payment: { ...payment, operations: payment.operations + 1 } })),
    );
    expect((await storage().load(before.id))?.payment).toMatchObject({ operations: 50, version: 51 });
  });

  it('what the caller read before is only a hint: a stale one is judged again on the row as it is', async () => {
    const payment = await stored(rig());
    const stale = { payment, refunds: [] };
    await changed(rig(), payment.id, (current) => ({ payment: { ...current, status: 'processing' } }));
    const seen: string[] = [];
    const decide = (current: Payment): Decision | null => {
      seen.push(current.status);
      if (current.status === 'pending') throw new PaymentError('invalid_state', 'judged on what is no more');
      return { payment: { ...current, operations: 7 } };
    };
    await storage().change(payment.id, decide, { cause: USER, from: stale });
    expect(seen.at(-1)).toBe('processing');
    expect((await storage().load(payment.id))?.payment).toMatchObject({ operations: 7, status: 'processing' });
    const nothing = (current: Payment): Decision | null =>
      current.status === 'pending' ? null : { payment: { ...current, operations: 8 } };
    await storage().change(payment.id, nothing, { cause: USER, from: stale });
    expect((await storage().load(payment.id))?.payment.operations).toBe(8);
  });

  it('a fresh hint is good for a change with its refunds', async () => {
    const first = await stored(rig());
    const { payment, refunds } = await changed(rig(), first.id, (current) => ({ payment: paid(current, rig().now()) }));
    const refund = sampleRefund(payment, rig().now(), { money: { minor: 5n, currency: 'USD' } });
    const reserve: Decide = (current) => ({ payment: { ...current, amountReserved: 5n }, refunds: [refund] });
    const outcome = await storage().change(payment.id, reserve, { cause: USER, from: { payment, refunds } });
    expect(outcome).toMatchObject({ kind: 'done', snapshot: { refunds: [{ id: refund.id }] } });
    const entries = await rig().readEntries(payment.id);
    expect(entries.map((entry) => entry.action)).toEqual(['payment.created', 'payment.succeeded', 'refund.pending']);
    expect(entries.at(-1)).toMatchObject({ amount: 5n, currency: 'USD' });
    expect(await storage().findRefund(refund.id)).toEqual(refund);
    const done = { ...refund, status: 'succeeded' as const, providerRefundId: `re-${refund.id}` };
    await changed(rig(), payment.id, (current, context) => {
      expect(context.refunds).toEqual([refund]);
      return {
        payment: { ...current, amountReserved: 0n, amountRefunded: 5n, status: 'partially_refunded' },
        refunds: [done],
      };
    });
    expect((await storage().load(payment.id))?.refunds).toEqual([done]);
    expect((await rig().readEvents(payment.id)).map((event) => event.type).slice(2)).toEqual([
      'refund.pending',
      'refund.succeeded',
      'payment.partially_refunded',
    ]);
    expect(isChain(await rig().readEntries(payment.id))).toBe(true);
  });

  it('K5 promise 3: a hundred refunds of 3 at once, of 100: thirty-three are promised, no more', async () => {
    const first = await stored(rig(), { money: { minor: 100n, currency: 'USD' } });
    await changed(rig(), first.id, (payment) => ({ payment: paid(payment, rig().now()) }));
    const outcomes = await atOnce(100, () => {
      const refund = (payment: Payment) =>
        sampleRefund(payment, rig().now(), { money: { minor: 3n, currency: 'USD' } });
      return changed(rig(), first.id, (payment) => {
        if (refundable(payment) < 3n) throw new PaymentError('amount_exceeds_refundable', 'too much');
        return { payment: { ...payment, amountReserved: payment.amountReserved + 3n }, refunds: [refund(payment)] };
      }).then(
        () => 'promised',
        (error: unknown) => (error instanceof PaymentError ? error.code : 'a bug'),
      );
    });
    expect(outcomes.filter((outcome) => outcome === 'promised')).toHaveLength(33);
    expect(outcomes.filter((outcome) => outcome === 'amount_exceeds_refundable')).toHaveLength(67);
    const after = await storage().load(first.id);
    expect(after?.payment.amountReserved).toBe(99n);
    expect(after?.refunds).toHaveLength(33);
  });

  it('promise 3: the storage itself refuses a promise of more than is left', async () => {
    const first = await stored(rig(), { money: { minor: 100n, currency: 'USD' } });
    const { payment } = await changed(rig(), first.id, (current) => ({ payment: paid(current, rig().now()) }));
    const greedy = changed(rig(), first.id, (current) => ({ payment: { ...current, amountReserved: 101n } }));
    await expect(greedy).rejects.toThrow();
    expect((await storage().load(first.id))?.payment).toEqual(payment);
  });

  it('T16 a refund from the dashboard is always recorded, beside a promise that no longer fits', async () => {
    const first = await stored(rig(), { money: { minor: 100n, currency: 'USD' } });
    await changed(rig(), first.id, (payment) => ({ payment: { ...paid(payment, rig().now()), amountReserved: 60n } }));
    const { payment } = await changed(rig(), first.id, (current) => ({
      payment: { ...current, amountRefunded: 60n, status: 'partially_refunded' },
    }));
    expect(payment).toMatchObject({ amountRefunded: 60n, amountReserved: 60n });
  });

  it('T7 a late success is recorded while another payment holds the order', async () => {
    const first = await stored(rig());
    await changed(rig(), first.id, (payment) => ({ payment: { ...payment, status: 'failed', holdsOrder: false } }));
    const second = samplePayment(rig().now(), { userId: first.userId, orderId: first.orderId });
    await storage().insertOnce({ payment: second, claim: null, cause: USER });
    const taken: boolean[] = [];
    const { payment } = await changed(rig(), first.id, (current, { orderTaken }) => {
      taken.push(orderTaken);
      return { payment: { ...paid(current, rig().now()), holdsOrder: !orderTaken } };
    });
    expect(taken.at(-1)).toBe(true);
    expect(payment).toMatchObject({ status: 'succeeded', holdsOrder: false });
    expect((await rig().readEntries(first.id)).map((entry) => entry.to)).toEqual(['pending', 'failed', 'succeeded']);
    expect(await storage().orderHolder(payment)).toBe(second.id);
  });

  it('C10 two failed payments of an order that come back at once: one has it', async () => {
    const first = await stored(rig());
    const fail: Decide = (payment) => ({ payment: { ...payment, status: 'failed', holdsOrder: false } });
    await changed(rig(), first.id, fail);
    const second = await stored(rig(), { userId: first.userId, orderId: first.orderId });
    await changed(rig(), second.id, fail);
    const back: Decide = (payment, { orderTaken }) => {
      if (orderTaken) throw new PaymentError('duplicate_payment', 'another one has it');
      return { payment: { ...payment, status: 'pending', holdsOrder: true } };
    };
    const outcomes = await Promise.allSettled([first, second].map(({ id }) => changed(rig(), id, back)));
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
}
