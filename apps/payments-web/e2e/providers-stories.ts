import type { Page } from 'playwright-core';
import { button, open, shows } from './browser.ts';
import { service, shop, stripe, tab, yookassa } from './stage.ts';

/**
 * The stand-ins of the providers' scripts behind their real addresses: so the policy that is tried here is the one of production,
 * and a page that needs more than it allows fails.
 */
async function playProviders(page: Page): Promise<void> {
  const script = await (await fetch(`${stripe.url}/stripe.js`)).text();
  await page.route('https://js.stripe.com/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script.replaceAll(stripe.url, 'https://api.stripe.com') }),
  );
  const pass = (from: string, to: string, path?: string) =>
    page.route(`${from}${path ?? '/**'}`, async (route) => {
      const response = await route.fetch({ url: path === undefined ? route.request().url().replace(from, to) : to });
      await route.fulfill({ response });
    });
  await pass('https://api.stripe.com', stripe.url);
  await pass('https://yookassa.ru', yookassa.origin);
  const widget = '/checkout-widget/v1/checkout-widget.js';
  await pass('https://yookassa.ru', `${yookassa.origin}/checkout-widget.js`, widget);
}

const viaStripe = (more = {}) => service.pay({ provider: 'stripe', payment_method: undefined, ...more });
const viaYookassa = (more = {}) =>
  service.pay({ provider: 'yookassa', payment_method: undefined, currency: 'RUB', locale: 'ru', ...more });

/** Picks a card of the Payment Element's stand-in by the end of its number. */
async function choose(page: Page, last4: string): Promise<void> {
  const select = page.getByLabel('Test card');
  const option = select.locator('option', { hasText: last4 }).first();
  await select.selectOption((await option.getAttribute('value'))!);
}
const charges = (id: string) => stripe.ledger.chargesFor('payment_id', id).length;

describe('Stripe’s Payment Element on the checkout page', () => {
  beforeEach(() => playProviders(tab.page));

  it('pays, and money moves once', async () => {
    const { page, complaints } = tab;
    const { id, checkout_url: link } = await viaStripe({ return_url: `${shop}/thanks` });
    await open(page, link);
    await choose(page, '4242');
    await button(page, 'Pay').dblclick();
    await shows(page, 'succeeded');
    await page.getByRole('link', { name: 'Receipt (PDF)' }).waitFor();
    expect(charges(id)).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('explains a decline; another card pays', async () => {
    const { page } = tab;
    const { id, checkout_url: link } = await viaStripe();
    await open(page, link);
    await choose(page, '0002');
    await button(page, 'Pay').click();
    await shows(page, 'failed');
    expect(await page.getByRole('status').first().innerText()).toContain('You have not been charged');
    await button(page, 'Try again').click();
    await choose(page, '4242');
    await button(page, 'Pay').click();
    await shows(page, 'succeeded');
    expect(charges(id)).toBe(1);
  });

  it('leads to the bank for 3-D Secure, and back to the outcome', async () => {
    const { page } = tab;
    const { id, checkout_url: link } = await viaStripe();
    await open(page, link);
    await choose(page, '3155');
    await button(page, 'Pay').click();
    await page.getByRole('button', { name: 'Authorize' }).click();
    await shows(page, 'succeeded');
    expect(new URL(page.url()).searchParams.has('payment_intent_client_secret')).toBe(false);
    expect(charges(id)).toBe(1);
  });

  it('says so where the bank’s check failed', async () => {
    const { page } = tab;
    const { id, checkout_url: link } = await viaStripe();
    await open(page, link);
    await choose(page, '3155');
    await button(page, 'Pay').click();
    await page.getByRole('button', { name: 'Fail' }).click();
    await shows(page, 'failed');
    expect(charges(id)).toBe(0);
  });

  it('finds out after a reload in the middle that the money moved', async () => {
    const { page } = tab;
    const { id, checkout_url: link } = await viaStripe();
    // Stripe acts; its answer never reaches the page.
    const acted = new Promise<void>((resolve) => {
      void page.route('https://api.stripe.com/**/confirm', async (route) => {
        const url = route.request().url().replace('https://api.stripe.com', stripe.url);
        await route.fetch({ url });
        resolve();
      });
    });
    await open(page, link);
    await choose(page, '4242');
    await button(page, 'Pay').click();
    await acted;
    await page.reload();
    await shows(page, 'succeeded');
    expect(charges(id)).toBe(1);
  });

  it('says so where its script can’t be loaded, and loads it again', async () => {
    const { page } = tab;
    const { checkout_url: link } = await viaStripe();
    await page.route('https://js.stripe.com/**', (route) => route.abort());
    await open(page, link);
    await page.locator('[data-trouble=form]').waitFor();
    await page.unroute('https://js.stripe.com/**');
    await playProviders(page);
    await button(page, 'Try again').click();
    await button(page, 'Pay').waitFor();
  });
});

describe('YooKassa on the checkout page', () => {
  beforeEach(() => playProviders(tab.page));

  it('leads to its page and back, and shows what it says', async () => {
    const { page, complaints } = tab;
    const { id, checkout_url: link } = await viaYookassa({ return_url: `${shop}/thanks` });
    await open(page, link);
    await button(page, 'Оплатить').click();
    await page.waitForURL((url) => url.origin === yookassa.origin);
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await page.waitForURL((url) => url.origin === shop || url.pathname.startsWith('/checkout/'));
    await open(page, link);
    await shows(page, 'succeeded');
    expect(await service.read(id)).toMatchObject({ status: 'succeeded', amount_captured: 4_900 });
    expect(complaints).toEqual([]);
  });

  it('is paid in its widget where no address to return to was given', async () => {
    const { page, complaints } = tab;
    const { id, checkout_url: link } = await viaYookassa();
    await open(page, link);
    await page.getByRole('button', { name: /^Pay 49/ }).click();
    await shows(page, 'succeeded');
    expect(await service.read(id)).toMatchObject({ status: 'succeeded' });
    expect(complaints).toEqual([]);
  });

  it('explains a refusal in its widget', async () => {
    const { page } = tab;
    const { checkout_url: link } = await viaYookassa();
    await open(page, link);
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByRole('heading', { name: 'Платёж не прошёл' }).waitFor();
    await button(page, 'Попробовать ещё раз').waitFor();
  });
});
