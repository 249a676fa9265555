import { YooCheckout } from '@a2seven/yoo-checkout';
import { DEFAULT_TIMEOUT_MS, YOOKASSA_API_BASE, type YookassaOptions } from './yookassa-config.ts';
import { onWire, type Wire, type WireFailure } from './yookassa-wire.ts';

/** What came back: an answer that nobody has believed yet, or why there is none. */
export type Reply =
  { readonly kind: 'answered'; readonly value: unknown } | WireFailure | { readonly kind: 'unreadable' };

/** How a change goes out. */
export interface Sending {
  readonly key: string;
  readonly sendBefore: Date | null;
  /** The JSON that is sent, word for word. */
  readonly body: string;
}

/** YooKassa's API as far as payments need it. One call is one request; it never throws, and shows nothing of its credentials. */
export interface YookassaClient {
  createPayment(sending: Sending): Promise<Reply>;
  capturePayment(id: string, sending: Sending): Promise<Reply>;
  cancelPayment(id: string, sending: Omit<Sending, 'body'>): Promise<Reply>;
  getPayment(id: string): Promise<Reply>;
  createRefund(sending: Sending): Promise<Reply>;
  getRefund(id: string): Promise<Reply>;
  /** Filters as in the query, such as `created_at.gte`. */
  listPayments(filters: Readonly<Record<string, string>>): Promise<Reply>;
  listRefunds(filters: Readonly<Record<string, string>>): Promise<Reply>;
}

export function yookassaClient(
  options: Pick<YookassaOptions, 'shopId' | 'secretKey' | 'apiBase' | 'timeoutMs' | 'now'>,
): YookassaClient {
  const checkout = new MendedCheckout(options);
  const { now, timeoutMs = DEFAULT_TIMEOUT_MS } = options;

  async function call(work: () => Promise<unknown>, sending: Partial<Sending> = {}): Promise<Reply> {
    const { sendBefore = null, body = null } = sending;
    const wire: Wire = { timeoutMs, now, sendBefore, body, sent: 0, failure: null };
    try {
      return { kind: 'answered', value: await onWire(wire, work) };
    } catch {
      // What the SDK throws is whatever went wrong inside it; the wire noted what happened, without credentials.
      return wire.failure ?? { kind: 'unreadable' };
    }
  }

  return {
    createPayment: (sending) => call(() => checkout.createPayment(JSON.parse(sending.body), sending.key), sending),
    capturePayment: (id, sending) =>
      call(() => checkout.capturePayment(encodeURIComponent(id), JSON.parse(sending.body), sending.key), sending),
    cancelPayment: (id, sending) => call(() => checkout.cancelPayment(encodeURIComponent(id), sending.key), sending),
    getPayment: (id) => call(() => checkout.getPayment(encodeURIComponent(id))),
    createRefund: (sending) => call(() => checkout.createRefund(JSON.parse(sending.body), sending.key), sending),
    getRefund: (id) => call(() => checkout.getRefund(encodeURIComponent(id))),
    listPayments: (filters) => call(() => checkout.getPaymentList(encoded(filters))),
    listRefunds: (filters) => call(() => checkout.getRefundList(encoded(filters))),
  };
}

/** The SDK's client with a base of our choice, that shows no credentials to `inspect` and `JSON.stringify`. */
class MendedCheckout extends YooCheckout {
  override readonly root: string;

  constructor({ shopId, secretKey, apiBase = YOOKASSA_API_BASE }: Parameters<typeof yookassaClient>[0]) {
    super({ shopId, secretKey });
    this.root = apiBase.replace(/\/+$/, '');
    Object.defineProperty(this, 'secretKey', { value: secretKey, enumerable: false });
    Object.defineProperty(this, 'options', { value: { shopId }, enumerable: false });
  }
}

/** The SDK puts filters into the address as they are. */
function encoded(filters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, encodeURIComponent(value)]));
}
