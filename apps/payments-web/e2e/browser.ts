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
    complaints,
    renew: async ({ url }) => {
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await Promise.all(
        context
          .pages()
          .filter((other) => other !== page)
          .map((other) => other.close()),
      );
      // What is stored can be emptied from a page of the same origin alone.
      await page.goto(`${url}/health/live`);
      await page.evaluate(() => sessionStorage.clear());
      complaints.length = 0;
    },
    close: () => context.close(),
  };
}

/** Where the tab is emptied there is no page, and so no icon: the browser looks for one by itself, whenever it likes. */
const ICON = '/favicon.ico';

/** Everything that a console would show in red or yellow. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.location().url.endsWith(ICON)) return;
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
