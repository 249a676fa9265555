import {
  anyText,
  addressRanges,
  encryptionKeys,
  httpUrl,
  onOff,
  oneOf,
  origins,
  postgresUrl,
  wholeNumber,
} from './kinds.ts';
import { DEVELOPMENT_SECRETS } from './development-secrets.ts';
import { APP_ENVS, optional, REQUIRED, setting } from './setting.ts';

/** The process, its database, and who may call it. */
export const SERVER_SETTINGS = {
  port: setting('PORT', wholeNumber(0, 65_535), '3000', 'the port to listen on; 0 takes a free one'),
  host: setting('HOST', anyText, '127.0.0.1', 'the address to listen on', { production: '0.0.0.0' }),
  appEnv: setting('APP_ENV', oneOf(APP_ENVS), 'development', 'in production nothing has an insecure default'),
  role: setting(
    'ROLE',
    oneOf(['all', 'api', 'worker']),
    'all',
    'what this process does; any number of each against one database',
  ),
  publicUrl: setting(
    'PUBLIC_URL',
    httpUrl,
    'http://localhost:{PORT}',
    'the outside address, for checkout and receipt links; https in production',
    {
      production: REQUIRED,
    },
  ),
  databaseUrl: optional('DATABASE_URL', postgresUrl, 'PostgreSQL 15 to 18; absent: an embedded one under `DATA_DIR`', {
    production: REQUIRED,
    secret: true,
  }),
  databasePoolSize: setting(
    'DATABASE_POOL_SIZE',
    wholeNumber(1, 200),
    '10',
    'connections of this process, beside up to 4 for batches of writes and one that a worker listens on; 8 to 16 are fastest',
  ),
  dataDir: setting('DATA_DIR', anyText, '.data', 'where the embedded PostgreSQL and the audit seals live'),
  databaseStatements: setting(
    'DATABASE_STATEMENTS',
    oneOf(['named', 'unnamed']),
    'named',
    '`unnamed` behind a PgBouncer older than 1.21',
  ),
  databaseDirectUrl: optional(
    'DATABASE_DIRECT_URL',
    postgresUrl,
    'a direct connection for LISTEN; absent behind a pooler: the worker polls',
    {
      secret: true,
    },
  ),
  databaseMigrationUrl: optional(
    'DATABASE_MIGRATION_URL',
    postgresUrl,
    "another role for migrations; then the application's role can't change the audit",
    {
      secret: true,
    },
  ),
  encryptionKeys: setting(
    'ENCRYPTION_KEYS',
    encryptionKeys,
    DEVELOPMENT_SECRETS.encryptionKeys,
    '`id:base64-of-32-bytes,…`; the first encrypts, all decrypt',
    {
      production: REQUIRED,
      secret: true,
    },
  ),
  authJwksUrl: optional(
    'AUTH_JWKS_URL',
    httpUrl,
    'the key set that bearer tokens are signed with (RS, ES, EdDSA); instead of `AUTH_JWT_SECRET`',
  ),
  authJwtSecret: optional(
    'AUTH_JWT_SECRET',
    anyText,
    'the shared secret of HS256 bearer tokens; at least 32 bytes in production, published in development',
    {
      secret: true,
    },
  ),
  authIssuer: optional('AUTH_ISSUER', anyText, 'the `iss` that tokens must have, checked when set'),
  authAudience: optional('AUTH_AUDIENCE', anyText, 'the `aud` that tokens must have, checked when set'),
  authRolesClaim: setting(
    'AUTH_ROLES_CLAIM',
    anyText,
    'roles',
    "the claim that holds the caller's roles; a dotted path for a nested one",
  ),
  returnUrlOrigins: setting(
    'RETURN_URL_ORIGINS',
    origins,
    '',
    'origins that a `return_url` may have, besides our own; none set in development: any localhost',
  ),
  corsOrigins: setting('CORS_ORIGINS', origins, '', 'origins that browsers may call from'),
  rateLimitPerMinute: setting(
    'RATE_LIMIT_PER_MINUTE',
    wholeNumber(0, 1_000_000),
    '600',
    'writes per caller; a tenth of it, per address, for the public endpoint; 0 = off',
  ),
  trustedProxies: setting('TRUSTED_PROXIES', addressRanges, '', 'addresses whose `X-Forwarded-For` is believed'),
  metrics: setting('METRICS', onOff, 'on', '`/metrics` for Prometheus'),
  metricsToken: optional(
    'METRICS_TOKEN',
    anyText,
    'the bearer token that `/metrics` asks for; absent: open to anyone',
    { secret: true },
  ),
  logLevel: setting(
    'LOG_LEVEL',
    oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'info',
    'the least that is logged',
  ),
} as const;
