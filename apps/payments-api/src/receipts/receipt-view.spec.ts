import { receiptView } from './receipt-view.ts';
import { sampleCreditNote, sampleReceipt } from './sample-receipt.ts';

describe('the JSON of a receipt', () => {
  it('has the names of the contract, amounts as numbers in minor units, tax included', () => {
    expect(receiptView(sampleReceipt())).toEqual({
      number: '2026-000042',
      kind: 'receipt',
      issued_at: '2026-03-09T14:05:06.789Z',
      seller: {
        name: 'Northlight Studio Ltd',
        details: '12 Harbour Road, Dublin D02 X285\nVAT IE1234567T',
        contact: 'billing@northlight.example',
      },
      customer: { user_id: 'u_1001', email: 'anna@example.com' },
      items: [
        {
          description: 'Portrait course, 8 lessons',
          quantity: 1,
          unit_amount: 24900,
          amount: 24900,
          vat_code: 4,
          vat_amount: 4150,
        },
      ],
      amount: 24900,
      currency: 'EUR',
      payment_method: { type: 'card', brand: 'visa', last4: '4242' },
      provider_payment_id: 'pi_3QabcDEFghiJKLmn0oPqRsTu',
      payment_id: '0193b2c0-7a11-7000-8000-00000000002a',
      order_id: 'order-42',
      refund_id: null,
      corrects: null,
    });
  });

  it('shows a credit note as one, and its reversal as a receipt that says what it corrects', () => {
    const note = sampleCreditNote(sampleReceipt());
    expect(receiptView(note)).toMatchObject({ kind: 'credit_note', corrects: '2026-000042', refund_id: note.refundId });
    expect(receiptView({ ...note, kind: 'credit_note_reversal', corrects: note.number })).toMatchObject({
      kind: 'receipt',
      corrects: '2026-000043',
    });
  });

  it('has one line that says what was paid where only a part was captured, so that the lines add up', () => {
    const view = receiptView(
      sampleReceipt({ money: { minor: 10_000n, currency: 'EUR' }, vatCode: 1, paymentMethod: null }),
    );
    expect(view.items).toEqual([
      { description: 'Portrait course', quantity: 1, unit_amount: 10000, amount: 10000, vat_code: 1, vat_amount: null },
    ]);
    expect(view.payment_method).toBeNull();
  });

  it('can be written as JSON: no bigint is left', () => {
    expect(() => JSON.stringify(receiptView(sampleReceipt({ items: [] })))).not.toThrow();
  });
});
