import type { Money } from './money.ts';
import type { AskedConfirmation, MethodType } from './request-bodies.ts';

/** What the simulator remembers; `views.ts` writes it as YooKassa's objects. */

export type PaymentStatus = 'pending' | 'waiting_for_capture' | 'succeeded' | 'canceled';

/** Every published reason of a canceled payment (the description, PaymentCancellationDetails). */
export const CANCEL_REASONS = [
  '3d_secure_failed',
  'call_issuer',
  'card_expired',
  'payment_method_limit_exceeded',
  'payment_method_restricted',
  'country_forbidden',
  'general_decline',
  'fraud_suspected',
  'identification_required',
  'insufficient_funds',
  'invalid_card_number',
  'invalid_csc',
  'issuer_unavailable',
  'canceled_by_merchant',
  'permission_revoked',
  'internal_timeout',
  'expired_on_confirmation',
  'expired_on_capture',
  'unsupported_mobile_operator',
  'deal_expired',
] as const;

export type PaymentParty = 'yoo_money' | 'payment_network' | 'merchant';

/** The reason is kept open: YooKassa adds new ones, and a client has to live with one it never saw. */
export interface PaymentCancellation {
  readonly party: PaymentParty;
  readonly reason: string;
}

export interface Method {
  readonly id: string;
  readonly type: MethodType;
  readonly cardNumber: string;
  readonly saved: boolean;
  readonly status: 'pending' | 'active' | 'inactive';
  readonly threeDSecure: boolean;
  /** A saved method that refuses every charge, e.g. after the payer's bank closed the card. */
  readonly declines?: PaymentCancellation;
}

export interface PaymentRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly capture: boolean;
  readonly savesMethod: boolean;
  readonly description: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly merchantCustomerId: string | undefined;
  readonly gatewayId: string;
  readonly confirmation: AskedConfirmation | undefined;
  /** What the widget is opened with; also the key of the payer's page for the other types. */
  readonly confirmationToken: string;
  readonly hasReceipt: boolean;

  readonly status: PaymentStatus;
  /** The sum asked for; after a partial capture the sum taken. */
  readonly money: Money;
  readonly refundedMinor: bigint;
  readonly method: Method | undefined;
  readonly capturedAt: Date | undefined;
  /** Until when a held payment may be captured. */
  readonly expiresAt: Date | undefined;
  readonly cancellation: PaymentCancellation | undefined;
}

export type RefundStatus = 'pending' | 'succeeded' | 'canceled';

export interface RefundCancellation {
  readonly party: 'yoo_money' | 'refund_network';
  readonly reason: string;
}

export interface RefundRecord {
  readonly id: string;
  readonly paymentId: string;
  readonly createdAt: Date;
  readonly money: Money;
  readonly description: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly hasReceipt: boolean;
  readonly status: RefundStatus;
  readonly cancellation: RefundCancellation | undefined;
}
