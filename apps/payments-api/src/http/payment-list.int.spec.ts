import { apiRig, type ApiRig } from '../../test/api-rig.ts';

let api: ApiRig;
let user: string;
let admin: string;

interface Page {
  readonly data: readonly { readonly id: string; readonly order_id: string; readonly amount: number }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
  readonly total?: number;
}

beforeAll(async () => {
  api = await apiRig();
  user = await api.token('u_1');
  admin = await api.token('a_1', 'admin');
  for (let turn = 1; turn <= 7; turn++) await create(user, `o-${turn}`, turn * 100, turn > 5 ? 'mock_declined' : null);
  await create(await api.token('u_2'), 'o-other', 9900);
});
afterAll(() => api.close());

async function create(as: string, order: string, amount: number, token: string | null = null): Promise<void> {
  const method = token === null ? {} : { payment_method: token };
  const body = { amount, currency: 'USD', order_id: order, ...method };
  expect((await api.call('POST', '/api/payments', { as, body })).status).toBe(201);
}

async function page(query: string, as = user): Promise<Page> {
  const answer = await api.call('GET', `/api/payments${query}`, { as });
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text);
}

const orders = ({ data }: Page) => data.map(({ order_id }) => order_id);

describe('lists of payments', () => {
  it('a user sees their own, newest first; the alias answers the same', async () => {
    expect(orders(await page(''))).toEqual(['o-7', 'o-6', 'o-5', 'o-4', 'o-3', 'o-2', 'o-1']);
    const alias = await api.call('GET', '/api/payments/history', { as: user });
    expect(JSON.parse(alias.text)).toEqual(await page(''));
  });

  it('A8 pages by cursor give each row once, also while rows come in', async () => {
    const seen: string[] = [];
    let next = '';
    for (let turn = 0; next !== 'end'; turn++) {
      const found = await page(`?limit=3${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...orders(found));
      expect(found.has_more).toBe(found.next_cursor !== null);
      next = found.next_cursor ?? 'end';
      if (turn === 0) await create(user, 'o-meanwhile', 50);
    }
    expect(seen).toEqual(['o-7', 'o-6', 'o-5', 'o-4', 'o-3', 'o-2', 'o-1']);
  });

  it('statuses are repeatable, dates are a half-open window', async () => {
    expect(orders(await page('?status=failed'))).toEqual(['o-7', 'o-6']);
    expect(orders(await page('?status=failed&status=succeeded&limit=3'))).toHaveLength(3);
    const now = new Date().toISOString();
    expect(orders(await page(`?created_from=${now}`))).toEqual([]);
    expect(orders(await page(`?created_to=${now}&status=failed`))).toEqual(['o-7', 'o-6']);
    expect(orders(await page('?created_from=2020-01-01&created_to=2020-01-02'))).toEqual([]);
  });

  it('an admin sees all, filters, sorts, searches, and A10 the total obeys the same filters', async () => {
    expect(orders(await page('?user_id=u_2', admin))).toEqual(['o-other']);
    expect(orders(await page('?sort=-amount&limit=2', admin))).toEqual(['o-other', 'o-7']);
    expect(await page('?user_id=u_1&status=failed&limit=1&include_total=true', admin)).toMatchObject({
      total: 2,
      has_more: true,
    });
    const [found] = (await page('?order_id=o-3', admin)).data;
    expect(orders(await page(`?q=${found?.id}`, admin))).toEqual(['o-3']);
    expect(orders(await page('?q=o-4', admin))).toEqual(['o-4']);
    expect(orders(await page('?provider=stripe', admin))).toEqual([]);
    expect(orders(await page('?needs_attention=true', admin))).toEqual([]);
  });

  it('A4 a user who sends an admin’s filter gets a 403, and the try is audited', async () => {
    for (const query of ['user_id=u_2', 'q=x', 'sort=amount', 'include_total=true', 'provider=mock', 'order_id=o-1'])
      expect((await api.call('GET', `/api/payments?${query}`, { as: user })).status).toBe(403);
    const audit = await api.call('GET', '/api/audit?action=payment.list_all&limit=1', { as: admin });
    expect(audit.body.data).toMatchObject([{ outcome: 'forbidden', actor: { type: 'user', id: 'u_1' } }]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['cursor=abc', 'cursor'],
    ['status=paid', 'status'],
    ['created_from=yesterday', 'created_from'],
    ['created_from=2026-02-30', 'created_from'],
    ['created_to=1767225600', 'created_to'],
    ['page=2', 'page'],
    ['user_id%00=1', 'user_id\u0000'],
  ])('%s is a 422 that names the parameter', async (query, field) => {
    const answer = await api.call('GET', `/api/payments?${query}`, { as: user });
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed', errors: [{ field }] } });
  });

  it('a cursor of one order is none of another', async () => {
    const { next_cursor } = await page('?limit=1&sort=amount', admin);
    const answer = await api.call('GET', `/api/payments?limit=1&cursor=${next_cursor}`, { as: admin });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'cursor' }] } });
  });
});

describe('idempotency keys that we give out', () => {
  const issue = (as: string, body: unknown = {}) => api.call('POST', '/api/payments/idempotency-keys', { as, body });

  it('one key a caller and order while it lives; a plain one is new each time', async () => {
    const first = await issue(user, { order_id: 'k-1' });
    expect(first).toMatchObject({ status: 201, body: { key: expect.stringMatching(/^pk_[0-9a-f-]{36}$/) } });
    expect((await issue(user, { order_id: 'k-1' })).text).toBe(first.text);
    expect((await issue(user, { order_id: 'k-2' })).body.key).not.toBe(first.body.key);
    expect((await issue(admin, { order_id: 'k-1' })).body.key).not.toBe(first.body.key);
    expect((await issue(user)).body.key).not.toBe((await issue(user)).body.key);
  });

  it('it pays for its caller and its order, and is refused for others', async () => {
    const { body } = await issue(user, { order_id: 'k-3' });
    const pay = (as: string, order: string) =>
      api.call('POST', '/api/payments', {
        as,
        key: String(body.key),
        body: { amount: 100, currency: 'USD', order_id: order },
      });
    const refused = { status: 422, body: { code: 'idempotency_key_reused' } };
    expect(await pay(await api.token('u_3'), 'k-3')).toMatchObject(refused);
    expect(await pay(user, 'k-4')).toMatchObject(refused);
    const paid = await pay(user, 'k-3');
    expect(paid).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    expect((await pay(user, 'k-3')).text).toBe(paid.text);
  });

  it('after its time the caller gets another one', async () => {
    const first = await issue(user, { order_id: 'k-5' });
    api.advanceClock(25 * 3_600_000);
    expect((await issue(user, { order_id: 'k-5' })).body.key).not.toBe(first.body.key);
  });
});
