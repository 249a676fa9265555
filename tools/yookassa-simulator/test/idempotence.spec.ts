import { startYookassaSimulator, type YookassaSimulator } from '../src/index.ts';
import { byRedirect, call, rub } from './harness.ts';

let sim: YookassaSimulator;
beforeEach(async () => {
  sim = await startYookassaSimulator();
});
afterEach(() => sim.close());

const DAY_MS = 24 * 3_600_000;
const refusedKey = { status: 400, body: { code: 'invalid_request', parameter: 'Idempotence-Key' } };

describe('Idempotence-Key', () => {
  it.each([
    ['missing', null],
    ['of 65 characters', 'a'.repeat(65)],
    ['with a colon', 'a:b'],
    ['with a slash', 'a/b'],
  ])('%s is refused, and nothing is made', async (_what, key) => {
    expect(await call(sim, 'POST /payments', byRedirect(), { key })).toMatchObject(refusedKey);
    expect(sim.payments()).toHaveLength(0);
  });

  it('of 64 characters is fine', async () => {
    expect((await call(sim, 'POST /payments', byRedirect(), { key: 'a1-_.+'.padEnd(64, 'Z') })).status).toBe(200);
  });

  it('repeated answers the object as it is now', async () => {
    const first = await call(sim, 'POST /payments', byRedirect(), { key: 'K' });
    sim.pay(first.body.id);
    const again = await call(sim, 'POST /payments', byRedirect(), { key: 'K' });
    expect(again.body).toMatchObject({ id: first.body.id, status: 'succeeded' });
    expect(sim.payments()).toHaveLength(1);
  });

  it('holds against requests at the same time', async () => {
    const saved = await call(sim, 'POST /payments', byRedirect('1.00', { save_payment_method: true }));
    sim.pay(saved.body.id);
    const charge = { amount: rub('9.00'), capture: true, payment_method_id: saved.body.id, metadata: { order: 'A' } };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call(sim, 'POST /payments', charge, { key: 'K' })),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(sim.ledger.charges('order', 'A')).toHaveLength(1);
    expect(sim.ledger.chargedTwice('order')).toEqual([]);
  });

  it('does not mind the order of the properties', async () => {
    const { amount, ...rest } = byRedirect();
    const first = await call(sim, 'POST /payments', { amount, ...rest }, { key: 'K' });
    const again = await call(sim, 'POST /payments', { ...rest, amount }, { key: 'K' });
    expect(again.body.id).toBe(first.body.id);
  });

  it('with other data, or for another object, is refused', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect('100.00', { capture: false }), { key: 'K' });
    expect(await call(sim, 'POST /payments', byRedirect('200.00'), { key: 'K' })).toMatchObject(refusedKey);
    sim.pay(body.id);
    expect(await call(sim, `POST /payments/${body.id}/capture`, {}, { key: 'K' })).toMatchObject(refusedKey);
    expect(sim.ledger.entries).toHaveLength(0);
  });

  it('keeps a refusal: after a 4xx a new key is needed', async () => {
    const { body } = await call(sim, 'POST /payments', byRedirect('100.00', { capture: false }));
    const cancel = `POST /payments/${body.id}/cancel`;
    expect((await call(sim, cancel, {}, { key: 'K' })).status).toBe(400);
    sim.pay(body.id);
    expect((await call(sim, cancel, {}, { key: 'K' })).status).toBe(400);
    expect((await call(sim, cancel, {}, { key: 'K2' })).body.status).toBe('canceled');
  });

  it('is forgotten after a day', async () => {
    const first = await call(sim, 'POST /payments', byRedirect(), { key: 'K' });
    sim.advance(DAY_MS - 1_000);
    expect((await call(sim, 'POST /payments', byRedirect(), { key: 'K' })).body.id).toBe(first.body.id);
    sim.advance(1_000);
    expect((await call(sim, 'POST /payments', byRedirect(), { key: 'K' })).body.id).not.toBe(first.body.id);
  });

  it('is not used up by a wrong secret', async () => {
    expect((await call(sim, 'POST /payments', byRedirect(), { key: 'K', secretKey: 'no' })).status).toBe(401);
    expect((await call(sim, 'POST /payments', byRedirect(), { key: 'K' })).status).toBe(200);
    expect(sim.requests.map(({ idempotenceKey }) => idempotenceKey)).toEqual(['K', 'K']);
  });
});
