import { apiRig, type ApiRig } from '../../test/api-rig.ts';
import { AppModule } from '../app.module.ts';
import type { AppEnv } from '../config/setting.ts';
import { API_CONTROLLERS } from '../controllers.ts';
import { SimulateController } from './simulate.controller.ts';

let api: ApiRig;
let user: string;

beforeAll(async () => {
  api = await apiRig();
  user = await api.token('u_1');
});
afterAll(() => api.close());

const play = (body: unknown, as = user, key: string | null = null) =>
  api.call('POST', '/api/payments/test/simulate', { as, body, key });

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

  it.each(['success', 'failure', 'pending', 'refund'])('I1 %s under the same key is played once', async (scenario) => {
    const first = await play({ scenario }, user, `fresh-${scenario}`);
    const again = await play({ scenario }, user, `fresh-${scenario}`);
    expect(again).toMatchObject({ status: 201, text: first.text, headers: { 'idempotency-replayed': 'true' } });
    const other = await play({ scenario, amount: 5 }, user, `fresh-${scenario}`);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('I1 a given payment is played with once, too', async () => {
    const { body } = await play({ scenario: 'pending' });
    for (const scenario of ['failure', 'success', 'refund']) {
      const given = () => play({ scenario, payment_id: body.id }, user, `given-${scenario}`);
      const first = await given();
      expect(first.status).toBe(200);
      expect(await given()).toMatchObject({
        status: 200,
        text: first.text,
        headers: { 'idempotency-replayed': 'true' },
      });
    }
  });

  it('is no address at all in production', () => {
    const { settings, logger } = api.host;
    const routesIn = (appEnv: AppEnv) =>
      AppModule.of({ settings: { ...settings, appEnv }, logger }, API_CONTROLLERS).controllers;
    expect(routesIn('production')).not.toContain(SimulateController);
    expect(routesIn('production')).toHaveLength(API_CONTROLLERS.length - 1);
    expect(routesIn('test')).toContain(SimulateController);
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
