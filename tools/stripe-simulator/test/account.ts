import Stripe from 'stripe';
import { startStripeSimulator, type StripeSimulator, type StripeSimulatorOptions } from '../src/index.ts';

/** Short enough for a test that waits for silence. */
const PATIENCE_MS = 400;

/** A simulated account and the official client to speak to it, as the service would: without the client's own retries. */
export async function openAccount(
  options: StripeSimulatorOptions = {},
): Promise<{ readonly sim: StripeSimulator; readonly stripe: Stripe }> {
  const sim = await startStripeSimulator({ settleMs: null, ...options });
  return { sim, stripe: clientFor(sim) };
}

export function clientFor(sim: StripeSimulator, key = sim.secretKey): Stripe {
  return new Stripe(key, {
    host: '127.0.0.1',
    port: sim.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    timeout: PATIENCE_MS,
    telemetry: false,
  });
}

/** What a call was refused with; fails the test where it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('the call was not refused');
}

export const RETURN_URL = 'http://shop.test/return';

/** Ten dollars for the order, paid at once by the server. */
export const paidBy = (
  method: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams => ({
  amount: 1_000,
  currency: 'usd',
  confirm: true,
  payment_method: method,
  return_url: RETURN_URL,
  metadata: { payment_id: 'p1' },
  ...more,
});

export const unpaid: Stripe.PaymentIntentCreateParams = {
  amount: 1_000,
  currency: 'usd',
  automatic_payment_methods: { enabled: true },
  metadata: { payment_id: 'p1' },
};
