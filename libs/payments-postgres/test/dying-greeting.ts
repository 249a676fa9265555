import { connect, createServer, type AddressInfo } from 'node:net';

/** What PostgreSQL says last to whom `pg_terminate_backend` hit: an ErrorResponse (message formats, chapter "Frontend/Backend Protocol"). */
const FATAL = errorResponse({ S: 'FATAL', V: 'FATAL', C: '57P01', M: 'terminating connection' });
const READY_FOR_QUERY = Buffer.from('5a0000000549', 'hex');

export interface DyingGreeting {
  readonly url: string;
  /** How many of the coming connections end in the same packet that greets them. */
  dies: number;
  close(): Promise<void>;
}

/** A way to the database on which a connection can be lost in the very packet that says it is ready. */
export async function dyingGreeting(url: string): Promise<DyingGreeting> {
  const { hostname, port } = new URL(url);
  const server = createServer((caller) => {
    const upstream = connect(Number(port), hostname);
    upstream.on('data', (chunk) => {
      if (way.dies === 0 || !chunk.subarray(-READY_FOR_QUERY.length).equals(READY_FOR_QUERY))
        return caller.write(chunk);
      way.dies -= 1;
      caller.end(Buffer.concat([chunk, FATAL]));
      return upstream.destroy();
    });
    caller.on('data', (chunk) => upstream.write(chunk));
    for (const [one, other] of [
      [caller, upstream],
      [upstream, caller],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroySoon());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  const way: DyingGreeting = {
    url: through.href,
    dies: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return way;
}

function errorResponse(fields: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(
    `${Object.entries(fields)
      .map(([name, value]) => `${name}${value}\0`)
      .join('')}\0`,
  );
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
