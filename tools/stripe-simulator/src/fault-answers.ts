import { ApiError, unauthorized, type ErrorBody } from './api-error.ts';
import type { Fault, FaultKind } from './faults.ts';
import { keyInUse, type Answer } from './idempotency.ts';

/** What reaches the client: an answer, a part of one, nothing at all, or a broken connection. */
export type Delivery =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'cut'; readonly answer: Answer }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

/** An error as an answer; anything but a refusal is a bug in the simulator and looks like Stripe's own trouble. */
export function answerOf(error: unknown, requestId: string): Answer {
  if (error instanceof ApiError) return errorAnswer(error.status, error.body, requestId);
  process.stderr.write(
    `stripe simulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return errorAnswer(500, TROUBLE, requestId);
}

const TROUBLE: ErrorBody = { type: 'api_error', message: 'An unknown error occurred.' };

function errorAnswer(
  status: number,
  error: ErrorBody,
  requestId: string,
  headers: Record<string, string> = {},
): Answer {
  return { status, body: JSON.stringify({ error }), requestId, headers };
}

/** The answers of faults that strike before anything is done; the silent ones say something, too, though nobody hears it. */
const BEFORE: Partial<Record<FaultKind, (fault: Fault, key: string, requestId: string) => Answer>> = {
  '401': (_fault, _key, requestId) => answerOf(unauthorized('Invalid API Key provided: sk_test_********'), requestId),
  '409': (_fault, key, requestId) => answerOf(keyInUse(key), requestId),
  '429': (_fault, _key, requestId) =>
    errorAnswer(
      429,
      { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests hit the API too quickly.' },
      requestId,
    ),
  '503': (fault, _key, requestId) => errorAnswer(503, TROUBLE, requestId, retryHeader(fault)),
  error_before: (fault, _key, requestId) => errorAnswer(500, TROUBLE, requestId, retryHeader(fault)),
  reset_before: (_fault, _key, requestId) => errorAnswer(500, TROUBLE, requestId),
  timeout_before: (_fault, _key, requestId) => errorAnswer(500, TROUBLE, requestId),
};

export function answerBefore(fault: Fault | undefined, key: string, requestId: string): Answer | undefined {
  return fault && BEFORE[fault.kind]?.(fault, key, requestId);
}

/** The 500 that hides what was done; it is what the key keeps. */
export function errorAfter(fault: Fault, requestId: string): Answer {
  return errorAnswer(500, TROUBLE, requestId, retryHeader(fault));
}

function retryHeader({ shouldRetry }: Fault): Record<string, string> {
  return shouldRetry === undefined ? {} : { 'stripe-should-retry': String(shouldRetry) };
}

/** How the answer travels under this fault. */
export function deliver(fault: Fault | undefined, answer: Answer): Delivery {
  switch (fault?.kind) {
    case 'timeout_before':
    case 'timeout_after':
      return { kind: 'hang' };
    case 'reset_before':
    case 'reset_after':
      return { kind: 'reset' };
    case 'cut_body':
      return { kind: 'cut', answer };
    case 'invalid_json':
      return { kind: 'answer', answer: { ...answer, body: '<html><body>upstream trouble</body></html>' } };
    default:
      return { kind: 'answer', answer };
  }
}
