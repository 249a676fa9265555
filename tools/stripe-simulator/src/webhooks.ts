import { createHmac } from 'node:crypto';
import { request } from 'node:http';

/** How webhooks are sent; all of it can be changed while running. */
export interface WebhookSettings {
  readonly url: string | undefined;
  readonly secret: string;
  /** Nothing is sent; what happens meanwhile is lost, as it is for an endpoint that Stripe has disabled. */
  readonly off: boolean;
  /** How many times more each event is sent after it arrived. */
  readonly repeat: number;
  /** Events of one short while are sent last first. */
  readonly reorder: boolean;
  /** Waited before each first delivery, in milliseconds. */
  readonly delayMs: number;
}

/** Stripe tries for three days; here the same story is told within seconds. */
const RETRY_AFTER_MS = [50, 100, 200, 400, 800, 1_600, 3_000, 5_000, 8_000, 10_000] as const;
const REORDER_WINDOW_MS = 40;
const ANSWER_TIMEOUT_MS = 10_000;

/** The header `Stripe-Signature` (docs.stripe.com/webhooks/signature): HMAC-SHA256 over the time and the raw body. */
export function signWebhook(raw: string, secret: string, atSeconds: number): string {
  const signature = createHmac('sha256', secret).update(`${atSeconds}.${raw}`).digest('hex');
  return `t=${atSeconds},v1=${signature}`;
}

/** Sends events to one endpoint: at least once, in no promised order, again until a 2xx. */
export class Webhooks {
  #settings: WebhookSettings;
  #batch: string[] = [];
  #generation = 0;
  readonly #timers = new Set<NodeJS.Timeout>();
  #open = 0;
  #idle: (() => void)[] = [];

  constructor(settings: WebhookSettings) {
    this.#settings = settings;
  }

  get settings(): WebhookSettings {
    return this.#settings;
  }

  configure(change: Partial<WebhookSettings>): void {
    this.#settings = { ...this.#settings, ...change };
  }

  /** Takes the event's raw body, fixed as of now. */
  send(raw: string): void {
    if (this.#settings.off || this.#settings.url === undefined) return;
    if (!this.#settings.reorder) return this.#later(this.#settings.delayMs, () => this.#deliver(raw, 0));
    this.#batch.push(raw);
    if (this.#batch.length > 1) return;
    this.#later(this.#settings.delayMs + REORDER_WINDOW_MS, () => {
      const batch = this.#batch.reverse();
      this.#batch = [];
      // One after another, so that the new order is the order of arrival.
      batch.forEach((event, index) => this.#later(index * 5, () => this.#deliver(event, 0)));
    });
  }

  /** Resolves when nothing is waiting to be sent, answered or tried again. */
  idle(): Promise<void> {
    return this.#open === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Forgets what was not delivered. */
  stop(): void {
    this.#generation += 1;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#open -= this.#timers.size;
    this.#timers.clear();
    this.#batch = [];
    this.#settleIdle();
  }

  #later(ms: number, work: () => void): void {
    this.#open += 1;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
      this.#done();
    }, ms);
    this.#timers.add(timer);
  }

  #done(): void {
    this.#open -= 1;
    this.#settleIdle();
  }

  #settleIdle(): void {
    if (this.#open > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #deliver(raw: string, attempt: number): void {
    const generation = this.#generation;
    const { url, secret, repeat } = this.#settings;
    if (url === undefined) return;
    this.#open += 1;
    void post(url, raw, secret).then((arrived) => {
      if (generation === this.#generation) {
        if (arrived) this.#repeat(raw, attempt, repeat);
        else this.#retry(raw, attempt);
      }
      this.#done();
    });
  }

  #repeat(raw: string, attempt: number, repeat: number): void {
    // Repeats count down from the first arrival; they are marked by a negative attempt.
    const left = attempt < 0 ? -attempt - 1 : repeat;
    if (left > 0) this.#later(5, () => this.#deliver(raw, -left));
  }

  #retry(raw: string, attempt: number): void {
    const waitMs = RETRY_AFTER_MS[Math.max(attempt, 0)];
    if (waitMs !== undefined) this.#later(waitMs, () => this.#deliver(raw, Math.max(attempt, 0) + 1));
  }
}

/** Whether the endpoint took it: any 2xx. A signature is made for each delivery, by the wall clock that verifies it. */
function post(url: string, raw: string, secret: string): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        timeout: ANSWER_TIMEOUT_MS,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(raw),
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signWebhook(raw, secret, Math.floor(Date.now() / 1000)),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve((answer.statusCode ?? 500) < 300));
        answer.on('error', () => resolve(false));
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(false));
    sent.end(raw);
  });
}
