import { EVENT_TYPES, type AuditEntry } from '@payments/domain';
import { timelineOf } from './timeline.ts';
import { TIMELINE_WORDS } from './timeline-words.ts';

const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  id: 'id',
  chain: 'chain',
  paymentId: null,
  seq: 1,
  at: new Date('2026-03-01T10:00:00Z'),
  actor: { type: 'user', id: 'u_1' },
  requestId: null,
  action: 'payment.created',
  from: null,
  to: null,
  amount: 1999n,
  currency: 'USD',
  outcome: 'pending',
  reason: null,
  prevHash: '',
  hash: '',
  ...more,
});
const texts = (entries: readonly AuditEntry[], locale: 'en' | 'ru' = 'en', staff = false) =>
  timelineOf(entries, { locale, staff }).map(({ text }) => text);

describe('the timeline', () => {
  it('says why a payment failed: in the reader’s language, and as a person wrote it where one did', () => {
    const declined = entry({ action: 'payment.failed', outcome: 'expired_card', reason: 'The card has expired.' });
    expect(texts([declined], 'ru')[0]).toMatch(/^Платёж не прошёл\. [А-Я]/);
    const given = entry({ action: 'payment.failed', outcome: 'given_up', reason: 'Out of ferns' });
    expect(texts([given])).toEqual(['The payment did not go through. Out of ferns']);
  });

  it('money has its currency’s own digits', () => {
    expect(texts([entry({ amount: 500n, currency: 'JPY' })])).toEqual(['The payment of ¥500 was started.']);
  });

  it('alerts, refused tries and what it has no words for are for staff alone', () => {
    const inner = [
      entry({ action: 'alert.late_success' }),
      entry({ action: 'payment.refund', outcome: 'forbidden' }),
      entry({ action: 'constructor' }),
    ];
    expect(texts(inner)).toEqual([]);
    expect(texts(inner, 'en', true)).toEqual([
      'Alert: the money came after the payment had ended here.',
      'user u_1 tried something that is not allowed (payment.refund).',
      'Recorded: constructor.',
    ]);
  });

  it('has words for everything that payments and refunds tell the world', () => {
    const told = EVENT_TYPES.filter((type) => /^(payment|refund|receipt)\./.test(type) && type !== 'payment.started');
    expect(told.filter((type) => !Object.hasOwn(TIMELINE_WORDS, type))).toEqual([]);
  });
});
