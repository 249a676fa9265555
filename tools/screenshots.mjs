import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from './build.mjs';

// npm run screenshots: starts the service on an empty database, fills it with a clinic's payments, and photographs every
// page into docs/pictures.
const root = join(import.meta.dirname, '..');
const pictures = join(root, 'docs/pictures');
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const DESKTOP = { viewport: { width: 1200, height: 800 }, deviceScaleFactor: 1 };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true };

/** Shown to their end; of a list the beginning says enough. */
const WHOLE = /^(payment|admin-payment|admin-analytics.*|checkout-phone.*)$/;

const VISITS = [
  ['Dental check-up', 4_900, 'mock_success'],
  ['Root canal, first visit', 28_000, 'mock_success'],
  ['Teeth whitening', 19_900, 'mock_insufficient_funds'],
  ['Night guard', 12_500, 'mock_success'],
  ['X-ray, panoramic', 3_500, 'mock_success'],
  ['Hygienist, 45 minutes', 6_900, 'mock_declined'],
  ['Invisible braces, first rate', 64_000, 'mock_requires_action'],
  ['Crown, ceramic', 84_900, 'mock_success'],
  ['Wisdom tooth', 15_000, 'mock_expired_card'],
  ['Children’s check-up', 3_900, 'mock_success'],
];

await build();
mkdirSync(pictures, { recursive: true });
const service = await startService();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  await photographAll(await seed(service));
} finally {
  await browser.close();
  await service.stop();
}

async function seed({ post, customer, admin }) {
  const pay = (body) =>
    post('/api/payments', customer, {
      currency: 'EUR',
      order_id: randomUUID().slice(0, 8),
      customer_email: 'anna@example.com',
      ...body,
    });
  const made = [];
  for (const [description, amount, payment_method] of VISITS)
    made.push(await pay({ description, amount, payment_method }));
  const held = await pay({ description: 'Deposit for an operation', amount: 50_000, capture_method: 'manual' });
  await post(`/api/payments/${made[1].id}/refunds`, admin, { reason: 'Treatment shortened', amount: 8_000 });
  await post(`/api/payments/${made[4].id}/refunds`, admin, { reason: 'Appointment canceled' });
  for (const token of ['pm_card_visa', 'pm_card_mastercard'])
    await post('/api/payment-methods', customer, { payment_method: token, default: true });
  const open = () =>
    pay({
      description: 'Check-up and cleaning',
      amount: 12_400,
      payment_method: 'mock_requires_action',
      return_url: 'https://shop.example/thanks',
      items: [
        { description: 'Check-up with Dr. Lindqvist', quantity: 1, unit_amount: 6_400 },
        { description: 'Cleaning, half an hour', quantity: 2, unit_amount: 3_000 },
      ],
    });
  return { open, held, refunded: made[1] };
}

async function photographAll({ open, held, refunded }) {
  const { url, customer, admin } = service;
  const as = (token, path, query = '') => `${url}${path}${query}#token=${token}`;
  const pay = (page) => page.getByRole('button', { name: /^(Pay|Оплатить)$/ }).click();
  const shown = (status) => (page) => page.locator(`[data-status=${status}]`).waitFor();
  const receipt = (page) => page.getByRole('link', { name: 'Receipt (PDF)' }).waitFor();

  await photograph('checkout', DESKTOP, (await open()).checkout_url, shown('processing'));
  await photograph('checkout-paid', DESKTOP, (await open()).checkout_url, pay, shown('succeeded'), receipt);
  await photograph('checkout-declined', DESKTOP, (await open()).checkout_url, scenario(1), shown('failed'));
  await photograph('checkout-cancel', DESKTOP, (await open()).checkout_url, (page) =>
    page.getByRole('button', { name: 'Cancel', exact: true }).click(),
  );
  await photograph(
    'checkout-phone-dark-ru',
    { ...PHONE, colorScheme: 'dark' },
    `${(await open()).checkout_url}&lang=ru`,
    shown('processing'),
  );
  await photograph('checkout-phone-declined', PHONE, (await open()).checkout_url, scenario(0), shown('failed'));
  await photograph('history', DESKTOP, as(customer, '/history'));
  await photograph('history-phone-ru', { ...PHONE, colorScheme: 'dark' }, as(customer, '/history', '?lang=ru'));
  await photograph('payment', DESKTOP, as(customer, `/history/${refunded.id}`));
  await photograph('methods', DESKTOP, as(customer, '/methods'));
  await photograph('admin', DESKTOP, as(admin, '/admin'));
  await photograph('admin-dark', { ...DESKTOP, colorScheme: 'dark' }, as(admin, '/admin'));
  await photograph('admin-phone', PHONE, as(admin, '/admin'));
  await photograph('admin-payment', DESKTOP, as(admin, `/admin/payments/${refunded.id}`));
  await photograph('admin-refund', DESKTOP, as(admin, `/admin/payments/${refunded.id}`), (page) =>
    page.getByRole('button', { name: 'Refund', exact: true }).click(),
  );
  await photograph('admin-capture-ru', DESKTOP, as(admin, `/admin/payments/${held.id}`, '?lang=ru'));
  await photograph('admin-analytics', DESKTOP, as(admin, '/admin/analytics'), sampleMonth);
  await photograph(
    'admin-analytics-dark',
    { ...DESKTOP, colorScheme: 'dark' },
    as(admin, '/admin/analytics'),
    sampleMonth,
  );
  await photograph('admin-events', DESKTOP, as(admin, '/admin/events'));
  await photograph('admin-inbox', DESKTOP, as(admin, '/admin/inbox'));
}

function scenario(at) {
  return (page) => page.locator('.scenarios button').nth(at).click();
}

/** A payment can't be made yesterday, so the month behind the charts is an invented one, the same each time. */
async function sampleMonth(page) {
  await page.route('**/api/payments/analytics?**', async (route) => {
    const answer = await (await route.fetch()).json();
    const days = Array.from({ length: 30 }, (_, at) => {
      const wave = 1 + Math.sin(at / 2.2) * 0.35 + (at % 7 > 4 ? -0.55 : 0.1) + at / 60;
      const succeeded = Math.round(38 * wave);
      const failed = Math.round(succeeded * (0.06 + ((at * 7) % 5) / 60));
      const revenue = succeeded * (6_200 + ((at * 997) % 2_400));
      return { day: dayBefore(29 - at), ...figures(revenue, Math.round(revenue * 0.03), succeeded, failed) };
    });
    const sum = (name) => days.reduce((total, day) => total + day[name], 0);
    const all = figures(sum('revenue'), sum('refunded'), sum('succeeded'), sum('failed'));
    const part = (share) =>
      figures(
        Math.round(all.revenue * share),
        Math.round(all.refunded * share),
        Math.round(all.succeeded * share),
        Math.round(all.failed * share),
      );
    await route.fulfill({
      json: {
        ...answer,
        by_currency: [all],
        by_day: days,
        by_provider: [
          { provider: 'stripe', ...part(0.71) },
          { provider: 'yookassa', ...part(0.29) },
        ],
        by_failure: [
          ['insufficient_funds', 0.41],
          ['declined', 0.27],
          ['authentication', 0.17],
          ['expired_card', 0.09],
          ['fraud', 0.06],
        ].map(([category, share]) => ({ category, currency: 'EUR', failed: Math.round(all.failed * share) })),
      },
    });
  });
  await page.reload();
  await page.locator('.recharts-bar-rectangle').first().waitFor();
}

function figures(revenue, refunded, succeeded, failed) {
  const rest = { payments: succeeded + failed, succeeded, failed, success_rate: succeeded / (succeeded + failed) };
  return { currency: 'EUR', revenue, refunded, net: revenue - refunded, ...rest };
}

function dayBefore(days) {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** Opens the address in a fresh browser, does what is to be done there, and photographs the page when it rests. */
async function photograph(name, options, address, ...deeds) {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('h1, h2').first().waitFor({ state: 'attached' });
  await rests(page);
  for (const deed of deeds) await deed(page);
  await rests(page);
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: WHOLE.test(name) });
  console.log(`docs/pictures/${name}.png`);
  await context.close();
}

/** Nothing on the page is on its way any more. */
function rests(page) {
  return page.waitForFunction(() => globalThis.document.querySelector('.skeleton, .spinner') === null);
}

async function startService() {
  const dataDir = mkdtempSync(join(tmpdir(), 'payments-pictures-'));
  // PostgreSQL's user must be able to enter where this runs as root.
  chmodSync(dataDir, 0o755);
  const child = spawn(process.execPath, [join(root, 'apps/payments-api/dist/program/main.js')], {
    env: {
      PATH: process.env.PATH,
      PORT: String(await freePort()),
      DATA_DIR: dataDir,
      RATE_LIMIT_PER_MINUTE: '0',
      RETURN_URL_ORIGINS: 'https://shop.example',
      SELLER_NAME: 'Northwind Clinic',
      SELLER_DETAILS: '12 Harbour Street, Riga',
      SELLER_CONTACT: 'billing@northwind.example',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (part) => {
      output += part;
      if (/^try: /m.test(output)) resolve();
    });
    child.on('exit', (code) => reject(new Error(`the service ended with ${code}`)));
  });
  const said = (name) => new RegExp(`^${name} (\\S+)`, 'm').exec(output)?.[1];
  const url = said('listening').replace('127.0.0.1', 'localhost');
  return {
    url,
    customer: said('customer token'),
    admin: said('admin token'),
    post: async (path, token, body) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      };
      const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    stop: async () => {
      child.removeAllListeners('exit');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
