/**
 * What can go wrong with a request.
 * Nothing is done: `timeout_before`, `reset_before`, `error_before` (500), `401`, `409`, `429`, `503`.
 * It is done all the same: `timeout_after`, `reset_after`, `error_after` (500, kept under the key), `cut_body`, `invalid_json`.
 * `slow` does it after `ms`, with the key in use meanwhile: longer than the client's patience, it is an effect that comes late.
 * `refused` closes the listener for `ms` at once, so that connections are refused.
 */
export const FAULT_KINDS = [
  '401',
  '409',
  '429',
  '503',
  'cut_body',
  'error_after',
  'error_before',
  'invalid_json',
  'refused',
  'reset_after',
  'reset_before',
  'slow',
  'timeout_after',
  'timeout_before',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  /** `POST /v1/payment_intents/:id/confirm`, `POST *` or `*`. */
  readonly on: string;
  readonly kind: FaultKind;
  /** How many requests it meets; once when left out. */
  readonly times?: number;
  /** How many matching requests pass unharmed first. */
  readonly skip?: number;
  /** For `slow` and `refused`, in milliseconds. */
  readonly ms?: number;
  /** For 500 and 503: the `Stripe-Should-Retry` header. */
  readonly shouldRetry?: boolean;
  /** For `error_before`: execution had begun, so that the 500 is kept under the key though nothing was done. */
  readonly kept?: boolean;
}

interface Waiting {
  readonly fault: Fault;
  skip: number;
  times: number;
}

const isKind = (kind: unknown): kind is FaultKind => FAULT_KINDS.some((known) => known === kind);

/** The faults that are waiting for their request; the first that matches is used up first. */
export class Faults {
  #waiting: Waiting[] = [];
  readonly #refuse: (ms: number | undefined) => void;

  /** @param refuse closes the listener for so many milliseconds; undefined opens it again */
  constructor(refuse: (ms: number | undefined) => void) {
    this.#refuse = refuse;
  }

  add(fault: Fault): void {
    if (!isKind(fault.kind)) throw new Error(`unknown fault: ${String(fault.kind)}; known: ${FAULT_KINDS.join(', ')}`);
    if (fault.kind === 'refused') {
      this.#refuse(fault.ms ?? REFUSED_MS);
      return;
    }
    this.#waiting.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
  }

  /** The fault that meets this request, counted down. `pattern` is the route's, with `:id` in it. */
  take(method: string, pattern: string): Fault | undefined {
    for (const waiting of this.#waiting) {
      if (!matches(waiting.fault.on, method, pattern)) continue;
      if (waiting.skip > 0) {
        waiting.skip -= 1;
        continue;
      }
      waiting.times -= 1;
      this.#waiting = this.#waiting.filter(({ times }) => times > 0);
      return waiting.fault;
    }
    return undefined;
  }

  /** What has not met its request yet: a test that meant to be hit by it was not. */
  get waiting(): readonly Fault[] {
    return this.#waiting.map(({ fault }) => fault);
  }

  /** Forgets all, and listens again where the listener was closed. */
  clear(): void {
    this.#waiting = [];
    this.#refuse(undefined);
  }
}

/** Long enough for a request or two, short enough that a forgotten one heals. */
const REFUSED_MS = 1_000;

function matches(on: string, method: string, pattern: string): boolean {
  return on === '*' || on === `${method} *` || on === `${method} ${pattern}`;
}
