import { startYookassaSimulator, type YookassaSimulator } from '../src/index.ts';
import { byRedirect, call, rub } from './harness.ts';

let sim: YookassaSimulator;
beforeEach(async () => {
  sim = await startYookassaSimulator({ requireReceipt: true });
});
afterEach(() => sim.close());

const item = (value: string, more: object = {}) => ({
  description: 'Haircut',
  quantity: 1,
  amount: rub(value),
  vat_code: 1,
  payment_subject: 'service',
  payment_mode: 'full_payment',
  ...more,
});
const receipt = (items: readonly object[], customer: object = { email: 'payer@shop.example' }) => ({ customer, items });
const pay = (value: string, given?: object) =>
  call(sim, 'POST /payments', byRedirect(value, given ? { receipt: given } : {}));

describe('receipts under 54-FZ', () => {
  it('one with a contact and the right total is taken, and registered with the payment', async () => {
    const { status, body } = await pay('100.00', receipt([item('60.00'), item('20.00', { quantity: '2.000' })]));
    expect([status, body.receipt_registration]).toEqual([200, 'pending']);
    sim.pay(body.id);
    expect((await call(sim, `GET /payments/${body.id}`)).body.receipt_registration).toBe('succeeded');
  });

  it('a phone is a contact too, and a weight may be a fraction', async () => {
    const given = receipt([item('33.33', { quantity: 0.333, measure: 'kilogram' })], { phone: '79000000000' });
    expect((await pay('11.10', given)).status).toBe(200);
  });

  it.each([
    ['none at all', undefined, 'receipt'],
    ['no contact', receipt([item('100.00')], { full_name: 'A B' }), 'receipt.customer'],
    ['a total that differs by a kopeck', receipt([item('99.99')]), 'receipt'],
    ['no items', receipt([]), 'receipt.items'],
    ['VAT code 13', receipt([item('100.00', { vat_code: 13 })]), 'receipt.items[0].vat_code'],
    ['no VAT code', receipt([item('100.00', { vat_code: undefined })]), 'receipt.items[0].vat_code'],
    ['a long name', receipt([item('100.00', { description: 'я'.repeat(129) })]), 'receipt.items[0].description'],
    ['a quantity of nothing', receipt([item('100.00', { quantity: 0 })]), 'receipt.items[0].quantity'],
    [
      'another currency',
      receipt([item('100.00', { amount: { value: '100.00', currency: 'USD' } })]),
      'receipt.items[0].amount.currency',
    ],
    ['a phone with a plus', receipt([item('100.00')], { phone: '+79000000000' }), 'receipt.customer.phone'],
    ['a broken e-mail', receipt([item('100.00')], { email: 'payer' }), 'receipt.customer.email'],
    [
      'an invented subject',
      receipt([item('100.00', { payment_subject: 'haircut' })]),
      'receipt.items[0].payment_subject',
    ],
  ])('%s is refused', async (_what, given, parameter) => {
    expect(await pay('100.00', given)).toMatchObject({ status: 400, body: { code: 'invalid_request', parameter } });
    expect(sim.payments()).toHaveLength(0);
  });

  it('a part captured or refunded needs a receipt of that part, the whole needs none', async () => {
    const { body } = await call(
      sim,
      'POST /payments',
      byRedirect('100.00', { capture: false, receipt: receipt([item('100.00')]) }),
    );
    sim.pay(body.id);
    const capture = `POST /payments/${body.id}/capture`;
    expect(await call(sim, capture, { amount: rub('60.00') })).toMatchObject({
      status: 400,
      body: { parameter: 'receipt' },
    });
    expect((await call(sim, capture, { amount: rub('60.00'), receipt: receipt([item('60.00')]) })).status).toBe(200);
    const back = { payment_id: body.id, amount: rub('20.00') };
    expect((await call(sim, 'POST /refunds', back)).status).toBe(400);
    expect((await call(sim, 'POST /refunds', { ...back, receipt: receipt([item('20.00')]) })).status).toBe(200);
  });

  it('a shop that need not give receipts may leave them out', async () => {
    sim.settings.requireReceipt = false;
    expect((await pay('100.00')).status).toBe(200);
  });
});
