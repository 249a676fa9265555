import { apiRig, type ApiRig } from '../../test/api-rig.ts';

let api: ApiRig;
let user: string;
let admin: string;

beforeAll(async () => {
  api = await apiRig();
  user = await api.token('u_1');
  admin = await api.token('a_1', 'admin');
});
afterAll(() => api.close());

async function paid(amount = 100): Promise<string> {
  const body = { amount, currency: 'USD', order_id: `o-${Math.random()}` };
  const answer = await api.call('POST', '/api/payments', { as: user, body });
  expect(answer.body).toMatchObject({ status: 'succeeded' });
  return String(answer.body.id);
}

describe('refunds', () => {
  it('R1 30 and 70 of 100: partially refunded, then refunded', async () => {
    const id = await paid();
    const first = await api.call('POST', `/api/payments/${id}/refunds`, {
      as: admin,
      key: 'r1a',
      body: { amount: 30 },
    });
    expect(first).toMatchObject({ status: 201, body: { payment_id: id, amount: 30, status: 'succeeded' } });
    const between = await api.call('GET', `/api/payments/${id}`, { as: user });
    expect(between.body).toMatchObject({ status: 'partially_refunded', amount_refunded: 30 });
    const second = await api.call('POST', `/api/payments/${id}/refunds`, { as: admin, key: 'r1b', body: {} });
    expect(second).toMatchObject({ status: 201, body: { amount: 70 } });
    const list = await api.call('GET', `/api/payments/${id}/refunds`, { as: user });
    expect(list.body.data).toMatchObject([{ amount: 30 }, { amount: 70 }]);
    const one = await api.call('GET', `/api/refunds/${second.body.id}`, { as: user });
    expect(one.body).toEqual(second.body);
  });
});
