import { apiRig, type ApiRig } from '../../test/api-rig.ts';

let api: ApiRig;
let user: string;

beforeAll(async () => {
  api = await apiRig();
  user = await api.token('u_1');
});
afterAll(() => api.close());

const post = (path: string, key: string | null, body: unknown) => api.call('POST', path, { as: user, key, body });

describe('the paths of existing callers', () => {
  it('T13 a create on each path is one payment under one key', async () => {
    const body = { amount: 1999, currency: 'USD' };
    const first = await post('/api/payments', 'one', body);
    expect(first).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    for (const path of ['/payments', '/api/payments/create'])
      expect(await post(path, 'one', { currency: 'USD', amount: 1999 })).toMatchObject({
        status: 201,
        text: first.text,
        headers: { 'idempotency-replayed': 'true' },
      });
    const { body: read } = await api.call('GET', `/payments/${first.body.id}`, { as: user });
    expect(read).toEqual((await api.call('GET', `/api/payments/${first.body.id}`, { as: user })).body);
  });

  it('T13 a confirm with the payment’s id in the body is the confirm of its path', async () => {
    const waiting = await post('/payments', 'two', {
      amount: 1999,
      currency: 'USD',
      payment_method: 'mock_requires_action',
    });
    const id = String(waiting.body.id);
    const confirmed = await post('/api/payments/confirm', 'three', { payment_id: id, payment_method: 'mock_success' });
    expect(confirmed).toMatchObject({ status: 200, body: { id, status: 'succeeded' } });
    const again = await post(`/api/payments/${id}/confirm`, 'three', { payment_method: 'mock_success' });
    expect(again.text).toBe(confirmed.text);
  });

  it('the payment’s id must be one, and its fields are judged as on the main path', async () => {
    expect(await post('/api/payments/confirm', null, { payment_id: 'x' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'payment_id' }] },
    });
    expect(await post('/payments', null, { amount: 1.5, currency: 'USD' })).toMatchObject({ status: 422 });
    expect(await post('/payments', null, { amount: 100, currency: 'USD' })).toMatchObject({
      status: 400,
      body: { code: 'idempotency_key_missing' },
    });
    expect((await api.call('GET', '/payments/no-uuid', { as: user })).status).toBe(404);
    expect((await api.call('POST', '/payments', { body: {} })).status).toBe(401);
  });
});
