import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** Far above any request to Stripe; a test can't fill the memory by mistake. */
const BODY_MAX_BYTES = 1_000_000;

/** An HTTP listener that can be closed for a while, as a host that is down. */
export class Listener {
  readonly #server: Server;
  readonly #host: string;
  #port: number;
  #reopen: NodeJS.Timeout | undefined;
  #changing: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(handle: (request: IncomingMessage, response: ServerResponse) => void, host: string, port: number) {
    this.#server = createServer(handle);
    this.#host = host;
    this.#port = port;
  }

  get port(): number {
    return this.#port;
  }

  /** Rejects where the port is taken. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, this.#host, () => {
        this.#server.off('error', reject);
        const address = this.#server.address();
        if (typeof address === 'object' && address) this.#port = address.port;
        resolve();
      });
    });
  }

  /** Refuses connections for so long, or listens again at once. */
  refuse(ms: number | undefined): void {
    clearTimeout(this.#reopen);
    if (ms === undefined) {
      if (!this.#server.listening && !this.#ended) this.#changing = this.#changing.then(() => this.#openAgain());
      return;
    }
    this.#changing = this.#changing.then(() => this.#shut());
    this.#reopen = setTimeout(() => this.refuse(undefined), ms);
  }

  /** Resolves when the last closing or opening is done. */
  settled(): Promise<void> {
    return this.#changing;
  }

  async close(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#reopen);
    await this.#changing;
    await this.#shut();
  }

  async #openAgain(): Promise<void> {
    if (!this.#server.listening && !this.#ended) await this.open();
  }

  #shut(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > BODY_MAX_BYTES) reject(new Error('the request body is too large'));
      else parts.push(part);
    });
    request.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
    request.on('error', reject);
  });
}
