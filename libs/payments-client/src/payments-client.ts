import createClient from 'openapi-fetch';
import type { ExactCalls } from './exact-calls.ts';
import type { paths } from './schema.ts';
import { sendSafely } from './send-safely.ts';

export interface PaymentsClientOptions {
  /** Where the service is, such as `https://pay.example.com`. In a browser on the service's own pages: an empty text. */
  readonly baseUrl: string;
  /** A bearer token (JWT), or a function that gives a fresh one for every request; none for public paths. */
  readonly token?: string | (() => string | Promise<string>);
  /** Another `fetch`, for tests or proxies. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** How often a request that may be repeated is sent again (3). */
  readonly retries?: number;
  /** Headers of every request, such as `accept-language`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls by method and path, such as `client.GET('/api/payments/{id}', { params: { path: { id } } })`. */
export type PaymentsClient = ExactCalls;

/**
 * A client whose paths, bodies and answers are typed by the service's OpenAPI document. Every write carries an `Idempotency-Key`
 * (the caller's own where one is given), which is kept over the retries: a payment is never made twice by sending it again.
 *
 * An answer is `{ data, response }` or `{ error, response }`; `orThrow` turns the second into a `PaymentsProblem`.
 */
export function createPaymentsClient({
  baseUrl,
  token,
  fetch = (request) => globalThis.fetch(request),
  retries = RETRIES,
  headers = {},
}: PaymentsClientOptions): PaymentsClient {
  return createClient<paths>({
    baseUrl,
    headers: { accept: 'application/json', ...headers },
    fetch: async (request) => {
      const bearer = typeof token === 'function' ? await token() : token;
      if (bearer !== undefined) request.headers.set('authorization', `Bearer ${bearer}`);
      if (isWrite(request) && !request.headers.has(KEY)) request.headers.set(KEY, crypto.randomUUID());
      return sendSafely(request, { fetch, retries });
    },
  });
}

const KEY = 'idempotency-key';

/** With the waits between them some four seconds: a deploy of the service is survived, and nobody waits longer for a no. */
const RETRIES = 3;

function isWrite({ method }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD';
}
