import { readFileSync } from 'node:fs';
import type Stripe from 'stripe';
import { INTENT_STATUS, objectOf } from './stripe-status.ts';
import { realRefunds, refundOf } from './stripe-refund-status.ts';

/** Stripe's own example objects. */
const example = <T>(name: string): T =>
  JSON.parse(
    readFileSync(new URL(`../../../tools/stripe-simulator/fixtures/${name}.json`, import.meta.url), 'utf8'),
  ) as T;
const intent = (change: Partial<Stripe.PaymentIntent> = {}): Stripe.PaymentIntent => ({
  ...example<Stripe.PaymentIntent>('payment_intent'),
  last_payment_error: null,
  ...change,
});
const read = (change: Partial<Stripe.PaymentIntent> = {}) => objectOf(intent(change), 'pk_test_x', null);
const PAYMENT = '0193f6b2-0000-7000-8000-000000000001';

it('reads Stripe’s example intent and refund', () => {
  expect(read()).toMatchObject({
    status: 'needs_payer',
    amount: 1099n,
    currency: 'USD',
    paymentId: null,
    needsMethod: true,
    open: true,
  });
  expect(refundOf({ ...example<Stripe.Refund>('refund'), payment_intent: 'pi_1' })).toMatchObject({
    providerPaymentId: 'pi_1',
    refundId: null,
  });
});

it('each status in our words, with what may still happen', () => {
  const table = Object.keys(INTENT_STATUS).map((status) => {
    const object = read({ status: status as Stripe.PaymentIntent.Status });
    return [status, object?.status, object?.open, object?.needsMethod, object?.nextAction?.type];
  });
  expect(table).toEqual([
    ['requires_payment_method', 'needs_payer', true, true, 'client_secret'],
    ['requires_confirmation', 'needs_payer', true, true, 'client_secret'],
    ['requires_action', 'needs_payer', true, false, 'client_secret'],
    ['processing', 'processing', true, false, undefined],
    ['requires_capture', 'authorized', true, false, undefined],
    ['succeeded', 'succeeded', false, false, undefined],
    ['canceled', 'canceled', false, false, undefined],
  ]);
});

it('a bank’s page is a redirect, what Stripe.js does itself is left to the browser', () => {
  const redirect_to_url = { url: 'https://bank.test/3ds', return_url: 'https://shop.test' };
  expect(
    read({ status: 'requires_action', next_action: { type: 'redirect_to_url', redirect_to_url } })?.nextAction,
  ).toEqual({
    type: 'redirect',
    url: 'https://bank.test/3ds',
  });
  expect(
    read({ status: 'requires_action', next_action: { type: 'use_stripe_sdk', use_stripe_sdk: {} } })?.nextAction,
  ).toMatchObject({
    type: 'client_secret',
    publishableKey: 'pk_test_x',
  });
});

it('T10 a decline is told from the one before by its charge or its error, and is the same however often it is read', () => {
  const declined = (charge: string, code: 'card_declined' | 'expired_card') =>
    read({
      latest_charge: charge,
      last_payment_error: { type: 'card_error', charge, code } as Stripe.PaymentIntent.LastPaymentError,
    });
  const first = declined('ch_1', 'card_declined');
  expect(first).toMatchObject({ status: 'failed', open: true, needsMethod: true, failure: { code: 'card_declined' } });
  expect(declined('ch_1', 'card_declined')?.fingerprint).toBe(first?.fingerprint);
  const others = [
    read(),
    read({ latest_charge: 'ch_1' }),
    declined('ch_2', 'card_declined'),
    declined('ch_1', 'expired_card'),
  ];
  expect(new Set([first, ...others].map((object) => object?.fingerprint)).size).toBe(5);
});

it('why it was canceled: by time, by the payer, or by somebody else', () => {
  const codes = ['automatic', 'requested_by_customer', 'duplicate', null, 'a_new_word'].map(
    (reason) =>
      read({ status: 'canceled', cancellation_reason: reason as Stripe.PaymentIntent.CancellationReason })?.failure
        ?.code,
  );
  expect(codes).toEqual([
    'expired',
    'canceled_by_payer',
    'duplicate_payment',
    'canceled_by_merchant',
    'canceled_by_merchant',
  ]);
});

it('an answer that does not fit its schema is none: nothing is guessed', () => {
  const unfit: Record<string, unknown>[] = [
    { status: 'a_new_status' },
    { status: 'toString' },
    { amount: '1099' },
    { amount: 10.5 },
    { amount: -1 },
    { amount_received: null },
    { currency: 'xxx' },
    { currency: null },
    { id: '' },
    { object: 'setup_intent' },
    { created: 'yesterday' },
    { metadata: undefined },
    // Half a króna.
    { currency: 'isk', amount: 150 },
  ];
  expect(unfit.map((change) => objectOf({ ...intent(), ...change } as Stripe.PaymentIntent, 'pk', null))).toEqual(
    unfit.map(() => null),
  );
});

it('our payment’s id is a UUID in the metadata, anything else is another system’s', () => {
  const owner = (payment_id: string) => read({ metadata: { payment_id, attempt: '1' } })?.paymentId;
  expect([owner(PAYMENT), owner('order-42'), owner('')]).toEqual([PAYMENT, null, null]);
});

it('A6 what is kept of an answer holds no client secret, no e-mail, no address', () => {
  const raw = read({
    receipt_email: 'payer@example.org',
    next_action: {
      type: 'redirect_to_url',
      redirect_to_url: { url: 'https://bank.test?client_secret=s', return_url: null },
    },
  })?.raw;
  expect(raw).not.toMatch(/secret_|client_secret|payer@example/);
  expect(raw).toContain('"amount":1099');
});

describe('refunds', () => {
  const refund = (change: Partial<Stripe.Refund>): Stripe.Refund => ({
    ...example<Stripe.Refund>('refund'),
    payment_intent: 'pi_1',
    reason: null,
    metadata: {},
    ...change,
  });

  it('one that waits for the payer is pending, a canceled one gave nothing back, a new word is not understood', () => {
    const status = (word: string) => refundOf(refund({ status: word }))?.status ?? null;
    expect(['pending', 'requires_action', 'succeeded', 'failed', 'canceled', 'a_new_word'].map(status)).toEqual([
      'pending',
      'pending',
      'succeeded',
      'failed',
      'failed',
      null,
    ]);
    expect(refundOf(refund({ status: 'failed', failure_reason: 'lost_or_stolen_card' }))?.failure?.code).toBe(
      'refund_refused',
    );
  });

  it('the release of an uncaptured rest is no refund, whether Stripe lists it or not', () => {
    const charge = (amount_refunded: number) =>
      ({
        ...example<Stripe.Charge>('charge'),
        amount: 1000,
        amount_captured: 600,
        captured: true,
        amount_refunded,
      }) as Stripe.Charge;
    const paid = (amount_refunded: number) => intent({ status: 'succeeded', latest_charge: charge(amount_refunded) });
    const given = refund({ id: 're_given', amount: 400, status: 'succeeded' });
    const release = refund({ id: 're_release', amount: 400, status: 'succeeded' });
    const ids = (refunds: readonly Stripe.Refund[], sum: number) => realRefunds(refunds, paid(sum)).map(({ id }) => id);
    expect(ids([], 400)).toEqual([]);
    expect(ids([release], 400)).toEqual([]);
    expect(ids([given, release], 800)).toEqual(['re_given']);
    // Not listed, and counted in the charge's sum: all that is listed gave money back.
    expect(ids([given], 800)).toEqual(['re_given']);
    const ours = refund({ id: 're_ours', amount: 400, status: 'succeeded', metadata: { refund_id: PAYMENT } });
    expect(ids([ours], 400)).toEqual(['re_ours']);
    expect(ids([refund({ id: 're_lapsed', amount: 400, reason: 'expired_uncaptured_charge' })], 400)).toEqual([]);
  });
});
