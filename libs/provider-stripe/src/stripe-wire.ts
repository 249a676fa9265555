import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type Stripe from 'stripe';

/**
 * What became of one request: `unsent` (no byte of it left, for certain), `lost` (it may have arrived; no whole answer came back),
 * or the answer's status with what Stripe says about keys and retries.
 */
export type WireRequest =
  | { readonly kind: 'unsent' | 'lost' }
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** The key was known: this is what its first request was answered. */
      readonly replayed: boolean;
      /** `Stripe-Should-Retry`; `null` where Stripe does not say. */
      readonly shouldRetry: boolean | null;
    };

/** The requests of one call, in order; filled while it runs. */
export interface WireLog {
  /** After this nothing is sent any more. */
  readonly sendBefore: Date | null;
  readonly requests: WireRequest[];
  /** It was too late when the socket was ready. */
  late: boolean;
}

type SdkHttpClient = NonNullable<Stripe.StripeConfig['httpClient']>;
type SdkResponse = Awaited<ReturnType<SdkHttpClient['makeRequest']>>;

export interface Wire {
  readonly client: SdkHttpClient;
  /** Runs one call of the SDK; every request that it makes is noted in the log. */
  run<T>(log: WireLog, work: () => Promise<T>): Promise<T>;
}

/** A page of a hundred expanded intents has less than 1 MB. */
const ANSWER_MAX_BYTES = 8 * 1024 * 1024;
/** Shorter than a provider keeps an idle connection: a request on one that was closed meanwhile would be lost, and doubtful. */
const IDLE_MS = 20_000;
const SOCKETS_MAX = 128;

/**
 * The HTTP client that the SDK is given. It sends each request once, knows whether a byte of it left, and gives errors without a `code`,
 * because the SDK by itself sends once more after ECONNRESET or EPIPE, whatever `maxNetworkRetries` says (T2).
 */
export function countingWire(now: () => Date): Wire {
  const logs = new AsyncLocalStorage<WireLog>();
  const options = { keepAlive: true, maxSockets: SOCKETS_MAX, timeout: IDLE_MS };
  const agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  return {
    run: (log, work) => logs.run(log, work),
    client: {
      getClientName: () => 'counting',
      makeRequest: (host, port, path, method, headers, body, protocol, timeoutMs) => {
        const log = logs.getStore();
        if (!log) return Promise.reject(new Error('a request to Stripe outside of a counted call'));
        const secure = protocol !== 'http';
        const target = {
          host,
          port,
          path,
          method,
          headers: { ...headers },
          agent: secure ? agents.https : agents.http,
        };
        const open = () => (secure ? httpsRequest(target) : httpRequest(target));
        return exchange({ open, ready: secure ? 'secureConnect' : 'connect', body, timeoutMs, log, now });
      },
    },
  };
}

interface Exchange {
  readonly open: () => ClientRequest;
  /** The socket's event after which bytes may leave. */
  readonly ready: 'connect' | 'secureConnect';
  readonly body: string;
  readonly timeoutMs: number;
  readonly log: WireLog;
  readonly now: () => Date;
}

function exchange({ open, ready, body, timeoutMs, log, now }: Exchange): Promise<SdkResponse> {
  return new Promise((resolve, reject) => {
    const request = open();
    let sent = false;
    let over = false;
    const end = (what: WireRequest): boolean => {
      if (over) return false;
      over = true;
      clearTimeout(timer);
      log.requests.push(what);
      return true;
    };
    const fail = (reason: string): void => {
      if (!end({ kind: sent ? 'lost' : 'unsent' })) return;
      request.destroy();
      reject(new Error(reason));
    };
    const timer = setTimeout(() => fail('no answer in time'), timeoutMs);
    request.on('error', () => fail('the connection failed'));
    let responds = false;
    request.on('close', () => {
      if (!responds) fail('the connection was closed');
    });
    request.on('response', (response) => {
      responds = true;
      readAll(response).then(
        (text) => {
          if (end(answered(response))) resolve(responseOf(response, text));
        },
        () => fail('the answer was cut'),
      );
    });
    // Nothing leaves before this: headers go out with the body.
    const send = (): void => {
      if (over) return;
      if (log.sendBefore !== null && now() >= log.sendBefore) {
        log.late = true;
        return fail('its time to be sent is over');
      }
      sent = true;
      request.end(body);
    };
    request.on('socket', (socket) => {
      if (request.reusedSocket) send();
      else socket.once(ready, send);
    });
  });
}

function answered({ statusCode, headers }: IncomingMessage): WireRequest {
  const advice = headers['stripe-should-retry'];
  return {
    kind: 'answered',
    status: statusCode ?? 0,
    replayed: headers['idempotent-replayed'] === 'true',
    shouldRetry: advice === 'true' ? true : advice === 'false' ? false : null,
  };
}

async function readAll(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response) {
    const chunk = Buffer.from(part as Uint8Array);
    bytes += chunk.length;
    if (bytes > ANSWER_MAX_BYTES) throw new Error('the answer is too long');
    parts.push(chunk);
  }
  if (!response.complete) throw new Error('the answer was cut');
  return Buffer.concat(parts).toString('utf8');
}

/** The answer as the SDK wants it, read to its end already. */
function responseOf({ statusCode, headers }: IncomingMessage, text: string): SdkResponse {
  const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return {
    getStatusCode: () => statusCode ?? 0,
    getHeaders: () => flat,
    getRawResponse: () => ({ headers: flat, statusCode }),
    toStream: () => {
      throw new Error('nothing is streamed');
    },
    toJSON: async () => objectIn(text),
  };
}

/** Every answer of Stripe's is an object. On any other JSON the SDK fails where nobody can catch it, and takes the process along. */
function objectIn(text: string): object {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new Error('the answer is no object');
  return value;
}
