export * from './stripe-amounts.ts';
export * from './stripe-config.ts';
export { STRIPE_WORDS, stripeFailure } from './stripe-errors.ts';
export * from './stripe-provider.ts';
export { INTENT_STATUS, STRIPE } from './stripe-status.ts';
export { STRIPE_EVENTS } from './stripe-webhook.ts';
