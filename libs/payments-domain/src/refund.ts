import type { Failure } from './failure.ts';
import type { PaymentId, RefundId } from './ids.ts';
import type { Money } from './money.ts';
import type { Sending } from './payment.ts';
import type { ProviderName } from './provider-facts.ts';

export type RefundStatus = 'pending' | 'succeeded' | 'failed';

/** Which refund status may follow which; `succeeded → failed` because a provider may find out late. */
export const REFUND_TRANSITIONS: Readonly<Record<RefundStatus, readonly RefundStatus[]>> = {
  pending: ['succeeded', 'failed'],
  succeeded: ['failed'],
  failed: ['succeeded'],
};

/** Who wanted it: an admin here, somebody in the provider's dashboard, or we ourselves because it was paid twice or too late. */
export type RefundOrigin = 'api' | 'dashboard' | 'duplicate' | 'late_success';

/** Money that goes back. Its amount is reserved on the payment, in the same transaction, before the provider hears of it. */
export interface Refund {
  readonly id: RefundId;
  readonly paymentId: PaymentId;
  readonly money: Money;
  readonly status: RefundStatus;
  readonly origin: RefundOrigin;
  readonly reason: string | null;
  readonly failure: Failure | null;
  readonly provider: ProviderName;
  readonly providerPaymentId: string;
  readonly providerRefundId: string | null;
  /** Part of the provider's key: a definite end gives the key up, an unknown one keeps it. */
  readonly attempt: number;
  /** `null` for one that somebody made at the provider. */
  readonly submit: Sending | null;
  readonly advanceAt: Date | null;
  readonly idleLooks: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A duplicate's money was never counted as captured, so what goes back of it is not counted either. */
export function countsForPayment(refund: Refund): boolean {
  return refund.origin !== 'duplicate';
}
