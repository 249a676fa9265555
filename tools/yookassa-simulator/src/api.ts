import type { IncomingMessage, ServerResponse } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { ApiError } from './api-error.ts';
import { createPayment } from './create-payment.ts';
import { answerWithFault } from './fault-answers.ts';
import { ROUTES, type FaultPlan, type Route } from './faults.ts';
import { header, readBody, sendJson, type Answer } from './http.ts';
import { once, type KeyStore, type Outcome } from './idempotence.ts';
import { listPage } from './lists.ts';
import { cancel, capture, expireDue, known } from './payment-moves.ts';
import { createRefund, knownRefund } from './refund-moves.ts';
import { cancelBody, captureBody, createPaymentBody, createRefundBody } from './request-bodies.ts';
import type { Shop } from './shop.ts';
import { errorObject, paymentObject, refundObject, savedMethodObject, shopObject } from './views.ts';

/** The API under `/v3`: credentials, routes, idempotence, faults. */

/** One request as a test may look at it: was the key of a repeat the same, was anything sent at all? */
export interface SeenRequest {
  readonly route: Route | undefined;
  readonly method: string;
  readonly path: string;
  readonly idempotenceKey: string | undefined;
  readonly body: unknown;
  readonly fault: string | undefined;
  readonly at: string;
}

export interface Api {
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  readonly requests: SeenRequest[];
  readonly keys: KeyStore;
}

/** A long-running simulator keeps this many requests to look at. */
const MAX_SEEN_REQUESTS = 10_000;

export function createApi(shop: Shop, faults: FaultPlan): Api {
  const keys: KeyStore = new Map();
  const requests: SeenRequest[] = [];

  return {
    keys,
    requests,
    async handle(request, response, url) {
      const raw = await readBody(request);
      const path = url.pathname.slice('/v3'.length);
      const method = request.method ?? 'GET';
      const matched = match(method, path);
      const route = typeof matched === 'object' ? matched.route : undefined;
      const fault = route && faults.take(route);
      const seen = { route, method, path, idempotenceKey: header(request, 'idempotence-key'), body: loose(raw) };
      requests.push({ ...seen, fault: fault?.kind, at: shop.now().toISOString() });
      if (requests.length > MAX_SEEN_REQUESTS) requests.shift();

      const work = (): Answer => {
        try {
          authenticate(shop, header(request, 'authorization'));
          if (typeof matched === 'number') throw UNROUTED[matched]();
          const body = method === 'POST' ? parseBody(raw, header(request, 'content-type')) : undefined;
          expireDue(shop);
          const call: Call = { shop, keys, id: matched.id, path, query: url.searchParams, body };
          return { status: 200, body: HANDLERS[matched.route]({ ...call, key: seen.idempotenceKey }) };
        } catch (error) {
          if (error instanceof ApiError) return { status: error.status, body: errorObject(error) };
          throw error;
        }
      };
      return fault ? answerWithFault(fault, response, work) : sendJson(response, work());
    },
  };
}

interface Call {
  readonly shop: Shop;
  readonly keys: KeyStore;
  readonly id: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly key?: string | undefined;
}

const HANDLERS: Readonly<Record<Route, (call: Call) => unknown>> = {
  'POST /payments': (call) =>
    idempotent(call, () => ({ kind: 'payment', id: createPayment(call.shop, createPaymentBody(call.body, '')).id })),
  'POST /payments/:id/capture': (call) =>
    idempotent(call, () => ({ kind: 'payment', id: capture(call.shop, call.id, captureBody(call.body, '')).id })),
  'POST /payments/:id/cancel': (call) =>
    idempotent(call, () => {
      cancelBody(call.body, '');
      return { kind: 'payment', id: cancel(call.shop, call.id).id };
    }),
  'POST /refunds': (call) =>
    idempotent(call, () => ({ kind: 'refund', id: createRefund(call.shop, createRefundBody(call.body, '')).id })),
  'GET /payments/:id': ({ shop, id }) => paymentObject(shop, known(shop, id)),
  'GET /refunds/:id': ({ shop, id }) => refundObject(knownRefund(shop, id)),
  'GET /payments': ({ shop, query }) =>
    listPage(shop.payments.values(), query, PAYMENT_FILTERS, (payment) => paymentObject(shop, payment)),
  'GET /refunds': ({ shop, query }) => listPage(shop.refunds.values(), query, REFUND_FILTERS, refundObject),
  'GET /payment_methods/:id': ({ shop, id }) => {
    const method = shop.methods.get(id);
    if (method) return savedMethodObject(shop, method);
    throw new ApiError('not_found', "Payment method doesn't exist", { parameter: 'payment_method_id' });
  },
  'GET /me': ({ shop }) => shopObject(shop),
};

type PaymentOf = Shop['payments'] extends Map<string, infer P> ? P : never;
type RefundOf = Shop['refunds'] extends Map<string, infer R> ? R : never;

const PAYMENT_FILTERS = {
  times: {
    created_at: (payment: PaymentOf) => payment.createdAt,
    captured_at: (payment: PaymentOf) => payment.capturedAt,
  },
  values: {
    status: {
      of: (payment: PaymentOf) => payment.status,
      allowed: ['pending', 'waiting_for_capture', 'succeeded', 'canceled'],
    },
    payment_method: { of: (payment: PaymentOf) => payment.method?.type },
  },
};

const REFUND_FILTERS = {
  times: { created_at: (refund: RefundOf) => refund.createdAt },
  values: {
    payment_id: { of: (refund: RefundOf) => refund.paymentId },
    status: { of: (refund: RefundOf) => refund.status, allowed: ['pending', 'succeeded', 'canceled'] },
  },
};

/** A repeat answers the object as it is now, not as it was. */
function idempotent(call: Call, work: () => Outcome): unknown {
  const { shop, keys, key, path, body } = call;
  const outcome = once(keys, { key, path, body, now: shop.now() }, work);
  if (outcome instanceof ApiError) throw outcome;
  return outcome.kind === 'payment'
    ? paymentObject(shop, known(shop, outcome.id))
    : refundObject(knownRefund(shop, outcome.id));
}

const UNROUTED = {
  404: () => new ApiError('not_found', 'No such resource'),
  405: () => new ApiError(405, 'Method not allowed'),
} as const;

function match(method: string, path: string): { readonly route: Route; readonly id: string } | 404 | 405 {
  const [, collection = '', id = '', action = '', ...rest] = path.split('/');
  if (rest.length > 0) return 404;
  const pattern = `/${collection}${id && '/:id'}${action && `/${action}`}`;
  const route = ROUTES.find((candidate) => candidate === `${method} ${pattern}`);
  if (route) return { route, id: decodeURIComponent(id) };
  return ROUTES.some((candidate) => candidate.endsWith(` ${pattern}`)) ? 405 : 404;
}

function authenticate({ settings }: Shop, given: string | undefined): void {
  const wanted = Buffer.from(`Basic ${Buffer.from(`${settings.shopId}:${settings.secretKey}`).toString('base64')}`);
  const held = Buffer.from(given ?? '');
  if (held.length === wanted.length && timingSafeEqual(held, wanted)) return;
  throw new ApiError('invalid_credentials', 'Basic auth failed: shopId or secret key is wrong', {
    parameter: 'Authorization',
  });
}

function parseBody(raw: string, type: string | undefined): unknown {
  if (raw === '') return {};
  if (!/^application\/json\b/i.test(type ?? '')) throw new ApiError(415, 'Content-Type must be application/json');
  try {
    return JSON.parse(raw);
  } catch {
    throw new ApiError('invalid_request', 'Body is not valid JSON');
  }
}

function loose(raw: string): unknown {
  try {
    return raw === '' ? undefined : JSON.parse(raw);
  } catch {
    return raw;
  }
}
