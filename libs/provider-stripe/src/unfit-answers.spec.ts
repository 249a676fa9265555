import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { userId, type PaymentProvider } from '@payments/domain';
import { sampleAttempt, samplePayment, sampleRefund } from '@payments/domain/testing';
import { stripeProvider } from './index.ts';

/** Whoever answers in Stripe's place: one answer to everything. */
let says: { readonly status: number; readonly body: unknown };
let server: Server;
let provider: PaymentProvider;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(says.status, { 'content-type': 'application/json' }).end(JSON.stringify(says.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider = stripeProvider({
    secretKey: 'sk_test_1',
    publishableKey: 'pk_test_1',
    webhookSecrets: ['whsec_1'],
    apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    timeoutMs: 5_000,
    returnUrl: () => 'http://shop.test/return',
    now: () => new Date(),
  });
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const payment = samplePayment(new Date(), { attempts: [] });
const refund = sampleRefund(payment, new Date());
const user = userId('u_1');
const token = { kind: 'token', token: 'pm_1' } as const;
const send = (params: string) => ({ key: 'k1', params, first: true, sendBefore: null });

/** Everything that is ever asked. */
const VERBS: Readonly<Record<string, () => Promise<{ readonly verdict: string } | undefined>>> = {
  submit: () => provider.submit(payment, sampleAttempt(), send(provider.prepareSubmit(payment, token, null))),
  confirm: () =>
    provider.confirm(
      payment,
      sampleAttempt({ providerPaymentId: 'pi_1' }),
      send(provider.prepareConfirm(payment, token)),
    ),
  capture: () => provider.capture(payment, 'pi_1', 1999n, send('')),
  cancel: () => provider.cancel(payment, 'pi_1', send('')),
  fetch: () => provider.fetch('pi_1'),
  find: () => provider.find(payment.id, 1, new Date()),
  refund: () => provider.refund(refund, send(provider.prepareRefund(refund, payment))),
  fetchRefund: () => provider.fetchRefund('re_1'),
  findRefund: () => provider.findRefund(refund),
  ensureCustomer: async () => provider.methods?.ensureCustomer(user, { key: 'k1' }),
  save: async () => provider.methods?.save(send(provider.methods.prepareSave(user, 'pm_1', 'cus_1'))),
  remove: async () => provider.methods?.remove('pm_1', { key: 'k1' }),
};

const intent = {
  ...{ id: 'pi_1', object: 'payment_intent', amount: 1999, currency: 'usd', status: 'succeeded', created: 1 },
  ...{ amount_received: 1999, metadata: {}, latest_charge: null, payment_method: null },
};
const money = { id: 're_1', object: 'refund', amount: 1, currency: 'usd', status: 'succeeded', created: 1 };
const list = { object: 'list', has_more: false };

it.each<readonly [string, unknown]>([
  ['nothing', null],
  ['a list in place of an object', []],
  ['a text', 'ok'],
  ['a number', 5],
  ['an object of no kind', { id: 'pi_1' }],
  ['an object without an id', { ...intent, id: null }],
  ['a status that nobody knows', { ...intent, status: 'new_status' }],
  ['an amount that is a text', { ...intent, amount: '1999' }],
  ['a sum that is less than nothing', { ...intent, amount_received: -1 }],
  ['a currency that nobody knows', { ...intent, currency: 'zzz' }],
  ['an intent without metadata', { ...intent, metadata: null }],
  ['an intent of no time', { ...intent, created: '1' }],
  ['a refund without an id', { ...money, id: null, payment_intent: 'pi_1' }],
  ['a refund of no payment', { ...money, payment_intent: null }],
  ['a refund in no state', { ...money, status: null, payment_intent: 'pi_1' }],
  ['a page without rows', list],
  ['a page of nothing', { ...list, data: [null] }],
  ['a page of other things', { ...list, data: [{ id: 'x_1', object: 'x', metadata: {} }] }],
  ['a page of rows without metadata', { ...list, data: [intent, { ...intent, metadata: undefined }] }],
  ['an error in a success', { error: { message: 'no' } }],
])('%s is no answer: nothing is known, at any step', async (_name, body) => {
  says = { status: 200, body };
  for (const [verb, ask] of Object.entries(VERBS))
    expect({ verb, verdict: (await ask())?.verdict }).toEqual({ verb, verdict: 'unknown' });
});

it.each([400, 401, 402, 403, 404, 409])('a %i that is not Stripe’s says nothing', async (status) => {
  for (const body of [{ error: 'Forbidden' }, { error: {} }, { error: { type: 'proxy' } }, { message: 'no' }, null]) {
    says = { status, body };
    for (const [verb, ask] of Object.entries(VERBS))
      expect({ verb, body, verdict: (await ask())?.verdict }).toEqual({ verb, body, verdict: 'unknown' });
  }
});

it('a list of payments that does not fit is none', async () => {
  const listing = async () => {
    for await (const object of provider.list(new Date(0), new Date())) expect(object).toBeNull();
  };
  for (const data of [[null], [{ id: 'pi_1' }], [{ ...intent, id: '' }]]) {
    says = { status: 200, body: { ...list, data } };
    await expect(listing()).rejects.toMatchObject({ code: 'provider_unavailable' });
  }
});
