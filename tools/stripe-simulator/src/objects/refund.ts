import type Stripe from 'stripe';
import { idOf, type World } from '../world.ts';

export interface RefundWish {
  readonly amount: number;
  readonly reason: Stripe.Refund.Reason | null;
  readonly metadata: Record<string, string>;
  readonly status: 'pending' | 'succeeded';
}

export function newRefund(world: World, charge: Stripe.Charge, wish: RefundWish): Stripe.Refund {
  return {
    id: world.newId('re'),
    object: 'refund',
    amount: wish.amount,
    balance_transaction: wish.status === 'succeeded' ? world.newId('txn') : null,
    charge: charge.id,
    created: world.seconds(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: wish.metadata,
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    ...(wish.status === 'pending' ? { pending_reason: 'processing' } : {}),
    reason: wish.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: wish.status,
    transfer_reversal: null,
  };
}
