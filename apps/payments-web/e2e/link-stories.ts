import { button, open, reads, shows } from './browser.ts';
import { oldLink } from './old-link.ts';
import { service, shop, stranger, tab } from './stage.ts';

/** The links in the letters about this payment. */
async function mailedLinks(id: string): Promise<readonly string[]> {
  const found = (await service.letters()).map(
    (letter) => /http\S+\/checkout\/[\da-f-]+\?token=[\w.-]+/.exec(letter)?.[0],
  );
  return found.filter((link) => link !== undefined).filter((link) => link.includes(id));
}

describe('a checkout link', () => {
  const altered = (link: string) => link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  it.each([
    ['altered', altered],
    ['cut short', (link: string) => link.slice(0, -5)],
    ['without a token', (link: string) => link.split('?')[0]!],
    ['of another payment', (link: string, other: string) => link.split('?')[0]! + new URL(other).search],
    ['old, and altered', (link: string) => altered(oldLink(link))],
  ])('has a sentence where it is %s', async (_, wrong) => {
    const { page } = tab;
    const [{ checkout_url: link }, { checkout_url: other }] = await Promise.all([service.pay(), service.pay()]);
    await open(page, wrong(link, other));
    const said = await page.locator('main').innerText();
    expect(said).toContain('This link does not work');
    expect(said).toContain('Nothing was charged');
    expect(await page.getByRole('button', { name: /Pay|fresh link/ }).count()).toBe(0);
  });

  it('that has run out says how it stands and no more; a fresh one comes by mail, and pays', async () => {
    const { page, complaints } = tab;
    const { id, checkout_url: link } = await service.pay({ customer_email: 'jane@example.com' });
    await open(page, oldLink(link));
    const said = await page.locator('main').innerText();
    for (const text of ['This link has run out', 'In progress']) expect(said).toContain(text);
    expect(said).not.toMatch(/Dental|49\.00|jane/);
    expect(await button(page, 'Pay').count()).toBe(0);
    await button(page, 'Email me a fresh link').click();
    await reads(page, 'a fresh link is on its way');
    let fresh: string | undefined;
    while ((fresh = (await mailedLinks(id))[0]) === undefined) await page.waitForTimeout(20);
    await open(page, fresh);
    await button(page, 'Pay').click();
    await shows(page, 'succeeded');
    expect(complaints).toEqual([]);

    await open(page, oldLink(link));
    await shows(page, 'succeeded');
    expect(await button(page, 'Email me a fresh link').count()).toBe(0);
  });

  it('that runs out while the page is open is told as that, and nothing is paid by it', async () => {
    const { page } = tab;
    const { id, checkout_url: link } = await service.pay();
    await open(page, link);
    const token = new URL(oldLink(link)).searchParams.get('token')!;
    await page.route('**/api/checkout/**', (route) => {
      const address = new URL(route.request().url());
      address.searchParams.set('token', token);
      return route.continue({ url: address.href });
    });
    await button(page, 'Pay').click();
    await reads(page, 'This link has run out');
    expect(await service.read(id)).toMatchObject({ status: 'processing' });
  });
});

describe('who may frame a page', () => {
  const policyOf = async (address: string) => (await fetch(address)).headers.get('content-security-policy');

  it('the merchant the checkout page, nobody any other', async () => {
    const { checkout_url: link } = await service.pay();
    expect(await policyOf(link)).toContain(`frame-ancestors 'self' ${shop}`);
    const others = [
      '/history',
      `/history/${'0'.repeat(36)}`,
      '/methods',
      '/admin',
      '/admin/payments/1',
      '/docs',
      '/api/payments',
    ];
    const more = ['/admin/analytics', '/admin/events', '/admin/inbox', '/health/live', '/nowhere'];
    const policies = await Promise.all([...others, ...more].map((path) => policyOf(service.url + path)));
    expect(policies.filter((policy) => !policy?.includes("frame-ancestors 'none'"))).toEqual([]);
  });

  it('so the payer pays within the merchant’s page, where strangers may store nothing, too', async () => {
    const page = await tab.page.context().newPage();
    await page.addInitScript(() => {
      const denied = () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      };
      Object.defineProperty(window, 'sessionStorage', { get: denied });
    });
    const { id, checkout_url: link } = await service.pay();
    await page.goto(`${shop}/?frame=${encodeURIComponent(link)}`);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Pay', exact: true }).click();
    await frame.locator('[data-status=succeeded]').waitFor();
    expect(await service.read(id)).toMatchObject({ status: 'succeeded' });
  });

  it('and a browser refuses it to a stranger', async () => {
    const { page } = tab;
    const { checkout_url: link } = await service.pay();
    const refusal = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.goto(`${stranger}/?frame=${encodeURIComponent(link)}`);
    expect((await refusal).type()).toBe('error');
    expect(await page.frameLocator('iframe').getByRole('button').count()).toBe(0);
  });
});

describe('the seller’s logo', () => {
  it('stands on the page', async () => {
    const { page, complaints } = tab;
    const { checkout_url: link } = await service.pay();
    await open(page, link);
    await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('.seller img')?.naturalWidth ?? 0) > 0);
    expect(complaints).toEqual([]);
  });

  it('that can’t be loaded leaves a page that is whole, and pays', async () => {
    const { page } = tab;
    const { checkout_url: link } = await service.pay();
    await page.route('**/logo.svg', (route) => route.fulfill({ status: 404, body: 'gone' }));
    await open(page, link);
    await page.locator('.seller svg').waitFor();
    expect(await page.locator('.seller img').count()).toBe(0);
    await button(page, 'Pay').click();
    await shows(page, 'succeeded');
  });
});
