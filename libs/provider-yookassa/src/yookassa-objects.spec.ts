import { paymentOf, refundOf } from './yookassa-objects.ts';

const ID = '0195505f-0c00-7000-8000-000000000001';
/** A payment as YooKassa's reference shows one. */
const payment = (change: object = {}) => ({
  id: '22e12f66-000f-5000-8000-18db351245c7',
  status: 'succeeded',
  amount: { value: '100.00', currency: 'RUB' },
  paid: true,
  created_at: '2026-03-01T12:00:00.000Z',
  metadata: { payment_id: ID, attempt: '1', amount: '10000', capture_method: 'automatic' },
  ...change,
});
const manual = (amount: string) => ({ payment_id: ID, attempt: '1', amount, capture_method: 'manual' });

describe('a payment in our words', () => {
  it('keeps the amount that was asked for after a capture of a part', () => {
    const part = paymentOf(payment({ amount: { value: '60.00', currency: 'RUB' }, metadata: manual('10000') }));
    expect(part).toMatchObject({ amount: 10_000n, amountCaptured: 6_000n });
  });

  it.each([
    ['another amount of a payment that is captured at once', { amount: { value: '60.00', currency: 'RUB' } }, 6_000n],
    ['more than was asked for', { amount: { value: '160.00', currency: 'RUB' }, metadata: manual('10000') }, 16_000n],
    [
      'another amount before the capture',
      { status: 'waiting_for_capture', amount: { value: '60.00', currency: 'RUB' }, metadata: manual('10000') },
      6_000n,
    ],
    ['a note that is no amount', { metadata: manual('1e9') }, 10_000n],
  ])('W13 shows %s as it is', (_what, change, amount) => {
    expect(paymentOf(payment(change))?.amount).toBe(amount);
  });

  it('W18 an object of another system is nobody’s', () => {
    for (const metadata of [undefined, {}, { payment_id: 'order-17' }, { payment_id: 17 }, null, 'x'])
      expect(paymentOf(payment({ metadata }))?.paymentId).toBeNull();
    expect(paymentOf(payment())?.paymentId).toBe(ID);
  });

  it.each([
    ['pending', { confirmation: { type: 'redirect', confirmation_url: 'https://y.example' } }, 'needs_payer', true],
    ['pending', {}, 'processing', true],
    ['waiting_for_capture', {}, 'authorized', true],
    ['succeeded', {}, 'succeeded', false],
    ['canceled', { cancellation_details: { party: 'payment_network', reason: 'call_issuer' } }, 'failed', false],
    ['canceled', { cancellation_details: { party: 'merchant', reason: 'canceled_by_merchant' } }, 'canceled', false],
  ])('%s %p is %s', (status, change, ours, open) => {
    expect(paymentOf(payment({ status, ...change }))).toMatchObject({ status: ours, open });
  });

  it('asks for the payer only while it is pending, and never keeps the way to pay', () => {
    const confirmation = { type: 'embedded', confirmation_token: 'ct-secret' };
    const pending = paymentOf(payment({ status: 'pending', confirmation }));
    expect(pending?.nextAction).toEqual({ type: 'embedded', confirmationToken: 'ct-secret' });
    expect(pending?.raw).not.toContain('ct-secret');
    expect(paymentOf(payment({ status: 'succeeded', confirmation }))?.nextAction).toBeNull();
    expect(paymentOf(payment({ status: 'pending', confirmation: { type: 'external' } }))?.nextAction).toBeNull();
  });

  it('shows of a card what a person recognises it by, and keeps one only when YooKassa says it is saved', () => {
    const card = { first6: '555555', last4: '4477', expiry_month: '07', expiry_year: '2030', card_type: 'MasterCard' };
    const method = (saved: boolean) => ({ payment_method: { type: 'bank_card', id: 'pm-1', saved, card } });
    const view = { type: 'card', brand: 'mastercard', last4: '4477', expMonth: 7, expYear: 2030 };
    expect(paymentOf(payment(method(false)))).toMatchObject({ method: view, savedMethod: null });
    expect(paymentOf(payment(method(true)))?.savedMethod).toEqual({ ...view, reference: 'pm-1', customer: null });
    const sbp = paymentOf(payment({ payment_method: { type: 'sbp', id: 'pm-2', saved: false } }));
    expect(sbp?.method).toEqual({ type: 'sbp', brand: null, last4: null, expMonth: null, expYear: null });
  });

  it('has another fingerprint after each step', () => {
    const steps = [
      payment({ status: 'pending', paid: false }),
      payment({ status: 'waiting_for_capture' }),
      payment(),
      payment({ amount: { value: '60.00', currency: 'RUB' } }),
      payment({ status: 'canceled', cancellation_details: { party: 'yoo_money', reason: 'general_decline' } }),
      payment({ status: 'canceled', cancellation_details: { party: 'payment_network', reason: 'general_decline' } }),
    ];
    expect(new Set(steps.map((step) => paymentOf(step)?.fingerprint)).size).toBe(steps.length);
  });

  it.each([
    { type: 'processing', description: 'Request accepted', retry_after: 300 },
    '<!doctype html>',
    null,
    [payment()],
    payment({ id: undefined }),
    payment({ status: 'on_the_moon' }),
    payment({ amount: { value: '100.001', currency: 'RUB' } }),
    payment({ amount: { value: '100.00', currency: 'XXX' } }),
    payment({ created_at: 'yesterday' }),
  ])('does not believe %p', (value) => {
    expect(paymentOf(value)).toBeNull();
  });
});

describe('a refund in our words', () => {
  const refund = (change: object = {}) => ({
    ...{ id: 'r-1', payment_id: 'p-1', status: 'succeeded', amount: { value: '40.00', currency: 'RUB' } },
    ...{ created_at: '2026-03-01T12:00:00.000Z', metadata: { refund_id: ID } },
    ...change,
  });

  it('is ours by its metadata, and from the dashboard without', () => {
    expect(refundOf(refund())).toMatchObject({ refundId: ID, amount: 4_000n, status: 'succeeded', failure: null });
    expect(refundOf(refund({ metadata: undefined }))?.refundId).toBeNull();
  });

  it('a canceled one is failed, with the word for support', () => {
    const details = { party: 'refund_network', reason: 'rejected_by_payee' };
    expect(refundOf(refund({ status: 'canceled', cancellation_details: details }))).toMatchObject({
      ...{ status: 'failed', failure: { code: 'refund_refused', providerCode: 'rejected_by_payee' } },
    });
  });

  it.each([{}, null, refund({ status: 'odd' }), refund({ payment_id: 7 }), refund({ amount: '40.00' })])(
    'does not believe %p',
    (value) => {
      expect(refundOf(value)).toBeNull();
    },
  );
});
