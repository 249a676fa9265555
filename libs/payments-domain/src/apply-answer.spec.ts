import { applyAnswer } from './apply-answer.ts';
import type { Answered } from './answered.ts';
import { failureOf } from './failure.ts';
import type { Attempt, Payment, Sending } from './payment.ts';
import { PAID_STATUSES, PAYMENT_STATUSES } from './payment-status.ts';
import { ABSENCE_GRACE_MS } from './next-step.ts';
import { LOOKS_BEFORE_ATTENTION } from './schedule.ts';
import { paid, sampleAttempt, sampleObject, samplePayment, sampleRefund, countedIds } from './testing/samples.ts';
import { TEST_POLICY } from './testing/world.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const SENT: Sending = { params: '{}', account: 'acct', sends: 1, firstSentAt: NOW };
const OBJECT = 'object-1';
const after = (ms: number): Date => new Date(NOW.getTime() + ms);

const attempt = (change: Partial<Attempt> = {}): Attempt => sampleAttempt({ submit: SENT, ...change });
const opened = (change: Partial<Payment> = {}): Payment => samplePayment(NOW, { attempts: [attempt()], ...change });
/** One whose object is known, and waits. */
const waiting = (change: Partial<Payment> = {}, of: Partial<Attempt> = {}): Payment =>
  opened({
    status: 'processing',
    attempts: [attempt({ providerPaymentId: OBJECT, open: true, shown: 'new', ...of })],
    ...change,
  });

function answered(change: Partial<Answered>): Answered {
  return {
    step: 'submit',
    attempt: 1,
    answer: { verdict: 'unknown', reason: 'timeout' },
    first: true,
    account: 'acct',
    refunds: [],
    orderTaken: false,
    policy: TEST_POLICY,
    now: NOW,
    random: 0,
    newId: countedIds(() => NOW),
    openAttempt: (payment, provider) => attempt({ number: payment.attempts.length + 1, provider }),
    refundSending: (refund) => ({ ...refund, submit: SENT }),
    ...change,
  };
}
const result = (payment: Payment, change: Partial<Answered>) => applyAnswer(payment, answered(change));
const REFUSED = { verdict: 'refused', failure: failureOf('invalid_request', 'bad') } as const;
const NOT_DONE = { verdict: 'not_done', reason: '429' } as const;
const ABSENT = { verdict: 'absent' } as const;

describe('an answer without an object', () => {
  it('promise 2: unknown changes nothing but the time of the next look, whatever the step', () => {
    for (const step of ['submit', 'confirm', 'capture', 'cancel', 'fetch'] as const) {
      const decision = result(opened(), { step });
      expect(decision?.payment).toMatchObject({ status: 'pending', failure: null, idleLooks: 1 });
      expect(decision?.payment.advanceAt?.getTime()).toBeGreaterThan(NOW.getTime());
    }
  });

  it('a refusal of the first request is a failure, with its reason', () => {
    const decision = result(opened(), { answer: REFUSED });
    expect(decision?.payment).toMatchObject({ status: 'failed', holdsOrder: false, failure: { providerCode: 'bad' } });
    expect(decision?.payment.attempts[0]).toMatchObject({ outcome: 'failed' });
  });

  it.each([
    ['whoever did not open the attempt', opened(), { first: false }],
    ['who is not the only one who sent', opened({ attempts: [attempt({ submit: { ...SENT, sends: 2 } })] }), {}],
    ['after an object is known', opened({ attempts: [attempt({ providerPaymentId: OBJECT })] }), {}],
    ['of a confirm that somebody else sent, too', waiting({}, { confirm: { ...SENT, sends: 2 } }), { step: 'confirm' }],
    [
      'of a capture that was sent before',
      waiting({ operation: { kind: 'capture', number: 1, amount: 1n, sends: 2 } }),
      { step: 'capture' },
    ],
    ['of an operation that is no more', waiting(), { step: 'capture' }],
  ] as const)('T1 T3 a 4xx or 429 is no certainty for %s', (_case, payment, change) => {
    for (const answer of [REFUSED, NOT_DONE]) {
      // A capture that is given up keeps the status: its goal and operation tell.
      const { status, goal, operation } = payment;
      expect(result(payment, { answer, ...change })?.payment).toMatchObject({ status, goal, operation, failure: null });
    }
  });

  it('not done, for certain: the route’s next provider, as a new attempt', () => {
    const decision = result(opened({ route: ['full', 'next', 'last'] }), {
      answer: NOT_DONE,
      openAttempt: (payment, provider) =>
        provider === 'full' ? null : attempt({ number: payment.attempts.length + 1, provider }),
    });
    expect(decision?.payment).toMatchObject({ status: 'pending', route: ['last'] });
    expect(decision?.payment.attempts.map((a) => `${a.provider} ${a.outcome}`)).toEqual([
      'simulated not_done',
      'next open',
    ]);
    expect(decision?.notes).toMatchObject([{ action: 'payment.rerouted' }]);
  });

  it('not done with a method given, or with no provider left: failed, and nothing was charged', () => {
    for (const payment of [opened({ route: ['next'], attempts: [attempt({ hasMethod: true })] }), opened()]) {
      expect(result(payment, { answer: NOT_DONE })?.payment).toMatchObject({
        status: 'failed',
        failure: { code: 'provider_unavailable', advice: 'retry' },
        route: [],
      });
    }
  });

  it('a confirm that was not done goes to no other provider: the payer has the first one’s object', () => {
    const payment = waiting({ route: ['next'] }, { confirm: SENT, hasMethod: false });
    const decision = result(payment, { step: 'confirm', answer: NOT_DONE });
    expect(decision?.payment).toMatchObject({ status: 'failed', route: [] });
    expect(decision?.payment.attempts).toHaveLength(1);
  });

  it('not done while it was canceled: it ends as what its goal says', () => {
    const decision = result(opened({ goal: 'canceled', ending: failureOf('canceled_by_payer') }), { answer: NOT_DONE });
    expect(decision?.payment).toMatchObject({ status: 'canceled', failure: { code: 'canceled_by_payer' } });
  });

  it('a confirm that was not done, or was refused, gives the method back', () => {
    for (const answer of [NOT_DONE, REFUSED]) {
      const decision = result(waiting({ status: 'pending' }, { confirm: SENT }), { step: 'confirm', answer });
      expect(decision?.payment).toMatchObject({ status: 'failed', attempts: [{ outcome: 'failed', confirm: null }] });
    }
  });

  it('a refused capture lets the money be captured again, and is noted', () => {
    const held = waiting({
      status: 'authorized',
      goal: 'succeeded',
      operation: { kind: 'capture', number: 1, amount: 1n, sends: 1 },
    });
    const decision = result(held, { step: 'capture', answer: REFUSED });
    expect(decision?.payment).toMatchObject({ status: 'authorized', goal: 'authorized', operation: null });
    expect(decision?.notes).toMatchObject([{ action: 'payment.capture_refused', reason: 'bad' }]);
    const plain = { verdict: 'refused', failure: failureOf('invalid_request') } as const;
    expect(result(held, { step: 'capture', answer: plain })?.notes).toMatchObject([{ reason: 'invalid_request' }]);
    expect(result(held, { step: 'capture', answer: NOT_DONE })?.payment.operation).toMatchObject({ number: 1 });
  });

  it('a cancel or a read that was refused says nothing', () => {
    const ending = waiting({ goal: 'canceled', operation: { kind: 'cancel', number: 1, amount: null, sends: 1 } });
    expect(result(ending, { step: 'cancel', answer: REFUSED })?.payment.status).toBe('processing');
    expect(result(ending, { step: 'fetch', answer: REFUSED })?.payment.status).toBe('processing');
  });

  it('an answer about an attempt that is not there changes nothing', () => {
    expect(result(opened(), { attempt: 9, answer: REFUSED })?.payment.status).toBe('pending');
  });
});

describe('an absence', () => {
  const provenMs = TEST_POLICY.submitWindowMs + ABSENCE_GRACE_MS;
  const look = { step: 'fetch', answer: ABSENT, first: false } as const;

  it('S6 is not believed within the grace time, to the millisecond', () => {
    expect(result(opened(), { ...look, now: after(provenMs - 1) })?.payment.status).toBe('pending');
    const decision = result(opened(), { ...look, now: after(provenMs) });
    expect(decision?.payment).toMatchObject({ status: 'failed', failure: { code: 'provider_unavailable' } });
    expect(decision?.payment.attempts[0]?.outcome).toBe('not_done');
  });

  it('T8 ends what was canceled meanwhile', () => {
    const canceled = opened({ goal: 'canceled', ending: failureOf('canceled_by_payer') });
    expect(result(canceled, { ...look, now: after(provenMs) })?.payment.status).toBe('canceled');
  });

  it('T12 of another account is none, and of an attempt that was never sent neither', () => {
    expect(result(opened(), { ...look, account: 'other', now: after(provenMs) })?.payment.status).toBe('pending');
    const unsent = opened({ attempts: [attempt({ submit: { ...SENT, sends: 0 } })] });
    expect(result(unsent, { ...look, now: after(provenMs) })?.payment.status).toBe('pending');
  });

  it('of an object that the provider told us of is a contradiction, told once', () => {
    const decision = result(waiting(), look);
    expect(decision).toMatchObject({
      alerts: ['contradiction'],
      payment: { status: 'processing', needsAttention: { code: 'contradiction' } },
    });
    expect(result(decision?.payment ?? waiting(), look)?.alerts).toEqual(undefined);
  });
});

describe('looks that bring nothing', () => {
  it('call nobody before their bound, not even one look before', () => {
    const early = result(opened({ idleLooks: LOOKS_BEFORE_ATTENTION - 2 }), {});
    expect(early?.payment).toMatchObject({ needsAttention: null, idleLooks: LOOKS_BEFORE_ATTENTION - 1 });
    expect(early?.alerts ?? []).toEqual([]);
  });

  it('are counted anew after news: a refused capture, an object that closed, a method that was given back', () => {
    const idleLooks = 5;
    const capture = { kind: 'capture', number: 1, amount: 1n, sends: 1 } as const;
    const held = waiting({ status: 'authorized', goal: 'authorized', operation: capture, idleLooks });
    expect(result(held, { step: 'capture', answer: REFUSED })?.payment.idleLooks).toBe(0);
    const due = waiting({ idleLooks });
    expect(result(due, { step: 'fetch' })?.payment.idleLooks).toBe(idleLooks + 1);
    const shown = sampleObject(due, { providerPaymentId: OBJECT, status: 'processing', fingerprint: 'another' });
    const same = sampleObject(due, { providerPaymentId: OBJECT, status: 'processing', fingerprint: 'new' });
    const look = (value: typeof shown) => result(due, { step: 'fetch', answer: { verdict: 'known', value } });
    expect(look(shown)?.payment.idleLooks).toBe(0);
    expect(look({ ...same, open: true })?.payment.idleLooks).toBe(idleLooks + 1);
  });

  it('of a payment that is over and due are written once more, so that its time is taken away', () => {
    const over = paid(waiting({}, { open: false }), NOW);
    expect(result(over, { step: 'fetch' })).toBeNull();
    expect(result({ ...over, advanceAt: NOW }, { step: 'fetch' })?.payment.advanceAt).toBeNull();
  });

  it('S3 the schedule asks for a person, once, and goes on; it is never failed by the clock', () => {
    const tired = opened({ idleLooks: LOOKS_BEFORE_ATTENTION - 1 });
    const decision = result(tired, { step: 'fetch' });
    expect(decision).toMatchObject({
      alerts: ['needs_attention'],
      payment: { status: 'pending', needsAttention: { code: 'unresolved' } },
    });
    expect(decision?.payment.advanceAt === null).toBe(false);
    const next = result(decision?.payment ?? tired, { step: 'fetch' });
    expect(next?.alerts).toEqual(undefined);
    expect(next?.payment.status).toBe('pending');
  });

  it('S3 asks for a capture or a cancel that nobody answers, too, but not where the provider says that it can’t be yet', () => {
    const operation = { kind: 'capture', number: 1, amount: 1n, sends: 3 } as const;
    const tired = { idleLooks: LOOKS_BEFORE_ATTENTION - 1 };
    const capture = waiting({ ...tired, status: 'authorized', goal: 'succeeded', operation });
    expect(result(capture, { step: 'capture', first: false })).toMatchObject({
      alerts: ['needs_attention'],
      payment: { status: 'authorized', needsAttention: { code: 'unresolved' } },
    });
    const cancel = waiting({ ...tired, goal: 'canceled', operation: { ...operation, kind: 'cancel', amount: null } });
    expect(result(cancel, { step: 'cancel', first: false })?.alerts).toEqual(['needs_attention']);
    const value = sampleObject(cancel, { providerPaymentId: OBJECT, status: 'needs_payer', fingerprint: 'new' });
    const notYet = result(cancel, { step: 'cancel', first: false, answer: { verdict: 'known', value } });
    expect([notYet?.payment.status, notYet?.alerts ?? []]).toEqual(['processing', []]);
  });

  it('S3 what a person was asked for is theirs no longer once it is known', () => {
    const since = { code: 'unresolved', since: NOW } as const;
    const look = (payment: Payment, change: Parameters<typeof sampleObject>[1]) =>
      result(payment, {
        step: 'fetch',
        first: false,
        answer: { verdict: 'known', value: sampleObject(payment, { providerPaymentId: OBJECT, ...change }) },
      })?.payment;
    const lost = opened({ needsAttention: since });
    expect(look(lost, { status: 'needs_payer', open: true })).toMatchObject({
      status: 'processing',
      needsAttention: null,
    });
    expect(look(lost, { status: 'failed', open: false })).toMatchObject({ status: 'failed', needsAttention: null });
    const other = opened({ needsAttention: { code: 'contradiction', since: NOW } });
    expect(look(other, { status: 'needs_payer', open: true })?.needsAttention?.code).toBe('contradiction');
    // A refund's doubt is not over because its payment was read.
    const done = { ...paid(waiting({}, { open: false }), NOW), needsAttention: since, advanceAt: NOW };
    expect(result(done, { step: 'fetch' })?.payment.needsAttention?.code).toBe('unresolved');
  });

  it('a contradiction on the way is not drowned by it', () => {
    const tired = opened({ idleLooks: LOOKS_BEFORE_ATTENTION, attempts: [attempt({ providerPaymentId: OBJECT })] });
    expect(result(tired, { step: 'fetch', answer: ABSENT })?.alerts).toEqual(['contradiction']);
  });

  it('a payer who takes their time is no reason to call anybody', () => {
    const decision = result(waiting({ idleLooks: LOOKS_BEFORE_ATTENTION + 5 }), { step: 'fetch' });
    expect(decision?.payment.needsAttention ?? null).toBeNull();
  });
});

describe('an object', () => {
  const known = (payment: Payment, object: Parameters<typeof sampleObject>[1] = {}, change: Partial<Answered> = {}) =>
    result(payment, { answer: { verdict: 'known', value: sampleObject(payment, object) }, ...change });

  it('W13 of another amount, currency or payment is not applied, kept as evidence, and told once', () => {
    const payment = opened();
    for (const object of [{ amount: 1998n }, { currency: 'EUR' as const }]) {
      const decision = known(payment, object);
      expect(decision).toMatchObject({ alerts: ['amount_mismatch'], raw: '{}', payment: { status: 'pending' } });
      expect(known(decision?.payment ?? payment, object)?.alerts ?? []).toEqual([]);
    }
    expect(known(payment, { paymentId: samplePayment(NOW).id })).toMatchObject({ alerts: ['contradiction'] });
    expect(known(payment, { paymentId: null })?.payment.status).toBe('succeeded');
  });

  it('W13 shows a refund of ours with another amount: told once, and not applied', () => {
    const done = paid(waiting({}, { open: false }), NOW);
    const ours = sampleRefund(done, NOW, { providerRefundId: 're_1' });
    const wrong = {
      ...{ providerRefundId: 're_1', providerPaymentId: OBJECT, refundId: ours.id, amount: ours.money.minor + 1n },
      ...{ currency: done.money.currency, status: 'succeeded' as const, failure: null, createdAt: NOW, raw: '{}' },
    };
    const read = (payment: Payment) =>
      known(
        payment,
        { providerPaymentId: OBJECT, status: 'succeeded', refunds: [wrong] },
        { step: 'fetch', refunds: [ours] },
      );
    const first = read(done);
    expect(first).toMatchObject({ alerts: ['amount_mismatch'], payment: { status: 'succeeded', amountRefunded: 0n } });
    expect(first?.refunds ?? []).toEqual([]);
    expect(read(first?.payment ?? done)?.alerts ?? []).toEqual([]);
  });

  it('T17 of every status, at every status of ours: only what the table allows', () => {
    for (const status of PAYMENT_STATUSES) {
      for (const said of ['needs_payer', 'processing', 'authorized', 'succeeded', 'failed', 'canceled'] as const) {
        const base = waiting({ status });
        const payment = PAID_STATUSES.includes(status) ? { ...paid(base, NOW), status } : base;
        const next =
          known(payment, { status: said, providerPaymentId: OBJECT }, { step: 'fetch' })?.payment.status ?? status;
        if (PAID_STATUSES.includes(status)) expect(PAID_STATUSES).toContain(next);
        if (status === 'failed' || status === 'canceled') {
          expect([status, 'succeeded', 'authorized']).toContain(next);
        }
      }
    }
  });

  it('W11 money for a payment that was given up is recorded, and told', () => {
    for (const payment of [
      waiting({ status: 'failed' }),
      waiting({ status: 'canceled' }),
      waiting({ goal: 'canceled' }),
    ]) {
      const decision = known(payment, { providerPaymentId: OBJECT }, { step: 'fetch' });
      expect(decision).toMatchObject({
        alerts: ['late_success'],
        payment: { status: 'succeeded', goal: 'succeeded', ending: null },
      });
    }
  });

  it('T6 a second paid object is recorded, told, and refunded by itself; seen again, nothing more', () => {
    const first = paid(waiting(), NOW);
    const second = attempt({ number: 2, providerPaymentId: 'object-2', open: true });
    const both = { ...first, attempts: [...first.attempts, second] };
    const decision = known(both, { providerPaymentId: 'object-2' }, { step: 'fetch', attempt: 2 });
    expect(decision).toMatchObject({
      alerts: ['duplicate_charge'],
      payment: {
        status: 'succeeded',
        amountCaptured: 1999n,
        paidAttempt: 1,
        needsAttention: { code: 'duplicate_charge' },
      },
      refunds: [{ origin: 'duplicate', providerPaymentId: 'object-2', money: { minor: 1999n }, submit: SENT }],
    });
    const again = known(decision?.payment ?? both, { providerPaymentId: 'object-2' }, { step: 'fetch', attempt: 2 });
    expect(again?.refunds ?? []).toEqual([]);
  });

  it('T5 an object of ours that no attempt accounts for is adopted, so that its money is seen', () => {
    const payment = waiting();
    const decision = known(payment, { providerPaymentId: 'stranger' }, { step: 'fetch' });
    expect(decision?.payment).toMatchObject({ status: 'succeeded', paidAttempt: 2 });
    expect(decision?.payment.attempts.map((a) => [a.number, a.providerPaymentId])).toEqual([
      [2, 'stranger'],
      [1, OBJECT],
    ]);
  });

  it('an object that was looked for, and one that another attempt’s read found, goes to the attempt that lost it', () => {
    const two = opened({ attempts: [attempt(), attempt({ number: 2 })] });
    const found = known(two, { providerPaymentId: 'late' }, { step: 'fetch', attempt: 1 });
    expect(found?.payment).toMatchObject({ paidAttempt: 1 });
    const byChance = known(two, { providerPaymentId: 'late' }, { step: 'fetch', attempt: 9 });
    expect(byChance?.payment).toMatchObject({ paidAttempt: 2 });
    const ended = opened({ attempts: [attempt({ outcome: 'not_done' })] });
    expect(known(ended, { providerPaymentId: 'late' }, { step: 'fetch' })?.payment).toMatchObject({ paidAttempt: 1 });
  });

  it('T10 the decline that was there before the method was sent says nothing about it', () => {
    const retried = waiting(
      { status: 'pending' },
      { number: 2, confirm: SENT, seen: 'declined once', hasMethod: true },
    );
    const stale = known(
      retried,
      { status: 'failed', fingerprint: 'declined once', needsMethod: true, providerPaymentId: OBJECT },
      { step: 'fetch', attempt: 2 },
    );
    expect(stale?.payment).toMatchObject({ status: 'processing', attempts: [{ confirm: SENT }] });
    const fresh = known(
      retried,
      { status: 'failed', fingerprint: 'declined twice', needsMethod: true, providerPaymentId: OBJECT },
      { step: 'fetch', attempt: 2 },
    );
    expect(fresh?.payment).toMatchObject({ status: 'failed', attempts: [{ confirm: null, outcome: 'failed' }] });
  });

  it('T10 news of an older object changes its attempt alone', () => {
    const payment = waiting({
      status: 'processing',
      attempts: [
        attempt({ providerPaymentId: 'old', open: true }),
        attempt({ number: 2, providerPaymentId: OBJECT, open: true }),
      ],
    });
    const decision = known(payment, { status: 'canceled', providerPaymentId: 'old' }, { step: 'fetch', attempt: 1 });
    expect(decision?.payment.status).toBe('processing');
    expect(decision?.payment.attempts.map((a) => `${a.outcome} ${a.open}`)).toEqual(['canceled false', 'open true']);
    const ending = {
      ...payment,
      goal: 'canceled' as const,
      attempts: payment.attempts.map((a) => ({ ...a, open: a.number === 1 })),
    };
    expect(
      known(ending, { status: 'canceled', providerPaymentId: 'old' }, { step: 'fetch', attempt: 1 })?.payment.status,
    ).toBe('canceled');
  });

  it('a failure without a reason, and a cancel without one, have the plainest', () => {
    const declined = known(waiting(), { status: 'failed', failure: null, providerPaymentId: OBJECT });
    expect(declined?.payment.failure?.code).toBe('card_declined');
    const canceled = known(waiting(), { status: 'canceled', failure: null, providerPaymentId: OBJECT });
    expect(canceled?.payment).toMatchObject({ status: 'canceled', failure: { code: 'canceled_by_merchant' } });
  });

  it('a paid object that says it is not paid is a contradiction, and changes nothing', () => {
    const payment = paid(waiting(), NOW);
    const decision = known(payment, { status: 'canceled', providerPaymentId: OBJECT }, { step: 'fetch' });
    expect(decision).toMatchObject({ alerts: ['contradiction'], payment: { status: 'succeeded' } });
  });

  it('keeps the payer’s method where they wanted that, and only then', () => {
    const savedMethod = {
      type: 'card',
      brand: 'visa',
      last4: '4242',
      expMonth: 1,
      expYear: 2030,
      reference: 'pm',
      customer: null,
    };
    expect(known(opened({ saveMethod: true }), { savedMethod })?.savedMethod).toEqual(savedMethod);
    expect(known(opened(), { savedMethod })?.savedMethod).toEqual(undefined);
  });

  it('a cancel that the provider could not do yet is asked again under a fresh key; one that nobody numbered just waits', () => {
    const operation = { kind: 'cancel' as const, number: 1, amount: null, sends: 1 };
    const ending = waiting({ goal: 'canceled', operation, operations: 1 });
    const object = { status: 'needs_payer' as const, providerPaymentId: OBJECT };
    expect(known(ending, object, { step: 'cancel' })?.payment).toMatchObject({
      operations: 2,
      operation: { number: 2, sends: 1 },
    });
    const unnumbered = { ...ending, operation: null };
    expect(known(unnumbered, object, { step: 'cancel' })?.payment).toMatchObject({ operations: 1, operation: null });
  });

  it('R11 refunds that it shows are taken in; together with the money itself only by the next look', () => {
    const fact = {
      providerRefundId: 're_1',
      providerPaymentId: OBJECT,
      refundId: null,
      amount: 99n,
      currency: 'USD' as const,
      status: 'succeeded' as const,
      failure: null,
      createdAt: NOW,
      raw: '{}',
    };
    const both = known(waiting(), { providerPaymentId: OBJECT, refunds: [fact] });
    expect(both?.payment).toMatchObject({ status: 'succeeded', amountRefunded: 0n });
    const payment = paid(waiting(), NOW);
    const taken = known(payment, { providerPaymentId: OBJECT, refunds: [fact] }, { step: 'fetch' });
    expect(taken).toMatchObject({
      payment: { status: 'partially_refunded', amountRefunded: 99n },
      refunds: [{ origin: 'dashboard', status: 'succeeded', advanceAt: null }],
    });
    const thinking = known(
      payment,
      { providerPaymentId: OBJECT, refunds: [{ ...fact, status: 'pending' }] },
      { step: 'fetch' },
    );
    expect(thinking).toMatchObject({
      payment: { amountReserved: 99n },
      refunds: [{ status: 'pending', advanceAt: NOW }],
    });
  });

  it('T6 a refund of the second object is a duplicate’s, and is not counted', () => {
    const first = paid(waiting(), NOW);
    const second = attempt({ number: 2, providerPaymentId: 'object-2', outcome: 'succeeded' });
    const both = { ...first, attempts: [...first.attempts, second] };
    const fact = {
      providerRefundId: 're_2',
      providerPaymentId: 'object-2',
      refundId: null,
      amount: 1999n,
      currency: 'USD' as const,
      status: 'succeeded' as const,
      failure: null,
      createdAt: NOW,
      raw: '{}',
    };
    const decision = known(both, { providerPaymentId: 'object-2', refunds: [fact] }, { step: 'fetch', attempt: 2 });
    expect(decision).toMatchObject({
      payment: { status: 'succeeded', amountRefunded: 0n },
      refunds: [{ origin: 'duplicate' }],
    });
  });

  it('T5 T7 a hold that comes late for an order that another payment has is let go', () => {
    const failed = waiting({ status: 'failed', holdsOrder: false });
    const object = { status: 'authorized' as const, providerPaymentId: OBJECT };
    const taken = known(failed, object, { step: 'fetch', orderTaken: true });
    expect(taken?.payment).toMatchObject({ status: 'failed', goal: 'failed', holdsOrder: false });
    const free = known(failed, object, { step: 'fetch' });
    expect(free?.payment).toMatchObject({ status: 'authorized', holdsOrder: true });
    const own = known(waiting(), object, { step: 'fetch', orderTaken: true });
    expect(own?.payment).toMatchObject({ status: 'authorized', holdsOrder: true });
  });

  it('T6 a duplicate that shows news of a refund of its own: both are written', () => {
    const first = paid(waiting(), NOW);
    const both = { ...first, attempts: [...first.attempts, attempt({ number: 2, providerPaymentId: 'object-2' })] };
    const older = sampleRefund(both, NOW, {
      origin: 'duplicate',
      providerPaymentId: 'object-2',
      providerRefundId: 're_9',
      money: { minor: 9n, currency: 'USD' },
    });
    const fact = {
      providerRefundId: 're_9',
      providerPaymentId: 'object-2',
      refundId: older.id,
      amount: 9n,
      currency: 'USD' as const,
      status: 'succeeded' as const,
      failure: null,
      createdAt: NOW,
      raw: '{}',
    };
    const decision = known(
      both,
      { providerPaymentId: 'object-2', refunds: [fact] },
      { step: 'fetch', attempt: 2, refunds: [older] },
    );
    expect(decision?.refunds).toMatchObject([
      { origin: 'duplicate', status: 'pending', money: { minor: 1999n } },
      { id: older.id, status: 'succeeded' },
    ]);
  });

  it('T15 a refund that fails after all gives the order back, unless another payment has it by now', () => {
    const payment: Payment = { ...paid(waiting(), NOW), status: 'refunded', amountRefunded: 1999n, holdsOrder: false };
    const refund = sampleRefund(payment, NOW, {
      status: 'succeeded',
      providerRefundId: 're_1',
      providerPaymentId: OBJECT,
    });
    const fact = {
      providerRefundId: 're_1',
      providerPaymentId: OBJECT,
      refundId: refund.id,
      amount: 1999n,
      currency: 'USD' as const,
      status: 'failed' as const,
      failure: failureOf('refund_refused'),
      createdAt: NOW,
      raw: '{}',
    };
    for (const orderTaken of [false, true]) {
      const decision = known(
        payment,
        { providerPaymentId: OBJECT, refunds: [fact] },
        { step: 'fetch', refunds: [refund], orderTaken },
      );
      expect(decision?.payment).toMatchObject({ status: 'succeeded', amountRefunded: 0n, holdsOrder: !orderTaken });
    }
  });
});
