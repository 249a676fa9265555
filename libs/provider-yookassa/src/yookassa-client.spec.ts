import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startYookassaSimulator, type FaultKind, type YookassaSimulator } from '@payments/yookassa-simulator';
import { IMPATIENCE_MS, PATIENCE_MS } from '../test/yookassa-rig.ts';
import { yookassaClient, type YookassaClient } from './yookassa-client.ts';

const BODY = JSON.stringify({
  ...{ amount: { value: '100.00', currency: 'RUB' }, capture: true },
  // Keys that JSON.parse would put first, and text that it would write another way.
  ...{ confirmation: { type: 'embedded' }, metadata: { b: '2', 10: 'ten' }, description: 'caf\u00e9' },
}).replace('é', '\\u00e9');
const sending = { key: 'k-1', sendBefore: null, body: BODY };
const clientAt = (apiBase: string, more: { timeoutMs?: number; now?: () => Date } = {}): YookassaClient =>
  yookassaClient({
    ...{ shopId: '100500', secretKey: 'test_simulator_secret', apiBase, timeoutMs: PATIENCE_MS, now: () => new Date() },
    ...more,
  });

describe('a call to YooKassa', () => {
  let sim: YookassaSimulator;
  beforeEach(async () => {
    sim = await startYookassaSimulator();
  });
  afterEach(() => sim.close());

  it.each(['reset_before', 'reset_after', '500_before', '429', '202_before', 'cut_body', 'timeout_before'] as const)(
    'T2 is one request, also after %s: nothing in between sends it again',
    async (kind: FaultKind) => {
      sim.faults.add({ on: '*', kind, times: 5 });
      await clientAt(sim.url, kind === 'timeout_before' ? { timeoutMs: IMPATIENCE_MS } : {}).createPayment(sending);
      expect(sim.requests).toHaveLength(1);
    },
  );

  it('goes out under our key', async () => {
    await clientAt(sim.url).createPayment(sending);
    expect(sim.requests[0]).toMatchObject({ route: 'POST /payments', idempotenceKey: 'k-1' });
  });

  it('T20 is not sent once its time is over, by the clock of the moment before the socket', async () => {
    const now = new Date();
    const late = { ...sending, sendBefore: now };
    expect(await clientAt(sim.url, { now: () => now }).createPayment(late)).toEqual({ kind: 'late' });
    expect(sim.requests).toEqual([]);
    const early = { ...sending, sendBefore: new Date(now.getTime() + 1) };
    expect((await clientAt(sim.url, { now: () => now }).createPayment(early)).kind).toBe('answered');
  });

  it('has its own deadline beside others in the same process', async () => {
    sim.faults.add({ on: '*', kind: 'slow', ms: 150, times: 2 });
    const [short, long] = await Promise.all([
      clientAt(sim.url, { timeoutMs: 50 }).createPayment({ ...sending, key: 'k-short' }),
      clientAt(sim.url, { timeoutMs: PATIENCE_MS }).createPayment({ ...sending, key: 'k-long' }),
    ]);
    expect(short).toEqual({ kind: 'network', code: 'ERR_CANCELED' });
    expect(long.kind).toBe('answered');
  });
});

describe('a call to somebody who plays YooKassa badly', () => {
  let server: Server | undefined;
  afterEach(
    () =>
      new Promise<void>((resolve) => {
        server?.closeAllConnections();
        server?.close(() => resolve());
      }),
  );
  const serve = async (listener: RequestListener): Promise<string> => {
    const started = createServer(listener);
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}/v3`;
  };

  it('T11 sends the kept request byte for byte', async () => {
    const bodies: string[] = [];
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        bodies.push(body);
        response.setHeader('Content-Type', 'application/json').end('{}');
      });
    });
    await clientAt(url).createPayment(sending);
    await clientAt(`${url}/`).createRefund(sending);
    expect(bodies).toEqual([BODY, BODY]);
  });

  it('ends at the deadline, however slowly and steadily the answer drips', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const started = performance.now();
    expect((await clientAt(url, { timeoutMs: 200 }).getPayment('p-1')).kind).toBe('network');
    expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
  });

  it('follows no redirect: the key and the credentials stay with YooKassa', async () => {
    const paths: string[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url ?? '');
      response.writeHead(307, { Location: '/elsewhere' }).end();
    });
    expect(await clientAt(url).createPayment(sending)).toMatchObject({ kind: 'http', status: 307 });
    expect(paths).toEqual(['/v3/payments']);
  });

  it('writes an id and a filter into the address as what they are', async () => {
    const paths: string[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url ?? '');
      response.setHeader('Content-Type', 'application/json').end('{"items":[]}');
    });
    await clientAt(url).getPayment('../me?x=1');
    await clientAt(url).listPayments({ cursor: 'a&limit=1#b' });
    expect(paths).toEqual(['/v3/payments/..%2Fme%3Fx%3D1', '/v3/payments?cursor=a%26limit%3D1%23b']);
  });
});
