import { startStripeSimulator, type StripeSimulator } from '@payments/stripe-simulator';
import { startYookassaSimulator, type YookassaSimulator } from '@payments/yookassa-simulator';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { open, openTab, PHONE, startBrowser, type Tab } from './browser.ts';
import { ENCRYPTION_KEYS } from './old-link.ts';
import { startService, type RunningService } from './running-service.ts';

/**
 * What all stories play on: one service with every provider's simulator behind it, one browser, and one tab that is as new for
 * each (and one on a phone). The mock is the default provider.
 */
export let stripe: StripeSimulator;
export let yookassa: YookassaSimulator;
/** The merchant's origin, which is somebody else's. (Answered by a server, since a browser whose requests are routed caches nothing.) */
export let shop: string;
/** The same pages on an origin that is nobody's. */
export let stranger: string;
export let service: RunningService;
export let browser: Browser;
export let tab: Tab;
/** A tab on a phone, dark, of a reader of Russian. */
export let phone: Tab;

/** Opens a page of the signed-in, in the tab of all. */
export function openAs(role: 'customer' | 'admin', path: string): Promise<void> {
  return open(tab.page, `${service.url}${path}#token=${service[role]}`);
}

let ofTime: Promise<Tab> | undefined;

/** A tab whose clock can be put on. One that was once replaced stays so: no other story plays on it. */
export function timed(): Promise<Tab> {
  ofTime ??= openTab(browser).then(async (opened) => {
    await opened.page.clock.install();
    return opened;
  });
  return ofTime;
}

export function setStage(): void {
  const merchant = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop');
    const [type, body] = pathname === '/logo.svg' ? LOGO : ['text/html', shopPage(searchParams.get('frame'))];
    response.setHeader('content-type', type).end(body);
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => merchant.listen(0, '127.0.0.1', resolve));
    const { port } = merchant.address() as AddressInfo;
    [shop, stranger] = [`http://127.0.0.1:${port}`, `http://stranger.localhost:${port}`];
    [stripe, yookassa, browser] = await Promise.all([startStripeSimulator(), startYookassaSimulator(), startBrowser()]);
    [service, tab, phone] = await Promise.all([
      startService(surroundings()),
      openTab(browser),
      openTab(browser, { ...PHONE, locale: 'ru-RU', colorScheme: 'dark' }),
    ]);
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
    await Promise.all([tab.renew(service), phone.renew(service)]);
  });
}

const LOGO: readonly [type: string, body: string] = [
  'image/svg+xml',
  '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="24"><path d="M0 0h48v24H0z"/></svg>',
];

/** `?frame=` holds a page within. */
function shopPage(frame: string | null): string {
  const within = frame === null ? '' : `<iframe src="${frame}" width="1000" height="700"></iframe>`;
  return `<title>Shop</title><link rel="icon" href="/logo.svg"><h1>Thank you</h1>${within}`;
}

function surroundings(): Readonly<Record<string, string>> {
  return {
    RETURN_URL_ORIGINS: shop,
    SELLER_LOGO_URL: `${shop}/logo.svg`,
    ENCRYPTION_KEYS,
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
