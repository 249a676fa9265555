import { DEVELOPMENT_SECRETS } from './development-secrets.ts';
import { addressRanges, anyText, httpUrl, listOf, onOff, prefixed, providerRoutes, wholeNumber } from './kinds.ts';
import { optional, REFUSED, REQUIRED, setting } from './setting.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** The ranges that YooKassa publishes for its notifications (its documentation, "Incoming notifications"). */
const YOOKASSA_RANGES =
  '185.71.76.0/27,185.71.77.0/27,77.75.153.0/25,77.75.154.128/25,77.75.156.11,77.75.156.35,2a02:5180::/32';

/** Which providers there are, how they are reached, and how patient we are with them. */
export const PROVIDER_SETTINGS = {
  paymentProviders: setting(
    'PAYMENT_PROVIDERS',
    listOf('provider names, such as stripe,yookassa', (part) => (/^[a-z][a-z0-9-]*$/.test(part) ? part : undefined)),
    'mock',
    'the enabled providers; the first is the default',
    { production: REQUIRED },
  ),
  providerRoutes: setting(
    'PROVIDER_ROUTES',
    providerRoutes,
    '',
    'providers by currency, in order of preference, e.g. `RUB=yookassa,*=stripe>mock`; none: the default provider',
  ),
  stripeSecretKey: optional(
    'STRIPE_SECRET_KEY',
    prefixed(['sk_', 'rk_']),
    "Stripe's secret key; a live one in production only",
    { secret: true },
  ),
  stripePublishableKey: optional(
    'STRIPE_PUBLISHABLE_KEY',
    prefixed(['pk_']),
    "Stripe's publishable key, for the payer's browser",
    // Public, but what stands in its place by mistake may be the secret one.
    { secret: true },
  ),
  stripeWebhookSecret: setting(
    'STRIPE_WEBHOOK_SECRET',
    listOf('secrets that begin with whsec_', (part) => (/^whsec_\S+$/.test(part) ? part : undefined)),
    DEVELOPMENT_SECRETS.stripeWebhookSecret,
    'the signing secret of `/api/webhooks/stripe`; several, comma-separated, while one is rolled',
    { secret: true, production: '' },
  ),
  stripeApiBase: setting(
    'STRIPE_API_BASE',
    httpUrl,
    'https://api.stripe.com',
    'where Stripe answers, e.g. a simulator',
  ),
  stripeJsUrl: optional('STRIPE_JS_URL', httpUrl, "where Stripe's script comes from (theirs); for simulators", {
    production: REFUSED,
  }),
  yookassaShopId: optional('YOOKASSA_SHOP_ID', anyText, "the shop's id at YooKassa"),
  yookassaSecretKey: optional('YOOKASSA_SECRET_KEY', anyText, "YooKassa's secret key", { secret: true }),
  yookassaApiBase: setting(
    'YOOKASSA_API_BASE',
    httpUrl,
    'https://api.yookassa.ru/v3',
    'where YooKassa answers, with its `/v3`',
  ),
  yookassaWebhookAllowedIps: setting(
    'YOOKASSA_WEBHOOK_ALLOWED_IPS',
    addressRanges,
    YOOKASSA_RANGES,
    'addresses that notifications may come from',
  ),
  yookassaWidgetUrl: optional(
    'YOOKASSA_WIDGET_URL',
    httpUrl,
    "where YooKassa's widget comes from (theirs); for simulators",
    { production: REFUSED },
  ),
  providerTimeoutMs: setting(
    'PROVIDER_TIMEOUT_MS',
    wholeNumber(1, 60 * SECOND_MS),
    '8000',
    'how long one call to a provider may take',
  ),
  providerMaxRetries: setting(
    'PROVIDER_MAX_RETRIES',
    wholeNumber(0, 10),
    '2',
    'tries more inside one request; all together within 10 s',
  ),
  providerRateLimit: setting(
    'PROVIDER_RATE_LIMIT',
    wholeNumber(0, 100_000),
    '100',
    'calls a second per provider over all replicas; not for the mock; 0 = off',
  ),
  recoveryAfterMs: setting(
    'RECOVERY_AFTER_MS',
    wholeNumber(1, DAY_MS),
    '15000',
    'how old an unfinished step must be before the worker takes it, and how long a running request holds its key',
  ),
  reconcileAfterMs: setting(
    'RECONCILE_AFTER_MS',
    wholeNumber(1, DAY_MS),
    '60000',
    'how old a processing payment or pending refund before it is re-read at the provider',
  ),
  workerIntervalMs: setting('WORKER_INTERVAL_MS', wholeNumber(10, 3_600 * SECOND_MS), '1000', "the worker's pace"),
  submitWindowMinutes: setting(
    'SUBMIT_WINDOW_MINUTES',
    wholeNumber(1, 1_380),
    '15',
    'how long a charge may be sent again',
  ),
  sending: setting(
    'SENDING',
    onOff,
    'on',
    '`off` sends nothing to providers, only reads; for the time after a restored backup',
  ),
} as const;
