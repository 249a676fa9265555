import { ALERT_CODES } from '@payments/domain';
import { alertMail, endpointDisabledMail, refundFailedMail } from './admin-mails.ts';

const options = { adminEmail: 'admin@shop.example', publicUrl: 'https://pay.example.com' };
const at = new Date('2026-03-09T14:05:06.789Z');

describe('letters to the administrator', () => {
  it('R10 tell of a refund that failed: how much, why, and where to look', () => {
    const news = {
      refundId: 'r_1',
      paymentId: 'p_1',
      money: { minor: 1999n, currency: 'USD' },
      code: 'refund_refused',
      providerCode: 'lost_card',
      key: 'e_1',
    } as const;
    const mail = refundFailedMail(news, options);
    expect(mail).toMatchObject({
      to: 'admin@shop.example',
      subject: 'Refund failed: $19.99, payment p_1',
      attachments: [],
    });
    for (const form of [mail.text, mail.html]) {
      expect(form).toContain('A refund of $19.99 failed');
      expect(form).toContain('refund_refused (lost_card)');
      expect(form).toContain('https://pay.example.com/admin/payments/p_1');
    }
    expect(refundFailedMail({ ...news, providerCode: null }, options).text).toContain('Reason: refund_refused\n');
    expect(mail.messageId).toMatch(/^<refund-failed\.e_1\.[0-9a-f]{16}@pay\.example\.com>$/);
    expect(refundFailedMail({ ...news, key: 'e_2' }, options).messageId).not.toBe(mail.messageId);
  });

  it.each(ALERT_CODES)('tell of the alert %s with a sentence that says what to do', (code) => {
    const mail = alertMail({ code, paymentId: 'p_1', key: 'e_1', at }, options);
    expect(mail.subject).toBe(`Payments alert: ${code}, payment p_1`);
    expect(mail.text).toMatch(/\. .*\.\n/);
    expect(mail.text).toContain('Payment: p_1\nRaised: 2026-03-09T14:05:06.789Z');
    expect(mail.messageId).toBe(alertMail({ code, paymentId: 'p_1', key: 'e_1', at: new Date() }, options).messageId);
  });

  it('tell of an alert that belongs to no payment', () => {
    const mail = alertMail({ code: 'foreign_refund', paymentId: null, key: 'e_1', at }, options);
    expect(mail.subject).toBe('Payments alert: foreign_refund');
    expect(mail.text).not.toMatch(/null|admin\/payments/);
  });

  it('tell of a disabled endpoint, without the secrets that its address may carry, and not as a link', () => {
    const url = 'https://user:pass@orders.example/hook?token=s3cret"><b>';
    const mail = endpointDisabledMail({ endpointId: 'ep_1', url, reason: 'it answered 410 Gone', at }, options);
    expect(mail.text).toContain('URL: https://orders.example/hook\n');
    expect(mail.text + mail.html).not.toMatch(/pass@|s3cret|<b>/);
    expect(mail.html).not.toContain('href="https://orders.example');
    expect(mail.html).toContain('href="https://pay.example.com/admin/events"');
    expect(endpointDisabledMail({ endpointId: 'ep_1', url: 'nonsense', reason: 'x', at }, options).text).toContain(
      'URL: —',
    );
  });
});
