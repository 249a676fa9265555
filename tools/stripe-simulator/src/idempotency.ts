import { ApiError } from './api-error.ts';

/** An answer as it goes over the wire, and as a key keeps it. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Kept {
  readonly fingerprint: string;
  readonly answer: Answer | undefined;
  readonly at: number;
}

/** Stripe may forget a key once it is this old. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const KEY_LENGTH_MAX = 255;

/**
 * Stripe's idempotency (docs.stripe.com/api/idempotent_requests): the status and body of the first execution are kept by
 * account and key, a 500 too. A request that never began to execute leaves nothing behind.
 */
export class IdempotencyKeys {
  readonly #kept = new Map<string, Kept>();

  /**
   * Claims the key for a request, or gives the kept answer. `fingerprint` is method, path and parameters.
   * @throws ApiError 400 `idempotency_error` for other parameters, 409 `idempotency_key_in_use` while the first one runs
   */
  begin(key: string, fingerprint: string, now: number): Answer | undefined {
    if (key.length > KEY_LENGTH_MAX) {
      throw new ApiError(400, {
        type: 'idempotency_error',
        message: `Idempotency keys can be at most ${KEY_LENGTH_MAX} characters long.`,
      });
    }
    const kept = this.#kept.get(key);
    if (kept === undefined || (kept.answer !== undefined && now - kept.at >= KEPT_MS)) {
      this.#kept.set(key, { fingerprint, answer: undefined, at: now });
      return undefined;
    }
    if (kept.fingerprint !== fingerprint) {
      throw new ApiError(400, {
        type: 'idempotency_error',
        message: `This idempotency key was first used with another endpoint or other parameters: ${key}`,
      });
    }
    if (kept.answer === undefined) throw keyInUse(key);
    return kept.answer;
  }

  /** Execution had begun: this is the answer from now on. */
  keep(key: string, answer: Answer): void {
    const claimed = this.#kept.get(key);
    if (claimed) this.#kept.set(key, { ...claimed, answer });
  }

  /** Execution never began: the key is as good as new. */
  release(key: string): void {
    if (this.#kept.get(key)?.answer === undefined) this.#kept.delete(key);
  }

  reset(): void {
    this.#kept.clear();
  }
}

export function keyInUse(key: string): ApiError {
  return new ApiError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this idempotency key: ${key}`,
  });
}
