import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { closingDoor } from './closing-door.ts';

const REQUEST = 'GET / HTTP/1.1\r\nHost: here\r\n\r\n';

let server: Server;
let close: () => Promise<void>;
let waiting: ServerResponse[];

beforeEach(async () => {
  waiting = [];
  server = createServer((_request, response) => void waiting.push(response));
  close = closingDoor(server, () => new Promise((resolve) => void server.close(() => resolve())));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => server.closeAllConnections());

async function caller(says: string): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(says);
  return socket;
}

it('waits for the answers that are still to come, and for nobody who keeps a connection open', async () => {
  const asked = await Promise.all([caller(REQUEST), caller(REQUEST)]);
  const others = await Promise.all([caller(''), caller('GET / HTTP/1.1\r\nHo')]);
  for (const other of others) other.on('error', () => undefined); // Its end may be a reset.
  while (waiting.length < 2) await once(server, 'request');
  const answers = asked.map((socket) => text(socket));

  let isClosed = false;
  const closed = close().then(() => (isClosed = true));
  waiting[0]?.end('first');
  await expect(answers[0]).resolves.toMatch(/200 OK[^]*first/);
  expect(isClosed).toBe(false);
  waiting[1]?.end('second');
  await expect(answers[1]).resolves.toMatch(/200 OK[^]*second/);
  await closed;
});

it('is closed at once where nothing is asked', async () => {
  const idle = await caller('');
  await close();
  await once(idle, 'close');
});
