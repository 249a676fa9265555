import { apiRig, type ApiRig } from '../../test/api-rig.ts';

let api: ApiRig;
let user: string;
let admin: string;
let count = 0;

beforeAll(async () => {
  api = await apiRig();
  user = await api.token('u_1');
  admin = await api.token('a_1', 'admin');
});
afterAll(() => api.close());

async function paid(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  count += 1;
  const body = { amount: 100, currency: 'USD', order_id: `order-${count}`, ...more };
  const answer = await api.call('POST', '/api/payments', { as: user, body });
  expect(answer).toMatchObject({ status: 201, body: { status: 'succeeded' } });
  return String(answer.body.id);
}

const refund = (id: string, body: unknown, as = admin, key: string | null = `key-${(count += 1)}`) =>
  api.call('POST', `/api/payments/${id}/refunds`, { as, key, body });

describe('refunds', () => {
  it('R1 30 and 70 of 100: partially refunded, then refunded; the payer may look at each', async () => {
    const id = await paid();
    const first = await refund(id, { amount: 30, reason: 'a part' });
    expect(first).toMatchObject({ status: 201, body: { payment_id: id, amount: 30, status: 'succeeded' } });
    const between = await api.call('GET', `/api/payments/${id}`, { as: user });
    expect(between.body).toMatchObject({ status: 'partially_refunded', amount_refunded: 30 });
    const second = await refund(id, { amount: 70 });
    const after = await api.call('GET', `/api/payments/${id}`, { as: user });
    expect(after.body).toMatchObject({ status: 'refunded', amount_refunded: 100 });
    const list = await api.call('GET', `/api/payments/${id}/refunds`, { as: user });
    expect(list.body.data).toEqual([first.body, second.body]);
    expect((await api.call('GET', `/api/refunds/${second.body.id}`, { as: user })).body).toEqual(second.body);
  });

  it('R2 R3 R4 what is left is refunded where no amount is given; more, nothing and less than nothing are refused', async () => {
    const id = await paid();
    await refund(id, { amount: 30 });
    expect(await refund(id, { amount: 71 })).toMatchObject({
      status: 422,
      body: { code: 'amount_exceeds_refundable' },
    });
    for (const amount of [0, -1, 1.5, '30', null])
      expect(await refund(id, { amount })).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect(await refund(id, {})).toMatchObject({ status: 201, body: { amount: 70 } });
  });

  it('I1 I4 a refund needs a key; the same key and request is answered byte for byte, and gives back once', async () => {
    const id = await paid();
    expect(await refund(id, {}, admin, null)).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } });
    const first = await refund(id, { amount: 10 }, admin, 'again');
    const second = await refund(id, { amount: 10 }, admin, 'again');
    expect(second).toMatchObject({ status: 201, text: first.text, headers: { 'idempotency-replayed': 'true' } });
    expect((await api.call('GET', `/api/payments/${id}`, { as: user })).body).toMatchObject({ amount_refunded: 10 });
  });

  it('T13 key K refunds A, then B: 422; the same refund on each alias path: the first answer', async () => {
    const [a, b] = [await paid(), await paid()];
    const first = await refund(a, { amount: 20 }, admin, 'shared');
    expect(await refund(b, { amount: 20 }, admin, 'shared')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    const byPath = { as: admin, key: 'shared', body: { amount: 20 } };
    const byBody = { as: admin, key: 'shared', body: { amount: 20, payment_id: a.toUpperCase() } };
    expect((await api.call('POST', `/api/payments/${a}/refund`, byPath)).text).toBe(first.text);
    expect((await api.call('POST', '/api/payments/refund', byBody)).text).toBe(first.text);
  });

  it('R9 a timeout leaves it pending: 202, its amount stays reserved, and the same key finds how it ended', async () => {
    const id = await paid({ provider: 'simulated', payment_method: 'ok' });
    api.simulated.faults.always('refund', 'timeout_after');
    const first = await refund(id, { amount: 60 }, admin, 'unsure');
    expect(first).toMatchObject({ status: 202, body: { status: 'pending', provider_refund_id: null } });
    expect(await refund(id, { amount: 60 })).toMatchObject({
      status: 422,
      body: { code: 'amount_exceeds_refundable' },
    });
    api.simulated.faults.heal();
    const later = await refund(id, { amount: 60 }, admin, 'unsure');
    expect(later).toMatchObject({ status: 201, body: { id: first.body.id, status: 'succeeded' } });
    expect((await api.call('GET', `/api/payments/${id}`, { as: user })).body).toMatchObject({ amount_refunded: 60 });
  });

  it('a refund that the provider has taken, and pays out later, is known: 201, pending', async () => {
    const id = await paid({ provider: 'simulated', payment_method: 'pending_refund' });
    expect(await refund(id, {})).toMatchObject({ status: 201, body: { status: 'pending', amount: 100 } });
  });

  it('K5 100 refunds of 3 at once on a payment of 100 give exactly 33', async () => {
    const id = await paid();
    const answers = await Promise.all(Array.from({ length: 100 }, () => refund(id, { amount: 3 })));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(67);
    // On a busy machine an answer may not wait for the provider's: that one is a 202.
    expect(answers.filter(({ status }) => status === 201 || status === 202)).toHaveLength(33);
    const ledger = async () => (await api.call('GET', `/api/payments/${id}?sync=true`, { as: user })).body;
    expect(await ledger()).toMatchObject({ amount_refunded: 99 });
  });

  it('A4 neither the payer nor a service may refund: 403 before anything else, and the try is audited', async () => {
    const id = await paid();
    const service = await api.token('orders', 'service');
    for (const as of [user, service]) {
      expect(await refund(id, {}, as)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect(await refund('0193a000-0000-7000-8000-000000000000', {}, as)).toMatchObject({ status: 403 });
    }
    const audit = await api.call('GET', `/api/payments/${id}/audit`, { as: admin });
    const refused = JSON.parse(audit.text).data.filter((entry: { outcome: string }) => entry.outcome === 'forbidden');
    expect(refused).toMatchObject([
      { action: 'payment.refund', actor: { type: 'user', id: 'u_1' } },
      { action: 'payment.refund', actor: { type: 'service', id: 'orders' } },
    ]);
  });

  it("A1 another user's refunds are the same 404 as those that are not there", async () => {
    const id = await paid();
    const { body } = await refund(id, { amount: 10 });
    const other = await api.token('u_2');
    const none = '0193a000-0000-7000-8000-000000000000';
    const without = (text: string) => text.replace(/"request_id":"[^"]+"/, '');
    const theirs = await api.call('GET', `/api/refunds/${body.id}`, { as: other });
    for (const missing of [none, 'no-uuid'])
      expect(without((await api.call('GET', `/api/refunds/${missing}`, { as: other })).text)).toBe(
        without(theirs.text),
      );
    expect(theirs.status).toBe(404);
    expect((await api.call('GET', `/api/payments/${id}/refunds`, { as: other })).status).toBe(404);
  });
});
