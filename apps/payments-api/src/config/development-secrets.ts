/**
 * Fixed and published, so that two processes of one developer understand each other. They protect nothing:
 * in production each of them is refused.
 */
export const DEVELOPMENT_SECRETS = {
  jwtSecret: 'development-only-jwt-secret-that-everybody-knows',
  encryptionKeys: `dev:${Buffer.from('development-only-encryption-key!').toString('base64')}`,
  stripeSecretKey: 'sk_test_development_only',
  stripePublishableKey: 'pk_test_development_only',
  stripeWebhookSecret: 'whsec_development_only',
  yookassaShopId: '100500',
  yookassaSecretKey: 'test_development_only',
  eventsWebhookSecret: `whsec_${Buffer.from('development-only-events-secret').toString('base64')}`,
} as const;
