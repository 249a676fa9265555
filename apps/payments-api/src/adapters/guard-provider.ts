import type { PaymentProvider } from '@payments/domain';
import { leaseProviderCalls, type Context } from '@payments/postgres';
import type { Settings } from '../config.ts';
import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import { providerPermits } from './provider-permits.ts';
import { resilientProvider } from './resilient-provider.ts';

export interface GuardOptions {
  readonly settings: Settings;
  readonly context: Context;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Puts deadline, tries, circuit, bounds and the shared rate around a provider. The mock is in our own process: no rate, no circuit. */
export function guardProvider(
  inner: PaymentProvider,
  { settings, context, metrics, logger }: GuardOptions,
): PaymentProvider {
  const own = inner.name === 'mock';
  const limit = settings.providerRateLimit;
  const lease = (block: number) => leaseProviderCalls(context.database, inner.name, limit, block);
  return resilientProvider(inner, {
    timeoutMs: settings.providerTimeoutMs,
    maxRetries: settings.providerMaxRetries,
    breaks: !own,
    logger,
    now: context.now,
    observe: (provider, { verb, verdict, ms }) =>
      metrics.providerCalls.observe({ provider, verb, verdict }, ms / 1_000),
    ...(own || limit === 0 ? {} : { takePermit: providerPermits({ lease, limit }) }),
  });
}
