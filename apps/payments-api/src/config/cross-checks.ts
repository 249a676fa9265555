import { stripeMistakes } from '@payments/provider-stripe/config';
import type { Settings } from './settings.ts';
import { DEVELOPMENT_SECRETS } from './development-secrets.ts';

/** What the settings say together: lines about what does not fit, and the development secrets for what is unset. */
export interface CrossChecks {
  readonly refusals: readonly string[];
  readonly additions: Partial<Settings>;
}

/** A shared secret shorter than the hash is weaker than the hash (RFC 7518, 3.2). */
const JWT_SECRET_BYTES_MIN = 32;

const PUBLISHED_KEY = Buffer.from(DEVELOPMENT_SECRETS.encryptionKeys.split(':')[1] ?? '', 'base64');

/** Checks what no single variable can: production's rules, the keys of each enabled provider, routes. */
export function crossChecks(
  draft: Partial<Settings>,
  production: boolean,
  providerNames: readonly string[],
): CrossChecks {
  const refusals = [
    ...providerRefusals(draft, production, providerNames),
    ...stripeRefusals(draft, production),
    ...yookassaRefusals(draft, production),
    ...authRefusals(draft, production),
    ...(production ? productionRefusals(draft) : []),
  ];
  return { refusals, additions: production ? {} : developmentSecrets(draft) };
}

function* providerRefusals(draft: Partial<Settings>, production: boolean, known: readonly string[]): Iterable<string> {
  const enabled = draft.paymentProviders ?? [];
  if (draft.paymentProviders?.length === 0) yield 'PAYMENT_PROVIDERS: must name at least one provider';
  for (const name of enabled) {
    if (!known.includes(name)) yield `PAYMENT_PROVIDERS: knows ${known.join(', ')}, not "${name}"`;
  }
  if (new Set(enabled).size !== enabled.length) yield 'PAYMENT_PROVIDERS: must name each provider once';
  if (production && enabled.includes('mock'))
    yield 'PAYMENT_PROVIDERS: mock moves no money, and is refused in production';
  for (const name of new Set(Object.values(draft.providerRoutes ?? {}).flat())) {
    if (!enabled.includes(name)) yield `PROVIDER_ROUTES: names "${name}", which is not in PAYMENT_PROVIDERS`;
  }
}

function* stripeRefusals(draft: Partial<Settings>, production: boolean): Iterable<string> {
  const keys = { STRIPE_SECRET_KEY: draft.stripeSecretKey, STRIPE_PUBLISHABLE_KEY: draft.stripePublishableKey };
  for (const [variable, key] of Object.entries(keys)) {
    if (!production && key?.includes('_live_')) yield `${variable}: is a live key, and refused outside production`;
  }
  if (!draft.paymentProviders?.includes('stripe')) return;
  const simulated = !production && draft.stripeApiBase !== 'https://api.stripe.com';
  for (const [variable, key] of Object.entries(keys)) {
    if (key === undefined && !simulated) yield `${variable}: must be set, because stripe is enabled`;
  }
  if (draft.stripeWebhookSecret?.length === 0) yield 'STRIPE_WEBHOOK_SECRET: must be set, because stripe is enabled';
  yield* stripeMisfits(draft);
  const published = [DEVELOPMENT_SECRETS.stripeSecretKey, DEVELOPMENT_SECRETS.stripePublishableKey].map(String);
  for (const [variable, key] of Object.entries(keys)) {
    if (production && key !== undefined && published.includes(key))
      yield `${variable}: is the published development key`;
  }
}

/** What the adapter says of the keys together; what is missing or live in the wrong place has been said by then. */
function stripeMisfits(draft: Partial<Settings>): readonly string[] {
  const { stripeSecretKey: secretKey, stripePublishableKey: publishableKey, stripeApiBase: apiBase } = draft;
  const webhookSecrets = draft.stripeWebhookSecret ?? [];
  if (secretKey === undefined || publishableKey === undefined || apiBase === undefined || webhookSecrets.length === 0)
    return [];
  return stripeMistakes({ secretKey, publishableKey, webhookSecrets, apiBase }, 'production');
}

function* yookassaRefusals(draft: Partial<Settings>, production: boolean): Iterable<string> {
  if (!draft.paymentProviders?.includes('yookassa')) return;
  const simulated = !production && draft.yookassaApiBase !== 'https://api.yookassa.ru/v3';
  const keys = { YOOKASSA_SHOP_ID: draft.yookassaShopId, YOOKASSA_SECRET_KEY: draft.yookassaSecretKey };
  for (const [variable, key] of Object.entries(keys)) {
    if (key === undefined && !simulated) yield `${variable}: must be set, because yookassa is enabled`;
  }
  // Unlike Stripe, YooKassa has one address for tests and for money: the key alone makes the difference.
  if (!production && !simulated && draft.yookassaSecretKey?.startsWith('live_'))
    yield 'YOOKASSA_SECRET_KEY: is a live key, and refused outside production';
  if (production && draft.yookassaSecretKey === DEVELOPMENT_SECRETS.yookassaSecretKey)
    yield 'YOOKASSA_SECRET_KEY: is the published development key';
}

function* authRefusals(draft: Partial<Settings>, production: boolean): Iterable<string> {
  const { authJwksUrl, authJwtSecret } = draft;
  if (authJwksUrl !== undefined && authJwtSecret !== undefined)
    yield 'AUTH_JWT_SECRET: set it or AUTH_JWKS_URL, not both';
  if (!production) return;
  if (authJwksUrl === undefined && authJwtSecret === undefined) {
    yield 'AUTH_JWKS_URL: it or AUTH_JWT_SECRET must be set in production';
  }
  if (authJwtSecret !== undefined && Buffer.byteLength(authJwtSecret) < JWT_SECRET_BYTES_MIN) {
    yield `AUTH_JWT_SECRET: must have at least ${JWT_SECRET_BYTES_MIN} bytes in production`;
  }
  if (authJwtSecret === DEVELOPMENT_SECRETS.jwtSecret) yield 'AUTH_JWT_SECRET: is the published development secret';
}

function* productionRefusals(draft: Partial<Settings>): Iterable<string> {
  if (draft.publicUrl !== undefined && !/^https:/i.test(draft.publicUrl)) {
    yield `PUBLIC_URL: must be https in production, is ${JSON.stringify(draft.publicUrl)}`;
  }
  if (draft.eventsWebhookUrl !== undefined && draft.eventsWebhookSecret === undefined) {
    yield 'EVENTS_WEBHOOK_SECRET: must be set, because EVENTS_WEBHOOK_URL is';
  }
  if (draft.encryptionKeys?.some(({ key }) => key.equals(PUBLISHED_KEY))) {
    yield 'ENCRYPTION_KEYS: holds the published development key';
  }
  if (draft.eventsWebhookSecret === DEVELOPMENT_SECRETS.eventsWebhookSecret) {
    yield 'EVENTS_WEBHOOK_SECRET: is the published development secret';
  }
}

function developmentSecrets(draft: Partial<Settings>): Partial<Settings> {
  const secrets = DEVELOPMENT_SECRETS;
  return {
    authJwtSecret: draft.authJwksUrl === undefined ? (draft.authJwtSecret ?? secrets.jwtSecret) : undefined,
    stripeSecretKey: draft.stripeSecretKey ?? secrets.stripeSecretKey,
    stripePublishableKey: draft.stripePublishableKey ?? secrets.stripePublishableKey,
    yookassaShopId: draft.yookassaShopId ?? secrets.yookassaShopId,
    yookassaSecretKey: draft.yookassaSecretKey ?? secrets.yookassaSecretKey,
    eventsWebhookSecret: draft.eventsWebhookSecret ?? secrets.eventsWebhookSecret,
  };
}
