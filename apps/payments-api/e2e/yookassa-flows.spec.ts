import { eventually, type Json } from './running-service.ts';
import { openYookassaShop } from './shop.ts';

let shop: Awaited<ReturnType<typeof openYookassaShop>>;

/** A shop under 54-FZ: YooKassa refuses what has no receipt. Pending things are read again every second. */
beforeAll(async () => {
  shop = await openYookassaShop({ VAT_CODE: '1', RECONCILE_AFTER_MS: '1000' }, { requireReceipt: true });
});
afterAll(() => shop.close());

const open = async (body: object = {}): Promise<Json> => {
  const wanted = {
    amount: 150_000,
    currency: 'RUB',
    customer_email: 'payer@example.com',
    description: 'Урок',
    ...body,
  };
  const { status, json } = await shop.create(wanted);
  expect([status, json.status, json.provider]).toEqual([201, 'processing', 'yookassa']);
  return json;
};
const charged = ({ id }: Json) => shop.yookassa.ledger.charges('payment_id', id).map(({ amount }) => amount);
const refunded = ({ id }: Json) => shop.yookassa.ledger.refunds('payment_id', id).map(({ amount }) => amount);
const refundOf = async ({ id }: Json) => (await shop.admin(`/api/payments/${id}/refunds`)).json.data[0];
const pays = (payment: Json, cardNumber?: string) =>
  shop.yookassa.pay(payment.provider_payment_id, cardNumber === undefined ? {} : { cardNumber });
const paid = async (body: object = {}) => {
  const payment = await open(body);
  pays(payment);
  return shop.becomes(payment.id, 'succeeded');
};

describe('one stage', () => {
  it('redirect: the payer goes to YooKassa’s page, pays, and the notification finishes it', async () => {
    const payment = await open({ return_url: `${shop.service.url}/thanks` });
    expect(payment.next_action).toEqual({ type: 'redirect', url: expect.stringContaining(shop.yookassa.origin) });
    pays(payment);
    const done = await shop.becomes(payment.id, 'succeeded');
    expect(done).toMatchObject({ amount_captured: 150_000, payment_method: { type: 'card', last4: '4477' } });
    expect(charged(payment)).toEqual(['1500.00']);
  });

  it('embedded: without a return address the widget’s token is the next action, for the owner alone', async () => {
    const payment = await open();
    expect(payment.next_action).toEqual({ type: 'embedded', confirmation_token: expect.stringMatching(/\S/) });
    const seenByOthers = await shop.admin(`/api/payments/${payment.id}`);
    expect(seenByOthers.text).not.toContain(payment.next_action.confirmation_token);
    pays(payment);
    await shop.becomes(payment.id, 'succeeded');
    expect(charged(payment)).toEqual(['1500.00']);
  });

  it('a bank’s refusal is failed, a payer who lets it expire is no decline, and a retry opens a new payment there', async () => {
    const refused = await open();
    shop.yookassa.decline(refused.provider_payment_id, { reason: 'insufficient_funds', party: 'payment_network' });
    const failed = await shop.becomes(refused.id, 'failed');
    expect(failed.failure).toMatchObject({ category: 'insufficient_funds', provider_code: 'insufficient_funds' });

    const retried = await shop.call(`/api/payments/${refused.id}/retry`, { body: {} });
    expect([retried.status, retried.json.status]).toEqual([200, 'processing']);
    expect(retried.json.provider_payment_id).not.toBe(refused.provider_payment_id);
    pays(retried.json);
    await shop.becomes(refused.id, 'succeeded');
    expect(charged(refused)).toEqual(['1500.00']);

    const left = await open();
    shop.yookassa.giveUp(left.provider_payment_id);
    const ended = await eventually('it ends', async () => {
      const payment = await shop.read(left.id);
      return payment.status !== 'processing' && payment;
    });
    expect(ended.failure.category).toMatch(/expired|canceled_by_payer/);
    expect(charged(left)).toEqual([]);
  });
});

describe('two stages', () => {
  const held = async () => {
    const payment = await open({ capture_method: 'manual' });
    pays(payment);
    await shop.becomes(payment.id, 'authorized');
    expect(charged(payment)).toEqual([]);
    return payment;
  };

  it('C6 a part of what is held is captured, with a receipt of that part', async () => {
    const payment = await held();
    const captured = await shop.admin(`/api/payments/${payment.id}/capture`, { amount: 100_001 });
    expect([captured.status, captured.json.status, captured.json.amount_captured]).toEqual([200, 'succeeded', 100_001]);
    expect(charged(payment)).toEqual(['1000.01']);
  });

  it('C5 what is held is let go', async () => {
    const payment = await held();
    const canceled = await shop.call(`/api/payments/${payment.id}/cancel`, { body: {} });
    expect([canceled.status, canceled.json.status]).toEqual([200, 'canceled']);
    expect(charged(payment)).toEqual([]);
  });
});

describe('a pending payment can not be canceled at YooKassa: it waits, and ends', () => {
  it('/cancel answers 202; once YooKassa ended the payment it is canceled', async () => {
    const payment = await open();
    const canceled = await shop.call(`/api/payments/${payment.id}/cancel`, { body: {} });
    expect([canceled.status, canceled.json.status]).toEqual([202, 'processing']);
    shop.yookassa.giveUp(payment.provider_payment_id);
    await shop.becomes(payment.id, 'canceled');
    expect(charged(payment)).toEqual([]);
  });

  it('/fail answers 202, and ends failed with its message', async () => {
    const payment = await open();
    const given = await shop.admin(`/api/payments/${payment.id}/fail`, { failure_message: 'the lesson is off' });
    expect([given.status, given.json.status]).toEqual([202, 'processing']);
    shop.yookassa.giveUp(payment.provider_payment_id);
    expect((await shop.becomes(payment.id, 'failed')).failure_message).toBe('the lesson is off');
  });

  it('what is held before YooKassa heard of it is let go', async () => {
    const payment = await open({ capture_method: 'manual' });
    expect((await shop.call(`/api/payments/${payment.id}/cancel`, { body: {} })).status).toBe(202);
    pays(payment);
    await shop.becomes(payment.id, 'canceled');
    expect(shop.yookassa.payment(payment.provider_payment_id).status).toBe('canceled');
    expect(charged(payment)).toEqual([]);
  });

  it('a payer who pays meanwhile has paid, and it is told', async () => {
    const payment = await open();
    expect((await shop.call(`/api/payments/${payment.id}/cancel`, { body: {} })).status).toBe(202);
    pays(payment);
    expect((await shop.becomes(payment.id, 'succeeded')).amount_captured).toBe(150_000);
    const events = (await shop.admin('/api/events?limit=100')).json.data;
    const alert = events.find(({ type, data }) => type === 'alert.raised' && data.payment_id === payment.id);
    expect(alert?.data.code).toBe('late_success');
  });
});

describe('money that goes back', () => {
  it('R1 R2 in parts, never more than came in', async () => {
    const payment = await paid();
    const refund = (body: object) => shop.admin(`/api/payments/${payment.id}/refunds`, body);
    const first = await refund({ amount: 50_050, reason: 'lesson moved' });
    expect([first.status, first.json.status]).toEqual([201, 'succeeded']);
    expect((await refund({ amount: 99_951 })).json.code).toBe('amount_exceeds_refundable');
    expect((await refund({})).json.amount).toBe(99_950);
    expect(await shop.read(payment.id)).toMatchObject({ status: 'refunded', amount_refunded: 150_000 });
    expect(refunded(payment)).toEqual(['500.50', '999.50']);
  });

  it('R10 a pending refund that YooKassa cancels is found by polling: nothing is sent about it', async () => {
    const payment = await paid();
    shop.yookassa.settings.refundMode = 'pending';
    const refund = await shop.admin(`/api/payments/${payment.id}/refunds`, { amount: 50_000 });
    shop.yookassa.settings.refundMode = 'succeeded';
    expect([refund.json.status, refund.json.amount]).toEqual(['pending', 50_000]);
    expect((await shop.admin(`/api/payments/${payment.id}/refunds`, { amount: 100_001 })).status).toBe(422);

    shop.yookassa.cancelRefund(refund.json.provider_refund_id);
    const failed = await eventually('the cancel is found', async () => {
      const found = await refundOf(payment);
      return found?.status === 'failed' && found;
    });
    expect(failed.id).toBe(refund.json.id);
    expect(await shop.read(payment.id)).toMatchObject({ status: 'succeeded', amount_refunded: 0 });
    expect(refunded(payment)).toEqual([]);
  });

  it('R11 a refund made in the dashboard is taken in', async () => {
    const payment = await paid();
    // In the dashboard YooKassa makes the receipt itself.
    Object.assign(shop.yookassa.settings, { requireReceipt: false });
    shop.yookassa.dashboardRefund(payment.provider_payment_id, '400.00');
    Object.assign(shop.yookassa.settings, { requireReceipt: true });
    expect((await shop.becomes(payment.id, 'partially_refunded')).amount_refunded).toBe(40_000);
    expect(await refundOf(payment)).toMatchObject({ amount: 40_000, status: 'succeeded' });
  });
});

it('54-FZ: the receipt stands in the request, line by line, with the VAT code and the payer’s address', async () => {
  const payment = await open({
    amount: 30_000,
    items: [
      { description: 'Lesson', quantity: 2, unit_amount: 10_000 },
      { description: 'Book', quantity: 1, unit_amount: 10_000 },
    ],
  });
  const sent = shop.yookassa.requests.find(({ idempotenceKey }) => idempotenceKey === `${payment.id}.submit.1`);
  expect(sent?.body).toMatchObject({
    amount: { value: '300.00', currency: 'RUB' },
    capture: true,
    receipt: {
      customer: { email: 'payer@example.com' },
      items: [
        {
          description: 'Lesson',
          quantity: 2,
          amount: { value: '100.00', currency: 'RUB' },
          vat_code: 1,
          measure: 'piece',
        },
        { description: 'Book', quantity: 1, amount: { value: '100.00', currency: 'RUB' }, vat_code: 1 },
      ],
    },
  });
});

it('a saved card pays the next time without its owner, takes the place of no open payment, and is deleted here', async () => {
  const payment = await open({ save_payment_method: true });
  pays(payment, '5555555555554444');
  await shop.becomes(payment.id, 'succeeded');
  const card = await eventually('the card is listed', async () => {
    const { json } = await shop.call('/api/payment-methods');
    return json.data[0];
  });
  expect([card.provider, card.last4]).toEqual(['yookassa', '4444']);
  const body = { amount: 70_000, currency: 'RUB', customer_email: 'payer@example.com', payment_method_id: card.id };
  const again = await shop.create(body);
  expect([again.status, again.json.status, charged(again.json)]).toEqual([201, 'succeeded', ['700.00']]);

  // A switch to it would open a second payment there, while the first can still be paid: it is refused.
  const pending = await open();
  const switched = await shop.call(`/api/payments/${pending.id}/confirm`, { body: { payment_method_id: card.id } });
  expect([switched.status, switched.json.code]).toEqual([409, 'invalid_state']);
  expect((await shop.read(pending.id)).provider_payment_id).toBe(pending.provider_payment_id);
  pays(pending);
  await shop.becomes(pending.id, 'succeeded');
  expect(charged(pending)).toEqual(['1500.00']);

  expect((await shop.call(`/api/payment-methods/${card.id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await shop.create(body)).status).toBe(404);
});

it.each([
  ['a currency that YooKassa does not take', { currency: 'GBP' }, 'currency'],
  ['a token of another provider', { payment_method: 'pm_card_visa' }, 'payment_method'],
])('%s is a 422, and nothing is sent', async (_, body, field) => {
  const sent = shop.yookassa.requests.length;
  const { status, json } = await shop.create({
    amount: 100_000,
    currency: 'RUB',
    customer_email: 'a@b.example',
    ...body,
  });
  expect([status, json.code, json.errors[0]?.field]).toEqual([422, 'validation_failed', field]);
  expect(shop.yookassa.requests.filter(({ method }) => method === 'POST')).toHaveLength(
    shop.yookassa.requests.slice(0, sent).filter(({ method }) => method === 'POST').length,
  );
});
