import fc from 'fast-check';
import { ending, failed } from './endings.ts';
import { failureOf } from './failure.ts';
import { orderId } from './ids.ts';
import { nextStep, STEPS } from './next-step.ts';
import { withRefunds } from './apply-refunds.ts';
import type { Attempt, Goal, Payment, Sending } from './payment.ts';
import { PAYMENT_STATUSES } from './payment-status.ts';
import { backoff, isExpired, pause, scheduled } from './schedule.ts';
import { paid, sampleAttempt, samplePayment, sampleRefund } from './testing/samples.ts';
import { TEST_POLICY } from './testing/world.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const SENT: Sending = { params: '{}', account: 'acct', sends: 1, firstSentAt: NOW };
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
const stepOf = (payment: Payment, now = NOW, sending = true) => {
  const { step, attempt } = nextStep(payment, { ...TEST_POLICY, sending }, now);
  return `${step} ${attempt.number}`;
};
const attempt = (change: Partial<Attempt> = {}): Attempt => sampleAttempt({ submit: SENT, ...change });
const payment = (change: Partial<Payment> = {}): Payment => samplePayment(NOW, { attempts: [attempt()], ...change });
const OPEN = { providerPaymentId: 'o', open: true };

describe('the next step', () => {
  it('T20 submits within the window, to the millisecond, then only looks', () => {
    expect(stepOf(payment())).toBe('submit 1');
    expect(stepOf(payment(), after(TEST_POLICY.submitWindowMs - 1))).toBe('submit 1');
    expect(stepOf(payment(), after(TEST_POLICY.submitWindowMs))).toBe('fetch 1');
  });

  it('what was never sent has its window still before it', () => {
    const unsent = payment({ attempts: [attempt({ submit: { ...SENT, sends: 0 } })] });
    expect(stepOf(unsent, after(TEST_POLICY.submitWindowMs))).toBe('submit 1');
  });

  it('confirms where a method is on its way', () => {
    const confirming = payment({ status: 'processing', attempts: [attempt({ ...OPEN, confirm: SENT })] });
    expect(stepOf(confirming)).toBe('confirm 1');
    expect(stepOf(confirming, after(TEST_POLICY.submitWindowMs))).toBe('fetch 1');
  });

  it('waits for a payer, and looks where it does not know what happened', () => {
    expect(stepOf(payment({ status: 'processing', attempts: [attempt(OPEN)] }))).toBe('rest 1');
    expect(stepOf(payment({ attempts: [attempt(OPEN)] }))).toBe('fetch 1');
    expect(stepOf(payment({ attempts: [sampleAttempt()] }))).toBe('fetch 1');
  });

  it('T6 looks for what may have been made beside the object that was paid', () => {
    const beside = (second: Attempt): Payment => ({
      ...paid(payment(), NOW),
      attempts: [attempt({ providerPaymentId: 'o', outcome: 'succeeded' }), second],
      paidAttempt: 1,
    });
    expect(stepOf(beside(attempt({ number: 2 })))).toBe('fetch 2');
    expect(stepOf(beside(attempt({ number: 2, outcome: 'not_done' })))).toBe('rest 2');
  });

  it('T5 ends what an earlier attempt left open before anything is sent', () => {
    const two = payment({ attempts: [attempt(OPEN), attempt({ number: 2 })] });
    expect(stepOf(two)).toBe('cancel 1');
    const same = payment({ attempts: [attempt(OPEN), attempt({ ...OPEN, number: 2, confirm: SENT })] });
    expect(stepOf(same)).toBe('confirm 2');
  });

  it('T5 ends only what is an object, another one, and only before it sends', () => {
    const second = attempt({ number: 2 });
    expect(stepOf(payment({ attempts: [attempt({ open: true }), second] }))).toBe('submit 2');
    const known = attempt({ ...OPEN, number: 2, confirm: SENT });
    expect(stepOf(payment({ attempts: [attempt({ open: true }), known] }))).toBe('confirm 2');
    const elsewhere = attempt({ ...OPEN, provider: 'another' });
    const same = attempt({ ...OPEN, number: 2, confirm: SENT });
    expect(stepOf(payment({ attempts: [elsewhere, same] }))).toBe('cancel 1');
    const behind = payment({ attempts: [attempt(OPEN), attempt({ number: 2, providerPaymentId: 'p', open: true })] });
    expect(stepOf({ ...behind, status: 'processing' })).toBe('rest 2');
    expect(stepOf({ ...behind, status: 'failed' })).toBe('rest 2');
  });

  it('captures what is held where that was asked for', () => {
    const held = payment({ status: 'authorized', goal: 'authorized', attempts: [attempt(OPEN)] });
    expect(stepOf(held)).toBe('rest 1');
    expect(stepOf({ ...held, operation: { kind: 'capture', number: 1, amount: 1n, sends: 1 } })).toBe('capture 1');
    expect(stepOf({ ...held, operation: { kind: 'cancel', number: 1, amount: null, sends: 1 } })).toBe('rest 1');
    const lapsed = { ...held, status: 'failed' as const };
    expect(stepOf({ ...lapsed, operation: { kind: 'capture', number: 1, amount: 1n, sends: 1 } })).toBe('rest 1');
  });

  it('T8 with a goal to end nothing is submitted: open objects are ended, lost ones looked for', () => {
    expect(stepOf(payment({ goal: 'canceled' }))).toBe('fetch 1');
    expect(stepOf(payment({ goal: 'failed', attempts: [attempt(OPEN)] }))).toBe('cancel 1');
    expect(stepOf(payment({ goal: 'canceled', attempts: [sampleAttempt()] }))).toBe('rest 1');
    const closed = attempt({ providerPaymentId: 'o', outcome: 'canceled' });
    expect(stepOf(payment({ goal: 'canceled', attempts: [closed] }))).toBe('rest 1');
    expect(stepOf(payment({ goal: 'canceled', attempts: [attempt({ open: true })] }))).toBe('fetch 1');
  });

  it('T5 a paid payment’s other open object, the forgotten tab, is ended', () => {
    const done = paid(
      payment({ attempts: [attempt({ ...OPEN, providerPaymentId: 'tab' }), attempt({ number: 2 })] }),
      NOW,
    );
    expect(stepOf(done)).toBe('cancel 1');
    expect(stepOf(paid(payment(), NOW))).toBe('rest 1');
    const own = paid(payment({ attempts: [attempt(OPEN)] }), NOW);
    expect(stepOf(own)).toBe('rest 1');
  });

  it('where sending is off it only looks', () => {
    expect(stepOf(payment(), NOW, false)).toBe('fetch 1');
    expect(stepOf(payment({ attempts: [sampleAttempt()] }), NOW, false)).toBe('fetch 1');
    expect(stepOf(paid(payment(), NOW), NOW, false)).toBe('rest 1');
  });
});

describe('the time of the next look', () => {
  const goals: readonly Goal[] = ['authorized', 'succeeded', 'canceled', 'failed'];

  it('promise 9: is never empty where there is a next step, or something that could still change', () => {
    const one = fc.record({
      providerPaymentId: fc.option(fc.constantFrom('a', 'b')),
      open: fc.boolean(),
      submit: fc.option(fc.constantFrom(SENT, { ...SENT, sends: 0 })),
      confirm: fc.option(fc.constant(SENT)),
      outcome: fc.constantFrom('open' as const, 'failed' as const, 'canceled' as const, 'not_done' as const),
    });
    const some = fc.record({
      status: fc.constantFrom(...PAYMENT_STATUSES),
      goal: fc.constantFrom(...goals),
      attempts: fc
        .array(one, { minLength: 1, maxLength: 3 })
        .map((all) => all.map((change, index) => sampleAttempt({ ...change, number: index + 1 }))),
      idleLooks: fc.nat(40),
    });
    fc.assert(
      fc.property(some, fc.boolean(), fc.integer({ min: 0, max: 200_000_000 }), (change, news, passedMs) => {
        const now = after(passedMs);
        const next = scheduled(payment(change), TEST_POLICY, now, 0.5, news);
        const { step } = nextStep(next, TEST_POLICY, now);
        expect(STEPS).toContain(step);
        const open = next.attempts.some((a) => a.open);
        const waits = next.status === 'processing' || next.status === 'authorized' || open;
        if (step !== 'rest' || waits) expect(next.advanceAt?.getTime()).toBeGreaterThan(now.getTime());
        else expect(next.advanceAt).toBeNull();
      }),
    );
  });

  it('S2 an unknown outcome is looked at as soon as a step that nobody finished, then ever later', () => {
    const unknown = payment({ status: 'pending', attempts: [sampleAttempt({ submit: SENT })] });
    const looks = [0, 1, 2].map((idleLooks) => scheduled({ ...unknown, idleLooks }, TEST_POLICY, NOW, 0, false));
    const { recoveryAfterMs } = TEST_POLICY;
    expect(looks.map(({ advanceAt }) => advanceAt)).toEqual([
      after(recoveryAfterMs),
      after(2 * recoveryAfterMs),
      after(3 * recoveryAfterMs),
    ]);
  });

  it('S2 stays quick for as long as a charge may be sent, whether it is sent or only looked for; then it has time', () => {
    const { recoveryAfterMs, submitWindowMs } = TEST_POLICY;
    const lost = payment({ goal: 'canceled', idleLooks: 20 });
    const confirming = payment({
      status: 'processing',
      idleLooks: 20,
      attempts: [attempt({ ...OPEN, confirm: SENT })],
    });
    const pauseOf = (one: Payment, nowMs: number) =>
      (scheduled(one, TEST_POLICY, after(nowMs), 0, false).advanceAt?.getTime() ?? 0) - after(nowMs).getTime();
    expect(pauseOf(lost, submitWindowMs - 1)).toBe(3 * recoveryAfterMs);
    expect(pauseOf(confirming, submitWindowMs - 1)).toBe(3 * recoveryAfterMs);
    expect(pauseOf(lost, submitWindowMs)).toBe(5 * 60_000);
    expect(pauseOf(confirming, submitWindowMs)).toBe(5 * 60_000);
    const never = payment({ attempts: [sampleAttempt()], idleLooks: 20 });
    expect(pauseOf(never, 0)).toBe(5 * 60_000);
  });

  it('S2 backs off up to a bound, and is never all at once', () => {
    const pauses = [0, 1, 2, 3, 10, 50].map((looks) => backoff(15_000, looks, 300_000));
    expect(pauses).toEqual([15_000, 30_000, 60_000, 120_000, 300_000, 300_000]);
    expect(backoff(500_000, 3, 300_000)).toBe(500_000);
    expect(pause(NOW, 60_000, 0)).toEqual(after(60_000));
    expect(pause(NOW, 60_000, 1)).toEqual(after(45_000));
  });

  it('C13 one that waits for its payer is looked at when its time is over, at the latest', () => {
    const waiting = payment({ status: 'processing', attempts: [attempt(OPEN)], idleLooks: 20 });
    const almost = after(TEST_POLICY.expireAfterMs - 1_000);
    expect(scheduled(waiting, TEST_POLICY, almost, 0, false).advanceAt).toEqual(after(TEST_POLICY.expireAfterMs));
    const ended = after(TEST_POLICY.expireAfterMs + 1);
    expect(isExpired(waiting, TEST_POLICY, ended)).toBe(true);
    expect(isExpired({ ...waiting, goal: 'canceled' }, TEST_POLICY, ended)).toBe(false);
    expect(isExpired({ ...waiting, status: 'authorized' }, TEST_POLICY, ended)).toBe(false);
    expect(isExpired({ ...waiting, status: 'failed' }, TEST_POLICY, ended)).toBe(true);
    expect(isExpired({ ...waiting, status: 'failed', attempts: [attempt()] }, TEST_POLICY, ended)).toBe(false);
  });

  it('late money that goes back by itself is looked at until it does', () => {
    const needsAttention = { code: 'late_success' as const, since: NOW };
    const late = { ...paid(payment(), NOW), needsAttention, orderId: orderId('o_1'), holdsOrder: false };
    const policy = { ...TEST_POLICY, lateSuccess: 'refund' as const };
    expect(scheduled(late, policy, NOW, 0, true).advanceAt).toEqual(after(policy.recoveryAfterMs));
    expect(scheduled({ ...late, amountRefunded: 1n }, policy, NOW, 0, true).advanceAt).toBeNull();
    expect(scheduled(late, TEST_POLICY, NOW, 0, true).advanceAt).toBeNull();
    // Nobody else paid for it: it stays, and nobody has to look.
    expect(scheduled({ ...late, holdsOrder: true }, policy, NOW, 0, true).advanceAt).toBeNull();
    expect(scheduled({ ...late, orderId: null }, policy, NOW, 0, true).advanceAt).toBeNull();
  });
});

describe('an end', () => {
  it('is what the goal says, with the reason that was given, or the last one', () => {
    const over = payment({ attempts: [attempt({ outcome: 'canceled' })] });
    expect(ending({ ...over, goal: 'canceled', ending: failureOf('expired') }).payment).toMatchObject({
      status: 'canceled',
      failure: { code: 'expired' },
      failureMessage: 'The time to pay has run out.',
      holdsOrder: false,
    });
    expect(ending({ ...over, goal: 'failed', failure: failureOf('card_declined') }).payment).toMatchObject({
      status: 'failed',
      failure: { code: 'card_declined' },
    });
    expect(ending({ ...over, goal: 'canceled' }).payment).toMatchObject({ failure: null, failureMessage: null });
    expect(ending({ ...over, goal: 'failed', failureMessage: 'no show' }).payment.failureMessage).toBe('no show');
  });

  it('is none while an object is open or lost', () => {
    expect(ending(payment({ goal: 'canceled', attempts: [attempt(OPEN)] })).payment.status).toBe('pending');
    expect(ending(payment({ goal: 'canceled' })).payment.status).toBe('pending');
    const oneOfTwo = [attempt(OPEN), attempt({ number: 2, outcome: 'canceled' })];
    expect(ending(payment({ goal: 'canceled', attempts: oneOfTwo })).payment.status).toBe('pending');
  });

  it('is never that of a paid payment', () => {
    const done = { ...paid(payment(), NOW), goal: 'canceled' as const };
    expect(ending(done).payment.status).toBe('succeeded');
    expect(failed(done, failureOf('card_declined')).payment.status).toBe('succeeded');
  });
});

describe('the sums of refunds', () => {
  it('say nothing of a payment that was never paid', () => {
    expect(withRefunds(payment(), [sampleRefund(payment(), NOW)])).toMatchObject({ amountReserved: 0n });
  });
});
