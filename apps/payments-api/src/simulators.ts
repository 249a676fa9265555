import type { Closing } from './closing.ts';
import type { Environment } from './config.ts';

/** Fixed, so that a second process finds the simulator of the first. */
const STRIPE_PORT = 12_111;
const YOOKASSA_PORT = 12_112;

/** The environment with what simulators add to it, and who must hear where the service listens. */
export interface Simulated {
  readonly environment: Environment;
  /** Webhooks go to this address from now on. */
  readonly sendWebhooksTo: (url: string) => void;
}

/**
 * In development a provider that is enabled without a key is played by its simulator: the whole flow works offline, and no money moves.
 * Says so on the way. In production it does nothing: a missing key is a mistake there.
 */
export async function startSimulators(
  environment: Environment,
  closing: Closing,
  say: (line: string) => void,
): Promise<Simulated> {
  const enabled = (environment['PAYMENT_PROVIDERS'] ?? '').split(',').map((name) => name.trim());
  const isDevelopment = (environment['APP_ENV'] ?? 'development') !== 'production';
  const unset = (...names: readonly string[]): boolean => names.every((name) => !environment[name]);
  const parts: Simulated[] = [];
  if (isDevelopment && enabled.includes('stripe') && unset('STRIPE_SECRET_KEY', 'STRIPE_API_BASE'))
    parts.push(await simulateStripe(closing, say));
  if (
    isDevelopment &&
    enabled.includes('yookassa') &&
    unset('YOOKASSA_SECRET_KEY', 'YOOKASSA_SHOP_ID', 'YOOKASSA_API_BASE')
  ) {
    parts.push(await simulateYookassa(closing, say));
  }
  return {
    environment: Object.assign({}, ...parts.map((part) => part.environment), environment) as Environment,
    sendWebhooksTo: (url) => parts.forEach((part) => part.sendWebhooksTo(url)),
  };
}

async function simulateStripe(closing: Closing, say: (line: string) => void): Promise<Simulated> {
  const { SIMULATOR_PUBLISHABLE_KEY, SIMULATOR_SECRET_KEY, SIMULATOR_WEBHOOK_SECRET, startStripeSimulator } =
    await import('@payments/stripe-simulator');
  const simulator = await unlessTaken(() => startStripeSimulator({ port: STRIPE_PORT }));
  if (simulator) closing.add('stripe simulator', () => simulator.close());
  const url = `http://127.0.0.1:${STRIPE_PORT}`;
  say(`no Stripe key: Stripe is played by the simulator at ${url}, and no money moves`);
  return {
    environment: {
      STRIPE_API_BASE: url,
      STRIPE_JS_URL: `${url}/stripe.js`,
      STRIPE_SECRET_KEY: SIMULATOR_SECRET_KEY,
      STRIPE_PUBLISHABLE_KEY: SIMULATOR_PUBLISHABLE_KEY,
      STRIPE_WEBHOOK_SECRET: SIMULATOR_WEBHOOK_SECRET,
    },
    sendWebhooksTo: (service) => void simulator?.admin.configureWebhooks({ url: `${service}/api/webhooks/stripe` }),
  };
}

async function simulateYookassa(closing: Closing, say: (line: string) => void): Promise<Simulated> {
  const { startYookassaSimulator } = await import('@payments/yookassa-simulator');
  const simulator = await unlessTaken(() => startYookassaSimulator({ port: YOOKASSA_PORT }));
  if (simulator) closing.add('yookassa simulator', () => simulator.close());
  const origin = `http://127.0.0.1:${YOOKASSA_PORT}`;
  say(`no YooKassa key: YooKassa is played by the simulator at ${origin}, and no money moves`);
  return {
    environment: {
      YOOKASSA_API_BASE: `${origin}/v3`,
      YOOKASSA_WIDGET_URL: `${origin}/checkout-widget.js`,
      YOOKASSA_SHOP_ID: '100500',
      YOOKASSA_SECRET_KEY: 'test_simulator_secret',
      YOOKASSA_WEBHOOK_ALLOWED_IPS: '127.0.0.1',
    },
    sendWebhooksTo: (service) => {
      if (simulator) Object.assign(simulator.notifications.settings, { url: `${service}/api/webhooks/yookassa` });
    },
  };
}

/** The port is taken where another process of ours plays it already; `null` then. */
async function unlessTaken<T>(start: () => Promise<T>): Promise<T | null> {
  try {
    return await start();
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE') return null;
    throw error;
  }
}
