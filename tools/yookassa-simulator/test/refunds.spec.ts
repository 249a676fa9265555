import { YooCheckout } from '@a2seven/yoo-checkout';
import { startYookassaSimulator, type YookassaSimulator } from '../src/index.ts';
import { byRedirect, call, client, receiver, rub } from './harness.ts';

let sim: YookassaSimulator;
let id: string;
beforeEach(async () => {
  sim = await startYookassaSimulator();
  const { body } = await call(sim, 'POST /payments', byRedirect('100.00', { metadata: { order: 'A' } }));
  id = body.id;
  sim.pay(id);
});
afterEach(() => sim.close());

const refund = (value: string, more: object = {}) =>
  call(sim, 'POST /refunds', { payment_id: id, amount: rub(value), ...more });

describe('refunds', () => {
  it('R1 30 and 70 of 100 give everything back', async () => {
    const made = await client(YooCheckout, sim).createRefund({ payment_id: id, amount: rub('30.00') }, 'key-1');
    expect(made).toMatchObject({ status: 'succeeded', payment_id: id, amount: rub('30.00') });
    expect((await call(sim, `GET /payments/${id}`)).body).toMatchObject({
      refunded_amount: { value: '30.00' },
      refundable: true,
    });
    await refund('70.00');
    expect((await call(sim, `GET /payments/${id}`)).body).toMatchObject({
      refunded_amount: { value: '100.00' },
      refundable: false,
    });
    expect(sim.ledger.netMinor('order', 'A')).toBe(0n);
  });

  it('R2 more than is left is refused', async () => {
    await refund('30.00');
    expect(await refund('70.01')).toMatchObject({ status: 400, body: { parameter: 'amount.value' } });
    expect(sim.ledger.refunds()).toHaveLength(1);
  });

  it('R8 after a partial capture no more than was captured is given back', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect('100.00', { capture: false }));
    sim.pay(body.id);
    await call(sim, `POST /payments/${body.id}/capture`, { amount: rub('60.00') });
    expect((await refund('80.00', { payment_id: body.id })).status).toBe(400);
    expect((await refund('60.00', { payment_id: body.id })).status).toBe(200);
  });

  it.each([
    ['another currency', { amount: { value: '1.00', currency: 'EUR' } }, 'amount.currency'],
    ['a long description', { description: 'a'.repeat(251) }, 'description'],
    ['an unknown payment', { payment_id: '2d000000-000f-5000-8000-000000000000' }, 'payment_id'],
    ['an unknown parameter', { reason: 'duplicate' }, 'reason'],
  ])('%s is refused', async (_what, more, parameter) => {
    expect(await refund('1.00', more)).toMatchObject({ status: 400, body: { parameter } });
  });

  it('a payment that is not succeeded has nothing to refund', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect());
    expect(await refund('1.00', { payment_id: body.id })).toMatchObject({
      status: 400,
      body: { parameter: 'payment_id' },
    });
  });

  it('R10 a pending one holds its part, and frees it when it is canceled, without a notification', async () => {
    const shop = await receiver();
    sim.notifications.settings.url = shop.url;
    sim.settings.refundMode = 'pending';
    const pending = await refund('60.00', { description: 'changed their mind', metadata: { refund: 'R1' } });
    expect(pending.body).toMatchObject({ status: 'pending', metadata: { refund: 'R1' } });
    expect((await refund('60.00')).status).toBe(400);
    expect(sim.ledger.refunds()).toHaveLength(0);

    sim.cancelRefund(pending.body.id, { reason: 'rejected_by_payee' });
    expect((await call(sim, `GET /refunds/${pending.body.id}`)).body).toMatchObject({
      status: 'canceled',
      cancellation_details: { party: 'refund_network', reason: 'rejected_by_payee' },
    });
    const second = await refund('60.00');
    sim.succeedRefund(second.body.id);
    await sim.notifications.idle();
    expect(shop.received.map(({ event, object }) => [event, object.id])).toEqual([
      ['refund.succeeded', second.body.id],
    ]);
    expect(sim.ledger.refunds()).toMatchObject([{ refundId: second.body.id, amount: '60.00' }]);
    await shop.close();
  });

  it('R11 one made in the dashboard is listed beside ours', async () => {
    const ours = await refund('10.00');
    const theirs = sim.dashboardRefund(id);
    const { body } = await call(sim, `GET /refunds?payment_id=${id}`);
    expect(body.items.map((item) => [item.id, item.amount.value])).toEqual([
      [theirs.id, '90.00'],
      [ours.body.id, '10.00'],
    ]);
    expect((await client(YooCheckout, sim).getRefundList({ payment_id: id, limit: 1 })).items).toHaveLength(1);
    expect((await call(sim, 'GET /refunds/2d000000-0015-5000-8000-000000000000')).status).toBe(404);
  });

  it('nothing is refunded after three years', async () => {
    sim.advance(3 * 366 * 24 * 3_600_000);
    expect((await refund('1.00')).status).toBe(400);
  });
});
