import type { Page } from 'playwright-core';
import { button, openTab, PHONE } from './browser.ts';
import type { PaymentSeen } from './running-service.ts';
import { browser, service, tab } from './stage.ts';

let paid: PaymentSeen;

/** With those below, twenty-five payments of one person: more than a page. */
const MANY = 22;

beforeAll(async () => {
  for (let at = 0; at < MANY; at++)
    await service.pay({ description: `Visit ${at + 1}`, amount: 1_000 + at, payment_method: 'mock_success' });
  await service.pay({ description: 'Declined visit', payment_method: 'mock_insufficient_funds' });
  await service.pay({ description: 'Held deposit', payment_method: 'mock_success', capture_method: 'manual' });
  paid = await service.pay({ description: '<b>Crown</b>', amount: 84_900, payment_method: 'mock_success' });
}, 60_000);

const openAs = (page: Page, token: string, path: string) => page.goto(`${service.url}${path}#token=${token}`);
const rows = (page: Page, table: string) => page.getByRole('table', { name: table }).locator('tbody tr');

describe('the history', () => {
  it('lists one’s payments in a table with headers, a page at a time', async () => {
    const { page, complaints } = tab;
    await openAs(page, service.customer, '/history');
    await rows(page, 'Your payments').first().waitFor();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['Description', 'Amount', 'Date', 'Status']);
    expect(await rows(page, 'Your payments').count()).toBe(20);
    expect(await rows(page, 'Your payments').first().innerText()).toMatch(/<b>Crown<\/b>[\s\S]*€849\.00[\s\S]*Paid/);
    await button(page, 'Next page').click();
    await page.getByText('5 on this page').waitFor();
    await button(page, 'Newest').click();
    await page.getByText('20 on this page').waitFor();
    expect(complaints).toEqual([]);
  });

  it('keeps the token out of the address, and for this tab', async () => {
    const { page } = tab;
    await openAs(page, service.customer, '/history');
    await rows(page, 'Your payments').first().waitFor();
    expect(page.url()).toBe(`${service.url}/history`);
    await page.reload();
    await rows(page, 'Your payments').first().waitFor();
    const other = await page.context().newPage();
    await other.goto(`${service.url}/history`);
    await other.getByText('You are not signed in').waitFor();
  });

  it('is filtered by status and by days, and a reload keeps the filter', async () => {
    const { page } = tab;
    await openAs(page, service.customer, '/history');
    await page.getByLabel('Status').selectOption('failed');
    await page.getByText('1 on this page').waitFor();
    expect(await rows(page, 'Your payments').innerText()).toContain('Declined visit');
    await page.reload();
    await page.getByText('1 on this page').waitFor();
    await page.getByLabel('From', { exact: true }).fill('2019-01-01');
    await page.getByLabel('To', { exact: true }).fill('2019-12-31');
    await page.getByText('Nothing fits these filters').waitFor();
    await button(page, 'Clear filters').click();
    await page.getByText('20 on this page').waitFor();
  });

  it('shows one payment with what happened, its receipt and its refunds', async () => {
    const { page, complaints } = tab;
    await openAs(page, service.customer, `/history/${paid.id}`);
    await page.getByRole('heading', { name: '<b>Crown</b>' }).waitFor();
    await page.getByText('The payment went through.').waitFor();
    await page.getByText('No refunds.').waitFor();
    await button(page, 'Receipt (PDF)').waitFor({ timeout: 10_000 });
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Receipt (PDF)').click()]);
    expect(file.suggestedFilename()).toBe(`receipt-${paid.id}.pdf`);
    expect(complaints).toEqual([]);
  });

  it('has a sentence for a session that ended, another’s payment, a service that is away, being offline, and slowness', async () => {
    const { page } = tab;
    await openAs(page, `${service.customer.slice(0, -4)}AAAA`, '/history');
    await page.getByText('Your session has ended').waitFor();
    await openAs(page, service.customer, `/history/0199d2a0-0000-7000-8000-000000000000`);
    await page.getByText('There is nothing here').waitFor();
    await page.route('**/api/payments?**', (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }));
    await page.route('**/api/payments', (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }));
    await page.goto(`${service.url}/history`);
    await page.getByText('The service is not available right now').waitFor();
    await page.unrouteAll();
    await button(page, 'Try again').click();
    await rows(page, 'Your payments').first().waitFor();

    await page.context().setOffline(true);
    await page.getByLabel('Status').selectOption('refunded');
    await page.getByText('You are offline').waitFor();
    expect(await rows(page, 'Your payments').count()).toBe(20);
    await page.context().setOffline(false);
    await page.getByText('Nothing fits these filters').waitFor();

    const slow = page.getByText('This takes longer than usual').waitFor();
    await page.route('**/api/payments**', async (route) => {
      await slow;
      await route.continue();
    });
    await page.reload();
    await slow;
    await page.getByText('Nothing fits these filters').waitFor();
  });

  it('is empty for somebody who never paid', async () => {
    const { page } = tab;
    await page.route('**/api/payments**', (route) =>
      route.fulfill({ json: { data: [], has_more: false, next_cursor: null } }),
    );
    await openAs(page, service.customer, '/history');
    await page.getByText('No payments yet').waitFor();
  });

  it('fits a phone, in Russian', async () => {
    const phone = await openTab(browser, { ...PHONE, locale: 'ru-RU', colorScheme: 'dark' });
    await openAs(phone.page, service.customer, '/history');
    await rows(phone.page, 'Ваши платежи').first().waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    expect(await phone.page.getByRole('columnheader').count()).toBe(4);
    await phone.close();
  });
});

describe('saved methods', () => {
  it('are listed, made the default, and removed after a question', async () => {
    const { page, complaints } = tab;
    for (const token of ['pm_card_visa', 'pm_card_visa'])
      await service.post('/api/payment-methods', { payment_method: token }, service.customer);
    await openAs(page, service.customer, '/methods');
    await rows(page, 'Saved methods').nth(1).waitFor();
    await page.getByRole('button', { name: 'Make default' }).first().click();
    await page.getByText('is the default now').waitFor();
    await page.getByRole('button', { name: 'Remove' }).first().click();
    await button(page, 'Confirm').click();
    await page.getByText('was removed').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    expect(complaints).toEqual([]);
  });
});

describe('the administration', () => {
  it('lists all payments, filtered, sorted and searched', async () => {
    const { page, complaints } = tab;
    await openAs(page, service.admin, '/admin');
    await page.getByText('20 on this page · 25').waitFor();
    await button(page, 'Sort by Amount').click();
    await page.waitForURL(/sort=-amount/);
    await page.locator('th[aria-sort=descending]').getByText('Amount').waitFor();
    await page.waitForFunction(() => document.querySelector('tbody tr')?.textContent?.includes('849'));
    await button(page, 'Sort by Amount').click();
    await page.waitForFunction(() => document.querySelector('tbody tr')?.textContent?.includes('Visit 1'));
    await page.getByLabel('Search by payment, order or provider id').fill(paid.id);
    await page.getByText('1 on this page · 1').waitFor();
    await page.getByLabel('Status').selectOption('failed');
    await page.getByText('Nothing fits these filters').waitFor();
    await button(page, 'Clear filters').click();
    await page.getByText('20 on this page · 25').waitFor();
    expect(complaints).toEqual([]);
  });

  it('refunds a part after a question, and shows it everywhere', async () => {
    const { page, complaints } = tab;
    await openAs(page, service.admin, `/admin/payments/${paid.id}`);
    await button(page, 'Refund').click();
    const amount = page.getByLabel('Amount to refund, EUR');
    expect(await amount.inputValue()).toBe('849.00');
    await amount.fill('900');
    await page.getByText('An amount from €0.01 to €849.00').waitFor();
    await amount.fill('10.50');
    await page.getByLabel('Reason').fill('Rescheduled');
    await button(page, 'Confirm').dblclick();
    await page.getByText('Partly refunded').first().waitFor();
    await page.getByRole('table', { name: 'Refunds' }).getByText('€10.50').waitFor();
    expect(await service.read(paid.id)).toMatchObject({ status: 'partially_refunded', amount_refunded: 1_050 });
    expect(await rows(page, 'Refunds').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('computes the audit chain anew, and sees where it was altered', async () => {
    const { page } = tab;
    await openAs(page, service.admin, `/admin/payments/${paid.id}`);
    await page.locator('[data-chain=whole]').waitFor();
    await page.route('**/audit', async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      await route.fulfill({ response: answer, body: text.replace('"amount":84900', '"amount":84901') });
    });
    await page.reload();
    await page.locator('[data-chain=broken]').waitFor();
    expect(await page.locator('[data-chain=broken]').innerText()).toContain('entry 1');
  });

  it('captures what is held, and shows attempts, events and the inbox', async () => {
    const { page, complaints } = tab;
    await openAs(page, service.admin, '/admin?status=authorized');
    await page.getByRole('link', { name: 'Held deposit' }).click();
    await button(page, 'Capture').click();
    await button(page, 'Confirm').click();
    await page.getByRole('status').getByText('Paid').waitFor();
    await page.getByRole('table', { name: 'Attempts' }).getByText('succeeded').waitFor();
    await page.getByRole('table', { name: 'Latest events' }).getByText('payment.authorized').waitFor();
    expect(complaints).toEqual([]);
  });

  it('draws its charts with the numbers behind them', async () => {
    const { page, complaints } = tab;
    await openAs(page, service.admin, '/admin/analytics');
    await page.locator('.recharts-bar-rectangle').first().waitFor({ timeout: 15_000 });
    for (const [head, text] of [
      ['Revenue by day', '€'],
      ['Success rate by day', '%'],
      ['Reasons of failure', 'Not enough money'],
      ['By provider', 'Test'],
    ] as const) {
      const chart = page.getByRole('figure', { name: head });
      await chart.getByText('As a table').click();
      expect(await chart.getByRole('table').innerText()).toContain(text);
      expect(await chart.getByRole('columnheader').count()).toBeGreaterThan(1);
    }
    await page.getByLabel('From', { exact: true }).fill('2019-01-01');
    await page.getByLabel('To', { exact: true }).fill('2019-02-01');
    await page.getByText('No payments in these days').waitFor();
    expect(complaints).toEqual([]);
  });

  it('adds a subscriber, shows its secret once, tests it, and shows the deliveries', async () => {
    const { page, complaints } = tab;
    await openAs(page, service.admin, '/admin/events');
    await page.getByLabel('Address (https)').fill('http://127.0.0.1:9/hook');
    await button(page, 'Add a subscriber').click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole('button', { name: /^Send a test/ }).click();
    await page.getByText('A test event is on its way').waitFor();
    await page.reload();
    expect(await page.getByText(/^whsec_/).count()).toBe(0);
    await button(page, 'Deliveries of endpoint.test').first().click();
    await page.getByRole('table', { name: 'Deliveries' }).getByText('127.0.0.1:9').waitFor();
    await button(page, 'Deliver again').click();
    await page.getByText('It is on its way again.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows what waits for a person, the inbox and the orphans', async () => {
    const { page, complaints } = tab;
    await openAs(page, service.admin, '/admin/inbox');
    await page.getByText('None. All goes on by itself.').waitFor();
    await page.getByLabel('Status').selectOption('done');
    await page.getByText('None were found.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('is not for everybody', async () => {
    const { page } = tab;
    await openAs(page, service.customer, '/admin');
    await page.getByText('This page is not for you').waitFor();
  });
});
