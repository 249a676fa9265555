import Stripe from 'stripe';
import { openAccount, paidBy, refusalOf } from '../test/account.ts';
import type { FaultKind, StripeSimulator } from './index.ts';

let sim: StripeSimulator;
let stripe: Stripe;

beforeEach(async () => ({ sim, stripe } = await openAccount()));
afterEach(() => sim.close());

const CREATE = 'POST /v1/payment_intents';
const charges = () => sim.ledger.chargesFor('payment_id', 'p1').length;
const pay = (idempotencyKey = 'k1') => stripe.paymentIntents.create(paidBy('pm_card_visa'), { idempotencyKey });

/** What the client sees, what has happened by then, and what the same key answers afterwards. */
const STORIES: readonly (readonly [FaultKind, string, number | undefined, number, number])[] = [
  ['timeout_before', 'StripeConnectionError', undefined, 0, 200],
  ['timeout_after', 'StripeConnectionError', undefined, 1, 200],
  ['reset_before', 'StripeConnectionError', undefined, 0, 200],
  ['reset_after', 'StripeConnectionError', undefined, 1, 200],
  ['error_before', 'StripeAPIError', 500, 0, 200],
  ['error_after', 'StripeAPIError', 500, 1, 500],
  ['cut_body', 'StripeConnectionError', undefined, 1, 200],
  ['invalid_json', 'StripeAPIError', undefined, 1, 200],
  ['401', 'StripeAuthenticationError', 401, 0, 200],
  ['409', 'StripeAPIError', 409, 0, 200],
  ['429', 'StripeRateLimitError', 429, 0, 200],
  ['503', 'StripeAPIError', 503, 0, 200],
];

describe('each fault', () => {
  it.each(STORIES)('%s is a %s, and the money moves once', async (kind, type, status, before, replayed) => {
    // The client tries a broken connection once more by itself, whatever it is told: both meet the fault.
    sim.faults.add({ on: CREATE, kind, times: kind.startsWith('reset') ? 2 : 1 });
    const refusal = await refusalOf(pay());
    expect({ type: refusal.type, status: refusal.statusCode }).toEqual({ type, status });
    expect(charges()).toBe(before);
    const again = await pay().then(
      () => 200,
      (error: unknown) => (error instanceof Stripe.errors.StripeError ? error.statusCode : undefined),
    );
    expect(again).toBe(replayed);
    expect(charges()).toBe(1);
    expect(sim.faults.waiting).toEqual([]);
  });

  it('slow: the effect comes after the client has given up', async () => {
    sim.faults.add({ on: CREATE, kind: 'slow', ms: 600 });
    expect((await refusalOf(pay())).type).toBe('StripeConnectionError');
    expect(charges()).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(charges()).toBe(1);
    expect((await pay()).status).toBe('succeeded');
    expect(charges()).toBe(1);
  });

  it('refused: nobody listens for a while', async () => {
    await stripe.account.retrieveCurrent();
    sim.faults.add({ on: '*', kind: 'refused', ms: 60_000 });
    await sim.settled();
    const refusal = await refusalOf(pay());
    expect(refusal).toMatchObject({ type: 'StripeConnectionError', detail: { code: 'ECONNREFUSED' } });
    sim.faults.clear();
    await sim.settled();
    expect((await pay()).status).toBe('succeeded');
    expect(charges()).toBe(1);
  });

  it('503 says whether to try again', async () => {
    const patient = new Stripe(sim.secretKey, {
      host: '127.0.0.1',
      port: sim.port,
      protocol: 'http',
      maxNetworkRetries: 1,
    });
    sim.faults.add({ on: CREATE, kind: '503', shouldRetry: false });
    expect(
      (await refusalOf(patient.paymentIntents.create(paidBy('pm_card_visa')))).headers?.['stripe-should-retry'],
    ).toBe('false');
    sim.faults.add({ on: CREATE, kind: '503', shouldRetry: true });
    expect((await patient.paymentIntents.create(paidBy('pm_card_visa'))).status).toBe('succeeded');
    expect(sim.requests.filter(({ fault }) => fault === '503')).toHaveLength(2);
  });
});

it('meets only its route, after those it lets pass, as often as it is told', async () => {
  sim.faults.add({ on: 'POST /v1/payment_intents/:id/cancel', kind: 'error_before', skip: 1, times: 2 });
  const ids = await Promise.all(
    [1, 2, 3, 4].map(async () => (await stripe.paymentIntents.create({ amount: 100, currency: 'usd' })).id),
  );
  const met: (number | undefined)[] = [];
  for (const id of ids) {
    met.push(
      await stripe.paymentIntents.cancel(id).then(
        () => 200,
        (error: unknown) => (error instanceof Stripe.errors.StripeError ? error.statusCode : 0),
      ),
    );
  }
  expect(met).toEqual([200, 500, 500, 200]);
});

it('is driven from another process, too', async () => {
  const door = (method: string, path: string, body?: object) =>
    fetch(`${sim.url}/_sim/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    });
  expect((await door('POST', 'faults', { on: CREATE, kind: 'no such fault' })).status).toBe(400);
  expect((await door('POST', 'faults', [{ on: CREATE, kind: '429', times: 3 }])).status).toBe(200);
  expect((await refusalOf(pay())).statusCode).toBe(429);
  await door('DELETE', 'faults');
  const paid = await pay();
  await door('POST', 'refund', { payment_intent: paid.id, amount: 100 });
  const ledger = (await (await door('GET', 'ledger?key=payment_id&value=p1')).json()) as {
    entries: unknown[];
    totals: unknown;
  };
  expect(ledger.entries).toHaveLength(2);
  expect(ledger.totals).toEqual({ usd: { charged: 1_000, refunded: 100, net: 900 } });
  await door('POST', 'reset');
  expect((await stripe.paymentIntents.list()).data).toEqual([]);
});
