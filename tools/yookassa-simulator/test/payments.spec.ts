import { YooCheckout } from '@a2seven/yoo-checkout';
import { startYookassaSimulator, type YookassaSimulator } from '../src/index.ts';
import { byRedirect, call, client, rub } from './harness.ts';

let sim: YookassaSimulator;
beforeEach(async () => {
  sim = await startYookassaSimulator();
});
afterEach(() => sim.close());

const HOUR_MS = 3_600_000;

describe('a payment, seen through the real client', () => {
  it('is created pending with a page for the payer, and succeeds in one stage', async () => {
    const yookassa = client(YooCheckout, sim);
    const created = await yookassa.createPayment(
      {
        amount: rub('100.00'),
        capture: true,
        confirmation: { type: 'redirect', return_url: 'https://shop.example' },
        metadata: { order: 'A1' },
      },
      'key-1',
    );
    expect(created.status).toBe('pending');
    expect(created.confirmation.confirmation_url).toBe(`${sim.origin}/pay/${created.id}`);
    expect(sim.ledger.entries).toHaveLength(0);

    sim.pay(created.id);

    const paid = await yookassa.getPayment(created.id);
    expect(paid).toMatchObject({ status: 'succeeded', paid: true, refundable: true });
    expect(sim.ledger.byMetadata('order', 'A1')).toMatchObject([{ kind: 'charge', amount: '100.00', currency: 'RUB' }]);
  });

  it('waits for its capture by default, and a partial capture takes a part', async () => {
    const yookassa = client(YooCheckout, sim);
    const confirmation = { type: 'redirect' as const, return_url: 'https://shop.example' };
    const { id } = await yookassa.createPayment(
      { amount: rub('100.00'), confirmation, metadata: { order: 'A2' } },
      'key-1',
    );
    sim.pay(id);
    const held = await yookassa.getPayment(id);
    expect(held).toMatchObject({ status: 'waiting_for_capture', paid: true, refundable: false });
    expect(sim.ledger.entries).toHaveLength(0);

    const taken = await yookassa.capturePayment(id, { amount: rub('60.00') }, 'key-2');
    expect(taken).toMatchObject({ status: 'succeeded', amount: rub('60.00') });
    expect(sim.ledger.netMinor('order', 'A2')).toBe(6_000n);
  });

  it('is canceled by the merchant while held, and no money moves', async () => {
    const yookassa = client(YooCheckout, sim);
    const confirmation = { type: 'redirect' as const, return_url: 'https://shop.example' };
    const { id } = await yookassa.createPayment({ amount: rub('100.00'), confirmation }, 'key-1');
    sim.pay(id);
    const canceled = await yookassa.cancelPayment(id, 'key-2');
    expect(canceled).toMatchObject({
      status: 'canceled',
      paid: false,
      cancellation_details: { party: 'merchant', reason: 'canceled_by_merchant' },
    });
    expect(sim.ledger.entries).toHaveLength(0);
  });

  it('is refused with 401 for a wrong secret', async () => {
    await expect(client(YooCheckout, sim, 'wrong').getPayment('x')).rejects.toMatchObject({
      response: { status: 401, data: { code: 'invalid_credentials', type: 'error' } },
    });
  });
});

describe('what can not be', () => {
  it('a pending payment can be neither canceled nor captured', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect());
    expect(await call(sim, `POST /payments/${body.id}/cancel`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
    expect(await call(sim, `POST /payments/${body.id}/capture`)).toMatchObject({ status: 400 });
    expect(sim.payment(body.id).status).toBe('pending');
  });

  it('no more is captured than was held, and nothing twice', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect('100.00', { capture: false }));
    sim.pay(body.id);
    const path = `POST /payments/${body.id}/capture`;
    expect(await call(sim, path, { amount: rub('100.01') })).toMatchObject({
      status: 400,
      body: { parameter: 'amount.value' },
    });
    expect((await call(sim, path, {})).body.status).toBe('succeeded');
    expect((await call(sim, path, {})).status).toBe(400);
    expect(sim.ledger.charges()).toHaveLength(1);
  });

  it.each([
    ['an unknown parameter', { ...byRedirect(), payment_method_types: ['card'] }, 'payment_method_types'],
    [
      'an unknown nested one',
      byRedirect('1.00', { amount: { value: '1.00', currency: 'RUB', minor: 100 } }),
      'amount.minor',
    ],
    ['no amount', { capture: true }, 'amount'],
    ['an amount as a number', byRedirect('1.00', { amount: { value: 100, currency: 'RUB' } }), 'amount.value'],
    ['one digit after the point', byRedirect('1.0'), 'amount.value'],
    ['zero', byRedirect('0.00'), 'amount.value'],
    ['a foreign currency', byRedirect('1.00', { amount: { value: '1.00', currency: 'JPY' } }), 'amount.currency'],
    ['a long description', byRedirect('1.00', { description: 'a'.repeat(129) }), 'description'],
    ['a long customer id', byRedirect('1.00', { merchant_customer_id: 'a'.repeat(201) }), 'merchant_customer_id'],
    [
      '17 keys of metadata',
      byRedirect('1.00', { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, ''])) }),
      'metadata',
    ],
    ['a long metadata value', byRedirect('1.00', { metadata: { k: 'a'.repeat(513) } }), 'metadata.k'],
    ['metadata that is no string', byRedirect('1.00', { metadata: { k: 1 } }), 'metadata.k'],
    [
      'a script as return_url',
      byRedirect('1.00', { confirmation: { type: 'redirect', return_url: 'javascript:alert(1)' } }),
      'confirmation.return_url',
    ],
    [
      'a return_url for the widget',
      byRedirect('1.00', { confirmation: { type: 'embedded', return_url: 'https://a.example' } }),
      'confirmation.return_url',
    ],
    ['no way to pay', { amount: rub('1.00') }, 'payment_method_data'],
    ['an unknown saved method', { amount: rub('1.00'), payment_method_id: 'nope' }, 'payment_method_id'],
  ])('%s is a 400 that names it', async (_what, body, parameter) => {
    const answer = await call(sim, 'POST /payments', body);
    expect(answer).toMatchObject({ status: 400, body: { type: 'error', code: 'invalid_request', parameter } });
    expect(sim.payments()).toHaveLength(0);
  });

  it('unknown objects, paths, methods and media types are refused each in its way', async () => {
    expect(await call(sim, 'GET /payments/2d000000-000f-5000-8000-000000000000')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect((await call(sim, 'GET /nowhere')).status).toBe(404);
    const wrongMethod = await call(sim, 'DELETE /payments');
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.body).not.toHaveProperty('code');
    expect((await call(sim, 'POST /payments', 'a=1', { contentType: 'text/plain' })).status).toBe(415);
    expect((await call(sim, 'POST /payments', '{"amount":')).status).toBe(400);
  });
});

describe('refusals', () => {
  it('every test card that refuses gives its published reason', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect());
    sim.pay(body.id, { cardNumber: '5555555555554600' });
    expect((await call(sim, `GET /payments/${body.id}`)).body).toMatchObject({
      status: 'canceled',
      paid: false,
      cancellation_details: { party: 'payment_network', reason: 'insufficient_funds' },
    });
  });

  it('a card given in the request decides at once', async () => {
    const card = (number: string) => ({ number, expiry_year: '2035', expiry_month: '12', csc: '123' });
    const give = (number: string) =>
      call(sim, 'POST /payments', {
        amount: rub('5.00'),
        capture: true,
        payment_method_data: { type: 'bank_card', card: card(number) },
      });
    expect((await give('5555555555554444')).body).toMatchObject({
      status: 'succeeded',
      payment_method: { card: { last4: '4444' } },
    });
    expect((await give('5555555555554584')).body.cancellation_details).toEqual({
      party: 'yoo_money',
      reason: 'country_forbidden',
    });
  });

  it('any reason may be played, one that no table knows too', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect());
    sim.decline(body.id, { reason: 'a_reason_of_next_year', party: 'yoo_money' });
    expect(sim.payment(body.id).cancellation).toEqual({ party: 'yoo_money', reason: 'a_reason_of_next_year' });
    expect(() => sim.pay(body.id)).toThrow('canceled');
  });
});

describe('time', () => {
  it('an unpaid payment ends after an hour', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect());
    sim.advance(HOUR_MS - 1_000);
    expect(sim.payment(body.id).status).toBe('pending');
    sim.advance(1_000);
    const ended = await call(sim, `GET /payments/${body.id}`);
    expect(ended.body.cancellation_details).toEqual({ party: 'yoo_money', reason: 'expired_on_confirmation' });
  });

  it('held money is released at expires_at, and can not be captured any more', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect('100.00', { capture: false }));
    sim.pay(body.id);
    const held = await call(sim, `GET /payments/${body.id}`);
    sim.now = () => new Date(held.body.expires_at ?? '');
    expect((await call(sim, `POST /payments/${body.id}/capture`)).status).toBe(400);
    expect(sim.payment(body.id).cancellation).toEqual({ party: 'yoo_money', reason: 'expired_on_capture' });
    expect(sim.ledger.entries).toHaveLength(0);
  });
});

describe('a saved method', () => {
  async function saveOne(): Promise<string> {
    const { body } = await call(sim, 'POST /payments', byRedirect('1.00', { save_payment_method: true }));
    sim.pay(body.id);
    const paid = await call(sim, `GET /payments/${body.id}`);
    expect(paid.body.payment_method.saved).toBe(true);
    return paid.body.payment_method.id;
  }
  const charge = (id: string) =>
    call(sim, 'POST /payments', { amount: rub('7.00'), capture: true, payment_method_id: id });

  it('is charged without its payer', async () => {
    const id = await saveOne();
    expect((await call(sim, `GET /payment_methods/${id}`)).body).toMatchObject({ id, saved: true, status: 'active' });
    const charged = await charge(id);
    expect(charged.body).toMatchObject({ status: 'succeeded', amount: rub('7.00'), payment_method: { id } });
    expect(charged.body.confirmation).toBeUndefined();
  });

  it('may refuse later', async () => {
    const id = await saveOne();
    sim.declineMethod(id, { reason: 'permission_revoked' });
    expect((await charge(id)).body).toMatchObject({
      status: 'canceled',
      cancellation_details: { party: 'yoo_money', reason: 'permission_revoked' },
    });
    expect(sim.ledger.charges()).toHaveLength(1);
  });

  it('does not exist where the payment was not to be saved', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect());
    sim.pay(body.id);
    expect((await charge(body.id)).status).toBe(400);
    expect((await call(sim, `GET /payment_methods/${body.id}`)).status).toBe(404);
  });
});

describe('lists', () => {
  it('give each payment once, newest first, page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.unshift((await call(sim, 'POST /payments', byRedirect())).body.id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await call(sim, `GET /payments?limit=2${cursor}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : '';
    } while (cursor !== '');
    expect(seen).toEqual(ids);
  });

  it('are filtered by time and status, through the real client too', async () => {
    const first = await call(sim, 'POST /payments', byRedirect());
    sim.advance(60_000);
    const since = sim.now();
    sim.advance(1_000);
    const second = await call(sim, 'POST /payments', byRedirect());
    sim.pay(second.body.id);
    const late = await client(YooCheckout, sim).getPaymentList({
      created_at: { value: since.toISOString(), mode: 'gte' },
      limit: 50,
    });
    expect(late.items.map(({ id }) => id)).toEqual([second.body.id]);
    const pending = await call(sim, 'GET /payments?status=pending');
    expect(pending.body.items.map(({ id }) => id)).toEqual([first.body.id]);
    expect((await call(sim, 'GET /payments?metadata.order=A1')).status).toBe(400);
    expect((await call(sim, 'GET /payments?limit=101')).status).toBe(400);
  });

  it('and the shop tells of itself', async () => {
    expect((await call(sim, 'GET /me')).body).toMatchObject({ account_id: sim.settings.shopId, test: true });
  });
});
