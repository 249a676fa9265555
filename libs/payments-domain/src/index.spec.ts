import * as domain from './index.ts';
import { mayBecome } from './payment-status.ts';

/** What `contract` and `docs/embedding.md` promise to those who embed the domain. */
const USE_CASES = [
  'createPayment',
  'advancePayment',
  'confirmPayment',
  'retryPayment',
  'capturePayment',
  'cancelPayment',
  'refundPayment',
  'receiveWebhook',
  'recoverPayments',
] as const;

describe('the library', () => {
  it.each(USE_CASES)('has %s as a plain function', (name) => {
    expect(typeof domain[name]).toBe('function');
  });

  it('tells each status of a payment and of a refund by an event of its own', () => {
    const told = domain.PAYMENT_STATUSES.filter((status) => status !== 'pending').map((status) => `payment.${status}`);
    const some: readonly string[] = domain.EVENT_TYPES;
    expect(told.filter((type) => !some.includes(type) && type !== 'payment.pending')).toEqual([]);
    expect(Object.keys(domain.REFUND_TRANSITIONS).filter((status) => !some.includes(`refund.${status}`))).toEqual([]);
    expect(some.filter((type, index) => some.indexOf(type) !== index)).toEqual([]);
  });

  it('alarms about everything that a person must look at', () => {
    const codes: readonly string[] = [...domain.ALERT_CODES, 'unresolved'];
    expect(domain.ATTENTION_CODES.filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('knows five verdicts, and only one of them is an object', () => {
    expect(domain.VERDICTS).toEqual(['known', 'refused', 'not_done', 'unknown', 'absent']);
  });

  it('shares its tables', () => {
    expect(domain.mayBecome).toBe(mayBecome);
    expect(domain.CURRENCY_DIGITS.JPY).toBe(0);
  });
});
