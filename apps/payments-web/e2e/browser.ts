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

export const DESKTOP = { width: 1_200, height: 860 };
export const PHONE: BrowserContextOptions = { viewport: { width: 375, height: 760 }, isMobile: true, hasTouch: true };

/** A tab, and whatever the browser complained of in it: errors, warnings, and what the policy refused. */
export interface Tab {
  readonly page: Page;
  readonly complaints: readonly string[];
  /**
   * As a new one: nothing stored, no route, no complaint, no second page. A context of its own for each test would cost five
   * times what this costs: a new process, and every script read and compiled anew.
   */
  renew(service: { readonly url: string }): Promise<void>;
  close(): Promise<void>;
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: DESKTOP,
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const complaints = listen(page);
  return {
    page,
    complaints: complaints.said,
    renew: async ({ url }) => {
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      const others = context.pages().filter((other) => other !== page);
      await Promise.all(others.map((other) => other.close()));
      // The page stays where it is until the next is opened: another one in between would cost the scripts that the browser holds
      // in its memory. But what is stored can be emptied from a page of the same origin alone.
      if (page.url().startsWith('http') && !page.url().startsWith(url)) await page.goto(`${url}/health/live`);
      await page.evaluate(() => sessionStorage.clear()).catch(() => undefined);
      complaints.begin();
    },
    close: () => context.close(),
  };
}

/** Where the tab is emptied there is no page, and so no icon: the browser looks for one by itself, whenever it likes. */
const ICON = '/favicon.ico';

/** Everything that a console would show in red or yellow, from the next page on: what the last one says meanwhile is not of this test. */
function listen(page: Page): { readonly said: readonly string[]; begin(): void } {
  const said: string[] = [];
  let begun = true;
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame() || begun) return;
    said.length = 0;
    begun = true;
  });
  page.on('console', (message) => {
    if (message.location().url.endsWith(ICON)) return;
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  return {
    said,
    begin: () => {
      said.length = 0;
      begun = false;
    },
  };
}

/**
 * Opens an address, and waits until the page has read what it shows. Waiting is the browser's own: asked from outside, a page that is
 * not there within a quarter of a second is asked again half a second later.
 */
export async function open(page: Page, address: string): Promise<void> {
  // Only another fragment would load nothing.
  if (page.url().split('#')[0] === address.split('#')[0]) await page.goto('about:blank');
  await page.goto(address);
  await settled(page);
}

/** Waits until a page shows what it read, or its trouble. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('main') && !document.querySelector('[aria-busy=true], .skeleton'),
  );
}

/** Waits until the state of a checkout is this one. */
export async function shows(page: Page, status: string): Promise<void> {
  await page.waitForFunction((wanted) => document.querySelector(`[role=status][data-status=${wanted}]`), status);
}

/** Waits until this can be read somewhere. */
export async function reads(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), text);
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const rows = (page: Page, table: string) => page.getByRole('table', { name: table }).locator('tbody tr');
