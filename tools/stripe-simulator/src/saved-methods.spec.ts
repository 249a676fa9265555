import type Stripe from 'stripe';
import { openAccount, refusalOf, RETURN_URL } from '../test/account.ts';
import type { StripeSimulator } from './index.ts';

let sim: StripeSimulator;
let stripe: Stripe;
let customer: string;

beforeEach(async () => {
  ({ sim, stripe } = await openAccount());
  customer = (await stripe.customers.create({ email: 'ann@shop.test', metadata: { user_id: 'u1' } })).id;
});
afterEach(() => sim.close());

const saved = async () => (await stripe.paymentMethods.list({ customer, type: 'card' })).data.map(({ id }) => id);
const payOffSession = (method: string) =>
  stripe.paymentIntents.create({
    amount: 1_000,
    currency: 'usd',
    customer,
    payment_method: method,
    off_session: true,
    confirm: true,
  });

it('finds a customer by e-mail', async () => {
  expect((await stripe.customers.list({ email: 'ann@shop.test' })).data.map(({ id }) => id)).toEqual([customer]);
  expect((await stripe.customers.list({ email: 'bob@shop.test' })).data).toEqual([]);
});

it('saves a card by a SetupIntent, pays with it off session, and never again once it is detached', async () => {
  const setup = await stripe.setupIntents.create({
    customer,
    usage: 'off_session',
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: RETURN_URL,
  });
  expect(setup.status).toBe('succeeded');
  const method = String(setup.payment_method);
  expect(await saved()).toEqual([method]);
  expect((await payOffSession(method)).status).toBe('succeeded');
  expect((await stripe.paymentMethods.detach(method)).customer).toBeNull();
  expect(await saved()).toEqual([]);
  expect(await refusalOf(payOffSession(method))).toMatchObject({ statusCode: 400, param: 'payment_method' });
  expect((await refusalOf(stripe.paymentMethods.attach(method, { customer }))).statusCode).toBe(400);
  expect((await refusalOf(stripe.paymentMethods.detach(method))).statusCode).toBe(400);
});

it('saves a card by a payment that says so, and uses up one that does not', async () => {
  const pay = (more: object) =>
    stripe.paymentIntents.create({
      amount: 1_000,
      currency: 'usd',
      customer,
      payment_method: 'pm_card_visa',
      confirm: true,
      return_url: RETURN_URL,
      ...more,
    });
  const kept = await pay({ setup_future_usage: 'off_session' });
  expect(await saved()).toEqual([kept.payment_method]);
  const once = await pay({});
  expect(await saved()).toHaveLength(1);
  expect((await refusalOf(payOffSession(String(once.payment_method)))).param).toBe('payment_method');
});

it('asks for 3D Secure while setting up, and no more once it is set up', async () => {
  const setup = await stripe.setupIntents.create({
    customer,
    confirm: true,
    payment_method: 'pm_card_authenticationRequiredOnSetup',
    return_url: RETURN_URL,
  });
  expect(setup.status).toBe('requires_action');
  expect(await saved()).toEqual([]);
  sim.admin.authenticate(setup.id, true);
  const [method = ''] = await saved();
  expect((await payOffSession(method)).status).toBe('succeeded');
});

it('does not save a card that the bank refuses, but does one that only fails later', async () => {
  const refused = await refusalOf(
    stripe.setupIntents.create({
      customer,
      confirm: true,
      payment_method: 'pm_card_visa_chargeDeclined',
      return_url: RETURN_URL,
    }),
  );
  expect(refused).toMatchObject({ statusCode: 402, code: 'card_declined' });
  expect(refused.setup_intent).toMatchObject({
    status: 'requires_payment_method',
    last_setup_error: { code: 'card_declined' },
  });
  expect((await refusalOf(stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer }))).statusCode).toBe(
    402,
  );
  const { id } = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
  expect(await saved()).toEqual([id]);
  expect((await refusalOf(payOffSession(id))).code).toBe('card_declined');
});

it("does not let a customer pay with another's card", async () => {
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  const other = await stripe.customers.create({});
  const refusal = await refusalOf(
    stripe.paymentIntents.create({ amount: 1_000, currency: 'usd', customer: other.id, payment_method: id }),
  );
  expect(refusal).toMatchObject({ statusCode: 400, param: 'payment_method' });
  expect((await refusalOf(stripe.paymentMethods.attach(id, { customer: other.id }))).statusCode).toBe(400);
});

it('keeps a default method until it is detached, and lets go of all with the customer', async () => {
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  const updated = await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  expect(updated.invoice_settings.default_payment_method).toBe(id);
  await stripe.paymentMethods.detach(id);
  expect(await stripe.customers.retrieve(customer)).toMatchObject({
    invoice_settings: { default_payment_method: null },
  });
  expect((await stripe.customers.del(customer)).deleted).toBe(true);
  expect((await refusalOf(stripe.customers.retrieve(customer))).statusCode).toBe(404);
});

it('makes a method from a card token, never from a bare number', async () => {
  const method = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_amex' } });
  expect(method.card?.brand).toBe('amex');
  expect(
    (
      await refusalOf(
        stripe.paymentMethods.create({
          type: 'card',
          card: { number: '4242424242424242', exp_month: 1, exp_year: 2040 },
        }),
      )
    ).statusCode,
  ).toBe(400);
});
