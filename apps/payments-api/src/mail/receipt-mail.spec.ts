import type { Receipt } from '@payments/domain';
import { sampleCreditNote, sampleReceipt, sampleRussianReceipt } from '../receipts/sample-receipt.ts';
import { receiptMail } from './receipt-mail.ts';

const pdf = Buffer.from('%PDF-');
const options = { to: 'anna@example.com', publicUrl: 'https://pay.example.com:8443/x' };
const plain = (text: string): string => text.replaceAll('\u00A0', ' ');

describe('the letter with a receipt', () => {
  it('tells in English what was paid, to whom, and how, in text and HTML, with the PDF', () => {
    const mail = receiptMail(sampleReceipt(), pdf, options);
    expect(mail).toMatchObject({
      to: 'anna@example.com',
      subject: 'Your receipt No. 2026-000042 from Northlight Studio Ltd',
      attachments: [{ filename: 'receipt-2026-000042.pdf', contentType: 'application/pdf', content: pdf }],
    });
    for (const form of [plain(mail.text), plain(mail.html)]) {
      for (const fact of [
        '€249.00',
        'No. 2026-000042',
        '9 March 2026, 14:05 UTC',
        'Visa •••• 4242',
        'order-42',
        'pi_3QabcDEFghiJKLmn0oPqRsTu',
        'VAT IE1234567T',
      ]) {
        expect(form).toContain(fact);
      }
    }
    expect(mail.html).toContain('<html lang="en">');
  });

  it('tells it in Russian where the payment was', () => {
    const mail = receiptMail(sampleRussianReceipt(), pdf, options);
    expect(mail.subject).toBe('Квитанция № 2026-000042, ООО «Северный свет»');
    expect(plain(mail.text)).toMatch(/Вы оплатили 5 000,00 ₽[^]*Способ оплаты: СБП[^]*ИНН 7801234567/);
    expect(mail.html).toContain('<html lang="ru">');
  });

  it('R10 confirms a refund with its credit note, and takes it back where the refund failed after all', () => {
    const note = sampleCreditNote(sampleReceipt());
    const confirmation = receiptMail(note, pdf, options);
    expect(confirmation.subject).toBe('Your refund from Northlight Studio Ltd, credit note No. 2026-000043');
    expect(confirmation.text).toMatch(/refunded €249\.00 to you[^]*To receipt: 2026-000042/);
    expect(confirmation.attachments[0]?.filename).toBe('credit-note-2026-000043.pdf');

    const reversal: Receipt = { ...note, number: '2026-000044', kind: 'credit_note_reversal', corrects: note.number };
    const news = receiptMail(reversal, pdf, options);
    expect(news.text).toMatch(/refund of €249\.00 did not go through[^]*Reverses credit note: 2026-000043/);

    const russian = receiptMail({ ...reversal, locale: 'ru' }, pdf, options);
    expect(plain(russian.text)).toMatch(/Возврат 249,00 € не прошёл/);
  });

  it('X9 has the same id each time, another for another number or recipient, and no address in it', () => {
    const id = (receipt: Receipt, change = {}): string =>
      receiptMail(receipt, pdf, { ...options, ...change }).messageId;
    const first = id(sampleReceipt());
    expect(first).toMatch(/^<receipt\.2026-000042\.[0-9a-f]{16}@pay\.example\.com>$/);
    expect(id(sampleReceipt())).toBe(first);
    expect(id(sampleReceipt(), { to: 'ANNA@example.com ' })).toBe(first);
    const others = [
      id(sampleReceipt({ number: '2026-000043' })),
      id(sampleReceipt(), { to: 'b@example.com' }),
      id(sampleReceipt(), { again: 'key 1' }),
    ];
    expect(new Set([first, ...others]).size).toBe(4);
    expect([first, ...others].join('')).not.toContain('anna');
    expect(others[2]).toMatch(/^<[\w.-]+@pay\.example\.com>$/);
  });

  it('shows what others wrote as text: no markup, no new lines, nothing that turns the line round', () => {
    const evil = '<script>alert(1)</script>"\'&\r\nTotal: free\u202Egnp.exe';
    const seller = { name: evil, details: 'VAT 1', contact: evil };
    const mail = receiptMail(sampleReceipt({ seller, description: evil, orderId: evil }), pdf, options);
    expect(mail.html).not.toContain('<script');
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
    expect(mail.text.split('\n').filter((line) => line.startsWith('Total: free'))).toEqual([]);
    expect(mail.text + mail.html).not.toContain('\u202E');
  });

  it('loads nothing and runs nothing: no picture, script, style sheet or form', () => {
    for (const receipt of [sampleReceipt(), sampleRussianReceipt()]) {
      expect(receiptMail(receipt, pdf, options).html).not.toMatch(/<(img|script|link|iframe|form)|url\(|https?:/i);
    }
  });

  it('leaves out what is not known', () => {
    const bare = sampleReceipt({ paymentMethod: null, orderId: null, description: null, providerPaymentId: null });
    expect(receiptMail(bare, pdf, options).text).not.toMatch(/null|undefined|Order|Payment method|Transaction/);
  });
});
