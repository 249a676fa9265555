import { button, open, reads, shows } from './browser.ts';
import { service, shop, tab, timed } from './stage.ts';

interface AuditSeen {
  readonly data: readonly { readonly action: string }[];
}
/** How often this payment was paid, as its audit has it. */
async function timesPaid(id: string): Promise<number> {
  const { data } = await service.get<AuditSeen>(`/api/payments/${id}/audit`);
  return data.filter(({ action }) => action === 'payment.succeeded').length;
}

describe('the checkout page', () => {
  it('says what is paid, to whom and how much; is paid; shows the receipt; and leads on to the shop', async () => {
    const { page, complaints } = tab;
    const items = [
      { description: 'Check-up', quantity: 1, unit_amount: 2_900 },
      { description: 'Cleaning', quantity: 2, unit_amount: 1_000 },
    ];
    const { id, checkout_url: link } = await service.pay({ items, return_url: `${shop}/thanks?order=7` });
    await open(page, link);
    const summary = await page.locator('main').innerText();
    for (const text of [
      'Northwind Clinic',
      '€49.00',
      'Dental check-up',
      'Cleaning',
      '€20.00',
      'billing@northwind.example',
    ])
      expect(summary).toContain(text);

    await button(page, 'Pay').click();
    await shows(page, 'succeeded');
    expect(await service.read(id)).toMatchObject({ status: 'succeeded', amount_captured: 4_900 });

    await reads(page, 'Receipt (PDF)');
    const receipt = page.getByRole('link', { name: 'Receipt (PDF)' });
    const file = await page.request.get((await receipt.getAttribute('href'))!);
    expect(file.headers()['content-type']).toBe('application/pdf');
    await button(page, 'Email the receipt again').click();
    await reads(page, 'the receipt is on its way');

    await page.getByRole('link', { name: 'Back to the shop' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(page.url()).toBe(`${shop}/thanks?order=7&payment_id=${id}&status=succeeded`);
    expect(complaints).toEqual([]);
  });

  it('leads on by itself after a success, unless the payer stays', async () => {
    const { page } = await timed();
    const { checkout_url: link } = await service.pay({ return_url: `${shop}/thanks` });
    await open(page, link);
    await button(page, 'Pay').click();
    await reads(page, 'Going back to the shop in 10 s.');
    await button(page, 'Stay here').click();
    await page.clock.fastForward(60_000);
    expect(page.url()).toContain('/checkout/');
    await page.reload();
    await reads(page, 'Going back to the shop in');
    for (let second = 0; second < 10; second++) await page.clock.runFor(1_000);
    await page.waitForURL(`${shop}/thanks?**`);
  });

  it('explains a decline, and what to do about it; another try pays', async () => {
    const { page, complaints } = tab;
    const { id, checkout_url: link } = await service.pay();
    await open(page, link);
    await button(page, 'Not enough money').click();
    await shows(page, 'failed');
    const told = await page.getByRole('status').first().innerText();
    expect(told).toContain('The payment did not go through');
    expect(told).toMatch(/enough money|insufficient/i);
    expect(told).toContain('You have not been charged');
    await button(page, 'Try again').click();
    await shows(page, 'succeeded');
    const { attempts, amount_captured: captured } = await service.read(id);
    expect(captured).toBe(4_900);
    expect(attempts.filter(({ outcome }) => outcome === 'succeeded')).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it('I1 pays once where the button is pressed twice', async () => {
    const { page } = tab;
    const { id, checkout_url: link } = await service.pay();
    await open(page, link);
    await button(page, 'Pay').dblclick();
    await shows(page, 'succeeded');
    expect(await timesPaid(id)).toBe(1);
    expect(await service.read(id)).toMatchObject({ amount_captured: 4_900 });
  });

  it('goes on where it was after a reload in the middle of a payment', async () => {
    const { page } = tab;
    const { id, checkout_url: link } = await service.pay();
    await open(page, link);
    const sent = page.waitForRequest('**/confirm?**');
    await button(page, 'Takes a moment').click();
    await sent;
    await page.reload();
    await shows(page, 'succeeded');
    expect(await timesPaid(id)).toBe(1);
  });

  it('shows that it is paid when the payer comes back by the back button', async () => {
    const { page } = tab;
    const { checkout_url: link } = await service.pay({ return_url: `${shop}/thanks` });
    await open(page, link);
    await button(page, 'Pay').click();
    await page.getByRole('link', { name: 'Back to the shop' }).click();
    await page.waitForURL(`${shop}/**`);
    await page.goBack();
    await shows(page, 'succeeded');
    expect(await button(page, 'Pay').count()).toBe(0);
  });

  it('pays once where two tabs are open', async () => {
    const { page } = tab;
    const { id, checkout_url: link } = await service.pay();
    await open(page, link);
    const second = await page.context().newPage();
    await open(second, link);
    // A tab in the background draws once a second, and a click waits for that; this is none that waits.
    await Promise.all([page, second].map((each) => button(each, 'Pay').dispatchEvent('click')));
    await shows(second, 'succeeded');
    await page.bringToFront();
    await shows(page, 'succeeded');
    expect(await timesPaid(id)).toBe(1);
  });

  it('says that it does not know where the answer got lost, and finds out by itself', async () => {
    const { page } = tab;
    const { id, checkout_url: link } = await service.pay();
    await open(page, link);
    // The service hears the command; its answer never comes back, and for a while nothing else does.
    let away = true;
    await page.route('**/api/checkout/**', async (route) => {
      if (!away) return route.continue();
      if (route.request().url().includes('/confirm')) await route.fetch();
      await route.abort('connectionreset');
    });
    await button(page, 'Pay').click();
    await reads(page, 'We don’t know yet');
    expect(await page.locator('main').innerText()).toContain('you can not be charged twice');
    expect(await button(page, 'Pay').count()).toBe(0);
    away = false;
    await shows(page, 'succeeded');
    expect(await timesPaid(id)).toBe(1);
  });

  it('shows an outcome that the provider kept to itself', async () => {
    const { page } = tab;
    const { id, checkout_url: link } = await service.pay();
    await open(page, link);
    await button(page, 'Acts, but never answers').click();
    await shows(page, 'succeeded');
    expect(await timesPaid(id)).toBe(1);
  });

  it('is canceled by the payer, after a question', async () => {
    const { page, complaints } = tab;
    const { id, checkout_url: link } = await service.pay();
    await open(page, link);
    await button(page, 'Cancel').click();
    await button(page, 'Keep it').click();
    await button(page, 'Cancel').click();
    await button(page, 'Confirm').click();
    await shows(page, 'canceled');
    expect(await page.getByRole('status').first().innerText()).toContain('You canceled it');
    expect(await service.read(id)).toMatchObject({ status: 'canceled' });
    expect(complaints).toEqual([]);
  });

  it('has a sentence for a service that is away, and goes on when it is back', async () => {
    const { page } = tab;
    const { checkout_url: link } = await service.pay();
    await page.route('**/api/checkout/**', (route) => route.fulfill({ status: 503, body: 'Service Unavailable' }));
    await open(page, link);
    await reads(page, 'The service is not available right now');
    await page.unroute('**/api/checkout/**');
    await button(page, 'Try again').click();
    await button(page, 'Pay').waitFor();
  });

  it('shows markup from outside as the text that it is', async () => {
    const { page, complaints } = tab;
    const description = '<img src=x onerror=alert(1)><b>Bold</b>';
    const { checkout_url: link } = await service.pay({ description });
    await open(page, link);
    await reads(page, description);
    expect(await page.locator('main b, main img:not(.logo)').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
