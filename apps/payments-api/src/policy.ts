import type { Policy } from '@payments/domain';
import type { Settings } from './config.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The domain's numbers out of the settings. A currency without a route goes to the default provider, the first that is enabled. */
export function policyOf(settings: Settings): Policy {
  const [first] = settings.paymentProviders;
  return {
    routes: { ...(first === undefined ? {} : { '*': [first] }), ...settings.providerRoutes },
    submitWindowMs: settings.submitWindowMinutes * MINUTE_MS,
    recoveryAfterMs: settings.recoveryAfterMs,
    reconcileAfterMs: settings.reconcileAfterMs,
    expireAfterMs: settings.expireAfterHours * HOUR_MS,
    refundWindowMs: settings.refundWindowDays * 24 * HOUR_MS,
    keyTtlMs: settings.idempotencyTtlHours * HOUR_MS,
    sending: settings.sending,
    lateSuccess: settings.lateSuccess,
  };
}
