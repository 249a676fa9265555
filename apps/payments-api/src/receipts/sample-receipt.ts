import { paymentId, refundId, type Receipt, type ReceiptItem } from '@payments/domain';

/** A stored receipt with everything on it, for tests and to look at the picture. */
export function sampleReceipt(change: Partial<Receipt> = {}): Receipt {
  return {
    number: '2026-000042',
    kind: 'receipt',
    issuedAt: new Date('2026-03-09T14:05:06.789Z'),
    seller: {
      name: 'Northlight Studio Ltd',
      details: '12 Harbour Road, Dublin D02 X285\nVAT IE1234567T',
      contact: 'billing@northlight.example',
    },
    customer: { userId: 'u_1001', email: 'anna@example.com' },
    items: [{ description: 'Portrait course, 8 lessons', quantity: 1, unitAmount: 24_900n, vatCode: 4 }],
    money: { minor: 24_900n, currency: 'EUR' },
    paymentMethod: { type: 'card', brand: 'visa', last4: '4242' },
    provider: 'stripe',
    providerPaymentId: 'pi_3QabcDEFghiJKLmn0oPqRsTu',
    paymentId: paymentId('0193b2c0-7a11-7000-8000-00000000002a'),
    refundId: null,
    orderId: 'order-42',
    corrects: null,
    locale: 'en',
    description: 'Portrait course',
    vatCode: null,
    ...change,
  };
}

/** The same in Russian, in roubles. */
export function sampleRussianReceipt(change: Partial<Receipt> = {}): Receipt {
  return sampleReceipt({
    seller: {
      name: 'ООО «Северный свет»',
      details: '191186, Санкт-Петербург, Невский пр., д. 1\nИНН 7801234567, ОГРН 1027800000000',
      contact: '+7 812 000-00-00, buh@sever.example',
    },
    items: [{ description: 'Консультация психолога, 50 минут', quantity: 2, unitAmount: 250_000n, vatCode: 1 }],
    money: { minor: 500_000n, currency: 'RUB' },
    paymentMethod: { type: 'sbp', brand: null, last4: null },
    provider: 'yookassa',
    providerPaymentId: '2d0f6b1c-000f-5000-9000-1b7f2e0c1a55',
    locale: 'ru',
    description: 'Консультация',
    ...change,
  });
}

/** The credit note that gives a sample receipt back. */
export function sampleCreditNote(receipt: Receipt, change: Partial<Receipt> = {}): Receipt {
  return {
    ...receipt,
    number: '2026-000043',
    kind: 'credit_note',
    corrects: receipt.number,
    refundId: refundId('0193b2c0-7a11-7000-8000-0000000000ff'),
    ...change,
  };
}

/** As many lines as wanted, each with an amount of its own, and their total. */
export function manyItems(count: number, name: (n: number) => string): Pick<Receipt, 'items' | 'money'> {
  const items: readonly ReceiptItem[] = Array.from({ length: count }, (_, index) => ({
    description: name(index + 1),
    quantity: (index % 3) + 1,
    unitAmount: BigInt(1_000 + index * 37),
    vatCode: [4, 3, 1][index % 3] ?? 1,
  }));
  const minor = items.reduce((sum, item) => sum + item.unitAmount * BigInt(item.quantity), 0n);
  return { items, money: { minor, currency: 'EUR' } };
}
