import { userId } from '../ids.ts';
import type { Purpose } from '../payment.ts';
import { paid, sampleAttempt, sampleClaim, samplePayment } from './samples.ts';
import { atOnce, changed, isChain, stored, USER, type StorageSuite } from './storage-rig.ts';

/** What becomes of two payments of one order, by purpose. */
const ORDER_CASES: readonly (readonly [Purpose, Purpose, 'inserted' | 'order'])[] = [
  ['full', 'full', 'order'],
  ['full', 'deposit', 'order'],
  ['full', 'balance', 'order'],
  ['deposit', 'deposit', 'order'],
  ['deposit', 'full', 'order'],
  ['deposit', 'balance', 'inserted'],
  ['balance', 'full', 'order'],
  ['balance', 'balance', 'order'],
];

export function creationCases({ it, expect, rig, storage }: StorageSuite): void {
  it('C1 writes payment, key, audit entry and event together', async () => {
    const payment = samplePayment(rig().now());
    const claim = sampleClaim(rig().now());
    const outcome = await storage().insertOnce({ payment, claim, cause: USER });
    expect(outcome).toMatchObject({ kind: 'inserted', remains: [] });
    const loaded = await storage().load(payment.id);
    expect(loaded?.payment).toEqual(outcome.kind === 'inserted' ? outcome.snapshot.payment : null);
    expect(loaded?.payment).toMatchObject({
      id: payment.id,
      money: payment.money,
      version: 1,
      auditSeq: 1,
      eventSeq: 1,
    });
    expect(loaded?.refunds).toEqual([]);
    const entries = await rig().readEntries(payment.id);
    expect(entries).toMatchObject([
      { action: 'payment.created', from: null, to: 'pending', amount: 1999n, currency: 'USD' },
    ]);
    expect(entries).toMatchObject([{ actor: USER.actor, requestId: 'req-1' }]);
    expect(isChain(entries)).toBe(true);
    expect(await rig().readEvents(payment.id)).toMatchObject([{ type: 'payment.started', seq: 1 }]);
    const key = await storage().findKey(claim);
    expect(key).toMatchObject({
      subject: payment.id,
      paymentId: payment.id,
      answer: null,
      requestHash: claim.requestHash,
    });
  });

  it('keeps every field of a payment as it was written', async () => {
    const now = rig().now();
    const sending = { params: '{"amount":"1999"}', account: 'acct', sends: 2, firstSentAt: now };
    const written = await stored(rig(), {
      createdBy: 'service:booking',
      purpose: 'deposit',
      money: { minor: 99_999_999n, currency: 'KWD' },
      captureMethod: 'manual',
      goal: 'authorized',
      attempts: [
        sampleAttempt({
          createdAt: now,
          submit: sending,
          confirm: sending,
          seen: 'a',
          shown: 'b',
          hasMethod: true,
          open: true,
        }),
      ],
      operations: 3,
      operation: { kind: 'capture', number: 3, amount: 12n, sends: 1 },
      route: ['b', 'c'],
      saveMethod: true,
      paymentMethod: { type: 'card', brand: 'visa', last4: '4242', expMonth: 1, expYear: 2031 },
      nextAction: { type: 'redirect', url: 'https://example.org/pay' },
      description: 'Haircut, «Ёлка» 💇',
      items: [{ description: 'Cut', quantity: 3, unitAmount: 33_333_333n }],
      customerEmail: 'payer@example.org',
      metadata: { a: 'b', ключ: 'значение' },
      locale: 'ru',
      returnUrl: 'https://example.org/back',
      serviceSlug: 'haircut',
      advanceAt: new Date(now.getTime() + 3_600_000),
      idleLooks: 4,
    });
    expect((await storage().load(written.id))?.payment).toEqual(written);
  });

  it('I7 twenty duplicates at once make one payment, and the others are told of its key', async () => {
    const claim = sampleClaim(rig().now());
    const outcomes = await atOnce(20, () =>
      storage().insertOnce({ payment: samplePayment(rig().now(), { orderId: null }), claim, cause: USER }),
    );
    const inserted = outcomes.flatMap((outcome) => (outcome.kind === 'inserted' ? [outcome.snapshot.payment.id] : []));
    expect(inserted).toHaveLength(1);
    const subjects = outcomes.flatMap((outcome) => (outcome.kind === 'key' ? [outcome.found.subject] : []));
    expect(subjects).toEqual(Array.from({ length: 19 }, () => inserted[0]));
    const [id] = inserted;
    expect(id === undefined ? [] : await rig().readEvents(id)).toHaveLength(1);
  });

  it('I8 the same key of another caller, or for another operation, is another key', async () => {
    const claim = sampleClaim(rig().now());
    const others = [claim, { ...claim, scope: 'user:other' }, { ...claim, operation: 'payments.confirm' }];
    for (const other of others) {
      const outcome = await storage().insertOnce({ payment: samplePayment(rig().now()), claim: other, cause: USER });
      expect(outcome.kind).toBe('inserted');
    }
  });

  it('C15 twenty payments for one order at once: one is made, the others hear its id', async () => {
    const first = samplePayment(rig().now());
    const outcomes = await atOnce(20, () =>
      storage().insertOnce({
        payment: samplePayment(rig().now(), { userId: first.userId, orderId: first.orderId }),
        claim: sampleClaim(rig().now()),
        cause: USER,
      }),
    );
    const inserted = outcomes.flatMap((outcome) => (outcome.kind === 'inserted' ? [outcome.snapshot.payment.id] : []));
    expect(inserted).toHaveLength(1);
    const holders = outcomes.flatMap((outcome) => (outcome.kind === 'order' ? [outcome.paymentId] : []));
    expect(holders).toEqual(Array.from({ length: 19 }, () => inserted[0]));
  });

  for (const [before, after, expected] of ORDER_CASES) {
    it(`T18 ${after} beside a live ${before} of the same order: ${expected}`, async () => {
      const first = await stored(rig(), { purpose: before });
      const payment = samplePayment(rig().now(), { userId: first.userId, orderId: first.orderId, purpose: after });
      const outcome = await storage().insertOnce({ payment, claim: null, cause: USER });
      expect(outcome.kind).toBe(expected);
      if (outcome.kind === 'order') expect(outcome.paymentId).toBe(first.id);
    });
  }

  it('full beside deposit and balance at once: never both', async () => {
    const order = samplePayment(rig().now());
    const purposes: readonly Purpose[] = ['full', 'deposit', 'balance'];
    const outcomes = await atOnce(30, (index) =>
      storage().insertOnce({
        payment: samplePayment(rig().now(), {
          userId: order.userId,
          orderId: order.orderId,
          purpose: purposes[index % 3] ?? 'full',
        }),
        claim: null,
        cause: USER,
      }),
    );
    const made = outcomes.flatMap((outcome) => (outcome.kind === 'inserted' ? [outcome.snapshot.payment.purpose] : []));
    expect(made.toSorted().join()).toBe(made.includes('full') ? 'full' : 'balance,deposit');
  });

  it('an order is scoped to its user', async () => {
    const first = await stored(rig());
    const payment = samplePayment(rig().now(), { userId: userId('somebody else'), orderId: first.orderId });
    expect((await storage().insertOnce({ payment, claim: null, cause: USER })).kind).toBe('inserted');
  });

  it('an order conflict writes nothing: no payment, no key, no entry, no event', async () => {
    const first = await stored(rig());
    const payment = samplePayment(rig().now(), { userId: first.userId, orderId: first.orderId });
    const claim = sampleClaim(rig().now());
    await storage().insertOnce({ payment, claim, cause: USER });
    expect(await storage().load(payment.id)).toBeNull();
    expect(await storage().findKey(claim)).toBeNull();
    expect(await rig().readEntries(payment.id)).toEqual([]);
    expect(await rig().readEvents(payment.id)).toEqual([]);
  });

  it('failed payments do not hold the order, and those that could still be paid are told of', async () => {
    const first = await stored(rig(), {
      attempts: [sampleAttempt({ providerPaymentId: `left-${rig().now().getTime()}-${Math.random()}`, open: true })],
    });
    await changed(rig(), first.id, (payment) => ({ payment: { ...payment, status: 'failed', holdsOrder: false } }));
    const payment = samplePayment(rig().now(), { userId: first.userId, orderId: first.orderId });
    const outcome = await storage().insertOnce({ payment, claim: null, cause: USER });
    expect(outcome).toMatchObject({ kind: 'inserted', remains: [first.id] });
    expect(await storage().openRemains(payment)).toEqual([first.id]);
    expect(await storage().orderHolder(first)).toBe(payment.id);
    expect(await storage().orderHolder(payment)).toBeNull();
  });

  it('keeps the answer at once where the payment is born final', async () => {
    const now = rig().now();
    const payment = samplePayment(now, { status: 'failed', holdsOrder: false });
    const claim = sampleClaim(now);
    const answer = { status: 403, body: `{"payment_id":"${payment.id}"}` };
    await storage().insertOnce({
      payment,
      claim,
      cause: USER,
      answer: (after) => (after.payment.version === 1 ? answer : null),
    });
    expect((await storage().findKey(claim))?.answer).toEqual(answer);
  });

  it('finds a payment by its provider object, and no object is two payments’', async () => {
    const first = await stored(rig());
    const { payment } = await changed(rig(), first.id, (current) => ({ payment: paid(current, rig().now()) }));
    const object = payment.attempts[0]?.providerPaymentId ?? '';
    expect(await storage().findByObject('simulated', object)).toBe(first.id);
    expect(await storage().findByObject('another', object)).toBeNull();
    const second = await stored(rig());
    const steal = changed(rig(), second.id, (current) => ({
      payment: { ...current, attempts: current.attempts.map((a) => ({ ...a, providerPaymentId: object })) },
    }));
    await expect(steal).rejects.toThrow();
    expect((await storage().load(second.id))?.payment).toEqual(second);
  });
}
