import { applyRefundFact, hasMismatch, mergeRefunds, refundNews, withRefunds } from './apply-refunds.ts';
import { failureOf } from './failure.ts';
import type { Payment } from './payment.ts';
import type { ProviderRefund } from './provider-facts.ts';
import type { Refund, RefundStatus } from './refund.ts';
import { countedIds, paid, sampleAttempt, sampleObject, samplePayment, sampleRefund } from './testing/samples.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const LATER = new Date('2026-03-01T10:05:00.000Z');
const REASON = failureOf('refund_refused', 'no_money');
const STATUSES: readonly RefundStatus[] = ['pending', 'succeeded', 'failed'];

const payment = paid(samplePayment(NOW), NOW);
const ours = (change: Partial<Refund> = {}): Refund =>
  sampleRefund(payment, NOW, { providerRefundId: 're_1', advanceAt: LATER, idleLooks: 4, ...change });
const fact = (change: Partial<ProviderRefund> = {}): ProviderRefund => ({
  ...{ providerRefundId: 're_1', providerPaymentId: ours().providerPaymentId, refundId: null },
  ...{ amount: ours().money.minor, currency: payment.money.currency, status: 'succeeded', failure: null },
  ...{ createdAt: NOW, raw: '{}', ...change },
});
const news = (refunds: readonly Refund[], shown: readonly ProviderRefund[], of: Payment = payment, object = {}) =>
  refundNews(
    of,
    refunds,
    sampleObject(of, object),
    shown,
    LATER,
    countedIds(() => LATER),
  );

describe('a refund as the provider tells it', () => {
  it.each(STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const)))(
    '%s → %s: what the table allows, with its reason where it failed, and due only while it is pending',
    (from, to) => {
      const next = applyRefundFact(ours({ status: from }), fact({ status: to, failure: REASON }), LATER);
      const isBackward = to === 'pending' || from === to;
      if (isBackward) return expect(next).toBeNull();
      expect(next).toMatchObject({ status: to, advanceAt: null, idleLooks: 0, updatedAt: LATER });
      expect(next?.failure).toEqual(to === 'failed' ? REASON : null);
    },
  );

  it('is news where it has its name now, and stays due', () => {
    const nameless = ours({ providerRefundId: null });
    expect(applyRefundFact(nameless, fact({ status: 'pending', failure: REASON }), LATER)).toMatchObject({
      ...{ providerRefundId: 're_1', status: 'pending', failure: null, advanceAt: LATER },
    });
  });
});

describe('the refunds of an object', () => {
  it('W13 are not taken in where one of ours shows another amount or currency; the others are', () => {
    const other = fact({ providerRefundId: 're_2' });
    for (const change of [{ amount: ours().money.minor + 1n }, { currency: 'EUR' as const }]) {
      expect(applyRefundFact(ours({ status: 'pending' }), fact(change), LATER)).toBeNull();
      const shown = [fact(change), other];
      expect(hasMismatch([ours()], shown)).toBe(true);
      expect(news([ours({ status: 'pending' })], shown)).toMatchObject([{ providerRefundId: 're_2' }]);
    }
    expect(hasMismatch([ours()], [fact(), other])).toBe(false);
  });

  it('are ours by our id, or by theirs; each of ours is told its own', () => {
    const first = ours({ providerRefundId: 're_1' });
    const second = ours({ providerRefundId: null });
    const third = ours({ providerRefundId: 're_3' });
    const all = [first, second, third];
    const changed = news(all, [
      fact({ providerRefundId: 're_2', refundId: second.id }),
      fact({ providerRefundId: 're_3', status: 'failed' }),
    ]);
    expect(changed.map(({ id, providerRefundId, status }) => [id, providerRefundId, status])).toEqual([
      [second.id, 're_2', 'succeeded'],
      [third.id, 're_3', 'failed'],
    ]);
    expect(news(all, [fact({ status: 'pending' })])).toEqual([]);
  });

  it('R11 are a dashboard’s where none of ours could be meant, as they stand there', () => {
    const done = ours({ status: 'succeeded' });
    const [foreign] = news([done], [fact({ providerRefundId: 're_9', amount: 500n, status: 'pending' })]);
    expect(foreign).toMatchObject({
      ...{ origin: 'dashboard', providerRefundId: 're_9', money: { minor: 500n, currency: payment.money.currency } },
      ...{ status: 'pending', submit: null, advanceAt: LATER, paymentId: payment.id },
    });
    expect(news([], [fact()])[0]?.advanceAt).toBeNull();
  });

  it.each([
    ['one of ours has no answer yet: it may be that one', ours({ providerRefundId: null }), 0],
    ['ours has its name', ours({ providerRefundId: 're_2' }), 1],
    ['ours is over', ours({ providerRefundId: null, status: 'failed' }), 1],
    ['ours is about another object', ours({ providerRefundId: null, providerPaymentId: 'another' }), 1],
  ] as const)('R11 that look foreign wait, or not, where %s', (_, refund, found) => {
    expect(news([refund], [fact({ providerRefundId: 're_9' })])).toHaveLength(found);
  });

  it('T6 are a duplicate’s where the object is not the one that was counted', () => {
    const attempts = [
      sampleAttempt({ providerPaymentId: 'first' }),
      sampleAttempt({ number: 2, providerPaymentId: 'second' }),
    ];
    const two: Payment = { ...payment, attempts, paidAttempt: 2 };
    const originOf = (providerPaymentId: string) =>
      news([], [fact({ providerPaymentId })], two, { providerPaymentId })[0]?.origin;
    expect([originOf('first'), originOf('second')]).toEqual(['duplicate', 'dashboard']);
  });
});

describe('what refunds make of a payment', () => {
  it('counts what went back and what is promised, and gives the order free only with the last of it', () => {
    const held = { ...payment, holdsOrder: true };
    const part = (minor: bigint, status: RefundStatus) => ours({ money: { ...payment.money, minor }, status });
    expect(withRefunds(held, [part(500n, 'succeeded'), part(300n, 'pending'), part(9n, 'failed')])).toMatchObject({
      ...{ status: 'partially_refunded', amountRefunded: 500n, amountReserved: 300n, holdsOrder: true },
    });
    const all = withRefunds(held, [part(payment.amountCaptured, 'succeeded')]);
    expect(all).toMatchObject({ status: 'refunded', holdsOrder: false });
    expect(withRefunds(all, [part(1n, 'failed')])).toMatchObject({ status: 'succeeded', holdsOrder: true });
  });

  it('puts changed ones in their place, and new ones behind', () => {
    const [a, b, c] = [ours(), ours(), ours()];
    const changed = { ...b, status: 'failed' as const };
    expect(mergeRefunds([a, b], [changed, c])).toEqual([a, changed, c]);
    expect(mergeRefunds([], [c])).toEqual([c]);
  });
});
