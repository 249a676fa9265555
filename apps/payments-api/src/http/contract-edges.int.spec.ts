import { randomUUID } from 'node:crypto';
import { apiRig, type Answer, type ApiRig } from '../../test/api-rig.ts';

let api: ApiRig;
let user: string;
let admin: string;
let orders: string;

beforeAll(async () => {
  api = await apiRig();
  user = await api.token('u_1');
  admin = await api.token('a_1', 'admin');
  orders = await api.token('orders', 'service');
});
afterAll(() => api.close());

const create = (body: object, as = user) =>
  api.call('POST', '/api/payments', { as, key: randomUUID(), body: { amount: 1_999, currency: 'USD', ...body } });
const METHODS = { post: 'POST', patch: 'PATCH', delete: 'DELETE' } as const;
const refusedField = (field: string) => ({ status: 422, body: { code: 'validation_failed', errors: [{ field }] } });

describe('the contract, word for word', () => {
  it.each([[[[]]], [[5]], [[null]], [['a']], [[[{ description: 'a', quantity: 1, unit_amount: 1_999 }]]]])(
    'items that are no objects are a 422, never a 500: %j',
    async (items) => {
      expect(await create({ items })).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    },
  );

  it.each([
    'payment_method',
    'payment_method_id',
    'order_id',
    'purpose',
    'description',
    'items',
    'customer_email',
    'save_payment_method',
    'capture_method',
    'provider',
    'return_url',
    'locale',
    'metadata',
    'user_id',
  ])('M6 null is no value of %s: a 422 that names it, never a 500, nor an order that is called null', async (field) => {
    const { status, body } = await create({ [field]: null });
    expect({ status, body }).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([expect.objectContaining({ field })]) },
    });
  });

  it('an answer of the API tells a browser to run, load and frame nothing of it', async () => {
    const { headers } = await create({});
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it('an empty provider is a mistake, not the default one', async () => {
    expect(await create({ provider: '' })).toMatchObject(refusedField('provider'));
  });

  it('only an admin sees what waits for a person; a service reads the rest', async () => {
    const { body } = await create({});
    const read = (as: string) => api.call('GET', `/api/payments/${body.id}`, { as });
    expect((await read(admin)).body).toHaveProperty('needs_attention', null);
    for (const as of [user, orders]) expect((await read(as)).body).not.toHaveProperty('needs_attention');
    expect((await read(orders)).body).toMatchObject({ status: 'succeeded', checkout_url: null, next_action: null });
  });

  it('an admin sees it in a payment of their own, too', async () => {
    const { body } = await create({}, admin);
    expect((await api.call('GET', `/api/payments/${body.id}`, { as: admin })).body).toMatchObject({
      needs_attention: null,
      checkout_url: expect.stringContaining('/checkout/'),
    });
  });

  it('an owner and an admin cancel; a service does not, not even what it made: it has fail', async () => {
    const open = () => create({ payment_method: 'mock_requires_action', user_id: 'u_1' }, orders);
    const act = ({ body }: Answer, action: string, as: string, sent?: object) =>
      api.call('POST', `/api/payments/${body.id}/${action}`, { as, body: sent });
    const first = await open();
    expect(await act(first, 'cancel', orders)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await act(first, 'cancel', user)).toMatchObject({ status: 200, body: { status: 'canceled' } });
    expect(await act(await open(), 'cancel', admin)).toMatchObject({ status: 200, body: { status: 'canceled' } });
    const given = await act(await open(), 'fail', orders, { failure_message: 'nobody came' });
    expect(given).toMatchObject({ status: 200, body: { status: 'failed' } });
  });

  it('I2 a key of a wrong form is a 400 at every write, also where none is kept', async () => {
    for (const path of [
      '/api/payments/idempotency-keys',
      '/api/payment-methods/01a2251e-2cbf-7205-bb48-fa32a8f8293e/default',
      '/api/webhook-inbox/01a2251e-2cbf-7205-bb48-fa32a8f8293e/replay',
    ])
      expect(await api.call('POST', path, { as: admin, key: 'a b' })).toMatchObject({
        status: 400,
        body: { code: 'idempotency_key_invalid' },
      });
  });

  it('A5 a command that is all in its address knows no field: one in its body is a 422 that names it, an empty body is none', async () => {
    const id = '01a2251e-2cbf-7205-bb48-fa32a8f8293e';
    const commands = Object.entries(api.document.paths).flatMap(([path, item]) =>
      (['post', 'patch', 'delete'] as const)
        .filter((method) => item[method] && !item[method].requestBody && !path.startsWith('/api/webhooks/'))
        .map((method) => ({ method, path })),
    );
    expect(commands.map(({ path }) => path)).toContain('/api/payments/{id}/cancel');
    for (const { method, path } of commands) {
      const send = (body: object) =>
        api.call(METHODS[method], path.replace('{id}', id), { as: admin, key: randomUUID(), body });
      const refused = { status: 422, body: { errors: [{ field: 'amount', code: 'unknown_field' }] } };
      expect({ path, ...(await send({ amount: 1 })) }).toMatchObject({ path, ...refused });
      expect({ path, ...(await send({})) }).not.toMatchObject({ status: 422 });
    }
  });

  it('sync is true or false, on the alias, too; anything else is a 422', async () => {
    const { body } = await create({});
    for (const path of [`/api/payments/${body.id}`, `/payments/${body.id}`]) {
      for (const sync of ['true', 'false'])
        expect((await api.call('GET', `${path}?sync=${sync}`, { as: user })).status).toBe(200);
      for (const sync of ['1', '', 'banana', 'true&sync=true'])
        expect(await api.call('GET', `${path}?sync=${sync}`, { as: user })).toMatchObject(refusedField('sync'));
    }
  });

  it('A5 the name of an unknown query parameter is masked where it looks like a card number', async () => {
    const answer = await api.call('GET', '/api/payments?c4242424242424242=1', { as: user });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('4242424242424242');
  });

  it('a method whose provider takes no calls is a 503, not a wrong method', async () => {
    const body = { payment_method: 'mock_unavailable' };
    expect(await api.call('POST', '/api/payment-methods', { as: user, body })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: { code: 'provider_unavailable' },
    });
  });
});

it('a page of an allowed origin may call every method that there is', async () => {
  const shop = await apiRig({ CORS_ORIGINS: 'https://shop.example' });
  const ask = (origin: string) =>
    shop.preflight('/api/payment-methods/1', { origin, 'access-control-request-method': 'DELETE' });
  const allowed = await ask('https://shop.example');
  expect(allowed['access-control-allow-origin']).toBe('https://shop.example');
  expect(String(allowed['access-control-allow-methods']).split(/,\s*/)).toEqual(
    expect.arrayContaining(['GET', 'POST', 'PATCH', 'DELETE']),
  );
  expect((await ask('https://evil.example'))['access-control-allow-origin']).toBeUndefined();
  await shop.close();
});
