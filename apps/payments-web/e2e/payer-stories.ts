import { button, reads, rows, settled } from './browser.ts';
import { foreign, paid } from './seeds.ts';
import { openAs, service, tab, timed } from './stage.ts';

describe('the history', () => {
  it('lists one’s payments in a table with headers, a page at a time', async () => {
    const { page, complaints } = tab;
    await openAs('customer', '/history');
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['Description', 'Amount', 'Date', 'Status']);
    expect(await rows(page, 'Your payments').count()).toBe(20);
    expect(await rows(page, 'Your payments').first().innerText()).toMatch(/<b>Crown<\/b>[\s\S]*€849\.00[\s\S]*Paid/);
    await button(page, 'Next page').click();
    await reads(page, '\n5 on this page');
    await button(page, 'Newest').click();
    await reads(page, '20 on this page');
    expect(complaints).toEqual([]);
  });

  it('keeps the token out of the address, and for this tab', async () => {
    const { page } = tab;
    await openAs('customer', '/history');
    expect(page.url()).toBe(`${service.url}/history`);
    await page.reload();
    await reads(page, '20 on this page');
    const other = await page.context().newPage();
    await other.goto(`${service.url}/history`);
    await reads(other, 'You are not signed in');
  });

  it('is filtered by status and by days, and a reload keeps the filter', async () => {
    const { page } = tab;
    await openAs('customer', '/history');
    await page.getByLabel('Status').selectOption('failed');
    await reads(page, '\n1 on this page');
    expect(await rows(page, 'Your payments').innerText()).toContain('Declined visit');
    await page.reload();
    await reads(page, '\n1 on this page');
    await page.getByLabel('From', { exact: true }).fill('2019-01-01');
    await page.getByLabel('To', { exact: true }).fill('2019-12-31');
    await reads(page, 'Nothing fits these filters');
    await button(page, 'Clear filters').click();
    await reads(page, '20 on this page');
  });

  it('shows one payment with what happened, its receipt and its refunds', async () => {
    const { page, complaints } = tab;
    await openAs('customer', `/history/${paid.id}`);
    for (const text of ['<b>Crown</b>', 'The payment went through.', 'No refunds.', 'Receipt (PDF)'])
      await reads(page, text);
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Receipt (PDF)').click()]);
    expect(file.suggestedFilename()).toBe(`receipt-${paid.id}.pdf`);
    expect(complaints).toEqual([]);
  });

  it('has a sentence for who is not signed in any more, and for another’s payment', async () => {
    const { page } = tab;
    await openAs('customer', '/history');
    await page.route('**/api/payments?**', (route) => {
      const headers = { ...route.request().headers(), authorization: `Bearer ${service.customer.slice(0, -4)}AAAA` };
      return route.continue({ headers });
    });
    await page.getByLabel('Status').selectOption('failed');
    await reads(page, 'Your session has ended');
    expect(await rows(page, 'Your payments').count()).toBe(20);
    await page.reload();
    await reads(page, 'Your session has ended');

    await openAs('customer', `/history/${foreign.id}`);
    await reads(page, 'There is nothing here');
  });

  it('has a sentence for a service that is away, and for being offline, and goes on after it', async () => {
    const { page } = tab;
    await page.route('**/api/payments', (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }));
    await openAs('customer', '/history');
    await reads(page, 'The service is not available right now');
    await page.unrouteAll();
    await button(page, 'Try again').click();
    await reads(page, '20 on this page');

    await page.context().setOffline(true);
    await page.getByLabel('Status').selectOption('refunded');
    await reads(page, 'You are offline');
    expect(await rows(page, 'Your payments').count()).toBe(20);
    await page.context().setOffline(false);
    await reads(page, 'Nothing fits these filters');
  });

  it('has a sentence for a part of the pages that does not come', async () => {
    const { page } = tab;
    await page.route('**/assets/payment-page-*.js', (route) => route.abort());
    await openAs('customer', '/history');
    await rows(page, 'Your payments').first().getByRole('link').click();
    await reads(page, 'The service is not available right now');
    await page.unrouteAll();
    await page.getByRole('link', { name: 'Try again' }).click();
    await reads(page, 'What happened');
  });

  it('says that it still tries where an answer is slow: at first, and over what it showed before', async () => {
    const { page } = await timed();
    let answer: (() => void) | undefined;
    await page.route('**/api/payments**', async (route) => {
      await new Promise<void>((resolve) => (answer = resolve));
      await route.continue();
    });
    const slowly = async () => {
      while (answer === undefined) await page.waitForTimeout(10);
      await page.clock.runFor(3_100);
      await reads(page, 'This takes longer than usual');
      answer();
      answer = undefined;
    };
    await page.goto(`${service.url}/history#token=${service.customer}`);
    await slowly();
    await reads(page, '20 on this page');
    await page.getByLabel('Status').selectOption('failed');
    await slowly();
    await settled(page);
    expect(await rows(page, 'Your payments').innerText()).toContain('Declined visit');
    expect(await page.locator('main').innerText()).not.toContain('This takes longer');
    await page.unrouteAll();
  });

  it('is empty for somebody who never paid', async () => {
    const { page } = tab;
    await page.route('**/api/payments', (route) =>
      route.fulfill({ json: { data: [], has_more: false, next_cursor: null } }),
    );
    await openAs('customer', '/history');
    await reads(page, 'No payments yet');
  });
});

describe('saved methods', () => {
  it('are listed, made the default, and removed after a question', async () => {
    const { page, complaints } = tab;
    for (const token of ['pm_card_visa', 'pm_card_visa'])
      await service.post('/api/payment-methods', { payment_method: token }, service.customer);
    await openAs('customer', '/methods');
    await page.getByRole('button', { name: 'Make default' }).first().click();
    await reads(page, 'is the default now');
    await page.getByRole('button', { name: 'Remove' }).first().click();
    await button(page, 'Confirm').click();
    await reads(page, 'was removed');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    expect(complaints).toEqual([]);
  });
});
