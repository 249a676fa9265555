import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { button, openTab, PHONE, shows, startBrowser } from './browser.ts';
import { startService, type RunningService } from './running-service.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a phone on a slow line can take before a payer gives up. */
const SCRIPT_MAX_BYTES = 150_000;

interface AxeRule {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
declare global {
  interface Window {
    readonly axe: { run(): Promise<{ readonly violations: readonly AxeRule[] }> };
  }
}

let service: RunningService;
let browser: Browser;
let paidId: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), startBrowser()]);
  const payments = [];
  for (const payment_method of ['mock_success', 'mock_declined', 'mock_success'])
    payments.push(await service.pay({ payment_method, capture_method: 'automatic' }));
  paidId = payments[0]!.id;
  await service.post(`/api/payments/${paidId}/refunds`, { amount: 100 });
  await service.post('/api/payment-methods', { payment_method: 'pm_card_visa' }, service.customer);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** What axe finds serious or worse; colours of text and controls are among it. */
async function seriousFindings(page: Page): Promise<readonly string[]> {
  // By the browser's own hand, so that the page's policy stays as it is.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

const SIGNED_IN: readonly (readonly [path: string, role: 'customer' | 'admin'])[] = [
  ['/history', 'customer'],
  ['/history/:id', 'customer'],
  ['/methods', 'customer'],
  ['/admin', 'admin'],
  ['/admin/payments/:id', 'admin'],
  ['/admin/analytics', 'admin'],
  ['/admin/events', 'admin'],
  ['/admin/inbox', 'admin'],
];
const LOOKS = [
  ['light', {}],
  ['dark, on a phone', { ...PHONE, colorScheme: 'dark' }],
] as const;

describe.each(LOOKS)('axe finds nothing serious, %s', (_, options) => {
  it.each(SIGNED_IN)('on %s', async (path, role) => {
    const { page, complaints, close } = await openTab(browser, options);
    await page.goto(`${service.url}${path.replace(':id', paidId)}#token=${service[role]}`);
    await page.waitForFunction(() => document.querySelector('.skeleton') === null && document.querySelector('h1'));
    await page.waitForTimeout(300);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('on the checkout, its question, a failure and a success', async () => {
    const { page, complaints, close } = await openTab(browser, options);
    const { checkout_url: link } = await service.pay({ return_url: 'https://shop.example/' });
    await page.goto(link);
    await button(page, 'Cancel').click();
    await page.getByRole('alertdialog').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await button(page, 'Keep it').click();
    await button(page, 'Pay').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await button(page, 'Card declined').click();
    await shows(page, 'failed');
    expect(await seriousFindings(page)).toEqual([]);
    await button(page, 'Try again').click();
    await shows(page, 'succeeded');
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

it(`needs at most ${SCRIPT_MAX_BYTES / 1_000} kB of compressed script until a payer can pay, and nothing of the administration`, async () => {
  const { page, close } = await openTab(browser);
  const scripts: Promise<Buffer>[] = [];
  const names: string[] = [];
  page.on('response', (response) => {
    if (!response.url().endsWith('.js')) return;
    names.push(response.url());
    scripts.push(response.body());
  });
  const { checkout_url: link } = await service.pay();
  await page.goto(link);
  await button(page, 'Pay').waitFor();
  const bytes = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0);
  expect(names.length).toBeGreaterThan(1);
  expect(bytes).toBeLessThan(SCRIPT_MAX_BYTES);
  expect(names.filter((name) => /admin|analytics/.test(name))).toEqual([]);
  await close();
});
