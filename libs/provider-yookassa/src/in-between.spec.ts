import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sampleAttempt, samplePayment } from '@payments/domain/testing';
import { PATIENCE_MS } from '../test/yookassa-rig.ts';
import { yookassaProvider } from './yookassa-provider.ts';

let server: Server;
let answer: { readonly status: number; readonly body: string };
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const NOW = new Date('2026-03-01T12:00:00.000Z');
const payment = samplePayment(NOW, { money: { minor: 10_000n, currency: 'RUB' } });
const send = { key: `${payment.id}.submit.1`, params: '{"amount":{}}', first: true, sendBefore: null };
const provider = () =>
  yookassaProvider({
    ...{
      shopId: '100500',
      secretKey: 'test',
      apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3`,
    },
    ...{ timeoutMs: PATIENCE_MS, publicUrl: 'https://pay.example', vatCode: null, now: () => NOW },
  });

describe('promise 2: what stands between us and YooKassa does not speak for it', () => {
  it.each([
    [400, '<h1>Bad Request</h1>'],
    [403, '<h1>Blocked</h1>'],
    [404, '{"error":"no route"}'],
    [413, ''],
    [200, 'null'],
    [200, '[]'],
    [200, '"ok"'],
    [200, '7'],
    [200, ''],
    [204, ''],
  ])('%i %s is no answer to a charge, nor to a look', async (status, body) => {
    answer = { status, body };
    expect((await provider().submit(payment, sampleAttempt(), send)).verdict).toBe('unknown');
    expect((await provider().fetch('22e12f66-000f-5000-8000-18db351245c7')).verdict).toBe('unknown');
    expect((await provider().find(payment.id, 1, NOW)).verdict).toBe('unknown');
  });

  it('YooKassa’s own error is its word', async () => {
    answer = { status: 404, body: '{"type":"error","code":"not_found"}' };
    expect((await provider().fetch('22e12f66-000f-5000-8000-18db351245c7')).verdict).toBe('absent');
    answer = { status: 415, body: '{"type":"error"}' };
    expect((await provider().submit(payment, sampleAttempt(), send)).verdict).toBe('refused');
  });

  it.each(['[null]', '[{}]', '[5]', '[{"id":7}]'])(
    'a list with a row that is nothing (%s) proves nothing',
    async (rows) => {
      answer = { status: 200, body: `{"type":"list","items":${rows}}` };
      expect((await provider().find(payment.id, 1, NOW)).verdict).toBe('unknown');
      answer = { status: 200, body: '{"type":"list","items":[]}' };
      expect((await provider().find(payment.id, 1, NOW)).verdict).toBe('absent');
    },
  );
});
