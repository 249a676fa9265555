import type Stripe from 'stripe';
import { clientFor, openAccount, paidBy, refusalOf, unpaid } from '../test/account.ts';
import { API_VERSION, type StripeSimulator } from './index.ts';

let sim: StripeSimulator;
let stripe: Stripe;

beforeAll(async () => ({ sim, stripe } = await openAccount()));
afterAll(() => sim.close());

interface Refusal {
  readonly status: number;
  readonly error: Readonly<Record<string, unknown>>;
}

/** A request that the client's types would not let through. */
async function post(path: string, form: string, headers: Record<string, string> = {}): Promise<Refusal> {
  const answer = await fetch(`${sim.url}${path}`, {
    method: 'POST',
    body: form,
    headers: {
      authorization: `Bearer ${sim.secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
  });
  const { error } = (await answer.json()) as { error: Record<string, unknown> };
  return { status: answer.status, error };
}

it.each([
  ['amount=1000&currency=usd&colour=red', 'parameter_unknown', 'colour'],
  [
    'amount=1000&currency=usd&automatic_payment_methods[enabledd]=true',
    'parameter_unknown',
    'automatic_payment_methods[enabledd]',
  ],
  ['amount=1000&currency=usd&__proto__[x]=1', 'parameter_unknown', '__proto__'],
  [
    'amount=1000&currency=usd&payment_method_types[]=card',
    'payment_method_types_no_longer_supported',
    'payment_method_types',
  ],
  ['amount=1000', 'parameter_missing', 'currency'],
  ['currency=usd', 'parameter_missing', 'amount'],
  ['amount=10.00&currency=usd', 'parameter_invalid_integer', 'amount'],
  ['amount=0&currency=usd', 'parameter_invalid_integer', 'amount'],
  ['amount=1000&currency=usd&description=', 'parameter_invalid_empty', 'description'],
  ['amount=1000&currency=usd&customer=cus_none', 'resource_missing', 'customer'],
  ['amount=1000&currency=usd&confirm=true', 'parameter_missing', 'payment_method'],
  ['amount=1000&currency=usd&payment_method=pm_none', 'resource_missing', 'payment_method'],
  ['amount=1000&currency=usd&return_url=http://x.test', undefined, 'return_url'],
  ['amount=1000&currency=usd&confirm=perhaps', undefined, 'confirm'],
  ['amount=1000&currency=usd&capture_method=later', undefined, 'capture_method'],
  ['amount=1000&currency=xyz', undefined, 'currency'],
])('refuses %s as Stripe does', async (form, code, param) => {
  const { status, error } = await post('/v1/payment_intents', form);
  expect(status).toBe(400);
  expect(error).toMatchObject({ type: 'invalid_request_error', param });
  expect(error['code']).toBe(code);
});

it('refuses payment_method_types on a SetupIntent, too', async () => {
  const { error } = await post('/v1/setup_intents', 'payment_method_types[]=card');
  expect(error['code']).toBe('payment_method_types_no_longer_supported');
});

it.each([
  [49, 'usd', 'amount_too_small'],
  [50, 'usd', undefined],
  [29, 'gbp', 'amount_too_small'],
  [49, 'jpy', 'amount_too_small'],
  [99_999_999, 'usd', undefined],
  [100_000_000, 'usd', 'amount_too_large'],
  [1_230, 'kwd', undefined],
])('takes %i %s only where it is an amount to charge', async (amount, currency, code) => {
  const made = stripe.paymentIntents.create({ amount, currency });
  if (code === undefined) expect((await made).amount).toBe(amount);
  else expect((await refusalOf(made)).code).toBe(code);
});

it.each([
  [1_234, 'kwd'],
  [150, 'isk'],
])('refuses %i %s: not an amount of that currency', async (amount, currency) => {
  expect((await refusalOf(stripe.paymentIntents.create({ amount, currency }))).param).toBe('amount');
});

it('limits metadata to 50 keys of 40 and 500 characters, merges it, and takes keys out', async () => {
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, 'v']));
  for (const metadata of [many, { ['k'.repeat(41)]: 'v' }, { k: 'v'.repeat(501) }]) {
    expect((await refusalOf(stripe.paymentIntents.create({ ...unpaid, metadata }))).statusCode).toBe(400);
  }
  const intent = await stripe.paymentIntents.create({ ...unpaid, metadata: { a: '1', b: '2' } });
  expect((await stripe.paymentIntents.update(intent.id, { metadata: { b: '', c: '3' } })).metadata).toEqual({
    a: '1',
    c: '3',
  });
});

it('answers 401 to a wrong or missing key, and tells a publishable key to stay in the browser', async () => {
  expect((await refusalOf(clientFor(sim, 'sk_test_wrong').account.retrieveCurrent())).type).toBe(
    'StripeAuthenticationError',
  );
  expect((await fetch(`${sim.url}/v1/account`)).status).toBe(401);
  const browser = await refusalOf(clientFor(sim, sim.publishableKey).paymentIntents.create(unpaid));
  expect(browser).toMatchObject({ statusCode: 401, code: 'secret_key_required' });
});

it('lets a browser see and confirm an intent only with its client secret, and shows it less', async () => {
  const intent = await stripe.paymentIntents.create(unpaid);
  const read = async (secret: string) => {
    const query = new URLSearchParams({ key: sim.publishableKey, client_secret: secret });
    return fetch(`${sim.url}/v1/payment_intents/${intent.id}?${query}`);
  };
  expect((await read('pi_x_secret_y')).status).toBe(400);
  const shown = (await (await read(intent.client_secret ?? '')).json()) as Record<string, unknown>;
  expect(shown).toMatchObject({ id: intent.id, status: 'requires_payment_method' });
  expect(shown).not.toHaveProperty('metadata');
  const wrong = `key=${sim.publishableKey}&client_secret=no&payment_method=pm_card_visa`;
  expect((await post(`/v1/payment_intents/${intent.id}/confirm`, wrong, { authorization: '' })).status).toBe(400);
  expect(sim.ledger.entries).toEqual([]);
});

it('names each request, speaks one version, and answers 404 to what Stripe does not have', async () => {
  const intent = await stripe.paymentIntents.create(unpaid);
  expect(intent.lastResponse.requestId).toMatch(/^req_/);
  expect(intent.lastResponse.apiVersion).toBe(API_VERSION);
  expect(
    (await post('/v1/payment_intents', 'amount=1000&currency=usd', { 'stripe-version': '2020-08-27' })).status,
  ).toBe(400);
  expect((await post('/v1/nothing', '')).status).toBe(404);
  expect(await refusalOf(stripe.paymentIntents.retrieve('pi_none'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
  expect((await post('/v1/payment_intents', '{"amount":1000}', { 'content-type': 'application/json' })).status).toBe(
    400,
  );
});

it('refuses an expansion that does not exist before any money moves', async () => {
  const pay = stripe.paymentIntents.create({ ...paidBy('pm_card_visa'), expand: ['no_such'] });
  expect((await refusalOf(pay)).param).toBe('expand');
  expect(sim.ledger.entries).toEqual([]);
});
