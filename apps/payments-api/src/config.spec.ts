import { PROVIDER_NAMES, readSettings, settingsTable, type Environment, type Settings } from './config.ts';
import { SETTINGS_TABLE } from './config/settings.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

/** All that production asks for, with Stripe and YooKassa enabled. */
const PRODUCTION: Environment = {
  APP_ENV: 'production',
  DATABASE_URL: 'postgres://app:pw@db/payments',
  PUBLIC_URL: 'https://pay.example',
  ENCRYPTION_KEYS: `k1:${KEY}`,
  AUTH_JWT_SECRET: 'x'.repeat(32),
  PAYMENT_PROVIDERS: 'stripe,yookassa',
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1,whsec_2',
  YOOKASSA_SHOP_ID: '42',
  YOOKASSA_SECRET_KEY: 'live_1',
  PAYABLES_URL: 'https://orders.internal/payables',
};

function settings(environment: Environment = {}): Settings {
  const result = readSettings(environment);
  if (!result.ok) throw new Error(result.mistakes.join('\n'));
  return result.settings;
}

function mistakes(environment: Environment): readonly string[] {
  const result = readSettings(environment);
  return result.ok ? [] : result.mistakes;
}

describe('settings in development', () => {
  it('need nothing: the contract’s defaults stand in', () => {
    expect(settings()).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      appEnv: 'development',
      role: 'all',
      publicUrl: 'http://localhost:3000',
      databasePoolSize: 10,
      paymentProviders: ['mock'],
      providerRoutes: {},
      providerTimeoutMs: 8000,
      providerMaxRetries: 2,
      recoveryAfterMs: 15_000,
      auditSealFile: '.data/audit-seals.ndjson',
      rateLimitPerMinute: 600,
      metrics: true,
      sending: true,
      lateSuccess: 'alert',
    });
    expect(settings().databaseUrl).toBeUndefined();
    expect(settings().yookassaWebhookAllowedIps).toContain('2a02:5180::/32');
  });

  it('use published secrets, the same in every process, so that two understand each other', () => {
    expect(settings().authJwtSecret).toBe(settings().authJwtSecret);
    expect(settings().encryptionKeys[0]?.key).toHaveLength(32);
    expect(settings().eventsWebhookSecret).toMatch(/^whsec_/);
    expect(settings({ AUTH_JWKS_URL: 'https://id.example/keys' }).authJwtSecret).toBeUndefined();
  });

  it('follow one another: the public address has the port, the seals lie in the data folder', () => {
    const read = settings({ PORT: '8080', DATA_DIR: '/var/lib/payments' });
    expect(read.publicUrl).toBe('http://localhost:8080');
    expect(read.auditSealFile).toBe('/var/lib/payments/audit-seals.ndjson');
  });

  it('read lists, routes, keys, switches and addresses', () => {
    const read = settings({
      PAYMENT_PROVIDERS: ' mock , yookassa ',
      YOOKASSA_API_BASE: 'http://127.0.0.1:12112/v3/',
      PROVIDER_ROUTES: 'rub=yookassa>mock, *=mock',
      ENCRYPTION_KEYS: `new:${KEY},old:${Buffer.alloc(32, 9).toString('base64')}`,
      METRICS: 'off',
      SENDING: 'OFF',
      RETURN_URL_ORIGINS: 'https://shop.example,http://localhost:5173/',
      TRUSTED_PROXIES: '10.0.0.0/8,::1',
      PORT: '',
    });
    expect(read.paymentProviders).toEqual(['mock', 'yookassa']);
    expect(read.yookassaApiBase).toBe('http://127.0.0.1:12112/v3');
    expect(read.providerRoutes).toEqual({ RUB: ['yookassa', 'mock'], '*': ['mock'] });
    expect(read.encryptionKeys.map(({ id }) => id)).toEqual(['new', 'old']);
    expect([read.metrics, read.sending]).toEqual([false, false]);
    expect(read.returnUrlOrigins).toEqual(['https://shop.example', 'http://localhost:5173']);
    expect(read.port).toBe(3000);
  });

  it.each<[string, string, string]>([
    ['PORT', 'abc', 'PORT: must be a number from 0 to 65535, is "abc"'],
    ['PORT', '65536', 'PORT: must be a number from 0 to 65535, is "65536"'],
    ['APP_ENV', 'prod', 'APP_ENV: must be one of development, test, production, is "prod"'],
    ['PAYMENT_PROVIDERS', 'mock,paypal', 'PAYMENT_PROVIDERS: knows mock, stripe, yookassa, not "paypal"'],
    ['PAYMENT_PROVIDERS', 'mock,mock', 'PAYMENT_PROVIDERS: must name each provider once'],
    ['PAYMENT_PROVIDERS', ',', 'PAYMENT_PROVIDERS: must name at least one provider'],
    ['PROVIDER_ROUTES', 'RUB=stripe', 'PROVIDER_ROUTES: names "stripe", which is not in PAYMENT_PROVIDERS'],
    ['STRIPE_SECRET_KEY', 'sk_live_1', 'STRIPE_SECRET_KEY: is a live key, and refused outside production'],
    ['METRICS', 'yes', 'METRICS: must be on or off, is "yes"'],
    ['PUBLIC_URL', 'pay.example', 'PUBLIC_URL: must be an http or https address, is "pay.example"'],
    ['VAT_CODE', '13', 'VAT_CODE: must be a number from 1 to 12, is "13"'],
  ])('refuse %s=%s in one readable line', (variable, text, line) => {
    expect(mistakes({ [variable]: text })).toEqual([line]);
  });

  it.each([
    ['PROVIDER_ROUTES', 'XYZ=mock'],
    ['PROVIDER_ROUTES', 'RUB=mock,rub=mock'],
    ['PROVIDER_ROUTES', 'RUB'],
    ['ENCRYPTION_KEYS', 'k1:c2hvcnQ='],
    ['ENCRYPTION_KEYS', `k1:${KEY},k1:${KEY}`],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['CORS_ORIGINS', 'https://shop.example/path'],
    ['EVENTS_WEBHOOK_SECRET', 'whsec_!'],
    ['STRIPE_WEBHOOK_SECRET', 'secret'],
    ['IDEMPOTENCY_TTL_HOURS', '1.5'],
  ])('refuse %s=%s', (variable, text) => {
    expect(mistakes({ [variable]: text })).toEqual([expect.stringMatching(`^${variable}: must be `)]);
  });

  it('tell every mistake at once, and no secret in any line', () => {
    const lines = mistakes({
      PORT: 'x',
      ENCRYPTION_KEYS: 'hunter2',
      DATABASE_URL: 'mysql://u:hunter2@db/x',
      METRICS: 'x',
    });
    expect(lines).toHaveLength(4);
    expect(lines.join('\n')).not.toContain('hunter2');
  });

  it('refuse keys of Stripe that do not fit, and repeat none of them: they may stand in each other’s place', () => {
    const keys = { STRIPE_SECRET_KEY: 'sk_test_canary', STRIPE_PUBLISHABLE_KEY: 'pk_test_1' };
    const base = { PAYMENT_PROVIDERS: 'stripe', ...keys };
    expect(mistakes(base)).toEqual([]);
    for (const [change, line] of [
      [{ STRIPE_SECRET_KEY: 'sk_canary' }, 'STRIPE_SECRET_KEY: must begin with'],
      [{ STRIPE_PUBLISHABLE_KEY: 'sk_test_canary' }, 'STRIPE_PUBLISHABLE_KEY: must be'],
      [{ STRIPE_PUBLISHABLE_KEY: 'pk_canary' }, 'STRIPE_PUBLISHABLE_KEY: must begin with'],
      [{ STRIPE_API_BASE: 'https://api.stripe.com/v1' }, 'STRIPE_API_BASE: must be an address without a path'],
    ] as const) {
      const lines = mistakes({ ...base, ...change });
      expect(lines.join('\n')).toContain(line);
      expect(lines.join('\n')).not.toContain('canary');
    }
    for (const [change, line] of [
      [{ STRIPE_PUBLISHABLE_KEY: 'pk_test_1' }, 'STRIPE_PUBLISHABLE_KEY: must be of the same mode'],
      [{ STRIPE_API_BASE: 'http://api.stripe.com' }, 'STRIPE_API_BASE: must be https'],
    ] as const)
      expect(mistakes({ ...PRODUCTION, ...change })).toEqual([expect.stringContaining(line)]);
  });

  it('refuse stripe without its keys, unless its simulator is meant', () => {
    expect(mistakes({ PAYMENT_PROVIDERS: 'stripe' })).toHaveLength(2);
    expect(mistakes({ PAYMENT_PROVIDERS: 'stripe', STRIPE_API_BASE: 'http://127.0.0.1:12111' })).toEqual([]);
  });

  it('refuse yookassa without its keys, or with a live one, unless its simulator is meant', () => {
    const live = { PAYMENT_PROVIDERS: 'yookassa', YOOKASSA_SHOP_ID: '42', YOOKASSA_SECRET_KEY: 'live_1' };
    expect(mistakes({ PAYMENT_PROVIDERS: 'yookassa' })).toHaveLength(2);
    expect(mistakes(live)).toEqual(['YOOKASSA_SECRET_KEY: is a live key, and refused outside production']);
    expect(mistakes({ ...live, YOOKASSA_SECRET_KEY: 'test_1' })).toEqual([]);
    expect(mistakes({ ...live, YOOKASSA_API_BASE: 'http://127.0.0.1:12112/v3' })).toEqual([]);
  });
});

describe('settings in production', () => {
  it('start when all is given', () => {
    expect(settings(PRODUCTION)).toMatchObject({ host: '0.0.0.0', stripeWebhookSecret: ['whsec_1', 'whsec_2'] });
    expect(settings(PRODUCTION).eventsWebhookSecret).toBeUndefined();
  });

  it.each(Object.keys(PRODUCTION).filter((variable) => variable !== 'APP_ENV'))(
    'do not start without %s',
    (variable) => {
      const lines = mistakes({ ...PRODUCTION, [variable]: undefined });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(variable);
    },
  );

  it.each<[string, string]>([
    ['PAYMENT_PROVIDERS', 'stripe,yookassa,mock'],
    ['PUBLIC_URL', 'http://pay.example'],
    ['AUTH_JWT_SECRET', 'x'.repeat(31)],
    ['AUTH_JWT_SECRET', settings().authJwtSecret ?? ''],
    ['ENCRYPTION_KEYS', SETTINGS_TABLE.encryptionKeys.fallback ?? ''],
    ['ENCRYPTION_KEYS', `k1:${KEY},old:${SETTINGS_TABLE.encryptionKeys.fallback?.split(':')[1] ?? ''}`],
    ['STRIPE_WEBHOOK_SECRET', SETTINGS_TABLE.stripeWebhookSecret.fallback ?? ''],
    ['YOOKASSA_SECRET_KEY', settings().yookassaSecretKey ?? ''],
    ['STRIPE_JS_URL', 'https://evil.example/stripe.js'],
    ['YOOKASSA_WIDGET_URL', 'https://evil.example/widget.js'],
  ])('refuse %s=%s', (variable, text) => {
    expect(mistakes({ ...PRODUCTION, [variable]: text })).toEqual([expect.stringMatching(`^${variable}: `)]);
  });

  it('take a key set instead of the shared secret, but not both', () => {
    const jwks = { ...PRODUCTION, AUTH_JWKS_URL: 'https://id.example/keys' };
    expect(mistakes({ ...jwks, AUTH_JWT_SECRET: undefined })).toEqual([]);
    expect(mistakes(jwks)).toEqual(['AUTH_JWT_SECRET: set it or AUTH_JWKS_URL, not both']);
  });

  it('ask for the secret of the events’ first subscriber', () => {
    const lines = mistakes({ ...PRODUCTION, EVENTS_WEBHOOK_URL: 'https://orders.example/events' });
    expect(lines).toEqual(['EVENTS_WEBHOOK_SECRET: must be set, because EVENTS_WEBHOOK_URL is']);
  });
});

it('the settings’ table names each variable once, and shows no secret', () => {
  const rows = settingsTable().trim().split('\n').slice(2);
  expect(rows).toHaveLength(Object.keys(SETTINGS_TABLE).length);
  expect(new Set(rows.map((row) => row.split('|')[1])).size).toBe(rows.length);
  expect(settingsTable()).not.toContain('development-only');
  expect(PROVIDER_NAMES).toContain('mock');
});
