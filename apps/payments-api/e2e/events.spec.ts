import { createPaymentsClient, orThrow, verifyEvent, type PaymentsEvent } from '@payments/client';
import { DEVELOPMENT_SECRETS } from '../src/config/development-secrets.ts';
import { subscriber, type Subscriber } from '../test/subscriber.ts';
import { eventually, openSite, type Site } from './running-service.ts';

const TYPES = ['payment.started', 'payment.succeeded', 'receipt.issued'];
/** What was under way in a killed process is taken up by another one after the deadline and a little more. */
const LEASE_MS = 20_000;

let site: Site;
let slow: Subscriber;

beforeAll(async () => {
  site = await openSite();
  slow = await subscriber();
});
afterAll(async () => {
  await site.close();
  await slow.close();
});

/** As a subscriber reads them: with the client, which verifies each signature. */
const events = () =>
  slow.requests.map(({ headers, body }) => verifyEvent(headers, body, DEVELOPMENT_SECRETS.eventsWebhookSecret));

function paymentOf(event: PaymentsEvent): string | null {
  if (event.type === 'receipt.issued') return event.data.payment_id;
  return 'payment' in event.data ? event.data.payment.id : null;
}

describe('events of a service that is killed', () => {
  it(
    'X5 reach the subscriber all, in the order of their payment, under one id each, though the process was killed while it sent them',
    async () => {
      slow.usually = (response) => void setTimeout(() => response.end(), 100);
      const settings = { EVENTS_WEBHOOK_URL: slow.url, EVENTS_WEBHOOK_SECRET: DEVELOPMENT_SECRETS.eventsWebhookSecret };
      const first = await site.start(settings);
      const client = createPaymentsClient({ baseUrl: first.url, token: first.customer });
      const made = await Promise.all(
        Array.from({ length: 100 }, () =>
          orThrow(client.POST('/api/payments', { body: { amount: 1999, currency: 'USD' } })),
        ),
      );
      await eventually('something goes out', () => Promise.resolve(slow.requests.length > 20));
      await first.kill();
      const before = slow.requests.length;
      expect(before).toBeLessThan(300);
      await site.start(settings);
      const told = () => new Set(slow.requests.map(({ id }) => id)).size;
      await eventually('all of them arrive', () => Promise.resolve(told() >= 300), 2 * LEASE_MS);

      const all = events();
      for (const { id: payment } of made) {
        const mine = all.filter((event) => paymentOf(event) === payment);
        const firsts = [...new Map(mine.map(({ id, type }) => [id, type])).values()];
        expect(firsts).toEqual(TYPES);
      }
      expect(all.map(({ id }) => id)).toEqual(slow.requests.map(({ id }) => id));
    },
    4 * LEASE_MS,
  );
});
