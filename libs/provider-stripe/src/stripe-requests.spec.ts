import type Stripe from 'stripe';
import { FAILURES, type MethodChoice, type Payment } from '@payments/domain';
import { sampleAttempt, sampleMethod, samplePayment, sampleRefund } from '@payments/domain/testing';
import { keptConfirm, keptRefund, keptSave, keptSubmit } from './stripe-kept.ts';
import { cancelParams, captureParams, confirmRequest, refundParams, submitParams } from './stripe-requests.ts';
import { openAccount, type StripeAccount } from '../test/stripe-account.ts';

const NOW = new Date();
const RETURN_URL = 'http://shop.test/return';
const token: MethodChoice = { kind: 'token', token: 'pm_card_visa' };
const saved: MethodChoice = {
  kind: 'saved',
  payerPresent: true,
  method: sampleMethod(NOW, { provider: 'stripe', reference: 'pm_1', customer: 'cus_1' }),
};
const payment = (change: Partial<Payment> = {}): Payment =>
  samplePayment(NOW, { attempts: [], description: 'A haircut', ...change });

// Each builder answers one of the pinned package's own types: a parameter that it does not know does not compile.
it('is of the pinned types', () => {
  const types: [
    Stripe.PaymentIntentCreateParams,
    Stripe.PaymentIntentConfirmParams,
    Stripe.PaymentIntentCaptureParams,
    Stripe.PaymentIntentCancelParams,
    Stripe.RefundCreateParams,
  ] = [
    submitParams(payment(), null, null, RETURN_URL),
    confirmRequest(token, RETURN_URL).confirm,
    captureParams(1),
    cancelParams(),
    refundParams(sampleRefund(payment(), NOW)),
  ];
  expect(types).toHaveLength(5);
});

it('T11 what was kept of a request comes back as it was, and nothing else is taken for one', () => {
  const submit = submitParams(payment({ saveMethod: true }), token, 'cus_9', RETURN_URL);
  const confirm = confirmRequest(saved, RETURN_URL);
  const refund = refundParams(sampleRefund(payment(), NOW));
  const save = { userId: 'u_1', method: 'pm_1', customer: null };
  const kept = <T>(params: T, read: (text: string) => T): T => read(JSON.stringify(params));
  expect(kept(submit, keptSubmit)).toEqual(submit);
  expect(kept(confirm, keptConfirm)).toEqual(confirm);
  expect(kept(refund, keptRefund)).toEqual(refund);
  expect(kept(save, keptSave)).toEqual(save);
  for (const read of [keptSubmit, keptConfirm, keptRefund, keptSave])
    for (const text of ['', 'null', '[]', '{}', '"pi_1"']) expect(() => read(text)).toThrow();
});

it('without a method: an intent for the browser, of automatic methods, with our id and attempt, and no e-mail', () => {
  const asked = payment({ customerEmail: 'payer@example.org' });
  expect(submitParams(asked, null, null, RETURN_URL)).toEqual({
    amount: 1999,
    currency: 'usd',
    automatic_payment_methods: { enabled: true },
    capture_method: 'automatic',
    metadata: { payment_id: asked.id, attempt: '1' },
    description: 'A haircut',
    expand: ['latest_charge', 'payment_method'],
  });
});

it.each([null, '', '  '])('leaves the description %p out: Stripe refuses an empty one', (description) => {
  expect(submitParams(payment({ description }), null, null, RETURN_URL)).not.toHaveProperty('description');
});

it('with a method: confirmed in the same request, with an address to come back to from 3D Secure', () => {
  expect(submitParams(payment({ captureMethod: 'manual' }), token, null, RETURN_URL)).toMatchObject({
    payment_method: 'pm_card_visa',
    confirm: true,
    return_url: RETURN_URL,
    capture_method: 'manual',
  });
  expect(submitParams(payment(), { kind: 'token', token: 'ctoken_1' }, null, RETURN_URL)).toMatchObject({
    confirmation_token: 'ctoken_1',
  });
});

it('keeps a method only for a customer, and pays with a saved one as its own customer', () => {
  expect(submitParams(payment({ saveMethod: true }), token, 'cus_9', RETURN_URL)).toMatchObject({
    customer: 'cus_9',
    setup_future_usage: 'off_session',
  });
  expect(submitParams(payment({ saveMethod: true }), token, null, RETURN_URL)).not.toHaveProperty('setup_future_usage');
  const params = submitParams(payment({ saveMethod: true }), saved, null, RETURN_URL);
  expect(params).toMatchObject({ customer: 'cus_1', payment_method: 'pm_1' });
  expect(params).not.toHaveProperty('setup_future_usage');
});

it('says that nobody is there to be asked by the bank, where somebody acts for the payer, and never else', () => {
  const away = { ...saved, payerPresent: false };
  expect(submitParams(payment(), away, null, RETURN_URL)).toMatchObject({ confirm: true, off_session: true });
  expect(confirmRequest(away, RETURN_URL).confirm).toMatchObject({ off_session: true });
  for (const there of [saved, token]) {
    expect(submitParams(payment(), there, null, RETURN_URL)).not.toHaveProperty('off_session');
    expect(confirmRequest(there, RETURN_URL).confirm).not.toHaveProperty('off_session');
  }
});

it('a refund carries our id, and its reason as one of the three that Stripe knows', () => {
  const refund = sampleRefund(payment(), NOW, { reason: 'the customer changed their mind', providerPaymentId: 'pi_1' });
  expect(refundParams(refund)).toEqual({
    payment_intent: 'pi_1',
    amount: 1999,
    reason: 'requested_by_customer',
    metadata: { refund_id: refund.id },
  });
  expect(refundParams({ ...refund, reason: ' Fraudulent ' }).reason).toBe('fraudulent');
  expect(refundParams({ ...refund, origin: 'duplicate', reason: 'paid twice' }).reason).toBe('duplicate');
});

describe('at the simulator, which refuses a parameter that Stripe would refuse', () => {
  let account: StripeAccount;
  beforeEach(async () => {
    account = await openAccount();
  });
  afterEach(() => account.sim.close());

  it('T11 what was prepared is sent word for word, whatever the payment looks like by then', async () => {
    const { provider, sim } = account;
    const asked = payment();
    const params = provider.prepareSubmit(asked, token, null);
    const send = { key: `${asked.id}.submit.1`, params, first: true, sendBefore: null };
    const answer = await provider.submit(
      { ...asked, description: 'other', money: { minor: 1n, currency: 'EUR' } },
      sampleAttempt(),
      send,
    );
    expect(answer).toMatchObject({ verdict: 'known', value: { amount: 1999n, currency: 'USD' } });
    expect(sim.ledger.entries).toMatchObject([{ amount: 1999, currency: 'usd' }]);
  });

  it('a method that Stripe does not know is a no that the payer can mend, and makes nothing', async () => {
    const { provider, sim } = account;
    const asked = payment();
    const params = provider.prepareSubmit(asked, { kind: 'token', token: 'pm_unknown' }, null);
    const answer = await provider.submit(asked, sampleAttempt(), { key: 'k1', params, first: true, sendBefore: null });
    expect(answer).toMatchObject({
      verdict: 'refused',
      failure: { code: 'method_not_supported', providerCode: 'resource_missing' },
    });
    expect(FAILURES.method_not_supported.advice).toBe('use_another_method');
    expect(sim.ledger.entries).toEqual([]);
  });

  it.each(['4242424242424242', 'tok_visa', 'pm-1', 'pm_', 'PM_1', 'pm_1 ', `pm_${'a'.repeat(300)}`])(
    'refuses %s before any call',
    (text) => {
      const { provider, sim } = account;
      expect(() => provider.check(payment(), { kind: 'token', token: text })).toThrow('payment_method');
      expect(() => provider.methods?.prepareSave(payment().userId, text, null)).toThrow('payment_method');
      expect(sim.requests).toEqual([]);
    },
  );
});
