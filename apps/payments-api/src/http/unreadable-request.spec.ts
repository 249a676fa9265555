import Fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { createLogger } from '../logging.ts';
import { fastifyOptions } from './fastify-options.ts';

let fastify: FastifyInstance;

beforeAll(async () => {
  fastify = Fastify(fastifyOptions(createLogger('silent')));
  await fastify.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => fastify.close());

async function answerTo(bytes: string): Promise<{ readonly head: string; readonly body: string }> {
  const socket = connect((fastify.server.address() as AddressInfo).port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
  return { head, body };
}

it.each([
  ['a method that nobody knows', 'TRACEX / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['no HTTP at all', 'hello\r\n\r\n'],
  ['headers without an end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
])('%s is the same problem as everywhere, and the connection ends', async (_, bytes) => {
  const { head, body } = await answerTo(bytes);
  expect(head).toMatch(/^HTTP\/1.1 400 /);
  expect(head).toContain('content-type: application/problem+json');
  const problem: unknown = JSON.parse(body);
  expect(problem).toMatchObject({ status: 400, code: 'malformed_request', request_id: expect.any(String) });
  expect(head).toContain(`x-request-id: ${(problem as { readonly request_id: string }).request_id}`);
});
