import { orderId, PaymentError, type Payment } from '@payments/domain';
import { sampleMethod, samplePayment, sampleRefund } from '@payments/domain/testing';
import { violations } from '../test/yookassa-description.ts';
import type { YookassaOptions } from './yookassa-config.ts';
import { captureBody, checkPayment, refundBody, submitBody } from './yookassa-requests.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const options: YookassaOptions = {
  ...{ shopId: '100500', secretKey: 'test', publicUrl: 'https://pay.example', vatCode: 4, now: () => NOW },
};
const payment = (change: Partial<Payment> = {}): Payment =>
  samplePayment(NOW, { money: { minor: 10_000n, currency: 'RUB' }, attempts: [], ...change });
const body = (change: Partial<Payment> = {}, more: Partial<YookassaOptions> = {}) =>
  JSON.parse(submitBody(payment(change), null, { ...options, ...more }));
const refused = (
  change: Partial<Payment>,
  more: Partial<YookassaOptions> = {},
  method = null as Parameters<typeof checkPayment>[1],
) => {
  try {
    checkPayment(payment(change), method, { ...options, ...more });
  } catch (error) {
    if (error instanceof PaymentError) return error.details.errors?.[0]?.field;
  }
  return null;
};

describe('what opens a payment', () => {
  it('always says whether to capture: two stages are YooKassa’s default', () => {
    expect(body()).toMatchObject({ capture: true, amount: { value: '100.00', currency: 'RUB' } });
    expect(body({ captureMethod: 'manual' })).toMatchObject({ capture: false });
  });

  it('sends the payer to YooKassa’s page where there is a way back, and opens the widget where not', () => {
    expect(body().confirmation).toEqual({ type: 'embedded', locale: 'en_US' });
    expect(body({ locale: null }).confirmation).toEqual({ type: 'embedded' });
    expect(body({ returnUrl: 'https://shop.example/back', locale: 'ru' }).confirmation).toEqual({
      ...{ type: 'redirect', return_url: 'https://shop.example/back', locale: 'ru_RU' },
    });
    const over = { returnUrl: ({ id }: Payment) => `https://pay.example/return/${id}` };
    const { confirmation } = body({ returnUrl: 'https://shop.example/back' }, over);
    expect(confirmation.return_url).toMatch(/^https:\/\/pay\.example\/return\//);
  });

  it('pays with a saved method without asking the payer', () => {
    const method = sampleMethod(NOW, { provider: 'yookassa', reference: 'pm-1' });
    const sent = JSON.parse(
      submitBody(payment({ saveMethod: true }), { kind: 'saved', method, payerPresent: true }, options),
    );
    expect(sent.payment_method_id).toBe('pm-1');
    expect([sent.confirmation, sent.save_payment_method]).toEqual([undefined, undefined]);
    expect(body({ saveMethod: true }).save_payment_method).toBe(true);
  });

  it('carries our id, the attempt and the amount, and the caller’s own as far as 16 keys go', () => {
    const attempts = [...samplePayment(NOW).attempts];
    const mine = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`key_${n}`, 'v'.repeat(500)]));
    const { metadata } = body({ attempts, metadata: { ...mine, payment_id: 'forged', amount: '1' } });
    expect(metadata).toMatchObject({
      attempt: '2',
      amount: '10000',
      capture_method: 'automatic',
      key_0: mine['key_0'],
    });
    expect(metadata.payment_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(Object.keys(metadata)).toHaveLength(16);
    expect(body({ metadata: { ['k'.repeat(33)]: 'v', note: 'kept' } }).metadata).toMatchObject({ note: 'kept' });
    expect(Object.keys(body({ metadata: { ['k'.repeat(33)]: 'v' } }).metadata)).not.toContain('k'.repeat(33));
  });

  it('cuts a description at 128 characters, and no character in two', () => {
    const { description } = body({ description: '😀'.repeat(200) });
    expect([...description]).toHaveLength(128);
    expect(description).toBe('😀'.repeat(128));
  });
});

describe('a 54-FZ receipt', () => {
  const customerEmail = 'payer@example.org';
  const items = [
    { description: 'Стрижка', quantity: 2, unitAmount: 4_000n },
    { description: 'Подарок', quantity: 1, unitAmount: 0n },
    { description: 'Ж'.repeat(140), quantity: 1, unitAmount: 2_000n },
  ];
  const total = ({ items: lines }: { items: { quantity: number; amount: { value: string } }[] }) =>
    lines.reduce((sum, { quantity, amount }) => sum + BigInt(quantity) * BigInt(amount.value.replace('.', '')), 0n);

  it('has a line for each item with a price, the VAT code, and the payer’s e-mail', () => {
    const { receipt } = body({ customerEmail, items });
    expect(receipt.customer).toEqual({ email: customerEmail });
    expect(receipt.items).toHaveLength(2);
    expect(receipt.items[0]).toEqual({
      ...{ description: 'Стрижка', quantity: 2, amount: { value: '40.00', currency: 'RUB' } },
      ...{ vat_code: 4, measure: 'piece', payment_subject: 'service', payment_mode: 'full_payment' },
    });
    expect([...receipt.items[1].description]).toHaveLength(128);
    expect(total(receipt)).toBe(10_000n);
  });

  it('is one line where there are no items, or where they are of something else', () => {
    expect(body({ customerEmail, orderId: orderId('17') }).receipt.items[0].description).toBe('Заказ 17');
    expect(body({ customerEmail, description: 'Стрижка' }).receipt.items).toMatchObject([{ description: 'Стрижка' }]);
    const deposit = body({ customerEmail, items, purpose: 'deposit', money: { minor: 3_000n, currency: 'RUB' } });
    expect(deposit.receipt.items).toMatchObject([{ amount: { value: '30.00' }, payment_mode: 'partial_prepayment' }]);
    const discount = [...items, { description: 'Скидка', quantity: 1, unitAmount: -1_000n }];
    expect(total(body({ customerEmail, items: discount }).receipt)).toBe(10_000n);
  });

  it('is sent only by a shop that has a VAT code, to a payer who has an e-mail', () => {
    expect(body({ items }).receipt).toBeUndefined();
    expect(body({ customerEmail, items }, { vatCode: null }).receipt).toBeUndefined();
  });

  it('of a captured part comes from the kept request: a setting changed since changes nothing', () => {
    const made = payment({ customerEmail, items, description: 'Визит' });
    const kept = submitBody(made, null, options);
    const part = JSON.parse(captureBody({ ...made, customerEmail: 'other@example.org' }, 6_000n, kept));
    expect(part).toEqual({
      amount: { value: '60.00', currency: 'RUB' },
      receipt: {
        customer: { email: customerEmail },
        items: [
          {
            ...{ description: 'Визит', quantity: 1, amount: { value: '60.00', currency: 'RUB' } },
            ...{ vat_code: 4, measure: 'piece', payment_subject: 'service', payment_mode: 'full_payment' },
          },
        ],
      },
    });
    expect(JSON.parse(captureBody(made, 10_000n, kept))).toEqual({ amount: { value: '100.00', currency: 'RUB' } });
    expect(JSON.parse(captureBody(made, 6_000n, ''))).toEqual({ amount: { value: '60.00', currency: 'RUB' } });
  });

  it('of a refund is needed for a part, and not for the whole', () => {
    const paid = payment({ customerEmail, items, amountCaptured: 10_000n });
    const money = { minor: 4_000n, currency: 'RUB' } as const;
    const part = sampleRefund(paid, NOW, { money, reason: 'р'.repeat(300) });
    const sent = JSON.parse(refundBody(part, paid, options));
    expect(sent.receipt.items).toMatchObject([{ quantity: 1, amount: { value: '40.00' } }]);
    expect(sent.metadata).toEqual({ refund_id: part.id, payment_id: paid.id });
    expect([...sent.description]).toHaveLength(250);
    expect(JSON.parse(refundBody(sampleRefund(paid, NOW), paid, options)).receipt).toBeUndefined();
  });
});

describe('each request is one that YooKassa’s description allows, with a receipt and all', () => {
  const customerEmail = 'payer@example.org';
  const items = [{ description: 'Стрижка', quantity: 10_000, unitAmount: 1n }];
  const rich = payment({ customerEmail, items, description: 'Визит', metadata: { note: 'x' }, saveMethod: true });
  const method = sampleMethod(NOW, { provider: 'yookassa', reference: '22d6d597-000f-5000-9000-145f6df21d6f' });

  it.each<[string, string]>([
    ['embedded', submitBody(rich, null, options)],
    ['redirect', submitBody({ ...rich, returnUrl: 'https://shop.example/back' }, null, options)],
    ['bare', submitBody(payment({ orderId: orderId('17') }), null, { ...options, vatCode: null })],
    ['with a saved method', submitBody(rich, { kind: 'saved', method, payerPresent: true }, options)],
  ])('a payment: %s', (_, sent) => expect(violations('CreatePaymentRequest', JSON.parse(sent))).toEqual([]));

  it('a capture of a part, and a refund of one', () => {
    const capture = captureBody(rich, 6_000n, submitBody(rich, null, options));
    expect(violations('PaymentCaptureRequest', JSON.parse(capture))).toEqual([]);
    const money = { minor: 4_000n, currency: 'RUB' } as const;
    const providerPaymentId = '22d6d597-000f-5000-9000-145f6df21d6f';
    const part = sampleRefund(rich, NOW, { money, reason: 'moved', providerPaymentId });
    const refund = refundBody(part, { ...rich, amountCaptured: 10_000n }, options);
    expect(violations('RefundRequest', JSON.parse(refund))).toEqual([]);
    expect(violations('RefundRequest', { ...JSON.parse(refund), payment_id: 5, more: 1 })).not.toEqual([]);
  });
});

describe('what YooKassa would refuse is refused before anything is kept', () => {
  it.each([
    ['currency', { money: { minor: 100n, currency: 'GBP' } }, {}],
    ['return_url', { returnUrl: `https://shop.example/${'a'.repeat(2048)}` }, {}],
    ['customer_email', {}, { requireReceipt: true }],
    [
      'items.0.quantity',
      { customerEmail: 'a@b.example', items: [{ description: 'x', quantity: 100_000, unitAmount: 1n }] },
      {},
    ],
    [
      'items',
      { customerEmail: 'a@b.example', items: Array(81).fill({ description: 'x', quantity: 1, unitAmount: 1n }) },
      {},
    ],
  ] as const)('%s', (field, change, more) => {
    expect(refused(change as Partial<Payment>, more)).toBe(field);
  });

  it('a token, and a method of another provider', () => {
    expect(refused({}, {}, { kind: 'token', token: 'tok' })).toBe('payment_method');
    expect(
      refused({}, {}, { kind: 'saved', method: sampleMethod(NOW, { provider: 'stripe' }), payerPresent: true }),
    ).toBe('payment_method_id');
    const method = sampleMethod(NOW, { provider: 'yookassa', reference: 'pm-1' });
    expect(
      refused({ returnUrl: 'https://shop.example' }, {}, { kind: 'saved', method, payerPresent: true }),
    ).toBeNull();
  });
});
