import { createHash } from 'node:crypto';
import type { Payment } from '@payments/domain';
import type Stripe from 'stripe';

/**
 * The version that every request names, whatever the account's default is. It is the one that the installed package's types describe:
 * a newer package does not compile until somebody has read Stripe's changelog and changed this line.
 */
export const STRIPE_API_VERSION = '2026-10-28.endive' satisfies Stripe.LatestApiVersion;

export const STRIPE_API_BASE = 'https://api.stripe.com';

export interface StripeOptions {
  /** `sk_…`, or a restricted `rk_…` that may write PaymentIntents, refunds, customers and payment methods. */
  readonly secretKey: string;
  /** `pk_…` of the same account and mode; goes to the payer's browser. */
  readonly publishableKey: string;
  /** `whsec_…`; several while one is rolled. */
  readonly webhookSecrets: readonly string[];
  /** Stripe's own, or a simulator's origin. */
  readonly apiBase: string;
  /** One request from the first byte to the last. */
  readonly timeoutMs: number;
  /** Where a payer who was redirected (3D Secure, a wallet) comes back to. */
  readonly returnUrl: (payment: Payment) => string;
  readonly now: () => Date;
}

export type StripeKeys = Pick<StripeOptions, 'secretKey' | 'publishableKey' | 'webhookSecrets' | 'apiBase'>;

/** True where the key moves real money. */
export function isLiveKey(key: string): boolean {
  return /^[a-z]+_live_/.test(key);
}

/** One readable line for each mistake in the settings, without any of their values; empty where all is well. */
export function stripeMistakes(keys: StripeKeys, appEnv: 'development' | 'test' | 'production'): readonly string[] {
  const { secretKey, publishableKey, webhookSecrets, apiBase } = keys;
  const live = isLiveKey(secretKey);
  const checks: readonly (readonly [boolean, string])[] = [
    [
      /^(sk|rk)_(test|live)_\S+$/.test(secretKey),
      'STRIPE_SECRET_KEY: must begin with sk_test_, sk_live_, rk_test_ or rk_live_',
    ],
    [/^pk_(test|live)_\S+$/.test(publishableKey), 'STRIPE_PUBLISHABLE_KEY: must begin with pk_test_ or pk_live_'],
    [
      live === isLiveKey(publishableKey),
      'STRIPE_PUBLISHABLE_KEY: must be of the same mode as STRIPE_SECRET_KEY, both test or both live',
    ],
    [
      webhookSecrets.length > 0 && webhookSecrets.every((secret) => /^whsec_\S+$/.test(secret)),
      'STRIPE_WEBHOOK_SECRET: must be one or more secrets that begin with whsec_, separated by commas',
    ],
    [
      !live || appEnv === 'production',
      'STRIPE_SECRET_KEY: is a live key, which moves real money, and refused outside production',
    ],
    [isOrigin(apiBase), 'STRIPE_API_BASE: must be an address without a path, such as https://api.stripe.com'],
    [!live || apiBase.startsWith('https:'), 'STRIPE_API_BASE: must be https with a live key'],
  ];
  return checks.flatMap(([holds, line]) => (holds ? [] : [line]));
}

/** Tells one account and mode from another; nothing of the key can be read from it. */
export function stripeAccount(secretKey: string): string {
  const mode = isLiveKey(secretKey) ? 'live' : 'test';
  return `${mode}-${createHash('sha256').update(`stripe account ${secretKey}`).digest('hex').slice(0, 16)}`;
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && pathname === '/' && search === '';
}
