import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type Stripe from 'stripe';
import { openAccount, paidBy, refusalOf, RETURN_URL } from '../test/account.ts';
import type { StripeSimulator } from './index.ts';

/** That the builders are of Stripe's own types is held by the compiler; here are the objects that really go out. */
type Kind =
  'charge' | 'customer' | 'dispute' | 'event' | 'payment_intent' | 'payment_method' | 'refund' | 'setup_intent';

let sim: StripeSimulator;
const objects: Partial<Record<Kind, readonly object[]>> = {};

beforeAll(async () => {
  let stripe: Stripe;
  ({ sim, stripe } = await openAccount());
  const customer = (await stripe.customers.create({ email: 'a@b.test' })).id;
  const paid = await stripe.paymentIntents.create(paidBy('pm_card_createDispute'));
  const declined = await refusalOf(stripe.paymentIntents.create(paidBy('pm_card_visa_chargeDeclined')));
  const asking = await stripe.paymentIntents.create(paidBy('pm_card_threeDSecure2Required'));
  const held = await stripe.paymentIntents.create(paidBy('pm_card_pendingRefund', { capture_method: 'manual' }));
  const captured = await stripe.paymentIntents.capture(held.id);
  const refund = await stripe.refunds.create({ payment_intent: captured.id });
  const setup = await stripe.setupIntents.create({
    customer,
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: RETURN_URL,
  });
  objects.payment_intent = [paid, asking, held, captured, declined.payment_intent ?? {}];
  objects.charge = (await stripe.charges.list()).data;
  objects.customer = [await stripe.customers.retrieve(customer)];
  objects.dispute = (await stripe.disputes.list()).data;
  objects.event = (await stripe.events.list({ limit: 100 })).data;
  objects.payment_method = (await stripe.paymentMethods.list({ customer })).data;
  objects.refund = [refund];
  objects.setup_intent = [setup];
});

afterAll(() => sim.close());

function fixture(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;
}

/** Given only on request: `expand[]=refunds`. */
const ON_REQUEST: ReadonlySet<string> = new Set(['charge.refunds']);

/** Newer than the example objects, but in the types of the pinned version; optional ones that not every object has. */
const NEWER: ReadonlySet<string> = new Set([
  'charge.radar_options',
  'dispute.intended_submission_method',
  'payment_intent.allowed_payment_method_types',
  'payment_intent.payment_record',
  'refund.failure_balance_transaction',
  'refund.pending_reason',
  'setup_intent.allowed_payment_method_types',
  'setup_intent.customer_account',
  'setup_intent.managed_payments',
]);

const KINDS: readonly Kind[] = [
  'charge',
  'customer',
  'dispute',
  'event',
  'payment_intent',
  'payment_method',
  'refund',
  'setup_intent',
];

describe.each(KINDS)('%s', (kind) => {
  it("has every property of Stripe's example object, and none that Stripe does not know", () => {
    const example = Object.keys(fixture(kind));
    expect(objects[kind]?.length).toBeGreaterThan(0);
    for (const object of objects[kind] ?? []) {
      const given = Object.keys(object);
      expect(example.filter((name) => !given.includes(name) && !ON_REQUEST.has(`${kind}.${name}`))).toEqual([]);
      expect(
        given.filter((name) => !example.includes(name) && name !== 'lastResponse' && !NEWER.has(`${kind}.${name}`)),
      ).toEqual([]);
    }
  });

  it('fits the types, nulls and words of the older description', () => {
    const schema = fixture('older-description')[kind] as object;
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    for (const object of objects[kind] ?? []) {
      validate(object);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});
