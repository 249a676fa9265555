import { openStripeShop } from './shop.ts';
import { eventually, type Json } from './running-service.ts';

let shop: Awaited<ReturnType<typeof openStripeShop>>;

beforeAll(async () => {
  shop = await openStripeShop();
});
afterAll(() => shop.close());

const charged = (payment: Json) => shop.stripe.ledger.chargesFor('payment_id', payment.id).map(({ amount }) => amount);
const refunded = (payment: Json) => shop.stripe.ledger.refundsFor('payment_id', payment.id).map(({ amount }) => amount);
const writes = () => shop.stripe.requests.filter(({ method }) => method !== 'GET').length;
const refundsOf = async (payment: Json) => (await shop.admin(`/api/payments/${payment.id}/refunds`)).json.data;
const paid = async (body: object = {}) => (await shop.create({ payment_method: 'pm_card_visa', ...body })).json;
const intentOf = ({ provider_payment_id }: Json): string => provider_payment_id;

describe('a payer pays in the browser, with the client secret', () => {
  it('the webhook finishes it, and the browser’s word is not taken', async () => {
    const { status, json } = await shop.create({ description: 'Course' });
    expect([status, json.status, json.provider]).toEqual([201, 'processing', 'stripe']);
    expect(json.next_action).toEqual({
      type: 'client_secret',
      client_secret: json.client_secret,
      publishable_key: 'pk_test_simulator',
    });
    expect(json.client_secret.startsWith(`${intentOf(json)}_secret_`)).toBe(true);

    const claimed = await shop.call(`/api/payments/${json.id}/confirm`, { body: {} });
    expect([claimed.status, claimed.json.status]).toEqual([200, 'processing']);

    shop.stripe.admin.pay(intentOf(json), 'pm_card_visa');
    const done = await shop.becomes(json.id, 'succeeded');
    expect(done).toMatchObject({
      amount_captured: 1999,
      payment_method: { type: 'card', brand: 'visa', last4: '4242' },
      next_action: null,
    });
    expect(done.provider_charge_id).toMatch(/^ch_/);
    expect(charged(json)).toEqual([1999]);
  });

  it('only the owner sees the secret', async () => {
    const { json } = await shop.create();
    expect((await shop.call(`/api/payments/${json.id}`)).json.client_secret).toBe(json.client_secret);
    const seenByOthers = await shop.call(`/api/payments/${json.id}`, { token: shop.service.admin });
    expect(seenByOthers.text).not.toContain('_secret_');
    const stranger = await shop.service.token('u_2');
    expect((await shop.call(`/api/payments/${json.id}`, { token: stranger })).status).toBe(404);
  });

  it('a declined card fails it, and another card on the open page pays the same intent once', async () => {
    const { json } = await shop.create();
    expect(() => shop.stripe.admin.pay(intentOf(json), 'pm_card_visa_chargeDeclined')).toThrow('declined');
    const failed = await shop.becomes(json.id, 'failed');
    expect(failed.failure).toMatchObject({ category: 'declined', advice: 'use_another_method' });
    shop.stripe.admin.pay(intentOf(json), 'pm_card_mastercard');
    await shop.becomes(json.id, 'succeeded');
    expect(charged(json)).toEqual([1999]);
  });

  it('a bank debit is processing until the bank has spoken', async () => {
    const { json } = await shop.create();
    shop.stripe.admin.pay(intentOf(json), 'pm_usBankAccount_processing');
    await shop.stripe.webhooks.idle();
    expect((await shop.read(json.id)).status).toBe('processing');
    shop.stripe.admin.settleDebit(intentOf(json), true);
    await shop.becomes(json.id, 'succeeded');
    expect(charged(json)).toEqual([1999]);
  });
});

describe('the server confirms', () => {
  it('a card in the first request is a payment that succeeded in its answer', async () => {
    const { status, json } = await shop.create({ payment_method: 'pm_card_visa', order_id: 'course-1' });
    expect([status, json.status, json.amount_captured, json.payment_method?.last4]).toEqual([
      201,
      'succeeded',
      1999,
      '4242',
    ]);
    expect(charged(json)).toEqual([1999]);
  });

  it('a card that is brought later confirms the same intent, and a double click changes nothing', async () => {
    const { json } = await shop.create();
    const confirm = () =>
      shop.call(`/api/payments/${json.id}/confirm`, { body: { payment_method: 'pm_card_visa' }, key: json.id });
    const answers = await Promise.all([confirm(), confirm(), confirm()]);
    expect(answers.every(({ status }) => [200, 202, 409].includes(status))).toBe(true);
    const done = await shop.becomes(json.id, 'succeeded');
    expect(intentOf(done)).toBe(intentOf(json));
    expect(charged(json)).toEqual([1999]);
  });

  it('M1 M3 500 yen are 500 at Stripe, and 5000 shillings are 500000 there', async () => {
    for (const [currency, amount, atStripe] of [
      ['JPY', 500, 500],
      ['UGX', 5000, 500_000],
    ] as const) {
      const payment = await paid({ amount, currency });
      expect([payment.status, payment.amount_captured, charged(payment)]).toEqual(['succeeded', amount, [atStripe]]);
    }
  });

  it.each([
    ['M2 a third decimal that Stripe does not take', { amount: 1234, currency: 'KWD' }],
    ['M4 less than Stripe’s minimum', { amount: 10, currency: 'USD' }],
  ])('%s is a 422, and nothing is sent', async (_, money) => {
    const sent = writes();
    const refused = await shop.create({ payment_method: 'pm_card_visa', ...money });
    expect([refused.status, refused.json.code, refused.json.errors[0]?.field]).toEqual([
      422,
      'validation_failed',
      'amount',
    ]);
    expect(writes()).toBe(sent);
  });
});

describe('3D Secure', () => {
  const challenged = async () => (await shop.create({ payment_method: 'pm_card_threeDSecure2Required' })).json;

  it('the payer is sent to the bank, proves it, and the webhook finishes it', async () => {
    const payment = await challenged();
    expect([payment.status, payment.next_action?.type]).toEqual(['processing', 'redirect']);
    expect(payment.next_action?.url).toContain(shop.stripe.url);
    expect(charged(payment)).toEqual([]);
    shop.stripe.admin.authenticate(intentOf(payment), true);
    await shop.becomes(payment.id, 'succeeded');
    expect(charged(payment)).toEqual([1999]);
  });

  it('who can not prove it pays nothing, and is told why', async () => {
    const payment = await challenged();
    shop.stripe.admin.authenticate(intentOf(payment), false);
    const failed = await shop.becomes(payment.id, 'failed');
    expect(failed.failure).toMatchObject({ category: 'authentication' });
    expect(charged(payment)).toEqual([]);
  });
});

it('C10 a decline, then a retry with another card, is one PaymentIntent and one charge', async () => {
  const declined = await shop.create({ payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' });
  expect([declined.status, declined.json.status]).toEqual([201, 'failed']);
  expect(declined.json.failure).toMatchObject({ category: 'insufficient_funds', provider_code: 'insufficient_funds' });
  const retried = await shop.call(`/api/payments/${declined.json.id}/retry`, {
    body: { payment_method: 'pm_card_visa' },
  });
  expect([retried.status, retried.json.status]).toEqual([200, 'succeeded']);
  expect(intentOf(retried.json)).toBe(intentOf(declined.json));
  expect((await shop.read(declined.json.id)).attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
  expect(charged(declined.json)).toEqual([1999]);
});

it('Stripe’s word on a stolen card stays with us', async () => {
  const { json } = await shop.create({ payment_method: 'pm_card_visa_chargeDeclinedStolenCard' });
  expect(json.failure.category).toBe('fraud');
  expect(json.failure_message).not.toMatch(/stolen|fraud/i);
  expect(json.failure.message).not.toMatch(/stolen|fraud/i);
});

it('a decline is told in the language of the payer', async () => {
  const declined = { payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' };
  const [english, russian] = await Promise.all(
    ['en', 'ru'].map(async (locale) => (await shop.create({ ...declined, locale })).json.failure_message),
  );
  expect(english).toBe('There is not enough money on the card. Try another card.');
  expect(russian).toBe('На карте недостаточно средств. Попробуйте другую карту.');
});

describe('money that is held first', () => {
  const held = async () => {
    const payment = await paid({ amount: 1000, capture_method: 'manual' });
    expect([payment.status, payment.amount_captured, charged(payment)]).toEqual(['authorized', 0, []]);
    return payment;
  };

  it('C6 a part of it is captured, and no more than that can be refunded', async () => {
    const payment = await held();
    const captured = await shop.admin(`/api/payments/${payment.id}/capture`, { amount: 600 });
    expect([captured.status, captured.json.status, captured.json.amount_captured]).toEqual([200, 'succeeded', 600]);
    expect(charged(payment)).toEqual([600]);
    const tooMuch = await shop.admin(`/api/payments/${payment.id}/refunds`, { amount: 700 });
    expect([tooMuch.status, tooMuch.json.code]).toEqual([422, 'amount_exceeds_refundable']);
  });

  it('C5 it is let go, and nothing moved', async () => {
    const payment = await held();
    const canceled = await shop.call(`/api/payments/${payment.id}/cancel`, { body: {} });
    expect([canceled.status, canceled.json.status]).toEqual([200, 'canceled']);
    expect(charged(payment)).toEqual([]);
  });
});

describe('money that goes back', () => {
  it('R1 R2 R3 in parts: each once, never more than came in', async () => {
    const payment = await paid({ amount: 1000 });
    const refund = (body: object) => shop.admin(`/api/payments/${payment.id}/refunds`, body);
    const first = await refund({ amount: 300, reason: 'duplicate' });
    expect([first.status, first.json.status, first.json.amount]).toEqual([201, 'succeeded', 300]);
    expect(await shop.read(payment.id)).toMatchObject({ status: 'partially_refunded', amount_refunded: 300 });
    expect((await refund({ amount: 701 })).json.code).toBe('amount_exceeds_refundable');
    expect((await refund({})).json.amount).toBe(700);
    expect(await shop.read(payment.id)).toMatchObject({ status: 'refunded', amount_refunded: 1000 });
    expect(refunded(payment)).toEqual([300, 700]);
  });

  it('R11 a refund by hand in the dashboard is taken in by its webhook', async () => {
    const payment = await paid({ amount: 1000 });
    shop.stripe.admin.refund({ payment_intent: intentOf(payment), amount: 400 });
    const after = await shop.becomes(payment.id, 'partially_refunded');
    expect(after.amount_refunded).toBe(400);
    expect(await refundsOf(payment)).toMatchObject([{ amount: 400, status: 'succeeded' }]);
    expect((await shop.admin(`/api/payments/${payment.id}/refunds`, { amount: 601 })).status).toBe(422);
    shop.stripe.admin.refund({ payment_intent: intentOf(payment) });
    expect((await shop.becomes(payment.id, 'refunded')).amount_refunded).toBe(1000);
  });

  it('R10 T15 a refund that fails later puts the totals back, and can be made again', async () => {
    const payment = await paid({ amount: 1000, payment_method: 'pm_card_refundFail' });
    const refund = await shop.admin(`/api/payments/${payment.id}/refunds`, { amount: 400 });
    expect([201, 202]).toContain(refund.status);
    await eventually('the refund fails', async () => (await refundsOf(payment))[0]?.status === 'failed');
    expect(await shop.read(payment.id)).toMatchObject({ status: 'succeeded', amount_refunded: 0 });
    await eventually('the failure is told', async () => {
      const { json } = await shop.admin('/api/events?limit=100');
      return json.data.some(({ type, data }) => type === 'refund.failed' && data.refund.id === refund.json.id);
    });
    expect((await shop.admin(`/api/payments/${payment.id}/refunds`, { amount: 1000 })).json.amount).toBe(1000);
  });

  it('a refund that the bank works on is pending, holds its amount, and ends by itself', async () => {
    const payment = await paid({ amount: 1000, payment_method: 'pm_card_pendingRefund' });
    const refund = await shop.admin(`/api/payments/${payment.id}/refunds`, { amount: 600 });
    expect(refund.json.status).toBe('pending');
    expect((await shop.admin(`/api/payments/${payment.id}/refunds`, { amount: 500 })).status).toBe(422);
    expect((await shop.becomes(payment.id, 'partially_refunded')).amount_refunded).toBe(600);
  });
});

it('a dispute is an alert for a person, and changes no payment', async () => {
  const payment = await paid();
  shop.stripe.admin.dispute(intentOf(payment));
  await eventually('the alert', async () => {
    const { json } = await shop.admin('/api/events?limit=100');
    return json.data.some(
      ({ type, data }) => type === 'alert.raised' && data.code === 'dispute' && data.payment_id === payment.id,
    );
  });
  expect((await shop.read(payment.id)).status).toBe('succeeded');
});
