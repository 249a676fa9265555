import { refundId } from '../ids.ts';
import { PaymentError } from '../payment-error.ts';
import { paid, sampleClaim, samplePayment, sampleRefund } from './samples.ts';
import { atOnce, changed, stored, USER, type StorageSuite } from './storage-rig.ts';

const DAY_MS = 24 * 3_600_000;
const ANSWER = { status: 201, body: '{"id":"1",  "note":"ß ё 💳 \\u0000"}' };

export function keyCases({ it, expect, rig, storage }: StorageSuite): void {
  const inserted = async (claim = sampleClaim(rig().now())) => {
    const payment = samplePayment(rig().now());
    await storage().insertOnce({ payment, claim, cause: USER });
    return { claim, payment };
  };
  const again = (claim: ReturnType<typeof sampleClaim>) => {
    const now = rig().now();
    const fresh = {
      ...claim,
      leaseUntil: new Date(now.getTime() + 15_000),
      expiresAt: new Date(now.getTime() + DAY_MS),
    };
    return storage().insertOnce({ payment: samplePayment(now), claim: fresh, cause: USER });
  };

  it('a command’s key is there exactly where its change is', async () => {
    const { id } = await stored(rig());
    const claim = sampleClaim(rig().now());
    const refund = refundId(samplePayment(rig().now()).id);
    const outcomes = await atOnce(20, () =>
      storage().change(id, (payment) => ({ payment: { ...payment, operations: payment.operations + 1 } }), {
        cause: USER,
        claim,
        claimSubject: refund,
      }),
    );
    expect(outcomes.filter((outcome) => outcome.kind === 'done')).toHaveLength(1);
    expect((await storage().load(id))?.payment.operations).toBe(1);
    const found = outcomes.flatMap((outcome) => (outcome.kind === 'key' ? [outcome.found] : []));
    expect(found).toHaveLength(19);
    expect(found[0]).toMatchObject({ subject: refund, paymentId: id, requestHash: claim.requestHash, answer: null });
  });

  it('I4 a key that is there is answered before the command is judged', async () => {
    const { id } = await stored(rig());
    const claim = sampleClaim(rig().now());
    await storage().change(id, () => null, { cause: USER, claim });
    const refuse = () => {
      throw new PaymentError('invalid_state', 'it is done already');
    };
    const repeat = await storage().change(id, refuse, { cause: USER, claim });
    expect(repeat).toMatchObject({ kind: 'key', found: { subject: id } });
  });

  it('I4 keeps an answer byte for byte, once, and never another in its place', async () => {
    const { claim } = await inserted();
    await storage().settleKey(claim, ANSWER);
    await storage().settleKey(claim, { status: 500, body: 'another' });
    await storage().settleKey(claim, null);
    expect((await storage().findKey(claim))?.answer).toEqual(ANSWER);
    expect(await again(claim)).toMatchObject({ kind: 'key', found: { answer: ANSWER } });
  });

  it('keeps a big answer whole', async () => {
    const { claim } = await inserted();
    const answer = { status: 200, body: 'x'.repeat(300_000) };
    await storage().settleKey(claim, answer);
    expect((await storage().findKey(claim))?.answer).toEqual(answer);
  });

  it('X4 a change settles the key with the state that it writes, in the same transaction', async () => {
    const { claim, payment } = await inserted();
    const settle = { ref: claim, answer: () => null };
    await storage().change(payment.id, (p) => ({ payment: { ...p, status: 'processing' } }), { cause: USER, settle });
    expect((await storage().findKey(claim))?.answer).toBeNull();
    await storage().change(payment.id, (p) => ({ payment: paid(p, rig().now()) }), {
      cause: USER,
      settle: {
        ref: claim,
        answer: ({ payment: after }) => ({ status: 201, body: `${after.status} ${after.version}` }),
      },
    });
    expect((await storage().findKey(claim))?.answer).toEqual({ status: 201, body: 'succeeded 3' });
    await storage().change(payment.id, (p) => ({ payment: { ...p, idleLooks: 9 } }), {
      cause: USER,
      settle: { ref: claim, answer: () => ({ status: 200, body: 'later' }) },
    });
    expect((await storage().findKey(claim))?.answer).toEqual({ status: 201, body: 'succeeded 3' });
  });

  it('a command that needs no change is settled with its own key', async () => {
    const { id } = await stored(rig());
    const claim = sampleClaim(rig().now());
    const settle = { ref: claim, answer: () => ANSWER };
    await storage().change(id, () => null, { cause: USER, claim, settle });
    expect((await storage().findKey(claim))?.answer).toEqual(ANSWER);
  });

  it('I16 a lease is taken once it is over, by one of many', async () => {
    const { claim } = await inserted();
    const until = () => new Date(rig().now().getTime() + 15_000);
    expect(await storage().leaseKey(claim, until())).toBe(false);
    await rig().advanceClock(15_000);
    const takers = await atOnce(10, () => storage().leaseKey(claim, until()));
    expect(takers.filter((taken) => taken)).toHaveLength(1);
    expect((await storage().findKey(claim))?.leaseUntil.getTime()).toBeGreaterThan(rig().now().getTime());
  });

  it('I12 a request that ends without an outcome gives up its lease at once', async () => {
    const { claim } = await inserted();
    await storage().settleKey(claim, null);
    expect(await storage().leaseKey(claim, new Date(rig().now().getTime() + 15_000))).toBe(true);
  });

  it('a key that has its answer is not leased again', async () => {
    const { claim } = await inserted();
    await storage().settleKey(claim, ANSWER);
    await rig().advanceClock(15_000);
    expect(await storage().leaseKey(claim, new Date(rig().now().getTime() + 15_000))).toBe(false);
  });

  it('I14 24 hours less a millisecond: the same; 24 hours: judged afresh', async () => {
    const { claim, payment } = await inserted();
    await storage().settleKey(claim, ANSWER);
    await rig().advanceClock(claim.expiresAt.getTime() - rig().now().getTime() - 1);
    expect(await again(claim)).toMatchObject({ kind: 'key', found: { subject: payment.id } });
    await rig().advanceClock(1);
    expect((await again(claim)).kind).toBe('inserted');
  });

  it('I15 an expired key whose work is not resolved is not judged afresh', async () => {
    const { claim, payment } = await inserted();
    await rig().advanceClock(2 * DAY_MS);
    expect(await again(claim)).toMatchObject({ kind: 'key', found: { subject: payment.id } });
    await changed(rig(), payment.id, (p) => ({ payment: { ...p, status: 'failed', holdsOrder: false } }));
    expect((await again(claim)).kind).toBe('inserted');
  });

  it('I15 an expired key of a refund lives while the refund is pending', async () => {
    const first = await stored(rig());
    await changed(rig(), first.id, (p) => ({ payment: paid(p, rig().now()) }));
    const claim = sampleClaim(rig().now(), { operation: 'refunds.create' });
    const refund = sampleRefund(first, rig().now(), { money: { minor: 1n, currency: 'USD' } });
    await storage().change(first.id, (p) => ({ payment: { ...p, amountReserved: 1n }, refunds: [refund] }), {
      cause: USER,
      claim,
      claimSubject: refund.id,
    });
    await rig().advanceClock(2 * DAY_MS);
    const repeat = () => storage().change(first.id, () => null, { cause: USER, claim });
    expect(await repeat()).toMatchObject({ kind: 'key', found: { subject: refund.id } });
    const done = { ...refund, status: 'succeeded' as const, providerRefundId: `re-${refund.id}` };
    await changed(rig(), first.id, (p) => ({
      payment: { ...p, amountReserved: 0n, amountRefunded: 1n, status: 'partially_refunded' },
      refunds: [done],
    }));
    expect((await repeat()).kind).toBe('done');
  });

  it('a key made from an order lives while its payment holds the order, and no longer', async () => {
    const claim = sampleClaim(rig().now(), { derived: true });
    const { payment } = await inserted(claim);
    expect(await again(claim)).toMatchObject({ kind: 'key', found: { subject: payment.id, derived: true } });
    await changed(rig(), payment.id, (p) => ({ payment: { ...p, status: 'failed', holdsOrder: false } }));
    expect((await again(claim)).kind).toBe('inserted');
  });
}
