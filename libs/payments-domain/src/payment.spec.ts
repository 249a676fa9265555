import { attemptNumbered, currentAttempt, paidAttempt, paidObject, refundable, withAttempt } from './payment.ts';
import { countsForPayment } from './refund.ts';
import { paid, sampleAttempt, samplePayment, sampleRefund } from './testing/samples.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');

describe('a payment', () => {
  const two = samplePayment(NOW, { attempts: [sampleAttempt(), sampleAttempt({ number: 2 })] });

  it('its current attempt is the last one; without any it is no payment', () => {
    expect(currentAttempt(two).number).toBe(2);
    expect(() => currentAttempt(samplePayment(NOW, { attempts: [] }))).toThrow('has no attempt');
  });

  it('its paid attempt is the one whose object has the money', () => {
    expect(paidAttempt(two)).toBeNull();
    expect(paidAttempt({ ...two, paidAttempt: 1 })?.number).toBe(1);
  });

  it('an attempt that must be there is, or it is a bug', () => {
    expect(attemptNumbered(two, 1).number).toBe(1);
    expect(() => attemptNumbered(two, 3)).toThrow('has no attempt 3');
  });

  it('refunds go to the object that has the money', () => {
    expect(paidObject(two)).toBeNull();
    const done = paid(two, NOW);
    expect(paidObject(done)).toEqual({
      provider: 'simulated',
      providerPaymentId: `object-${two.id}`,
      succeededAt: NOW,
    });
    expect(paidObject({ ...done, succeededAt: null })).toBeNull();
  });

  it('T6 changes one attempt and leaves the others', () => {
    const { attempts } = withAttempt(two, 1, { outcome: 'failed' });
    expect(attempts.map((attempt) => attempt.outcome)).toEqual(['failed', 'open']);
  });

  it('R2 R8 what may be given back is what came in, less what went back or is promised, and never negative', () => {
    const payment = { ...paid(two, NOW), amountCaptured: 100n };
    expect(refundable(payment)).toBe(100n);
    expect(refundable({ ...payment, amountRefunded: 30n, amountReserved: 20n })).toBe(50n);
    expect(refundable({ ...payment, amountRefunded: 60n, amountReserved: 60n })).toBe(0n);
    expect(refundable(samplePayment(NOW))).toBe(0n);
  });

  it('T6 a duplicate’s money was never counted, so what goes back of it is not either', () => {
    const refund = sampleRefund(two, NOW);
    expect(countsForPayment(refund)).toBe(true);
    expect(countsForPayment({ ...refund, origin: 'duplicate' })).toBe(false);
  });
});
