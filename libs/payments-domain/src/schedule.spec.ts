import { ATTENTION_CODES, type Attempt, type Payment } from './payment.ts';
import { isExpired, scheduled, standsInTheWay } from './schedule.ts';
import { orderId } from './ids.ts';
import { paid, sampleAttempt, samplePayment } from './testing/samples.ts';
import { TEST_POLICY } from './testing/world.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
const OPEN: Partial<Attempt> = { providerPaymentId: 'o', open: true };
const { expireAfterMs, reconcileAfterMs } = TEST_POLICY;

/** One whose object waits for its payer since `NOW`. */
const waiting = (change: Partial<Payment> = {}): Payment =>
  samplePayment(NOW, { status: 'processing', attempts: [sampleAttempt({ ...OPEN, createdAt: NOW })], ...change });
const dueAt = (payment: Payment, now: Date, news = true) =>
  scheduled(payment, TEST_POLICY, now, 0, news).advanceAt?.getTime() ?? null;

describe('the time to pay', () => {
  it('C13 is over at its moment, not before, also for one that nobody has answered yet', () => {
    for (const status of ['pending', 'processing'] as const) {
      expect(isExpired(waiting({ status }), TEST_POLICY, after(expireAfterMs - 1))).toBe(false);
      expect(isExpired(waiting({ status }), TEST_POLICY, after(expireAfterMs))).toBe(true);
    }
  });

  it('wakes a payment at its end, where no look comes before', () => {
    const day = expireAfterMs;
    expect(dueAt(waiting(), NOW)).toBe(after(reconcileAfterMs).getTime());
    expect(dueAt(waiting(), after(day - 1_000))).toBe(after(day).getTime());
    // What could not be ended then is looked at in its turn, never in the past, and never at once for ever.
    expect(dueAt(waiting(), after(day))).toBe(after(day + reconcileAfterMs).getTime());
  });

  it('wakes nobody early who waits for a capture, or is being ended already', () => {
    const almost = after(expireAfterMs - 1_000);
    const inTurn = almost.getTime() + reconcileAfterMs;
    expect(dueAt(waiting({ status: 'authorized' }), almost)).toBe(inTurn);
    const ended = waiting({ goal: 'canceled', attempts: [sampleAttempt({ createdAt: NOW, outcome: 'canceled' })] });
    expect(dueAt(ended, almost)).toBe(inTurn);
  });
});

describe('what stands in the way of another payment of the order', () => {
  const order = { orderId: orderId('order-1'), holdsOrder: false };
  const done = (change: Partial<Payment>) => ({ ...paid(waiting(), NOW), ...order, ...change });

  it.each([
    ['failed, and payable still', waiting({ ...order, status: 'failed' }), true],
    ['failed for good', waiting({ ...order, status: 'failed', attempts: [sampleAttempt()] }), false],
    ['canceled, whatever its object says', waiting({ ...order, status: 'canceled' }), false],
    ['paid late', done({}), true],
    ['paid late, a part went back', done({ status: 'partially_refunded' }), true],
    ['paid late, all went back', done({ status: 'refunded', attempts: [sampleAttempt()] }), false],
    ['the order’s own payment: its index says so', done({ holdsOrder: true }), false],
    ['one without an order', waiting({ status: 'failed', orderId: null, holdsOrder: false }), false],
  ])('%s: %#', (_, payment, stands) => {
    expect(standsInTheWay(payment)).toBe(stands);
  });
});

describe('late money', () => {
  const policy = { ...TEST_POLICY, lateSuccess: 'refund' as const };
  const order = { orderId: orderId('order-1'), holdsOrder: false };
  const due = (change: Partial<Payment>) =>
    scheduled({ ...paid(samplePayment(NOW), NOW), ...order, ...change }, policy, NOW, 0, true).advanceAt;

  it.each(ATTENTION_CODES)('is what brings a paid payment back to the worker, and %s is looked at for that', (code) => {
    const since = NOW;
    expect(due({ needsAttention: { code, since } }) !== null).toBe(code === 'late_success');
  });

  it('is on its way back as soon as anything of it is promised or gone', () => {
    const needsAttention = { code: 'late_success', since: NOW } as const;
    expect(due({ needsAttention, amountReserved: 5n, amountRefunded: 5n })).toBeNull();
    expect(due({ needsAttention, amountReserved: 5n })).toBeNull();
  });
});
