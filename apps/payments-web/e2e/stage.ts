import { startStripeSimulator, type StripeSimulator } from '@payments/stripe-simulator';
import { startYookassaSimulator, type YookassaSimulator } from '@payments/yookassa-simulator';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { openTab, startBrowser, type Tab } from './browser.ts';
import { startService, type RunningService } from './running-service.ts';

/**
 * What all stories play on: one service with every provider's simulator behind it, one browser, and one tab that is as new for
 * each. The mock is the default provider.
 */
export let stripe: StripeSimulator;
export let yookassa: YookassaSimulator;
/** The merchant's origin, which is somebody else's. (Answered by a server, since a browser whose requests are routed caches nothing.) */
export let shop: string;
export let service: RunningService;
export let browser: Browser;
export let tab: Tab;

export function setStage(): void {
  const merchant = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<title>Shop</title><h1>Thank you</h1>');
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => merchant.listen(0, '127.0.0.1', resolve));
    shop = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}`;
    [stripe, yookassa, browser] = await Promise.all([startStripeSimulator(), startYookassaSimulator(), startBrowser()]);
    [service, tab] = await Promise.all([startService(surroundings()), openTab(browser)]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await Promise.all([stripe?.close(), yookassa?.close()]);
    merchant.closeAllConnections();
    merchant.close();
  });
  beforeEach(async () => {
    stripe.faults.clear();
    await tab.renew(service);
  });
}

function surroundings(): Readonly<Record<string, string>> {
  return {
    RETURN_URL_ORIGINS: shop,
    PAYMENT_PROVIDERS: 'mock,stripe,yookassa',
    STRIPE_API_BASE: stripe.url,
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    YOOKASSA_API_BASE: yookassa.url,
    YOOKASSA_SHOP_ID: yookassa.settings.shopId,
    YOOKASSA_SECRET_KEY: yookassa.settings.secretKey,
  };
}
