import type { StripeSimulator } from '@payments/stripe-simulator';
import type { YookassaSimulator } from '@payments/yookassa-simulator';
import {
  eventually,
  openSite,
  type Answer,
  type CallOptions,
  type Json,
  type Service,
  type Site,
} from './running-service.ts';

type Environment = Readonly<Record<string, string>>;

/** A running service whose payments are taken by a simulated provider, and what most stories about it ask. */
export interface Shop {
  readonly site: Site;
  readonly service: Service;
  readonly create: (body?: object, key?: string) => Promise<Answer>;
  /** A call as the administrator. */
  readonly admin: (path: string, body?: object) => Promise<Answer>;
  /** How the service has it, without asking the provider. */
  readonly read: (paymentId: unknown) => Promise<Json>;
  readonly becomes: (paymentId: unknown, status: string, withinMs?: number) => Promise<Json>;
  readonly call: (path: string, options?: CallOptions) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export const stripeSettings = (stripe: StripeSimulator): Environment => ({
  STRIPE_API_BASE: stripe.url,
  STRIPE_SECRET_KEY: stripe.secretKey,
  STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
  STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
});

export const yookassaSettings = (yookassa: YookassaSimulator): Environment => ({
  YOOKASSA_API_BASE: yookassa.url,
  YOOKASSA_SHOP_ID: '100500',
  YOOKASSA_SECRET_KEY: 'test_simulator_secret',
  YOOKASSA_WEBHOOK_ALLOWED_IPS: '127.0.0.1',
});

/** A shop at Stripe. Its webhooks arrive, unless a test wants to see what happens without. */
export async function openStripeShop(env: Environment = {}, { webhooks = true } = {}) {
  const { signWebhook, startStripeSimulator } = await import('@payments/stripe-simulator');
  const stripe = await startStripeSimulator();
  const shop = await openShop({ PAYMENT_PROVIDERS: 'stripe', ...stripeSettings(stripe), ...env }, () => stripe.close());
  if (webhooks) sendStripeWebhooks(stripe, shop.service);
  return { ...shop, stripe, signWebhook };
}

/** A shop at YooKassa; the same holds for its notifications. */
export async function openYookassaShop(env: Environment = {}, { webhooks = true, requireReceipt = false } = {}) {
  const { startYookassaSimulator } = await import('@payments/yookassa-simulator');
  const yookassa = await startYookassaSimulator({ requireReceipt });
  const shop = await openShop({ PAYMENT_PROVIDERS: 'yookassa', ...yookassaSettings(yookassa), ...env }, () =>
    yookassa.close(),
  );
  if (webhooks) sendYookassaNotifications(yookassa, shop.service);
  return { ...shop, yookassa };
}

export function sendStripeWebhooks(stripe: StripeSimulator, service: Service): void {
  stripe.admin.configureWebhooks({ url: `${service.url}/api/webhooks/stripe` });
}

export function sendYookassaNotifications(yookassa: YookassaSimulator, service: Service): void {
  Object.assign(yookassa.notifications.settings, { url: `${service.url}/api/webhooks/yookassa` });
}

export async function openShop(env: Environment, closeProviders: () => Promise<unknown>): Promise<Shop> {
  const site = await openSite();
  const service = await site.start(env);
  const read = async (id: unknown): Promise<Json> =>
    (await service.call(`/api/payments/${String(id)}`, { token: service.admin })).json;
  return {
    site,
    service,
    read,
    call: service.call,
    create: (body = {}, key) =>
      service.call('/api/payments', {
        body: { amount: 1999, currency: 'USD', ...body },
        ...(key === undefined ? {} : { key }),
      }),
    admin: (path, body) => service.call(path, { token: service.admin, ...(body === undefined ? {} : { body }) }),
    becomes: (id, status, withinMs = 15_000) =>
      eventually(
        `payment ${String(id)} becomes ${status}`,
        async () => {
          const payment = await read(id);
          return payment.status === status && payment;
        },
        withinMs,
      ),
    close: async () => {
      await site.close();
      await closeProviders();
    },
  };
}
