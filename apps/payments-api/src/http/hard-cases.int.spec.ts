import { randomUUID } from 'node:crypto';
import { paymentId, recoverPayments } from '@payments/domain';
import { apiRig, type Answer, type ApiRig } from '../../test/api-rig.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let api: ApiRig;
let user: string;
let admin: string;

beforeAll(async () => {
  api = await apiRig();
  user = await api.token('u_1');
  admin = await api.token('a_1', 'admin');
});
afterAll(() => api.close());
afterEach(() => {
  api.simulated.faults.heal();
  delete api.simulated.hooks.after;
  api.simulated.knocks.splice(0);
});

const post = (path: string, body: object, { as = user, key = randomUUID() }: { as?: string; key?: string } = {}) =>
  api.call('POST', path, { as, key, body });
/** A payment at the simulated provider, which can be told to go wrong. */
const pay = (method: string | null, more: object = {}, key = randomUUID()) =>
  post(
    '/api/payments',
    { amount: 100, currency: 'USD', provider: 'simulated', ...(method && { payment_method: method }), ...more },
    { key },
  );
const act = ({ body }: Answer, what: string, sent: object = {}, as = admin) =>
  post(`/api/payments/${body.id}/${what}`, sent, { as });
const read = async ({ body }: Answer) => (await api.call('GET', `/api/payments/${body.id}`, { as: admin })).body;
const object = ({ body }: Answer) => String(body.provider_payment_id);
const charges = ({ body }: Answer) => api.simulated.ledger.charges(paymentId(String(body.id)));
const sent = (verb: string) => api.simulated.requests.filter((request) => request.verb === verb).length;

/** Time goes by, and the worker does what is due. */
async function later(ms: number): Promise<void> {
  api.advanceClock(ms);
  await recoverPayments(api.host.deps, { worker: 'w' });
}

/** The provider's webhooks arrive, all that wait. */
async function deliver(): Promise<void> {
  for (const { headers, body } of api.simulated.knocks.splice(0)) {
    const call = { headers: { ...headers }, body: Buffer.from(body) };
    expect((await api.call('POST', '/api/webhooks/simulated', call)).status).toBe(200);
  }
  await api.settled();
}

describe('the outcome is not what it seemed', () => {
  it('T4 charged, and then our own write failed: a 500, and the same key goes on with the same payment', async () => {
    const key = randomUUID();
    api.simulated.hooks.after = (call) => {
      if (call === 'provider.submit') throw new Error('the disk is on fire');
    };
    const broken = await pay('ok', {}, key);
    expect(broken).toMatchObject({ status: 500, body: { code: 'internal' } });
    delete api.simulated.hooks.after;
    expect(await pay('ok', {}, key)).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_use' } });
    api.advanceClock(16_000); // the lease is over
    const again = await pay('ok', {}, key);
    expect(again).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    expect(charges(again)).toHaveLength(1);
    const replay = await pay('ok', {}, key);
    expect(replay).toMatchObject({ text: again.text, headers: { 'idempotency-replayed': 'true' } });
  });

  it('T8 a submit that is unknown and then canceled is not sent again, and canceled once it is proven absent', async () => {
    api.simulated.faults.next('submit', 'timeout_before');
    const payment = await pay('ok');
    expect(payment).toMatchObject({ status: 202, body: { status: 'pending' } });
    const before = sent('submit');
    expect(await act(payment, 'cancel')).toMatchObject({ status: 202, body: { status: 'pending' } });
    for (let hours = 0; hours < 3; hours++) await later(60 * MINUTE_MS);
    expect(await read(payment)).toMatchObject({ status: 'canceled' });
    expect(sent('submit')).toBe(before);
  });

  it('T9 while the capture of a part is unknown, amount and goal are frozen: 409; R8 no more than it goes back', async () => {
    const payment = await pay('ok', { capture_method: 'manual' });
    api.simulated.faults.next('capture', 'timeout_before');
    expect(await act(payment, 'capture', { amount: 60 })).toMatchObject({ status: 202, body: { amount_captured: 0 } });
    const frozen = { status: 409, body: { code: 'invalid_state', current_status: 'authorized' } };
    expect(await act(payment, 'capture', { amount: 100 })).toMatchObject(frozen);
    expect(await act(payment, 'cancel')).toMatchObject(frozen);
    await later(MINUTE_MS);
    expect(await read(payment)).toMatchObject({ status: 'succeeded', amount_captured: 60 });
    expect(await act(payment, 'refunds', { amount: 80 })).toMatchObject({
      status: 422,
      body: { code: 'amount_exceeds_refundable' }, // R8
    });
  });

  it('K3 confirmed and canceled at once: one of them wins, and the provider agrees', async () => {
    const payment = await pay(null);
    const answers = await Promise.all([act(payment, 'confirm', { payment_method: 'ok' }), act(payment, 'cancel')]);
    for (const { status } of answers) expect([200, 202, 409]).toContain(status);
    for (let looks = 0; looks < 3; looks++) await later(2 * MINUTE_MS);
    const { status } = await read(payment);
    expect(['succeeded', 'canceled']).toContain(status);
    expect(api.simulated.objects.get(object(payment))?.status).toBe(status);
    expect(charges(payment)).toHaveLength(status === 'succeeded' ? 1 : 0);
  });
});

describe('two tries, two objects', () => {
  it('C3 C12 without a method it waits: a confirm reads the provider, a refund is a 409', async () => {
    const payment = await pay(null);
    expect(payment).toMatchObject({ status: 201, body: { status: 'processing' } });
    expect(payment.body.next_action).not.toBeNull();
    expect(await act(payment, 'confirm', {}, user)).toMatchObject({ status: 200, body: { status: 'processing' } });
    expect(charges(payment)).toHaveLength(0);
    expect(await act(payment, 'refunds')).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  });

  it('I11 a decline is kept under its key; I13 retry goes out under a new key of the provider', async () => {
    const key = randomUUID();
    const declined = await pay('declined', {}, key);
    expect(declined).toMatchObject({ status: 201, body: { status: 'failed' } });
    const replay = await pay('declined', {}, key);
    expect(replay).toMatchObject({ text: declined.text, headers: { 'idempotency-replayed': 'true' } });
    const paid = await act(declined, 'retry', { payment_method: 'ok' }, user);
    expect(paid).toMatchObject({ status: 200, body: { status: 'succeeded' } });
    const keys = api.simulated.requests
      .map((request) => request.key)
      .filter((one) => one?.startsWith(String(declined.body.id)));
    expect(new Set(keys).size).toBe(2);
    expect(charges(declined)).toHaveLength(1);
  });

  it('T5 a retry elsewhere ends the declined object first; paid in a forgotten tab meanwhile, nothing is sent', async () => {
    const declined = await pay('declined');
    const elsewhere = { provider: 'mock', payment_method: 'mock_success' };
    expect(await act(declined, 'retry', elsewhere, user)).toMatchObject({
      body: { status: 'succeeded', provider: 'mock' },
    });
    expect(api.simulated.objects.get(object(declined))?.status).toBe('canceled');

    const forgotten = await pay('declined');
    api.simulated.payer.pays(object(forgotten));
    const paid = await act(forgotten, 'retry', elsewhere, user);
    expect(paid).toMatchObject({ body: { status: 'succeeded', provider: 'simulated' } });
    expect(charges(forgotten)).toHaveLength(1);
  });

  it('T6 both objects were paid in spite of all: succeeded once, the second goes back by itself, and a person is told', async () => {
    const declined = await pay('declined');
    const elsewhere = { provider: 'mock', payment_method: 'mock_success' };
    expect(await act(declined, 'retry', elsewhere, user)).toMatchObject({ body: { status: 'succeeded' } });
    const { amount_captured: captured } = await read(declined);
    expect(api.simulated.payer.paysAfterAll(object(declined))).toBe(true);
    await deliver();
    await later(MINUTE_MS);
    await deliver();
    expect(await read(declined)).toMatchObject({
      ...{ status: 'succeeded', provider: 'mock', amount_captured: captured, amount_refunded: 0 },
      needs_attention: { code: 'duplicate_charge' },
    });
    expect([...api.simulated.refunds.values()].filter(({ objectId }) => objectId === object(declined))).toMatchObject([
      { amount: 100n, status: 'succeeded' },
    ]);
    const { body } = await api.call('GET', `/api/payments/${declined.body.id}/timeline`, { as: admin });
    expect(JSON.stringify(body)).toContain('duplicate');
  });

  it('T7 a late success while another payment holds the order is recorded, with an alarm', async () => {
    const order = { order_id: `t7-${randomUUID()}` };
    const first = await pay('declined', order);
    api.simulated.faults.always('cancel', 'timeout_before');
    const second = await pay('ok', order);
    expect(second).toMatchObject({ status: 202, body: { status: 'pending' } });
    api.simulated.payer.pays(object(first));
    await deliver();
    expect(await read(first)).toMatchObject({ status: 'succeeded', needs_attention: { code: 'late_success' } });
    api.simulated.faults.heal();
    await later(2 * MINUTE_MS);
    expect(await read(second)).toMatchObject({ status: 'canceled', failure: { code: 'duplicate_payment' } });
  });

  it('T10 a late decline of the first attempt does not fail the second; T17 news of a final one changes nothing', async () => {
    const payment = await pay('declined');
    expect(await act(payment, 'retry', { payment_method: 'pending' }, user)).toMatchObject({
      body: { status: 'processing' },
    });
    await deliver();
    expect(await read(payment)).toMatchObject({ status: 'processing' });
    api.simulated.payer.decides(object(payment), 'succeeded');
    const knocks = [...api.simulated.knocks];
    await deliver();
    const { version } = await read(payment);
    api.simulated.knocks.push(...knocks);
    await deliver();
    expect(await read(payment)).toMatchObject({ status: 'succeeded', version });
  });
});

describe('refunds that others speak of', () => {
  it('T14 our own refund’s webhook before its answer is one refund', async () => {
    const payment = await pay('ok');
    await deliver();
    api.simulated.faults.next('refund', 'timeout_after');
    expect(await act(payment, 'refunds', { amount: 60 })).toMatchObject({ status: 202, body: { status: 'pending' } });
    await deliver();
    await later(MINUTE_MS);
    const refunds = await api.call('GET', `/api/payments/${payment.body.id}/refunds`, { as: user });
    expect(refunds.body.data).toMatchObject([{ amount: 60, status: 'succeeded' }]);
    expect(await read(payment)).toMatchObject({ status: 'partially_refunded', amount_refunded: 60 });
  });

  it('R10 T15 a refund that fails after all gives the totals back, once, and can be made again', async () => {
    const payment = await pay('ok');
    const refund = await act(payment, 'refunds');
    expect(refund).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    api.simulated.payer.refundEnds(String(refund.body.provider_refund_id), 'failed');
    await deliver();
    expect(await read(payment)).toMatchObject({ status: 'succeeded', amount_refunded: 0, amount_refundable: 100 });
    expect(await act(payment, 'refunds')).toMatchObject({ status: 201, body: { amount: 100 } });
  });

  it('R11 T16 one from the dashboard beside ours, which no longer fits, is recorded', async () => {
    const payment = await pay('ok');
    await deliver();
    api.simulated.faults.next('refund', 'timeout_before');
    expect(await act(payment, 'refunds', { amount: 60 })).toMatchObject({ status: 202 });
    api.simulated.payer.refundsInDashboard(object(payment), 60n);
    await deliver();
    for (let looks = 0; looks < 30; looks++) await later(60 * MINUTE_MS);
    expect(await read(payment)).toMatchObject({ status: 'partially_refunded', amount_refunded: 60 });
    const refunds = await api.call('GET', `/api/payments/${payment.body.id}/refunds`, { as: admin });
    expect(refunds.body.data).toHaveLength(2);
  });
});

describe('time', () => {
  it('I14 a key is replayed for 24 hours, then judged afresh; one order is one payment all the same', async () => {
    const key = randomUUID();
    const order = { order_id: `i14-${randomUUID()}` };
    const [first, ordered] = [await pay('ok', {}, key), await pay('ok', order)];
    api.advanceClock(DAY_MS - MINUTE_MS);
    expect(await pay('ok', {}, key)).toMatchObject({ text: first.text });
    api.advanceClock(2 * MINUTE_MS);
    const afresh = await pay('ok', {}, key);
    expect(afresh).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    expect(afresh.body.id).not.toBe(first.body.id);
    expect(await pay('ok', order)).toMatchObject({ status: 409, body: { payment_id: ordered.body.id } });
  });

  it('R6 a minute inside the refund window, a minute outside', async () => {
    const payment = await pay('ok');
    api.advanceClock(180 * DAY_MS - MINUTE_MS);
    expect(await act(payment, 'refunds', { amount: 1 })).toMatchObject({ status: 201 });
    api.advanceClock(2 * MINUTE_MS);
    expect(await act(payment, 'refunds', { amount: 1 })).toMatchObject({
      status: 422,
      body: { code: 'refund_window_expired' },
    });
  });
});
