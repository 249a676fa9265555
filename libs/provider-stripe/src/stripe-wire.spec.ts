import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { keyed, stripeClient, type Reply, type StripeClient } from './stripe-client.ts';
import { STRIPE_API_BASE } from './stripe-config.ts';

/** A Stripe that does what it is told, so that every byte on the wire is seen. */
interface Door {
  readonly client: StripeClient;
  readonly requests: IncomingMessage[];
  close(): Promise<void>;
}

const doors: Door[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

const clientAt = (port: number, now = () => new Date()): StripeClient =>
  stripeClient({
    secretKey: 'sk_test_x',
    publishableKey: 'pk_test_x',
    webhookSecrets: [],
    apiBase: `http://127.0.0.1:${port}`,
    timeoutMs: 300,
    returnUrl: () => 'http://shop.test',
    now,
  });

async function door(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  now?: () => Date,
): Promise<Door> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    request.on('end', () => answer(request, response));
  });
  const opened = { client: clientAt(await listening(server), now), requests, close: () => closed(server) };
  doors.push(opened);
  return opened;
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    if ('closeAllConnections' in server) (server as ReturnType<typeof createServer>).closeAllConnections();
    server.close(() => resolve());
  });

const ask = ({ client }: Pick<Door, 'client'>, sendBefore: Date | null = null): Promise<Reply<unknown>> =>
  client.call(() => client.stripe.refunds.create({ charge: 'ch_1' }, { idempotencyKey: 'k1' }), sendBefore);

const says =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse): void =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const refusal = { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such charge' } };

it('T2 a connection that is reset after the request left: one request on the wire, and nobody knows', async () => {
  const it = await door((request) => request.socket.resetAndDestroy());
  expect(await ask(it)).toMatchObject({ kind: 'unknown' });
  expect(it.requests).toHaveLength(1);
});

it('T2 the SDK’s own second send never happens, so a refused one can not hide a lost one', async () => {
  const sockets: Socket[] = [];
  const server = createTcpServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      // Whoever would come again finds the door closed.
      server.close();
      socket.resetAndDestroy();
    });
  });
  const reply = await ask({ client: clientAt(await listening(server)) });
  expect(reply.kind).toBe('unknown');
  expect(sockets).toHaveLength(1);
});

it('a refused connection sent nothing, for certain', async () => {
  const server = createTcpServer();
  const port = await listening(server);
  await closed(server);
  expect(await ask({ client: clientAt(port) })).toMatchObject({ kind: 'not_done' });
});

it('T20 the time to send is looked at when the socket is ready, not when the call begins', async () => {
  const start = Date.now();
  let reads = 0;
  // The clock passes the last moment while the connection is being made.
  const now = () => new Date(start + 1_000 * reads++);
  const opened = await door(says(200, {}), now);
  expect(await ask(opened, new Date(start))).toMatchObject({ kind: 'unknown', reason: 'its time to be sent is over' });
  expect(opened.requests).toHaveLength(0);
});

it.each([
  [
    'a rate limit',
    429,
    { error: { type: 'invalid_request_error', code: 'rate_limit' } },
    {},
    { kind: 'not_done', atOnce: true },
  ],
  [
    'a rate limit that should not be tried again at once',
    429,
    { error: { type: 'invalid_request_error', code: 'rate_limit' } },
    { 'stripe-should-retry': 'false' },
    { kind: 'not_done', atOnce: false },
  ],
  ['a refusal', 404, refusal, {}, { kind: 'no', status: 404 }],
  ['trouble', 500, { error: { type: 'api_error' } }, {}, { kind: 'unknown', final: false }],
  [
    'trouble that the key keeps',
    500,
    { error: {} },
    { 'idempotent-replayed': 'true' },
    { kind: 'unknown', final: true },
  ],
  [
    'trouble that need not be asked again',
    503,
    { error: {} },
    { 'stripe-should-retry': 'false' },
    { kind: 'unknown', final: true },
  ],
  [
    'a refusal that should be asked again',
    400,
    refusal,
    { 'stripe-should-retry': 'true' },
    { kind: 'unknown', final: false },
  ],
  ['an old answer', 200, { id: 're_1' }, { 'idempotent-replayed': 'true' }, { kind: 'value', replayed: true }],
  ['a refusal that is not Stripe’s', 404, { message: 'no route' }, {}, { kind: 'unknown' }],
  ['a way to somewhere else', 302, { id: 're_1' }, { location: 'http://a.test' }, { kind: 'unknown' }],
])('%s', async (_name, status, body, headers, expected) => {
  const opened = await door(says(status, body, headers));
  expect(await ask(opened)).toMatchObject(expected);
  expect(opened.requests).toHaveLength(1);
});

it('an answer that is cut, no JSON, or without end, is none', async () => {
  const cut = await door((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"id":');
    setTimeout(() => response.destroy(), 20);
  });
  const page = await door((_request, response) => void response.writeHead(200).end('<html>'));
  const endless = await door((_request, response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pour);
    pour();
  });
  const slow = await door((_request, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(drip));
  });
  for (const opened of [cut, page, endless, slow]) {
    expect(await ask(opened)).toMatchObject({ kind: 'unknown' });
    expect(opened.requests).toHaveLength(1);
  }
});

it.each(['5', 'true', '"ok"', 'null', ''])('the answer %p is none, and does no harm', async (text) => {
  for (const status of [200, 402, 500]) {
    const opened = await door((_request, response) => void response.writeHead(status).end(text));
    expect(await ask(opened)).toMatchObject({ kind: 'unknown' });
  }
});

it('calls at once are judged each by its own requests', async () => {
  const opened = await door((request, response) =>
    request.headers['idempotency-key'] === 'lost'
      ? void request.socket.destroy()
      : says(429, { error: {} })(request, response),
  );
  const { client } = opened;
  const kinds = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const idempotencyKey = index % 2 === 0 ? 'lost' : 'refused';
      return (await client.call(() => client.stripe.customers.create({}, { idempotencyKey }))).kind;
    }),
  );
  expect(kinds).toEqual(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 'unknown' : 'not_done')));
  expect(opened.requests).toHaveLength(20);
});

it('names the pinned version and the step’s key in each request, and tells Stripe nothing about us', async () => {
  const opened = await door(says(200, { id: 're_1' }));
  await ask(opened);
  const { headers } = opened.requests[0]!;
  expect(headers).toMatchObject({ 'stripe-version': '2026-10-28.endive', 'idempotency-key': 'k1' });
  expect(headers['x-stripe-client-telemetry']).toBeUndefined();
  expect(STRIPE_API_BASE).toBe('https://api.stripe.com');
});

it('an idempotency key that no header could hold is a bug, not an answer', async () => {
  const opened = await door(says(200, {}));
  const { client } = opened;
  const call = () => client.stripe.customers.create({}, keyed('ключ'));
  await expect(client.call(async () => call())).rejects.toThrow('idempotency key');
  expect(opened.requests).toHaveLength(0);
});
