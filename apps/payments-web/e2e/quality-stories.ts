import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { button, DESKTOP, open, shows } from './browser.ts';
import { openAs, service, shop, tab } from './stage.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a phone on a slow line can take before a payer gives up. */
const SCRIPT_MAX_BYTES = 150_000;
/** A phone's, with room for its bars. */
const NARROW = { width: 375, height: 760 };

interface AxeRule {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
interface AxeOptions {
  readonly resultTypes: string[];
  readonly runOnly?: string[];
}
declare global {
  interface Window {
    readonly axe: { run(within: Document, options: AxeOptions): Promise<{ readonly violations: readonly AxeRule[] }> };
  }
}

/** What axe finds serious or worse; colours of text and controls are among it. */
async function seriousFindings(page: Page, options: AxeOptions): Promise<readonly string[]> {
  // By the browser's own hand, so that the page's policy stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate((asked) => window.axe.run(document, asked), options);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

const EVERY_RULE: AxeOptions = { resultTypes: ['violations'] };
/** Names, roles and order are the same in each look: what may differ are colours, sizes, and what has to be scrolled. */
const RULES_OF_LOOKS: AxeOptions = {
  resultTypes: ['violations'],
  runOnly: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
};

/** One loaded page in each of its looks: light on a desk, and dark in the width of a phone. */
async function findingsInEachLook(page: Page): Promise<readonly string[]> {
  const found = [...(await seriousFindings(page, EVERY_RULE))];
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(NARROW);
  // Charts measure themselves, and colours change, a moment later.
  await page
    .waitForFunction((width) => document.documentElement.scrollWidth <= width, NARROW.width, { timeout: 5_000 })
    .catch(() => found.push('wider than a phone'));
  await page.waitForFunction(() => document.getAnimations().length === 0);
  found.push(...(await seriousFindings(page, RULES_OF_LOOKS)).map((finding) => `dark, on a phone: ${finding}`));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(DESKTOP);
  return found;
}

describe('axe finds nothing serious, light and dark, on a desk and on a phone', () => {
  let paidId: string;
  beforeAll(async () => {
    paidId = (await service.pay({ payment_method: 'mock_success' })).id;
    await service.post(`/api/payments/${paidId}/refunds`, { amount: 100 });
    await service.pay({ payment_method: 'mock_declined' });
    await service.post('/api/payment-methods', { payment_method: 'pm_card_visa' }, service.customer);
  });

  it.each([
    ['/history', 'customer'],
    ['/history/:id', 'customer'],
    ['/methods', 'customer'],
    // A row is like another, and each costs the search for contrasts its time.
    ['/admin?q=:id', 'admin'],
    ['/admin/payments/:id', 'admin'],
    ['/admin/analytics', 'admin'],
    ['/admin/events', 'admin'],
    ['/admin/inbox', 'admin'],
  ] as const)('on %s', async (path, role) => {
    const { page, complaints } = tab;
    await openAs(role, path.replace(':id', paidId));
    expect(await findingsInEachLook(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('on the checkout, its question, a failure and a success', async () => {
    const { page, complaints } = tab;
    const { checkout_url: link } = await service.pay({ return_url: `${shop}/` });
    await open(page, link);
    await button(page, 'Cancel').click();
    await page.getByRole('alertdialog').waitFor();
    expect(await findingsInEachLook(page)).toEqual([]);
    await button(page, 'Keep it').click();
    await button(page, 'Pay').waitFor();
    expect(await findingsInEachLook(page)).toEqual([]);
    await button(page, 'Card declined').click();
    await shows(page, 'failed');
    expect(await findingsInEachLook(page)).toEqual([]);
    await button(page, 'Try again').click();
    await shows(page, 'succeeded');
    expect(await findingsInEachLook(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

it(`needs at most ${SCRIPT_MAX_BYTES / 1_000} kB of compressed script until a payer can pay, and nothing of the administration`, async () => {
  const { page } = tab;
  const { checkout_url: link } = await service.pay();
  await open(page, link);
  await button(page, 'Pay').waitFor();
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .map(({ name, encodedBodySize: bytes }) => ({ name, bytes }))
      .filter(({ name }) => name.endsWith('.js')),
  );
  expect(scripts.length).toBeGreaterThan(1);
  expect(scripts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(SCRIPT_MAX_BYTES);
  expect(scripts.filter(({ name }) => /admin|analytics/.test(name))).toEqual([]);
});
