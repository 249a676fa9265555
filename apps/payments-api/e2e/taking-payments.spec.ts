import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { eventually, openSite, type Service, type Site } from './running-service.ts';

let site: Site;
let service: Service;

beforeAll(async () => {
  site = await openSite();
  service = await site.start({ PROVIDER_MAX_RETRIES: '0', RECOVERY_AFTER_MS: '1000' });
});
afterAll(() => site.close());

const create = (body: object = {}, key?: string | null) =>
  service.call('/api/payments', {
    body: { amount: 1999, currency: 'usd', ...body },
    ...(key === undefined ? {} : { key }),
  });

it('the program describes itself as the repository does: bundled, it still goes by the names of its classes', async () => {
  const written = parse(await readFile(new URL('../../../docs/openapi.yaml', import.meta.url), 'utf8')) as unknown;
  expect((await service.call('/docs-json', { token: null })).json).toEqual(written);
});

describe('taking a payment over HTTP', () => {
  it('C1 D1 takes one on the mock, and answers in the contract’s shape', async () => {
    const { status, json } = await create({
      order_id: 'order-1',
      description: 'Course',
      customer_email: 'a@example.com',
      metadata: { a: 'b' },
    });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      user_id: 'u_1',
      order_id: 'order-1',
      purpose: 'full',
      amount: 1999,
      currency: 'USD',
      amount_captured: 1999,
      amount_refunded: 0,
      status: 'succeeded',
      capture_method: 'automatic',
      provider: 'mock',
      payment_method: { type: 'card', brand: 'visa', last4: '4242' },
      next_action: null,
      failure: null,
      description: 'Course',
      items: [],
      customer_email: 'a@example.com',
      metadata: { a: 'b' },
    });
    expect(json.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(json.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const read = await service.call(`/api/payments/${json.id}`);
    expect(read.json).toMatchObject({
      id: json.id,
      status: 'succeeded',
      attempts: [{ number: 1, provider: 'mock', outcome: 'succeeded' }],
    });
  });

  it.each([
    ['mock_declined', 'failed', 'declined'],
    ['mock_insufficient_funds', 'failed', 'insufficient_funds'],
    ['mock_expired_card', 'failed', 'expired_card'],
    ['mock_fraud', 'failed', 'fraud'],
    ['mock_unavailable', 'failed', 'provider_unavailable'],
  ])('A4 %s is a 201 with status %s and category %s', async (payment_method, status, category) => {
    const { status: code, json } = await create({ payment_method });
    expect([code, json.status, json.failure?.category]).toEqual([201, status, category]);
  });

  it('mock_requires_action answers a redirect to the checkout page, mock_pending is processing and succeeds by itself', async () => {
    const waiting = await create({ payment_method: 'mock_requires_action' });
    expect(waiting.json).toMatchObject({ status: 'processing', next_action: { type: 'redirect' } });
    const pending = await create({ payment_method: 'mock_pending' });
    expect([pending.status, pending.json.status]).toEqual([201, 'processing']);
    await eventually(
      'mock_pending succeeds',
      async () => (await service.call(`/api/payments/${pending.json.id}`)).json.status === 'succeeded',
    );
  });

  it.each(['mock_timeout', 'mock_timeout_before', 'mock_error'])(
    'I12 %s is a 202, and the same key goes on with the same payment',
    async (payment_method) => {
      const key = `unknown-${payment_method}`;
      const first = await create({ payment_method }, key);
      expect([first.status, first.json.status]).toEqual([202, 'pending']);
      const again = await eventually('the same key knows more', async () => {
        const answer = await create({ payment_method }, key);
        return answer.status === 201 && answer;
      });
      expect(again.json).toMatchObject({ id: first.json.id, status: 'succeeded' });
    },
  );

  it('I4 I18 the same key and request are answered byte for byte, with the replay header', async () => {
    const body = {
      description: 'x'.repeat(120),
      metadata: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, 'v'.repeat(500)])),
    };
    const first = await create(body, 'replay-1');
    const second = await create(body, 'replay-1');
    expect(second.text).toBe(first.text);
    expect(second.status).toBe(201);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  it('I5 I6 another body under the key is a 422, another order of its properties a replay', async () => {
    await service.call('/api/payments', {
      body: '{"amount":100,"currency":"USD","description":"a"}',
      key: 'order-of-properties',
    });
    const same = await service.call('/api/payments', {
      body: '{"description":"a","currency":"USD","amount":100}',
      key: 'order-of-properties',
    });
    expect([same.status, same.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    const other = await service.call('/api/payments', {
      body: { amount: 101, currency: 'USD', description: 'a' },
      key: 'order-of-properties',
    });
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('I1 I2 no key and no order, and keys of a wrong form, are a 400', async () => {
    const none = await create({}, null);
    expect([none.status, none.json.code, none.headers.get('content-type')]).toEqual([
      400,
      'idempotency_key_missing',
      expect.stringContaining('application/problem+json'),
    ]);
    for (const key of ['k'.repeat(256), 'a b', 'ключ'.replace(/./g, 'é')]) {
      const wrong = await create({}, key);
      expect([wrong.status, wrong.json.code]).toEqual([400, 'idempotency_key_invalid']);
    }
  });

  it('I7 K1 parallel duplicates make one payment: the others hear that it runs, or the same answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create({ description: 'at once' }, 'parallel-1')),
    );
    expect(new Set(answers.filter((a) => a.status === 201).map((a) => a.json.id)).size).toBe(1);
    for (const answer of answers.filter((a) => a.status !== 201)) {
      expect([answer.status, answer.json.code]).toEqual([409, 'idempotency_key_in_use']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('I8 another user’s key is independent', async () => {
    const mine = await create({}, 'shared-key');
    const theirs = await service.call('/api/payments', {
      token: await service.token('u_2'),
      body: { amount: 1999, currency: 'usd' },
      key: 'shared-key',
    });
    expect(theirs.status).toBe(201);
    expect(theirs.json.id).not.toBe(mine.json.id);
  });

  it('I10 a refused request is not kept', async () => {
    expect((await create({ amount: 0 }, 'corrected')).status).toBe(422);
    expect((await create({ amount: 5 }, 'corrected')).status).toBe(201);
  });

  it('C15 one order has one live or paid payment; without a key a double click is one payment', async () => {
    const first = await create({ order_id: 'order-2' }, null);
    const again = await create({ order_id: 'order-2' }, null);
    expect(again.text).toBe(first.text);
    const other = await create({ order_id: 'order-2', amount: 5 }, null);
    expect([other.status, other.json.code, other.json.payment_id]).toEqual([409, 'duplicate_payment', first.json.id]);
    const keyed = await create({ order_id: 'order-2' }, 'another-key');
    expect([keyed.status, keyed.json.code, keyed.json.payment_id]).toEqual([409, 'duplicate_payment', first.json.id]);
  });

  it('K1 fifty confirms with different keys make one charge', async () => {
    const { json } = await create({ payment_method: 'mock_requires_action' });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        service.call(`/api/payments/${json.id}/confirm`, { body: { payment_method: 'mock_success' } }),
      ),
    );
    expect(answers.every((a) => a.status === 200 || a.status === 202)).toBe(true);
    const after = await service.call(`/api/payments/${json.id}`);
    expect(after.json.status).toBe('succeeded');
  });
});

describe('bad input', () => {
  it.each<[string, unknown, string]>([
    ['a string', '10.34', 'amount'],
    ['an exponent as a string', '1e3', 'amount'],
    ['null', null, 'amount'],
    ['a float', 10.5, 'amount'],
    ['true', true, 'amount'],
    ['a list', [], 'amount'],
    ['an object', {}, 'amount'],
    ['zero', 0, 'amount'],
    ['negative', -1, 'amount'],
    ['too much', 100_000_000, 'amount'],
  ])('M6 an amount that is %s is a 422 that names the field', async (_, amount, field) => {
    const { status, json } = await create({ amount });
    expect([status, json.code, json.errors[0]?.field]).toEqual([422, 'validation_failed', field]);
    expect(json.errors[0]?.message).toEqual(expect.any(String));
  });

  it('M4 M6 the most is taken, 1e3 as a number is 1000, and NaN is no JSON', async () => {
    expect((await create({ amount: 99_999_999 })).status).toBe(201);
    const thousand = await service.call('/api/payments', { body: '{"amount":1e3,"currency":"JPY"}' });
    expect([thousand.status, thousand.json.amount]).toEqual([201, 1000]);
    const nan = await service.call('/api/payments', { body: '{"amount":NaN,"currency":"USD"}' });
    expect([nan.status, nan.json.code]).toEqual([400, 'malformed_request']);
  });

  it.each<[string, object, string]>([
    ['currency', { currency: 'XXQ' }, 'currency'],
    ['unknown field', { card: 1 }, 'card'],
    ['unknown token', { payment_method: 'mock_nonsense' }, 'payment_method'],
    ['items that do not add up', { items: [{ description: 'a', quantity: 1, unit_amount: 1 }] }, 'items'],
    ['metadata', { metadata: { a: 1 } }, 'metadata'],
    ['e-mail', { customer_email: 'nobody' }, 'customer_email'],
    ['purpose', { purpose: 'tip' }, 'purpose'],
  ])('a wrong %s is a 422', async (_, body, field) => {
    const { status, json } = await create(body);
    expect([status, json.code, json.errors[0]?.field]).toEqual([422, 'validation_failed', field]);
  });

  it.each(['nonsense', 'javascript:alert(1)', 'https://evil.example/back', 'overlong'])(
    'C14 return_url %s is a 422',
    async (given) => {
      const return_url = given === 'overlong' ? `http://localhost/${'a'.repeat(2100)}` : given;
      const { status, json } = await create({ return_url });
      expect([status, json.errors[0]?.field]).toEqual([422, 'return_url']);
    },
  );

  it('A5 a card number anywhere is a 422, and its digits are in no answer and no log', async () => {
    for (const body of [
      { description: '4242 4242 4242 4242' },
      { metadata: { a: '4242-4242-4242-4242' } },
      { amount: 4242424242424242 },
    ]) {
      const { status, json, text } = await create(body);
      expect([status, json.code]).toEqual([422, 'card_data_not_accepted']);
      expect(text).not.toMatch(/4242/);
    }
    expect(
      (await create({ description: 'order 1732180000000', metadata: { id: '0193e2a1-4242-7424-8424-242424242424' } }))
        .status,
    ).toBe(201);
    expect(service.output.join('')).not.toMatch(/4242[ -]?4242/);
  });

  it('what can not be read is a 400, 413 or 415, and prototype keys a 422', async () => {
    const codes = async (options: Parameters<typeof service.call>[1]) => {
      const { status, json } = await service.call('/api/payments', options);
      return [status, json.code];
    };
    expect(await codes({ body: '{"amount":' })).toEqual([400, 'malformed_request']);
    expect(await codes({ body: '[]' })).toEqual([400, 'malformed_request']);
    expect(await codes({ body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) })).toEqual([
      400,
      'malformed_request',
    ]);
    expect(await codes({ body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toEqual([
      415,
      'unsupported_media_type',
    ]);
    expect(await codes({ body: JSON.stringify({ description: 'x'.repeat(300_000) }) })).toEqual([
      413,
      'payload_too_large',
    ]);
    expect(await codes({ body: '{"amount":1,"currency":"USD","__proto__":{"a":1}}' })).toEqual([
      422,
      'validation_failed',
    ]);
    expect(
      await codes({ body: `{"amount":1,"currency":"USD","metadata":${'{"a":'.repeat(30)}1${'}'.repeat(30)}}` }),
    ).toEqual([422, 'validation_failed']);
  });

  it('A1 another user’s payment is a 404 with the body of one that does not exist, also with a wrong id', async () => {
    const { json } = await service.call('/api/payments', {
      token: await service.token('u_9'),
      body: { amount: 1, currency: 'USD' },
    });
    const bodies = await Promise.all(
      [json.id, '0193e2a1-0000-7000-8000-000000000000', 'nonsense'].map((id) => service.call(`/api/payments/${id}`)),
    );
    expect(bodies.map((b) => b.status)).toEqual([404, 404, 404]);
    const shapes = bodies.map(({ json: { request_id: _, ...rest } }) => JSON.stringify(rest));
    expect(new Set(shapes).size).toBe(1);
  });

  it('A10 nobody gets in without a token; an unknown query parameter is a 422, a wrong method a 404', async () => {
    const anonymous = await service.call('/api/payments', { token: null });
    expect([anonymous.status, anonymous.json.code]).toEqual([401, 'unauthenticated']);
    expect((await service.call('/api/payments?nonsense=1')).status).toBe(422);
    expect((await service.call('/api/payments', { method: 'DELETE' })).status).toBe(404);
  });
});
