import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly id: string;
}

/** How it answers a request: a status, nothing at all, or whatever the test does with the response. */
export type Behaviour = number | 'hangs' | ((response: ServerResponse, received: Received) => void);

export interface Subscriber {
  readonly url: string;
  readonly requests: Received[];
  /** Answered by the next one in line, then by `usually`. */
  next(...behaviours: readonly Behaviour[]): void;
  usually: Behaviour;
  /** Nobody is there for a while; the address stays. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** A real HTTP server that receives events, and behaves as a test tells it. */
export async function subscriber(): Promise<Subscriber> {
  const requests: Received[] = [];
  const line: Behaviour[] = [];
  const self = { usually: 200 as Behaviour };
  let port = 0;
  const listen = () => {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8');
        const received = { headers: request.headers, body, id: String(request.headers['webhook-id']) };
        requests.push(received);
        const behaviour = line.shift() ?? self.usually;
        if (behaviour === 'hangs') return;
        if (typeof behaviour === 'function') return behaviour(response, received);
        response.writeHead(behaviour, behaviour === 301 ? { location: '/elsewhere' } : {}).end(`${behaviour}`);
      });
    });
    return new Promise<typeof server>((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
  };
  let server = await listen();
  ({ port } = server.address() as AddressInfo);
  const goAway = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(self, {
    url: `http://127.0.0.1:${port}/hooks`,
    requests,
    next: (...behaviours: readonly Behaviour[]) => void line.push(...behaviours),
    goAway,
    comeBack: async () => {
      server = await listen();
    },
    close: goAway,
  });
}
