import { apiRig, type Answer, type ApiRig } from '../../test/api-rig.ts';

let api: ApiRig;
let users = 0;

beforeAll(async () => {
  api = await apiRig();
});
afterAll(() => api.close());

const somebody = () => api.token(`payer_${(users += 1)}`);
const save = (as: string, body: unknown, key: string | null = null) =>
  api.call('POST', '/api/payment-methods', { as, key, body });
const list = async (as: string) => JSON.parse((await api.call('GET', '/api/payment-methods', { as })).text).data;

describe('saved methods', () => {
  it('a token is saved as brand, last four and expiry, and paid with by its id', async () => {
    const as = await somebody();
    const { status, body } = await save(as, { payment_method: 'mock_success' });
    expect({ status, body }).toMatchObject({ status: 201, body: { provider: 'mock', type: 'card', last4: '4242' } });
    const payment = await api.call('POST', '/api/payments', {
      as,
      body: { amount: 500, currency: 'USD', order_id: 'with-saved', payment_method_id: body.id },
    });
    expect(payment).toMatchObject({ status: 201, body: { status: 'succeeded', payment_method: { last4: '4242' } } });
  });

  it('the default is the latest that was made it, and stands first', async () => {
    const as = await somebody();
    const first = await save(as, { payment_method: 'mock_success', default: true });
    const second = await save(as, { payment_method: 'mock_charge_fail' });
    expect(await list(as)).toMatchObject([
      { id: first.body.id, default: true },
      { id: second.body.id, default: false },
    ]);
    const made = await api.call('POST', `/api/payment-methods/${second.body.id}/default`, { as });
    expect(made).toMatchObject({ status: 200, body: { id: second.body.id, default: true } });
    expect(await list(as)).toMatchObject([
      { id: second.body.id, default: true },
      { id: first.body.id, default: false },
    ]);
  });

  it('I4 the same key saves once', async () => {
    const as = await somebody();
    const first = await save(as, { payment_method: 'mock_success' }, 'save-1');
    const again = await save(as, { payment_method: 'mock_success' }, 'save-1');
    expect(again.text).toBe(first.text);
    expect(await list(as)).toHaveLength(1);
    expect(await save(as, { payment_method: 'mock_declined' }, 'save-1')).toMatchObject({ status: 422 });
  });

  it('I4 a key is honoured where a method becomes the default, too', async () => {
    const as = await somebody();
    const [one, two] = [await save(as, { payment_method: 'pm_1' }), await save(as, { payment_method: 'pm_2' })];
    const path = ({ body }: Answer) => `/api/payment-methods/${body.id}/default`;
    const first = await api.call('POST', path(one), { as, key: 'default-1' });
    await api.call('POST', path(two), { as });
    const again = await api.call('POST', path(one), { as, key: 'default-1' });
    expect(again).toMatchObject({ status: 200, text: first.text, headers: { 'idempotency-replayed': 'true' } });
    expect(await list(as)).toMatchObject([{ id: two.body.id, default: true }, { default: false }]);
    const other = await api.call('POST', path(two), { as, key: 'default-1' });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('one that the provider refuses is a 422 that names the field; no answer is a 503, and nothing is shown', async () => {
    const as = await somebody();
    const refused = await save(as, { payment_method: 'mock_declined' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'payment_method' }] } });
    api.simulated.faults.always('save', 'timeout_before');
    const unknown = await save(as, { payment_method: 'ok', provider: 'simulated' });
    expect(unknown).toMatchObject({ status: 503, body: { code: 'provider_unavailable' } });
    api.simulated.faults.heal();
    expect(await list(as)).toEqual([]);
  });

  it('a removal hides it at once: 204, again 204; where the provider does not answer 202, and it is gone here all the same', async () => {
    const as = await somebody();
    const one = await save(as, { payment_method: 'mock_success' });
    const path = `/api/payment-methods/${one.body.id}`;
    expect(await api.call('DELETE', path, { as, key: 'gone' })).toMatchObject({ status: 204, text: '' });
    expect(await api.call('DELETE', path, { as, key: 'gone' })).toMatchObject({
      status: 204,
      headers: { 'idempotency-replayed': 'true' },
    });
    expect((await api.call('DELETE', path, { as })).status).toBe(204);
    const two = await save(as, { payment_method: 'ok', provider: 'simulated' });
    api.simulated.faults.always('remove', 'timeout_after');
    const unsure = await api.call('DELETE', `/api/payment-methods/${two.body.id}`, { as });
    api.simulated.faults.heal();
    expect(unsure).toMatchObject({ status: 202, body: { id: two.body.id } });
    expect(await list(as)).toEqual([]);
  });

  it('R12 a payment made with a method that was removed can be refunded', async () => {
    const as = await somebody();
    const method = await save(as, { payment_method: 'mock_success' });
    const body = { amount: 500, currency: 'USD', order_id: 'r12', payment_method_id: method.body.id };
    const payment = await api.call('POST', '/api/payments', { as, body });
    await api.call('DELETE', `/api/payment-methods/${method.body.id}`, { as });
    const admin = await api.token('a_1', 'admin');
    const path = `/api/payments/${payment.body.id}/refunds`;
    expect(await api.call('POST', path, { as: admin, key: 'r12', body: {} })).toMatchObject({ status: 201 });
  });

  it("A1 another user's method is a 404 everywhere, an admin's too", async () => {
    const mine = await save(await somebody(), { payment_method: 'mock_success' });
    for (const as of [await somebody(), await api.token('a_1', 'admin')]) {
      const path = `/api/payment-methods/${mine.body.id}`;
      expect((await api.call('DELETE', path, { as })).status).toBe(404);
      expect((await api.call('POST', `${path}/default`, { as })).status).toBe(404);
      const body = { amount: 500, currency: 'USD', order_id: 'theirs', payment_method_id: mine.body.id };
      expect((await api.call('POST', '/api/payments', { as, body })).status).toBe(404);
    }
  });
});
