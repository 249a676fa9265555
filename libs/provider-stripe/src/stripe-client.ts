import Stripe from 'stripe';
import { STRIPE_API_VERSION, type StripeOptions } from './stripe-config.ts';
import { countingWire, type WireLog, type WireRequest } from './stripe-wire.ts';

/**
 * A call's outcome before anybody knows what it was about. Every request that it put on the wire counts, not only the last one.
 * `atOnce`: the same request may go out again at once; false where Stripe says that it should not.
 */
export type Reply<T> =
  | { readonly kind: 'value'; readonly value: T; readonly replayed: boolean }
  /** Stripe said no, with a reason that could be read. */
  | {
      readonly kind: 'no';
      readonly error: Stripe.errors.StripeError;
      readonly status: number;
      readonly replayed: boolean;
      readonly atOnce: boolean;
    }
  /** Each request was refused before anything was done. */
  | { readonly kind: 'not_done'; readonly reason: string; readonly atOnce: boolean }
  /** `final`: what the key keeps is this very trouble; sending it again can't tell more, looking can. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly final: boolean };

export interface StripeClient {
  readonly stripe: Stripe;
  /** Runs one call of the SDK and judges it by what happened on the wire. Throws only for a bug. */
  call<T>(work: () => Promise<T>, sendBefore?: Date | null): Promise<Reply<T>>;
}

/** Visible ASCII: a header holds nothing else. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/** The official client, with its own retries and telemetry off, over the wire that counts. */
export function stripeClient({ secretKey, apiBase, timeoutMs, now }: StripeOptions): StripeClient {
  const { hostname, port, protocol } = new URL(apiBase);
  const wire = countingWire(now);
  const stripe = new Stripe(secretKey, {
    apiVersion: STRIPE_API_VERSION,
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: wire.client,
    timeout: timeoutMs,
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    ...(port === '' ? { port: protocol === 'http:' ? 80 : 443 } : { port }),
  });
  return {
    stripe,
    call: async (work, sendBefore = null) => {
      const log: WireLog = { sendBefore, requests: [], late: false };
      try {
        return valueReply(await wire.run(log, work), log);
      } catch (error) {
        return errorReply(error, log);
      }
    },
  };
}

/** The options of a request that changes something. */
export function keyed(key: string): Stripe.RequestOptions {
  if (!KEY.test(key)) throw new Error('an idempotency key is 1 to 255 visible ASCII characters');
  return { idempotencyKey: key };
}

function valueReply<T>(value: T, { requests }: WireLog): Reply<T> {
  const last = requests.at(-1);
  if (last?.kind !== 'answered' || last.status < 200 || last.status >= 300)
    return { kind: 'unknown', reason: 'an answer without an error and without success', final: false };
  return { kind: 'value', value, replayed: last.replayed };
}

function errorReply(error: unknown, { requests, late }: WireLog): Reply<never> {
  if (late) return { kind: 'unknown', reason: 'its time to be sent is over', final: false };
  const last = requests.at(-1);
  // Nothing went wrong on the wire, because nothing came there: that is our mistake, not Stripe's answer.
  if (last === undefined) throw error;
  const atOnce = last.kind !== 'answered' || last.shouldRetry !== false;
  if (requests.every(wasRefused)) return { kind: 'not_done', reason: refusalOf(last), atOnce };
  if (last.kind !== 'answered')
    return { kind: 'unknown', reason: 'the request may have arrived, and was not answered', final: false };
  const { status, replayed, shouldRetry } = last;
  if (status >= 500) {
    const final = replayed || !atOnce;
    return { kind: 'unknown', reason: `Stripe had trouble of its own (${status})`, final };
  }
  if (!isStripeNo(error, status)) return { kind: 'unknown', reason: 'an unreadable answer', final: false };
  // Asked to send it again, a no is not the last word.
  if (shouldRetry === true && status !== 409)
    return { kind: 'unknown', reason: `Stripe asks for it again (${status})`, final: false };
  return { kind: 'no', error, status, replayed, atOnce };
}

/** Refused at the door: no connection, or a rate limit. Stripe keeps nothing of such a request. */
function wasRefused(request: WireRequest): boolean {
  return request.kind === 'unsent' || (request.kind === 'answered' && request.status === 429);
}

function refusalOf(request: WireRequest): string {
  return request.kind === 'unsent' ? 'Stripe could not be reached' : 'Stripe took no more requests (429)';
}

/** What Stripe's refusals are of (docs.stripe.com/api/errors). Whoever else answers on the way, a proxy say, knows none of them. */
const NO_TYPES: ReadonlySet<string> = new Set(
  'api_error card_error idempotency_error invalid_request_error authentication_error permission_error rate_limit_error'.split(
    ' ',
  ),
);

function isStripeNo(error: unknown, status: number): error is Stripe.errors.StripeError {
  if (!(error instanceof Stripe.errors.StripeError) || error.statusCode !== status) return false;
  return status >= 400 && NO_TYPES.has(error.rawType ?? '');
}
