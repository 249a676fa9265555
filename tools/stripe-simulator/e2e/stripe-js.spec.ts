import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import type Stripe from 'stripe';
import type { StripeSimulator } from '../src/index.ts';
import { openAccount, unpaid } from '../test/account.ts';

/** Debian's; name another with CHROMIUM_PATH. */
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A shop that knows of the payer's choice only what Stripe.js tells it. */
const SHOP = `
  const query = new URLSearchParams(location.search);
  const stripe = Stripe('pk_test_simulator');
  const say = (text) => { document.querySelector('output').textContent = text; };
  if (query.has('payment_intent_client_secret')) {
    stripe.retrievePaymentIntent(query.get('payment_intent_client_secret'))
      .then(({ paymentIntent }) => say('back: ' + paymentIntent.status));
  } else {
    const elements = stripe.elements({ clientSecret: query.get('secret'), locale: 'ru' });
    const element = elements.create('payment');
    element.on('ready', () => say('ready'));
    element.mount('#card');
    document.querySelector('#pay').addEventListener('click', async () => {
      const submitted = await elements.submit();
      if (submitted.error) return say(submitted.error.message);
      const { error, paymentIntent } = await stripe.confirmPayment({
        elements, confirmParams: { return_url: location.origin + '/' }, redirect: query.get('redirect') ?? 'always',
      });
      say(error ? 'declined: ' + error.decline_code : 'answered: ' + paymentIntent.status);
    });
  }
`;

let sim: StripeSimulator;
let stripe: Stripe;
let shop: Server;
let shopUrl: string;
let browser: Browser;
let page: Page;
let complaints: string[];

// Without a browser there is nothing to see here.
const withBrowser = existsSync(CHROMIUM) ? describe : describe.skip;

withBrowser('the stand-in for Stripe.js, under a strict content security policy', () => {
  beforeAll(async () => {
    ({ sim, stripe } = await openAccount());
    shop = createServer((request, response) => {
      if (request.url === '/shop.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(SHOP);
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': `default-src 'none'; script-src 'self' ${sim.url}/stripe.js; connect-src ${sim.url}`,
      });
      return response.end(
        '<!doctype html><html lang="en"><body><div id="card"></div><button id="pay">Pay</button><output></output>' +
          `<script src="${sim.url}/stripe.js"></script><script src="/shop.js"></script></body></html>`,
      );
    });
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await sim.close();
    await new Promise((resolve) => shop.close(resolve));
  });

  beforeEach(async () => {
    sim.admin.reset();
    complaints = [];
    page = await browser.newPage();
    page.on('console', (message) => {
      // A declined confirmation is a 402, which the browser mentions, too.
      if (message.type() === 'error' && !message.text().includes('402') && !message.text().includes('favicon'))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  });

  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.close();
  });

  const output = (text: string) => page.getByText(text, { exact: true }).waitFor();

  async function open(redirect: 'always' | 'if_required'): Promise<string> {
    const intent = await stripe.paymentIntents.create(unpaid);
    await page.goto(`${shopUrl}/?${new URLSearchParams({ secret: intent.client_secret ?? '', redirect })}`);
    await output('ready');
    return intent.id;
  }

  it('pays and comes back to the shop', async () => {
    const id = await open('always');
    await page.getByLabel('Тестовая карта').selectOption('pm_card_visa');
    await page.click('#pay');
    await output('back: succeeded');
    expect(new URL(page.url()).searchParams.get('payment_intent')).toBe(id);
    expect(sim.ledger.chargesFor('payment_id', 'p1')).toHaveLength(1);
  }, 30_000);

  it('shows a decline, and pays with another card on the same page', async () => {
    await open('if_required');
    await page.selectOption('select', 'pm_card_visa_chargeDeclinedInsufficientFunds');
    await page.click('#pay');
    await output('declined: insufficient_funds');
    await page.selectOption('select', 'pm_card_visa');
    await page.click('#pay');
    await output('answered: succeeded');
    expect(sim.ledger.chargesFor('payment_id', 'p1')).toHaveLength(1);
  }, 30_000);

  it.each([
    ['#authorize', 'back: succeeded', 1],
    ['#fail', 'back: requires_payment_method', 0],
  ])(
    'sends the payer through 3D Secure: %s',
    async (button, said, charges) => {
      await open('if_required');
      await page.selectOption('select', 'pm_card_threeDSecure2Required');
      await page.click('#pay');
      await page.waitForURL(`${sim.url}/_sim/3ds/**`);
      await page.click(button);
      await output(said);
      expect(sim.ledger.chargesFor('payment_id', 'p1')).toHaveLength(charges);
    },
    30_000,
  );
});
