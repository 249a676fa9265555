import type Stripe from 'stripe';
import { ApiError } from '../api-error.ts';
import type { Decline } from '../test-methods.ts';

/** 402: the card was refused. The error carries the intent as the refusal left it. */
export function cardError(
  decline: Decline,
  more: {
    readonly charge?: string;
    readonly intent?: Stripe.PaymentIntent;
    readonly setup?: Stripe.SetupIntent;
    readonly method?: Stripe.PaymentMethod;
  },
): ApiError {
  return new ApiError(402, {
    type: 'card_error',
    code: decline.code,
    decline_code: decline.declineCode,
    message: decline.message,
    ...(more.charge === undefined ? {} : { charge: more.charge }),
    ...(more.intent ? { payment_intent: more.intent } : {}),
    ...(more.setup ? { setup_intent: more.setup } : {}),
    ...(more.method ? { payment_method: more.method } : {}),
  });
}
