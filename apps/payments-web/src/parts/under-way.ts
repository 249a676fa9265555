import type { PaymentDetails, Refund } from '../api/shapes.ts';

/** Something is on its way that ends by itself: worth reading again. What waits for its payer is not. */
export function isUnderWay({ status, receipt }: PaymentDetails, refunds: readonly Refund[]): boolean {
  // A receipt is numbered within a second of the success.
  return (
    status === 'pending' ||
    (status === 'succeeded' && receipt === null) ||
    refunds.some((refund) => refund.status === 'pending')
  );
}
