import { PaymentError, type Payment, type PaymentProvider, type ProviderName } from '@payments/domain';
import { mockProvider, type MockProvider } from '@payments/provider-mock';
import type { Settings } from './config.ts';

/** What a provider's factory may need beside its settings. */
export interface ProviderWorld {
  readonly settings: Settings;
  readonly now: () => Date;
  readonly checkoutUrl: (paymentId: string) => string;
  /** Where a payer who was redirected comes back to: the checkout page, which asks us how the payment stands. */
  readonly returnUrl: (payment: Payment) => string;
  /** The mock's own knock: it has no webhook. */
  readonly knock: (providerPaymentId: string) => void;
}

/**
 * Every provider that this program has an adapter for: one entry each. What brings an SDK is loaded where it is enabled: it would
 * cost every process memory, and time to start.
 */
const PROVIDERS = {
  mock: (world: ProviderWorld) => mockProvider({ ...world, ...world.settings }),
  stripe: async ({ settings, now, returnUrl }: ProviderWorld) =>
    (await import('@payments/provider-stripe')).stripeProvider({
      secretKey: settings.stripeSecretKey ?? '',
      publishableKey: settings.stripePublishableKey ?? '',
      webhookSecrets: settings.stripeWebhookSecret,
      apiBase: settings.stripeApiBase,
      timeoutMs: settings.providerTimeoutMs,
      returnUrl,
      now,
    }),
  yookassa: async ({ settings, now, returnUrl }: ProviderWorld) =>
    (await import('@payments/provider-yookassa')).yookassaProvider({
      shopId: settings.yookassaShopId ?? '',
      secretKey: settings.yookassaSecretKey ?? '',
      apiBase: settings.yookassaApiBase,
      timeoutMs: settings.providerTimeoutMs,
      publicUrl: settings.publicUrl,
      returnUrl,
      vatCode: settings.vatCode,
      allowedIps: settings.yookassaWebhookAllowedIps,
      now,
    }),
} as const satisfies Readonly<
  Record<ProviderName, (world: ProviderWorld) => PaymentProvider | Promise<PaymentProvider>>
>;

export interface OpenProviders {
  /** Throws `PaymentError` `unsupported` for a provider that is not enabled. */
  readonly provider: (name: ProviderName) => PaymentProvider;
  /** The mock itself, where it is enabled: for `simulate`. */
  readonly mock: MockProvider | null;
}

/** The enabled providers, each made once, each behind what `guard` puts around it. */
export async function openProviders(
  world: ProviderWorld,
  guard: (provider: PaymentProvider) => PaymentProvider,
): Promise<OpenProviders> {
  const made = new Map<ProviderName, PaymentProvider>();
  let mock: MockProvider | null = null;
  for (const name of world.settings.paymentProviders) {
    if (name === 'mock') made.set(name, guard((mock = PROVIDERS.mock(world))));
    else if (Object.hasOwn(PROVIDERS, name))
      made.set(name, guard(await PROVIDERS[name as keyof typeof PROVIDERS](world)));
    else throw new Error(`there is no adapter for ${name}`);
  }
  return { provider: (name) => made.get(name) ?? notEnabled(), mock };
}

function notEnabled(): never {
  throw new PaymentError('unsupported', 'This provider is not enabled here.', {
    errors: [{ field: 'provider', code: 'not_enabled', message: 'is not enabled here' }],
  });
}
