import { invalidField, PaymentError, type Payable, type Purpose } from '@payments/domain';
import type { HeldDeposit } from '@payments/postgres';

/** What the plan costs, from the appointment alone. Throws `invalid_state`, `validation_failed`, `duplicate_payment`. */
export async function planAmount(
  payable: Payable,
  plan: Purpose,
  heldDeposit: () => Promise<HeldDeposit | null>,
): Promise<bigint> {
  if (payable.status === 'paid')
    throw new PaymentError('invalid_state', 'This appointment is paid already.', { currentStatus: 'succeeded' });
  if (payable.status === 'cancelled')
    throw new PaymentError('invalid_state', 'This appointment was cancelled.', { currentStatus: 'canceled' });
  if (plan === 'full') return payable.amount;
  const { depositAmount } = payable;
  if (depositAmount === null || depositAmount >= payable.amount)
    throw invalidField('plan', 'no_deposit', 'must be full: this appointment has no deposit');
  if (plan === 'deposit') return depositAmount;
  const deposit = await heldDeposit();
  const paid = deposit?.paid ?? null;
  if (paid === null) {
    const message = 'The balance can be paid after the deposit, which is not paid yet.';
    throw new PaymentError('duplicate_payment', message, deposit === null ? {} : { paymentId: deposit.paymentId });
  }
  if (paid.currency !== payable.currency)
    throw new PaymentError('invalid_state', 'The deposit was paid in another currency; what is left can not be told.', {
      currentStatus: 'succeeded',
    });
  if (paid.minor >= payable.amount)
    throw new PaymentError('invalid_state', 'Nothing is left to pay.', { currentStatus: 'succeeded' });
  return payable.amount - paid.minor;
}
