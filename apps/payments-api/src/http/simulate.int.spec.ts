import { apiRig, type ApiRig } from '../../test/api-rig.ts';

let api: ApiRig;
let user: string;

beforeAll(async () => {
  api = await apiRig();
  user = await api.token('u_1');
});
afterAll(() => api.close());

const play = (body: unknown, as = user) => api.call('POST', '/api/payments/test/simulate', { as, body });

describe('simulate', () => {
  it.each([
    ['success', 'succeeded'],
    ['failure', 'failed'],
    ['pending', 'processing'],
    ['requires_action', 'processing'],
    ['refund', 'refunded'],
  ])('%s makes a payment that is %s: 201', async (scenario, status) => {
    const answer = await play({ scenario, amount: 700, currency: 'eur' });
    expect(answer).toMatchObject({ status: 201, body: { status, amount: 700, currency: 'EUR', provider: 'mock' } });
  });

  it('brings a given payment there: 200', async () => {
    const { body } = await play({ scenario: 'pending' });
    const given = (scenario: string) => play({ scenario, payment_id: body.id });
    expect(await given('failure')).toMatchObject({ status: 200, body: { id: body.id, status: 'failed' } });
    expect(await given('requires_action')).toMatchObject({ status: 200, body: { status: 'processing' } });
    expect(await given('success')).toMatchObject({ status: 200, body: { status: 'succeeded' } });
    expect(await given('success')).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
    expect(await given('refund')).toMatchObject({ status: 200, body: { status: 'refunded' } });
  });

  it('only at the mock provider, only one’s own, only what it knows', async () => {
    const body = { amount: 100, currency: 'USD', order_id: 's-1', provider: 'simulated' };
    const other = await api.call('POST', '/api/payments', { as: user, body });
    expect(await play({ scenario: 'success', payment_id: other.body.id })).toMatchObject({ status: 422 });
    const mine = await play({ scenario: 'pending' });
    const theirs = await play({ scenario: 'success', payment_id: mine.body.id }, await api.token('u_2'));
    expect(theirs.status).toBe(404);
    expect(await play({ scenario: 'bribe' })).toMatchObject({ status: 422, body: { errors: [{ field: 'scenario' }] } });
  });
});
