import type { FieldError, PaymentError, PaymentErrorCode } from '@payments/domain';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** Sent as `Retry-After` where the error itself doesn't say when. */
  readonly retryAfterSeconds?: number;
}

/** The HTTP number and title of every code: the only place where they stand. */
export const PROBLEM_KINDS: Readonly<Record<PaymentErrorCode, ProblemKind>> = {
  unauthenticated: { status: 401, title: 'Authentication is needed' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  validation_failed: { status: 422, title: 'The request is not valid' },
  card_data_not_accepted: { status: 422, title: 'Card data is not accepted' },
  idempotency_key_missing: { status: 400, title: 'Idempotency-Key is missing' },
  idempotency_key_invalid: { status: 400, title: 'Idempotency-Key is not valid' },
  idempotency_key_reused: { status: 422, title: 'Idempotency-Key was used for another request' },
  idempotency_key_in_use: { status: 409, title: 'The first request is still running', retryAfterSeconds: 1 },
  duplicate_payment: { status: 409, title: 'The order has a payment already' },
  invalid_state: { status: 409, title: 'Not possible in this state' },
  amount_exceeds_refundable: { status: 422, title: 'More than can be refunded' },
  refund_window_expired: { status: 422, title: 'Too late for a refund' },
  fraud_rejected: { status: 403, title: 'Rejected by the fraud check' },
  unsupported: { status: 422, title: 'This provider can not do that' },
  malformed_request: { status: 400, title: 'The request can not be read' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  rate_limited: { status: 429, title: 'Too many requests', retryAfterSeconds: 60 },
  provider_unavailable: { status: 503, title: 'The payment provider is not available', retryAfterSeconds: 5 },
  overloaded: { status: 503, title: 'Overloaded', retryAfterSeconds: 1 },
  database_unavailable: { status: 503, title: 'The database is not available', retryAfterSeconds: 2 },
  internal: { status: 500, title: 'Internal error' },
};

/** RFC 9457, with the members that `contract.md` adds. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: PaymentErrorCode;
  readonly request_id: string;
  readonly errors?: readonly FieldError[];
  readonly payment_id?: string;
  readonly current_status?: string;
}

export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/** What a caller is told. An internal error says nothing about itself: its message may hold anything. */
export function toProblem(error: PaymentError, requestId: string): Problem {
  const { status, title } = PROBLEM_KINDS[error.code];
  const { errors, paymentId, currentStatus } = error.details;
  return {
    type: `urn:payments:problem:${error.code}`,
    title,
    status,
    detail:
      error.code === 'internal' ? 'Something went wrong on our side; the request id helps us find it.' : error.message,
    code: error.code,
    request_id: requestId,
    ...(errors && { errors }),
    ...(paymentId && { payment_id: paymentId }),
    ...(currentStatus && { current_status: currentStatus }),
  };
}

/** The headers that belong to a problem, by their lower-case names. */
export function problemHeaders(error: PaymentError): Readonly<Record<string, string>> {
  const retryAfterSeconds = error.details.retryAfterSeconds ?? PROBLEM_KINDS[error.code].retryAfterSeconds;
  return {
    'content-type': PROBLEM_CONTENT_TYPE,
    'cache-control': 'no-store',
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSeconds))) }),
    ...(error.code === 'unauthenticated' && { 'www-authenticate': 'Bearer' }),
  };
}
