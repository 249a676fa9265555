import { Webhook } from 'standardwebhooks';
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

interface Body {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly payment?: { readonly id: string }; readonly payment_id?: string };
}
const bodies = () => slow.requests.map(({ body }) => JSON.parse(body) as Body);
const paymentOf = ({ data }: Body) => data.payment?.id ?? data.payment_id;

describe('events of a service that is killed', () => {
  it(
    'X5 reach the subscriber all, in the order of their payment, under one id each, though the process was killed while it sent them',
    async () => {
      slow.usually = (response) => void setTimeout(() => response.end(), 100);
      const settings = { EVENTS_WEBHOOK_URL: slow.url, EVENTS_WEBHOOK_SECRET: DEVELOPMENT_SECRETS.eventsWebhookSecret };
      const first = await site.start(settings);
      const made = await Promise.all(
        Array.from({ length: 100 }, () => first.call('/api/payments', { body: { amount: 1999, currency: 'USD' } })),
      );
      const payments = made.map(({ json }) => json.id);
      await eventually('something goes out', () => Promise.resolve(slow.requests.length > 20));
      await first.kill();
      const before = slow.requests.length;
      expect(before).toBeLessThan(300);
      await site.start(settings);
      const told = () => new Set(bodies().map(({ id }) => id)).size;
      await eventually('all of them arrive', () => Promise.resolve(told() >= 300), 2 * LEASE_MS);

      for (const payment of payments) {
        const mine = bodies().filter((body) => paymentOf(body) === payment);
        const firsts = [...new Map(mine.map(({ id, type }) => [id, type])).values()];
        expect(firsts).toEqual(TYPES);
      }
      for (const { body, headers, id } of slow.requests) {
        const signed = headers as Record<string, string>;
        expect(new Webhook(DEVELOPMENT_SECRETS.eventsWebhookSecret).verify(body, signed)).toMatchObject({ id });
      }
    },
    4 * LEASE_MS,
  );
});
