import type { PaymentId } from './ids.ts';
import type { PaymentStatus } from './payment-status.ts';

/** Every reason for which a command is refused. The host gives each its HTTP number; the words are part of the contract. */
export const PAYMENT_ERROR_CODES = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'validation_failed',
  'card_data_not_accepted',
  'idempotency_key_missing',
  'idempotency_key_invalid',
  'idempotency_key_reused',
  'idempotency_key_in_use',
  'duplicate_payment',
  'invalid_state',
  'amount_exceeds_refundable',
  'refund_window_expired',
  'fraud_rejected',
  'unsupported',
  'malformed_request',
  'payload_too_large',
  'unsupported_media_type',
  'rate_limited',
  'provider_unavailable',
  'overloaded',
  'database_unavailable',
  'internal',
] as const;
export type PaymentErrorCode = (typeof PAYMENT_ERROR_CODES)[number];

/** One field that was not as it must be: where (`items.0.quantity`), a stable word, and how to mend it. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** What a refusal may tell besides its code; each is shown to the caller. */
export interface PaymentErrorDetails {
  readonly errors?: readonly FieldError[];
  /** The live payment of the order (`duplicate_payment`), or the one that was recorded as failed (`fraud_rejected`). */
  readonly paymentId?: PaymentId;
  /** Where the payment stands (`invalid_state`). */
  readonly currentStatus?: PaymentStatus;
  /** Whole seconds after which trying again makes sense. */
  readonly retryAfterSeconds?: number;
}

/**
 * A command that we refuse. What a *provider* refuses is data (`Failure`), never this.
 * The message is shown to the caller: it holds no card data, secret, SQL or provider body.
 */
export class PaymentError extends Error {
  override readonly name = 'PaymentError';
  readonly code: PaymentErrorCode;
  readonly details: PaymentErrorDetails;

  constructor(code: PaymentErrorCode, message: string, details: PaymentErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** A 422 that names one field. */
export function invalidField(field: string, code: string, message: string): PaymentError {
  return new PaymentError('validation_failed', `${field}: ${message}`, { errors: [{ field, code, message }] });
}
