import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Admin } from './admin.ts';
import { answerAdmin } from './admin-http.ts';
import { deliverAnswer, deliverPreflight } from './deliver-answer.ts';
import { Faults } from './faults.ts';
import { IdempotencyKeys } from './idempotency.ts';
import { Ledger } from './ledger.ts';
import { Listener, readBody } from './listener.ts';
import { CUSTOMER_ROUTES } from './routes/customers.ts';
import { PAYMENT_INTENT_ROUTES } from './routes/payment-intents.ts';
import { PAYMENT_METHOD_ROUTES } from './routes/payment-methods.ts';
import { READ_ROUTES } from './routes/reads.ts';
import { REFUND_ROUTES } from './routes/refunds.ts';
import { SETUP_INTENT_ROUTES } from './routes/setup-intents.ts';
import { Endpoint, type RequestRecord } from './endpoint.ts';
import { stripeJs } from './stripe-js.ts';
import { Webhooks } from './webhooks.ts';
import { World } from './world.ts';

/** The keys of the simulated account; they open nothing at Stripe. */
export const SIMULATOR_SECRET_KEY = 'sk_test_simulator';
export const SIMULATOR_PUBLISHABLE_KEY = 'pk_test_simulator';
export const SIMULATOR_WEBHOOK_SECRET = 'whsec_simulator';

const SETTLE_AFTER_MS = 1_000;

export interface StripeSimulatorOptions {
  /** Any free one when left out. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
  readonly secretKey?: string;
  readonly publishableKey?: string;
  readonly webhookSecret?: string;
  /** Where events are sent; none are sent without it. Plain HTTP. */
  readonly webhookUrl?: string;
  /** Each movement of money is appended here as a line of JSON, too. */
  readonly ledgerFile?: string;
  /** After how long pending refunds and debits end by themselves; null: only by hand. One second when left out. */
  readonly settleMs?: number | null;
  /** Whether the release of an uncaptured rest is listed as a refund, too (unconfirmed of the real Stripe). */
  readonly releasesAsRefunds?: boolean;
}

export interface StripeSimulator {
  /** The origin, for `STRIPE_API_BASE`; `${url}/stripe.js` is the stand-in for Stripe.js. */
  readonly url: string;
  readonly port: number;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookSecret: string;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  /** Payers, banks, the dashboard and time: what happens outside the API. */
  readonly admin: Admin;
  /** Every request to `/v1` in order, answered or not. */
  readonly requests: readonly RequestRecord[];
  readonly now: () => Date;
  /** Resolves when the listener is open (or closed) as it was last told to be. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts one simulated Stripe account on the loopback interface. Rejects where the port is taken. */
export async function startStripeSimulator(options: StripeSimulatorOptions = {}): Promise<StripeSimulator> {
  const { host = '127.0.0.1', port = 0, secretKey = SIMULATOR_SECRET_KEY } = options;
  const { publishableKey = SIMULATOR_PUBLISHABLE_KEY, webhookSecret = SIMULATOR_WEBHOOK_SECRET } = options;
  const ledger = new Ledger(options.ledgerFile);
  const webhooks = new Webhooks({
    url: options.webhookUrl,
    secret: webhookSecret,
    off: false,
    repeat: 0,
    reorder: false,
    delayMs: 0,
  });
  const world = new World(ledger, webhooks, {
    settleMs: options.settleMs === undefined ? SETTLE_AFTER_MS : options.settleMs,
    releasesAsRefunds: options.releasesAsRefunds ?? false,
  });
  const keys = new IdempotencyKeys();
  const faults: Faults = new Faults((ms) => listener.refuse(ms));
  const routes = [
    ...PAYMENT_INTENT_ROUTES,
    ...SETUP_INTENT_ROUTES,
    ...REFUND_ROUTES,
    ...CUSTOMER_ROUTES,
    ...PAYMENT_METHOD_ROUTES,
    ...READ_ROUTES,
  ];
  const pauses = new AbortController();
  const pause = (ms: number) => sleep(ms, undefined, { signal: pauses.signal });
  const endpoint = new Endpoint({ world, faults, keys, credentials: { secretKey, publishableKey }, routes, pause });
  const admin = new Admin({ world, faults, keys, requests: endpoint.requests });
  const parts = { admin, faults, requests: endpoint.requests, endpoint, world };
  const listener: Listener = new Listener((request, response) => void answer(parts, request, response), host, port);
  await listener.open();
  world.origin = `http://${host}:${listener.port}`;
  return {
    url: world.origin,
    port: listener.port,
    secretKey,
    publishableKey,
    webhookSecret,
    ledger,
    faults,
    webhooks,
    admin,
    requests: endpoint.requests,
    now: () => world.now(),
    settled: () => listener.settled(),
    close: async () => {
      pauses.abort();
      world.stop();
      await listener.close();
    },
  };
}

interface Parts {
  readonly admin: Admin;
  readonly faults: Faults;
  readonly requests: readonly RequestRecord[];
  readonly endpoint: Endpoint;
  readonly world: World;
}

/** Stripe's API, the simulator's own doors, or the script for browsers. */
async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', parts.world.origin);
  const method = request.method ?? 'GET';
  if (method === 'OPTIONS') return deliverPreflight(response);
  if (url.pathname === '/stripe.js') return sendScript(response, stripeJs(parts.world.origin));
  if (url.pathname.startsWith('/_sim/')) return answerAdmin(parts, request, response, url);
  try {
    const body = await readBody(request);
    const header = (name: string) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    const query = url.search.slice(1);
    deliverAnswer(response, await parts.endpoint.answer({ method, path: url.pathname, query, body, header }));
  } catch {
    // The client went away or sent too much; there is nobody to answer.
    response.destroy();
  }
}

function sendScript(response: ServerResponse, script: string): void {
  response.writeHead(200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  response.end(script);
}
