import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveAdmin } from './admin.ts';
import { createApi, type SeenRequest } from './api.ts';
import { createFaults, type Faults } from './faults.ts';
import { sendJson } from './http.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createNotifier, type Forgery, type Notifications } from './notifications.ts';
import { payerPages, widgetCalls, widgetScript } from './payer-http.ts';
import { partyOf } from './payer-actions.ts';
import { decline, expireDue, giveUp, known, pay, type Payer } from './payment-moves.ts';
import type { PaymentParty, PaymentRecord, RefundCancellation, RefundRecord } from './records.ts';
import { cancelRefund, dashboardRefund, succeedRefund } from './refund-moves.ts';
import type { Shop, ShopSettings } from './shop.ts';
import { paymentObject, refundObject, type JsonObject } from './views.ts';

export interface YookassaSimulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly shopId?: string;
  readonly secretKey?: string;
  readonly notificationUrl?: string;
  /** Where the ledger is kept as JSON lines, over restarts. */
  readonly ledgerFile?: string;
  readonly requireReceipt?: boolean;
  readonly refundMode?: ShopSettings['refundMode'];
  /** The clock; the system's when left out. */
  readonly now?: () => Date;
}

export interface Refusal {
  readonly reason?: string;
  readonly party?: PaymentParty;
}

export interface YookassaSimulator {
  /** The API's base, `/v3` included. */
  readonly url: string;
  /** Where the payer's page, the widget's script and `/_sim/` are. */
  readonly origin: string;
  readonly settings: ShopSettings;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly notifications: Notifications;
  /** Every API request so far, with its Idempotence-Key and body. */
  readonly requests: readonly SeenRequest[];
  /** The clock; set it to turn the time, e.g. past the hour after which an unpaid payment ends. */
  now: () => Date;
  /** Moves the clock on and ends what is due by then. */
  advance(ms: number): void;

  payment(id: string): PaymentRecord;
  payments(): readonly PaymentRecord[];
  refunds(): readonly RefundRecord[];

  /** The payer pays, by one of YooKassa's test cards if one is named. */
  pay(paymentId: string, payer?: Payer): PaymentRecord;
  /** The bank, or the party named, refuses; `general_decline` when no reason is given. */
  decline(paymentId: string, refusal?: Refusal): PaymentRecord;
  /** The payer gives up. */
  giveUp(paymentId: string): PaymentRecord;
  /** From now on a saved method refuses every charge. */
  declineMethod(methodId: string, refusal?: Refusal): void;

  /** A refund made in the shop's dashboard; the rest of the payment when no value is given. */
  dashboardRefund(paymentId: string, value?: string): RefundRecord;
  succeedRefund(refundId: string): RefundRecord;
  cancelRefund(refundId: string, cancellation?: Partial<RefundCancellation>): RefundRecord;

  /** Sends a forged notification: `payment.succeeded` of a payment that is not. Gives the answer's status. */
  lie(paymentId: string, forgery?: Forgery): Promise<number>;
  /** Sends any body to the notification URL, e.g. an event of an unknown type. */
  sendRaw(body: unknown, more?: Pick<Forgery, 'headers' | 'localAddress'>): Promise<number>;

  /** Forgets everything but the settings of the start. */
  reset(): void;
  close(): Promise<void>;
}

/** How often payments that nobody asks about are looked at for their end. */
const EXPIRY_EVERY_MS = 1_000;

export async function startYookassaSimulator(options: YookassaSimulatorOptions = {}): Promise<YookassaSimulator> {
  const clock = options.now ?? (() => new Date());
  const faults = createFaults();
  const notifier = createNotifier({
    url: options.notificationUrl,
    off: false,
    repeat: 0,
    reorder: false,
    localAddress: undefined,
  });
  const shop: Shop = {
    settings: {
      shopId: options.shopId ?? '100500',
      secretKey: options.secretKey ?? 'test_simulator_secret',
      requireReceipt: options.requireReceipt ?? false,
      refundMode: options.refundMode ?? 'succeeded',
    },
    now: clock,
    origin: '',
    payments: new Map(),
    refunds: new Map(),
    methods: new Map(),
    ledger: createLedger(options.ledgerFile),
    announce: (event, record) =>
      notifier.notify(event, 'paymentId' in record ? refundObject(record) : paymentObject(shop, record)),
  };
  const api = createApi(shop, faults);

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', shop.origin);
    const { pathname } = url;
    const serve = async (): Promise<void> => {
      if (pathname.startsWith('/v3/')) return api.handle(request, response, url);
      if (pathname.startsWith('/_sim/')) return serveAdmin(simulator, request, response, url);
      if (pathname.startsWith('/pay/')) return payerPages(shop, request, response, url);
      if (pathname.startsWith('/widget/')) return widgetCalls(shop, request, response, url);
      if (pathname === '/checkout-widget.js') return widgetScript(response);
      return sendJson(response, { status: 404, body: { error: 'not found' } });
    };
    // The edge of the loop: a bug, or a body cut off by the client, must not stop the simulator.
    serve().catch((error: unknown) => sendJson(response, { status: 500, body: { error: String(error) } }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { address, family, port } = server.address() as AddressInfo;
  shop.origin = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  const expiry = setInterval(() => expireDue(shop), EXPIRY_EVERY_MS).unref();

  const simulator: YookassaSimulator = {
    url: `${shop.origin}/v3`,
    origin: shop.origin,
    settings: shop.settings,
    ledger: shop.ledger,
    faults,
    notifications: notifier,
    requests: api.requests,
    get now() {
      return shop.now;
    },
    set now(now) {
      shop.now = now;
    },
    advance(ms) {
      const before = shop.now;
      shop.now = () => new Date(before().getTime() + ms);
      expireDue(shop);
    },
    payment: (id) => known(shop, id),
    payments: () => [...shop.payments.values()],
    refunds: () => [...shop.refunds.values()],
    pay: (id, payer) => pay(shop, id, payer),
    decline: (id, refusal) => decline(shop, id, named(refusal)),
    giveUp: (id) => giveUp(shop, id),
    declineMethod(id, refusal) {
      const method = shop.methods.get(id);
      if (!method) throw new Error(`No saved method ${id}`);
      shop.methods.set(id, { ...method, declines: named(refusal) });
    },
    dashboardRefund: (id, value) => dashboardRefund(shop, id, value),
    succeedRefund: (id) => succeedRefund(shop, id),
    cancelRefund: (id, { party = 'refund_network', reason = 'general_decline' } = {}) =>
      cancelRefund(shop, id, { party, reason }),
    lie(id, { event = 'payment.succeeded', object, ...more } = {}) {
      return notifier.send({ type: 'notification', event, object: { ...forged(shop, id), ...object } }, more);
    },
    sendRaw: (body, more) => notifier.send(body, more),
    reset() {
      for (const held of [shop.payments, shop.refunds, shop.methods, api.keys]) held.clear();
      api.requests.splice(0);
      shop.ledger.clear();
      faults.clear();
      notifier.clear();
      Object.assign(notifier.settings, { off: false, repeat: 0, reorder: false, localAddress: undefined });
      shop.settings.requireReceipt = options.requireReceipt ?? false;
      shop.settings.refundMode = options.refundMode ?? 'succeeded';
      shop.now = clock;
    },
    async close() {
      clearInterval(expiry);
      notifier.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return simulator;
}

function named({ reason = 'general_decline', party }: Refusal = {}) {
  return { reason, party: party ?? partyOf(reason) };
}

/** The object as it would be if the payment had succeeded. */
function forged(shop: Shop, id: string): JsonObject {
  const payment = known(shop, id);
  return {
    ...paymentObject(shop, { ...payment, status: 'succeeded', capturedAt: shop.now() }),
    confirmation: undefined,
  };
}
