import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPaymentsClient, orThrow, PaymentsProblem } from './index.ts';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const PAYMENT = { id: 'p1', amount: 1999, currency: 'USD', status: 'succeeded' };
const NEW = { amount: 1999, currency: 'USD', order_id: 'order-42' };

const json =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) => {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
  };
const problem = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  json(
    status,
    { type: 'about:blank', title: code, status, detail: `because of ${code}`, code, request_id: 'r1' },
    headers,
  );
const hangUp: Answer = (request) => request.socket.destroy();

/** A service that gives these answers one after another, the last one from then on, and tells what it was asked. */
async function serviceWith(...answers: readonly Answer[]) {
  const seen: Seen[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push({ method, url, key: header(headers['idempotency-key']), authorization: headers.authorization, body });
      answers[Math.min(seen.length, answers.length) - 1]?.(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { seen, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
const header = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join() : value);

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

describe('the client', () => {
  it('takes a payment, with the token and a key that nobody had to think of', async () => {
    const { seen, baseUrl } = await serviceWith(json(201, PAYMENT));
    const client = createPaymentsClient({ baseUrl, token: 'jwt' });
    const payment = await orThrow(client.POST('/api/payments', { body: NEW }));
    expect(payment.status).toBe('succeeded');
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/api/payments',
        key: expect.stringMatching(/^[\da-f-]{36}$/),
        authorization: 'Bearer jwt',
        body: JSON.stringify(NEW),
      },
    ]);
  });

  it('asks for a fresh token for every request, and sends a read without a key', async () => {
    const { seen, baseUrl } = await serviceWith(json(200, PAYMENT));
    let turn = 0;
    const client = createPaymentsClient({ baseUrl, token: () => Promise.resolve(`jwt-${++turn}`) });
    const path = { params: { path: { id: 'p1' } } };
    await orThrow(client.GET('/api/payments/{id}', path));
    await orThrow(client.GET('/api/payments/{id}', path));
    expect(seen.map(({ authorization, key }) => [authorization, key])).toEqual([
      ['Bearer jwt-1', undefined],
      ['Bearer jwt-2', undefined],
    ]);
  });

  it('X5 sends a write again after the connection broke, with the same key and the same body', async () => {
    const { seen, baseUrl } = await serviceWith(hangUp, hangUp, json(201, PAYMENT));
    const payment = await orThrow(createPaymentsClient({ baseUrl }).POST('/api/payments', { body: NEW }));
    expect(payment.id).toBe('p1');
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(new Set(seen.map(({ body }) => body))).toEqual(new Set([JSON.stringify(NEW)]));
  });

  it.each([
    ['a key that is in use', problem(409, 'idempotency_key_in_use', { 'retry-after': '0' })],
    ['a limit', problem(429, 'rate_limited', { 'retry-after': '0' })],
    ['an overloaded service', problem(503, 'overloaded', { 'retry-after': '0' })],
    ['a gateway without its service', json(502, 'Bad Gateway')],
  ])('waits and sends again after %s', async (_, refusal) => {
    const { seen, baseUrl } = await serviceWith(refusal, json(201, PAYMENT));
    await orThrow(createPaymentsClient({ baseUrl }).POST('/api/payments', { body: NEW }));
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(seen).toHaveLength(2);
  });

  it('waits as long as the service says', async () => {
    const { baseUrl } = await serviceWith(problem(429, 'rate_limited', { 'retry-after': '1' }), json(200, PAYMENT));
    const startedAt = performance.now();
    await orThrow(createPaymentsClient({ baseUrl }).GET('/api/payments/{id}', { params: { path: { id: 'p1' } } }));
    expect(performance.now() - startedAt).toBeGreaterThan(950);
  });

  it('gives the refusal at once where it would have to wait for long', async () => {
    const { seen, baseUrl } = await serviceWith(problem(429, 'rate_limited', { 'retry-after': '3600' }));
    const { error } = await createPaymentsClient({ baseUrl }).POST('/api/payments', { body: NEW });
    expect(error).toMatchObject({ code: 'rate_limited' });
    expect(seen).toHaveLength(1);
  });

  it.each([
    [409, 'duplicate_payment'],
    [409, 'invalid_state'],
    [422, 'validation_failed'],
    [403, 'forbidden'],
    [500, 'internal'],
  ])('does not repeat a %i %s, and throws it by its code', async (status, code) => {
    const { seen, baseUrl } = await serviceWith(problem(status, code));
    const failed = orThrow(createPaymentsClient({ baseUrl }).POST('/api/payments', { body: NEW }));
    await expect(failed).rejects.toMatchObject({
      name: 'PaymentsProblem',
      code,
      status,
      problem: { request_id: 'r1' },
    });
    await expect(failed).rejects.toBeInstanceOf(PaymentsProblem);
    expect(seen).toHaveLength(1);
  });

  it('keeps the caller’s own key', async () => {
    const { seen, baseUrl } = await serviceWith(json(201, { id: 'r1' }));
    const params = { path: { id: 'p1' }, header: { 'Idempotency-Key': 'mine' } };
    await orThrow(createPaymentsClient({ baseUrl }).POST('/api/payments/{id}/refunds', { params, body: {} }));
    expect(seen[0]?.key).toBe('mine');
  });

  it('gives up after its tries, with what it met last', async () => {
    const { seen, baseUrl } = await serviceWith(hangUp);
    await expect(
      createPaymentsClient({ baseUrl, retries: 1 }).POST('/api/payments', { body: NEW }),
    ).rejects.toMatchObject({ name: 'TypeError' });
    expect(seen).toHaveLength(2);
  });

  it('stops when it is told to', async () => {
    const { seen, baseUrl } = await serviceWith(problem(503, 'overloaded', { 'retry-after': '5' }));
    const stop = new AbortController();
    const asked = createPaymentsClient({ baseUrl }).POST('/api/payments', { body: NEW, signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toHaveLength(1);
  });

  it('says so where something else than the service answered', async () => {
    const { baseUrl } = await serviceWith((_, response) => void response.writeHead(500).end('<html>'));
    const failed = orThrow(createPaymentsClient({ baseUrl }).POST('/api/payments', { body: NEW }));
    await expect(failed).rejects.toMatchObject({ code: 'unreadable', status: 500, problem: null });
  });
});
