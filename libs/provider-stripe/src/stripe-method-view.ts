import type { MethodView } from '@payments/domain';
import type Stripe from 'stripe';

/** What a payer recognises a method by. A wallet's card looks like the card. */
export function viewOf(method: Stripe.PaymentMethod): MethodView {
  const { card } = method;
  return {
    type: method.type,
    brand: card?.brand ?? null,
    last4: card?.last4 ?? method.us_bank_account?.last4 ?? method.sepa_debit?.last4 ?? null,
    expMonth: card?.exp_month ?? null,
    expYear: card?.exp_year ?? null,
  };
}

/** How an intent was paid, or tried to be: by its latest charge, else its method, else the method of its last error. */
export function methodViewOf(intent: Stripe.PaymentIntent): MethodView | null {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const details = charge?.payment_method_details;
  if (details?.card) {
    const { brand, last4, exp_month: expMonth, exp_year: expYear } = details.card;
    return { type: 'card', brand, last4, expMonth, expYear };
  }
  const method = typeof intent.payment_method === 'object' ? intent.payment_method : null;
  const tried = method ?? intent.last_payment_error?.payment_method ?? null;
  return typeof tried?.type === 'string' ? viewOf(tried) : null;
}
