import type { Page } from 'playwright-core';
import { button, open, reads, shows } from './browser.ts';
import { openAs, phone, service, tab } from './stage.ts';

describe('the checkout’s language', () => {
  const opens = async (page: Page, payment: Readonly<Record<string, unknown>>, query = '') => {
    const { checkout_url: link } = await service.pay(payment);
    await open(page, link + query);
    return page.getByRole('button').allInnerTexts();
  };

  it('is that of ?lang=, before all else', async () => {
    const names = await opens(tab.page, { locale: 'en' }, '&lang=ru');
    expect(names).toEqual(expect.arrayContaining(['Оплатить', 'Отменить']));
    expect(await tab.page.locator('html').getAttribute('lang')).toBe('ru');
  });

  it('is else the payment’s own', async () => {
    expect(await opens(tab.page, { locale: 'ru' })).toContain('Оплатить');
    expect(await opens(phone.page, { locale: 'en' })).toContain('Pay');
  });

  it('is else the browser’s', async () => {
    expect(await opens(tab.page, {})).toContain('Pay');
    expect(await opens(phone.page, {})).toContain('Оплатить');
    const german = await tab.page.context().newPage();
    await german.addInitScript(() => Object.defineProperty(navigator, 'languages', { get: () => ['de-DE', 'ru'] }));
    expect(await opens(german, {})).toContain('Оплатить');
    await open(phone.page, `${service.url}/checkout/0199d2a0-0000-7000-8000-000000000000?token=none`);
    await reads(phone.page, 'Эта ссылка не работает');
  });

  it('is changed by the reader, in the middle of it', async () => {
    const { page } = tab;
    const { checkout_url: link } = await service.pay();
    await open(page, link);
    await button(page, 'Card declined').click();
    await shows(page, 'failed');
    await button(page, 'Русский').click();
    await reads(page, 'Банк отклонил платёж');
    await page.reload();
    await reads(page, 'Попробовать ещё раз');
    await button(page, 'Попробовать ещё раз').click();
    await reads(page, 'Оплачено');
  });
});

describe('on a phone', () => {
  it('the checkout fits the width, and is paid by touch', async () => {
    const { page, complaints } = phone;
    const { checkout_url: link } = await service.pay({ description: 'Averylongwordwithoutanybreak'.repeat(4) });
    await open(page, link);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    await button(page, 'Оплатить').tap();
    await shows(page, 'succeeded');
    expect(complaints).toEqual([]);
  });

  it('the history fits it, too', async () => {
    const { page } = phone;
    await open(page, `${service.url}/history#token=${service.customer}`);
    await reads(page, 'Ваши платежи');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    expect(await page.getByRole('columnheader').count()).toBe(4);
  });
});

describe('by the keyboard alone', () => {
  /** What has the focus, by its name. */
  const focused = (page: Page) =>
    page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return 'nothing';
      if (at instanceof HTMLInputElement || at instanceof HTMLSelectElement) return at.labels?.[0]?.textContent ?? '';
      return at.getAttribute('aria-label') ?? at.textContent ?? '';
    });
  const tabTo = async (page: Page, name: RegExp) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      if (name.test(await focused(page))) return;
    }
    throw new Error(`${name} can't be reached by the keyboard`);
  };
  const press = async (page: Page, name: RegExp, key = 'Enter') => {
    await tabTo(page, name);
    await page.keyboard.press(key);
  };
  /** The place is not lost: something has the focus still. */
  const keepsPlace = (page: Page) => page.waitForFunction(() => document.activeElement !== document.body);

  it('a payment is canceled, and not after all, and paid', async () => {
    const { page } = tab;
    const { checkout_url: link } = await service.pay();
    await open(page, link);
    await press(page, /^Cancel$/);
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.textContent === 'Cancel');
    await page.keyboard.press('Shift+Tab');
    for (let presses = 0; presses < 20 && (await focused(page)) !== 'Pay'; presses++)
      await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await shows(page, 'succeeded');
    await keepsPlace(page);
    await reads(page, 'Email the receipt again');
    await press(page, /Email the receipt again/);
    await reads(page, 'the receipt is on its way');
    await keepsPlace(page);
  });

  it('the history is filtered and cleared, one payment opened, and left again', async () => {
    const { page } = tab;
    await service.pay({ description: 'By keyboard', payment_method: 'mock_success' });
    await openAs('customer', '/history');
    await tabTo(page, /^Status$/);
    await page.keyboard.type('Fai');
    await page.waitForURL(/status=failed/);
    await press(page, /^Clear filters$/);
    await page.waitForURL((url) => url.search === '');
    await keepsPlace(page);
    await tabTo(page, /^By keyboard$/);
    await page.keyboard.press('Enter');
    await reads(page, 'The payment went through.');
    await page.waitForFunction(() => document.activeElement?.id === 'content');
    await press(page, /Your payments$/);
    await page.waitForFunction(() => location.pathname === '/history' && document.activeElement?.id === 'content');
  });

  it('saved methods are made the default, and removed', async () => {
    const { page } = tab;
    for (const token of ['pm_card_visa', 'pm_card_mastercard'])
      await service.post('/api/payment-methods', { payment_method: token }, service.customer);
    await openAs('customer', '/methods');
    await press(page, /^Make default/);
    await reads(page, 'is the default now');
    await keepsPlace(page);
    await press(page, /^Remove/);
    await page.getByRole('alertdialog').waitFor();
    await press(page, /^Confirm$/);
    await reads(page, 'was removed');
    await keepsPlace(page);
  });

  it('a refund is asked for, thought over, and made', async () => {
    const { page } = tab;
    const { id } = await service.pay({ payment_method: 'mock_success' });
    await openAs('admin', `/admin/payments/${id}`);
    await press(page, /^Refund$/);
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.textContent === 'Refund');
    await page.keyboard.press('Enter');
    await tabTo(page, /^Amount to refund/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('9');
    await press(page, /^Confirm$/);
    await page.getByRole('table', { name: 'Refunds' }).getByText('€9.00').waitFor();
    await keepsPlace(page);
  });

  it('an event’s deliveries are opened where the reader goes on, and closed where they came from', async () => {
    const { page } = tab;
    await openAs('admin', '/admin/events');
    await press(page, /^Deliveries of/);
    await page.waitForFunction(() => document.activeElement?.tagName === 'SECTION');
    await press(page, /^Hide the deliveries$/);
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-expanded') === 'false');
  });
});
