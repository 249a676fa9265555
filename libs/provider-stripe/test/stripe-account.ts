import { stripeProvider, type StripeOptions } from '../src/index.ts';
import { startStripeSimulator, type StripeSimulator, type StripeSimulatorOptions } from '@payments/stripe-simulator';
import type { PaymentProvider } from '@payments/domain';

/** Short enough for a test that waits for silence, long enough for two busy cores. */
export const PATIENCE_MS = 700;

export interface StripeAccount {
  readonly sim: StripeSimulator;
  readonly provider: PaymentProvider;
}

/** A simulated account and the adapter before it, as a service would have them. */
export async function openAccount(
  options: StripeSimulatorOptions = {},
  change: Partial<StripeOptions> = {},
): Promise<StripeAccount> {
  const sim = await startStripeSimulator({ settleMs: null, ...options });
  return { sim, provider: stripeProvider(stripeOptions(sim, change)) };
}

export function stripeOptions(sim: StripeSimulator, change: Partial<StripeOptions> = {}): StripeOptions {
  return {
    secretKey: sim.secretKey,
    publishableKey: sim.publishableKey,
    webhookSecrets: [sim.webhookSecret],
    apiBase: sim.url,
    timeoutMs: PATIENCE_MS,
    returnUrl: (payment) => payment.returnUrl ?? 'http://shop.test/return',
    now: () => new Date(),
    ...change,
  };
}
