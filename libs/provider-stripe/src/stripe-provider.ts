import type { PaymentProvider } from '@payments/domain';
import { stripeClient } from './stripe-client.ts';
import { stripeAccount, type StripeOptions } from './stripe-config.ts';
import { stripeMethods } from './stripe-methods.ts';
import { stripePayments } from './stripe-payments.ts';
import { stripeRefunds } from './stripe-refunds.ts';
import { STRIPE } from './stripe-status.ts';
import { webhookReader } from './stripe-webhook.ts';

/**
 * Stripe behind the provider port: PaymentIntents, refunds, saved methods, webhooks. It keeps no state of its own and makes no request
 * before its first call. Nothing that it shows of itself holds a key: they live in closures.
 */
export function stripeProvider(options: StripeOptions): PaymentProvider {
  const client = stripeClient(options);
  return {
    name: STRIPE,
    account: stripeAccount(options.secretKey),
    reconfirms: true,
    ...stripePayments(client, options),
    ...stripeRefunds(client),
    methods: stripeMethods(client),
    webhooks: { read: webhookReader(client.stripe, options) },
  };
}
