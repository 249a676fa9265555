import { keepOrphan } from '@payments/postgres';
import { apiRig, type ApiRig } from '../../test/api-rig.ts';

let api: ApiRig;
let user: string;
let admin: string;
let payment: string;

beforeAll(async () => {
  api = await apiRig();
  user = await api.token('u_1');
  admin = await api.token('a_1', 'admin');
  const body = { amount: 1999, currency: 'USD', order_id: 'story', payment_method: 'mock_insufficient_funds' };
  const failed = await api.call('POST', '/api/payments', { as: user, body });
  payment = String(failed.body.id);
  await api.call('POST', `/api/payments/${payment}/retry`, { as: user, body: { payment_method: 'mock_success' } });
  await api.call('POST', `/api/payments/${payment}/refunds`, { as: user, key: 'no', body: {} });
  await api.call('POST', `/api/payments/${payment}/refunds`, { as: admin, key: 'yes', body: { amount: 500 } });
});
afterAll(() => api.close());

interface Entry {
  readonly action: string;
  readonly outcome: string;
  readonly seq: number;
  readonly hash: string;
  readonly prev_hash: string;
}
const entriesOf = (text: string): Entry[] => JSON.parse(text).data;

describe('the audit', () => {
  it('of a payment: oldest first, chained, with the refused try about it', async () => {
    const { status, text } = await api.call('GET', `/api/payments/${payment}/audit`, { as: admin });
    expect(status).toBe(200);
    const own = entriesOf(text).filter(({ outcome }) => outcome !== 'forbidden');
    expect(own.map(({ action }) => action)).toEqual([
      'payment.created',
      'payment.failed',
      'payment.retried',
      'payment.succeeded',
      'refund.pending',
      'refund.succeeded',
      'payment.partially_refunded',
    ]);
    for (const [at, entry] of own.entries()) if (at > 0) expect(entry.prev_hash).toBe(own[at - 1]?.hash);
    expect(entriesOf(text).filter(({ outcome }) => outcome === 'forbidden')).toHaveLength(1);
  });

  it('A1 A4 is for admins: 403 whether or not the payment exists, and 404 for an admin where it does not', async () => {
    const none = '0193a000-0000-7000-8000-000000000000';
    for (const id of [payment, none])
      expect((await api.call('GET', `/api/payments/${id}/audit`, { as: user })).status).toBe(403);
    for (const id of [none, 'no-uuid'])
      expect((await api.call('GET', `/api/payments/${id}/audit`, { as: admin })).status).toBe(404);
    expect((await api.call('GET', '/api/audit', { as: user })).status).toBe(403);
  });

  it('over all: pages, filters, and an export that is the same oldest first', async () => {
    const all = await api.call('GET', `/api/audit?payment_id=${payment}&limit=100`, { as: admin });
    const first = await api.call('GET', `/api/audit?payment_id=${payment}&limit=3`, { as: admin });
    expect(first.body).toMatchObject({ has_more: true });
    const second = await api.call(
      'GET',
      `/api/audit?payment_id=${payment}&limit=100&cursor=${first.body.next_cursor}`,
      { as: admin },
    );
    expect([...entriesOf(first.text), ...entriesOf(second.text)]).toEqual(entriesOf(all.text));
    const refused = await api.call('GET', '/api/audit?action=payment.refund&actor_id=u_1', { as: admin });
    expect(entriesOf(refused.text)).toMatchObject([{ action: 'payment.refund', outcome: 'forbidden' }]);
    const exported = await api.call('GET', `/api/audit?payment_id=${payment}`, {
      as: admin,
      headers: { accept: 'application/x-ndjson' },
    });
    expect(exported.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    const lines = exported.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual(entriesOf(all.text).toReversed());
  });

  it('A10 over all: the total is of what the filters let through, on every page, and only where it is asked for', async () => {
    const page = (query: string) => api.call('GET', `/api/audit?payment_id=${payment}&${query}`, { as: admin });
    const all = entriesOf((await page('limit=100')).text);
    const first = await page('limit=2&include_total=true');
    const second = await page(`limit=2&include_total=true&cursor=${first.body.next_cursor}`);
    for (const { body } of [first, second]) expect(body).toMatchObject({ has_more: true, total: all.length });
    const narrow = await page('include_total=true&action=payment.refund&actor_id=u_1&from=2020-01-01');
    expect(narrow.body).toMatchObject({ total: 1 });
    expect((await page('include_total=true&to=2020-01-01')).body).toMatchObject({ data: [], total: 0 });
    for (const query of ['limit=2', 'include_total=false'])
      expect((await page(query)).body).not.toHaveProperty('total');
  });

  it('wrong filters are a 422', async () => {
    for (const query of ['payment_id=1', 'from=x', 'limit=0', 'cursor=1', 'actor=u_1', 'include_total=1'])
      expect((await api.call('GET', `/api/audit?${query}`, { as: admin })).status).toBe(422);
  });
});

describe('the timeline', () => {
  const told = async (query: string, as = user, headers = {}) =>
    JSON.parse((await api.call('GET', `/api/payments/${payment}/timeline${query}`, { as, headers })).text).data;

  it('tells the payer what happened in plain words, and nothing that is not theirs', async () => {
    const story = await told('');
    expect(story.map(({ text }: { text: string }) => text)).toEqual([
      'The payment of $19.99 was started.',
      'The payment did not go through. There is not enough money on the card. Try another card.',
      'The payment was tried again.',
      'The payment went through.',
      'A refund of $5.00 was started.',
      '$5.00 went back to the payer.',
      'A part of the money went back.',
    ]);
  });

  it('in Russian by ?lang or Accept-Language; staff also sees the refused try', async () => {
    const russian = await told('?lang=ru');
    expect(russian[3].text).toBe('Платёж прошёл.');
    expect(await told('', user, { 'accept-language': 'de, ru;q=0.8, en;q=0.5' })).toEqual(russian);
    const staff = await told('', admin);
    expect(staff.some(({ text }: { text: string }) => text.includes('user u_1 tried something'))).toBe(true);
  });

  it("A1 another user's is a 404", async () => {
    const as = await api.token('u_2');
    expect((await api.call('GET', `/api/payments/${payment}/timeline`, { as })).status).toBe(404);
  });
});

describe('orphans', () => {
  it('A10 are listed for admins in pages, the latest found first, and counted where that is asked for', async () => {
    for (const n of [1, 2, 3])
      await keepOrphan(api.host.context, {
        provider: n === 3 ? 'yookassa' : 'stripe',
        providerPaymentId: `pi_${n}`,
        status: 'succeeded',
        amount: 100n,
        currency: 'USD',
        createdAt: new Date(),
      });
    const first = await api.call('GET', '/api/orphans?limit=2', { as: admin });
    expect(first.body).toMatchObject({ has_more: true });
    const rest = await api.call('GET', `/api/orphans?limit=2&cursor=${first.body.next_cursor}`, { as: admin });
    const ids = [...JSON.parse(first.text).data, ...JSON.parse(rest.text).data].map((o) => o.provider_payment_id);
    expect(ids.sort()).toEqual(['pi_1', 'pi_2', 'pi_3']);
    expect(first.body).not.toHaveProperty('total');
    const counted = (query: string) => api.call('GET', `/api/orphans?include_total=true&${query}`, { as: admin });
    expect((await counted(`limit=2&cursor=${first.body.next_cursor}`)).body).toMatchObject({ total: 3 });
    expect((await counted('limit=1&provider=stripe')).body).toMatchObject({ has_more: true, total: 2 });
    expect((await api.call('GET', '/api/orphans', { as: user })).status).toBe(403);
    for (const query of ['cursor=x', 'include_total=yes'])
      expect((await api.call('GET', `/api/orphans?${query}`, { as: admin })).status).toBe(422);
  });
});
