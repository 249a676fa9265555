import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** Debian's; name another with CHROMIUM_PATH. */
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** A tab, and whatever the browser complained of in it: errors, warnings, and what the policy refused. */
export interface Tab {
  readonly page: Page;
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1_200, height: 860 }, ...options });
  const page = await context.newPage();
  // The merchant's page, which is somebody else's.
  await page.route('https://shop.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Shop</title><h1>Thank you</h1>' }),
  );
  return { page, complaints: listen(page), close: () => context.close() };
}

/** Everything that a console would show in red or yellow. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/** Waits until the state of a checkout is this one. */
export async function shows(page: Page, status: string): Promise<void> {
  await page.locator(`[role=status][data-status=${status}]`).waitFor({ timeout: 15_000 });
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
