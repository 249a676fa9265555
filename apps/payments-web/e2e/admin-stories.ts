import { button, open, reads, rows } from './browser.ts';
import { foreignPayment } from './foreign-payment.ts';
import { paid } from './seeds.ts';
import { openAs, service, stripe, tab, timed } from './stage.ts';

describe('the administration', () => {
  it('lists all payments, filtered, sorted and searched', async () => {
    const { page, complaints } = tab;
    await openAs('admin', '/admin');
    await reads(page, '20 on this page · 26');
    await button(page, 'Sort by Amount').click();
    await page.waitForURL(/sort=-amount/);
    await page.waitForFunction(() =>
      document.querySelector('th[aria-sort=descending]')?.textContent?.includes('Amount'),
    );
    await page.waitForFunction(() => document.querySelector('tbody tr')?.textContent?.includes('849'));
    await button(page, 'Sort by Amount').click();
    await page.waitForFunction(() => document.querySelector('tbody tr')?.textContent?.includes('Visit 1'));
    await page.getByLabel('Search by payment, order or provider id').fill(paid.id);
    await reads(page, '1 on this page · 1');
    await page.getByLabel('Status').selectOption('failed');
    await reads(page, 'Nothing fits these filters');
    await button(page, 'Clear filters').click();
    await reads(page, '20 on this page · 26');
    expect(complaints).toEqual([]);
  });

  it('refunds a part after a question, and shows it everywhere', async () => {
    const { page, complaints } = tab;
    await openAs('admin', `/admin/payments/${paid.id}`);
    await button(page, 'Refund').click();
    const amount = page.getByLabel('Amount to refund, EUR');
    expect(await amount.inputValue()).toBe('849.00');
    await amount.fill('900');
    await reads(page, 'An amount from €0.01 to €849.00');
    await amount.fill('10.50');
    await page.getByLabel('Reason').fill('Rescheduled');
    await button(page, 'Confirm').dblclick();
    await reads(page, 'Partly refunded');
    await page.getByRole('table', { name: 'Refunds' }).getByText('€10.50').waitFor();
    expect(await service.read(paid.id)).toMatchObject({ status: 'partially_refunded', amount_refunded: 1_050 });
    expect(await rows(page, 'Refunds').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('computes the audit chain anew, and sees where it was altered', async () => {
    const { page } = tab;
    await openAs('admin', `/admin/payments/${paid.id}`);
    await reads(page, 'The chain of');
    await page.route('**/audit', async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      await route.fulfill({ response: answer, body: text.replace('"amount":84900', '"amount":84901') });
    });
    await page.reload();
    await reads(page, 'The chain is broken');
    expect(await page.locator('[data-chain=broken]').innerText()).toContain('entry 1');
  });

  it('captures what is held, and shows attempts, events and the inbox', async () => {
    const { page, complaints } = tab;
    await openAs('admin', '/admin?status=authorized');
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
    await openAs('admin', '/admin/analytics');
    await page.waitForFunction(() => document.querySelector('.recharts-bar-rectangle'));
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
    await reads(page, 'No payments in these days');
    expect(complaints).toEqual([]);
  });

  it('adds a subscriber, shows its secret once, tests it, and shows the deliveries', async () => {
    const { page, complaints } = tab;
    await openAs('admin', '/admin/events');
    await page.getByLabel('Address (https)').fill('http://127.0.0.1:9/hook');
    await button(page, 'Add a subscriber').click();
    await reads(page, 'whsec_');
    await page.getByRole('button', { name: /^Send a test/ }).click();
    await reads(page, 'A test event is on its way');
    await page.reload();
    expect(await page.getByText(/^whsec_/).count()).toBe(0);
    await button(page, 'Deliveries of endpoint.test').first().click();
    await page.getByRole('table', { name: 'Deliveries' }).getByText('127.0.0.1:9').waitFor();
    await button(page, 'Deliver again').click();
    await reads(page, 'It is on its way again.');
    expect(complaints).toEqual([]);
  });

  it('says what waits for a person and why, and follows a webhook again by hand', async () => {
    const { page, complaints } = tab;
    await openAs('admin', '/admin/inbox');
    for (const text of ['None. All goes on by itself.', 'No webhooks here.', 'None were found.'])
      await reads(page, text);
    const waits = await service.pay({
      provider: 'stripe',
      payment_method: undefined,
      description: 'Forgotten by Stripe',
    });
    stripe.admin.reset();
    await foreignPayment();

    await openAs('admin', `/admin/payments/${waits.id}`);
    await button(page, 'Ask the provider').click();
    await reads(page, 'waits for a person: the provider contradicts what it said before');
    await page.getByRole('link', { name: 'Inbox' }).click();
    await reads(page, 'Forgotten by Stripe');
    expect(await rows(page, 'Webhooks').innerText()).toMatch(/payment_intent\.succeeded[\s\S]*parked/);
    await page.getByRole('button', { name: /^Replay/ }).click();
    await reads(page, 'Replayed: parked.');
    await page.getByLabel('Status').selectOption('done');
    await reads(page, 'No webhooks here.');
    await page.getByRole('link', { name: 'Forgotten by Stripe' }).click();
    await reads(page, 'waits for a person');
    expect(complaints).toEqual([]);
  });

  it('lists the orphans that reconciliation found', async () => {
    const { page } = tab;
    const orphan = {
      provider: 'stripe',
      provider_payment_id: 'pi_orphan',
      status: 'succeeded',
      amount: 7_700,
      currency: 'EUR',
      found_at: '2026-01-31T10:00:00.000Z',
    };
    await page.route('**/api/orphans?**', (route) => route.fulfill({ json: { data: [orphan] } }));
    await openAs('admin', '/admin/inbox');
    expect(await rows(page, 'Orphans').innerText()).toMatch(/Stripe[\s\S]*pi_orphan[\s\S]*€77\.00/);
  });

  it('shows by itself what became of a refund whose outcome was not known', async () => {
    const { page } = await timed();
    const { id } = await service.pay({ payment_method: 'mock_success' });
    let known = false;
    await page.route('**/refunds', async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      await route.fulfill({
        response,
        body: known ? body : body.replace('"status":"succeeded"', '"status":"pending"'),
      });
    });
    await open(page, `${service.url}/admin/payments/${id}#token=${service.admin}`);
    await button(page, 'Refund').click();
    await button(page, 'Confirm').click();
    await reads(page, 'The outcome is not known yet');
    await reads(page, 'On its way');
    known = true;
    await page.clock.runFor(3_100);
    await page.waitForFunction(() => !document.body.innerText.includes('On its way'));
    expect(await rows(page, 'Refunds').innerText()).toContain('Refunded');
    await page.unrouteAll();
  });

  it('is not for everybody', async () => {
    const { page } = tab;
    await openAs('customer', '/admin');
    await reads(page, 'This page is not for you');
  });
});
