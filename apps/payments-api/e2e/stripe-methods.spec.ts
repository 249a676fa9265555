import { eventually, type Json } from './running-service.ts';
import { openStripeShop } from './shop.ts';

let shop: Awaited<ReturnType<typeof openStripeShop>>;

beforeAll(async () => {
  shop = await openStripeShop({
    PROVIDER_TIMEOUT_MS: '700',
    PROVIDER_MAX_RETRIES: '0',
    RECOVERY_AFTER_MS: '1000',
  });
});
afterAll(() => shop.close());

/** Each story has a customer of its own. */
async function customer(name: string) {
  const token = await shop.service.token(name);
  const call = (path: string, body?: object, method?: string) =>
    shop.call(path, { token, ...(body === undefined ? {} : { body }), ...(method === undefined ? {} : { method }) });
  return {
    save: (body: object, key?: string) =>
      shop.call('/api/payment-methods', { token, body, ...(key === undefined ? {} : { key }) }),
    methods: async (): Promise<readonly Json[]> => (await call('/api/payment-methods')).json.data,
    remove: (id: string) => call(`/api/payment-methods/${id}`, undefined, 'DELETE'),
    prefer: (id: string) => call(`/api/payment-methods/${id}/default`, {}),
    pay: (body: object) => call('/api/payments', { amount: 1999, currency: 'USD', ...body }),
  };
}

const DETACH = 'POST /v1/payment_methods/:id/detach';
/** Asks Stripe itself, past the service. */
async function atStripe(path: string, body?: Readonly<Record<string, string>>) {
  const response = await fetch(`${shop.stripe.url}/v1/${path}`, {
    headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    ...(body === undefined ? {} : { method: 'POST', body: new URLSearchParams(body) }),
  });
  return (await response.json()) as { readonly id: string; readonly customer: string | null };
}
/** A card that the payer's browser has given to Stripe, by its id. */
const cardOfBrowser = async () => (await atStripe('payment_methods', { type: 'card', 'card[token]': 'tok_visa' })).id;
const isKept = async (card: string) => (await atStripe(`payment_methods/${card}`)).customer !== null;

const charges = (payment: Json) => shop.stripe.ledger.chargesFor('payment_id', payment.id);

it('a card is saved, listed, preferred and paid with, by its owner alone', async () => {
  const anna = await customer('anna');
  const visa = await anna.save({ payment_method: 'pm_card_visa' });
  expect(visa.status).toBe(201);
  expect(visa.json).toMatchObject({ provider: 'stripe', type: 'card', brand: 'visa', last4: '4242' });
  const master = await anna.save({ payment_method: 'pm_card_mastercard', default: true });
  expect((await anna.methods()).map((method) => [method.last4, method.default])).toEqual([
    ['4444', true],
    ['4242', false],
  ]);
  expect((await anna.prefer(visa.json.id)).json.default).toBe(true);

  const payment = await anna.pay({ payment_method_id: master.json.id });
  expect([payment.status, payment.json.status, payment.json.payment_method?.last4]).toEqual([201, 'succeeded', '4444']);
  expect(charges(payment.json)).toHaveLength(1);

  const boris = await customer('boris');
  expect(await boris.methods()).toEqual([]);
  expect((await boris.pay({ payment_method_id: visa.json.id })).status).toBe(404);
  expect((await boris.remove(visa.json.id)).status).toBe(404);
});

it.each(['timeout_before', 'timeout_after', 'reset_after', 'error_after', 'cut_body', '429'] as const)(
  'where Stripe answered %s to a save, the card is kept and listed within seconds, and the same key answers it',
  async (kind) => {
    const vera = await customer(`vera-${kind}`);
    const card = await cardOfBrowser();
    shop.stripe.faults.add({ on: 'POST /v1/payment_methods/:id/attach', kind });
    const answer = await vera.save({ payment_method: card }, kind);
    expect([201, 202, 503]).toContain(answer.status);
    expect(shop.stripe.faults.waiting).toEqual([]);
    const listed = await eventually('it is listed', async () => (await vera.methods())[0]);
    expect(await isKept(card)).toBe(true);
    const again = await vera.save({ payment_method: card }, kind);
    expect([again.status, again.json.id]).toEqual([201, listed.id]);
    expect(await vera.methods()).toHaveLength(1);
    expect((await vera.pay({ payment_method_id: listed.id })).json.status).toBe('succeeded');
  },
);

it('a card that is declined when it is saved is kept by nobody', async () => {
  const clara = await customer('clara');
  const refused = await clara.save({ payment_method: 'pm_card_visa_chargeDeclined' });
  expect(refused.status).toBe(422);
  expect(await clara.methods()).toEqual([]);
});

it('a card is saved with the payment that it pays, and pays the next one without its owner', async () => {
  const dora = await customer('dora');
  const first = await dora.pay({ payment_method: 'pm_card_visa', save_payment_method: true });
  expect(first.json.status).toBe('succeeded');
  const saved = await eventually('the card is listed', async () => (await dora.methods())[0]);
  const second = await dora.pay({ payment_method_id: saved.id });
  expect([second.json.status, charges(second.json).length]).toEqual(['succeeded', 1]);
});

it('a saved card whose bank wants its owner is sent to the bank', async () => {
  const emil = await customer('emil');
  const saved = await emil.save({ payment_method: 'pm_card_authenticationRequired' });
  expect(saved.status).toBe(201);
  const { json } = await emil.pay({ payment_method_id: saved.json.id });
  expect([json.status, json.next_action?.type]).toEqual(['processing', 'redirect']);
  shop.stripe.admin.authenticate(json.provider_payment_id, true);
  await shop.becomes(json.id, 'succeeded');
  expect(charges(json)).toHaveLength(1);
});

describe('a service pays with its customer’s saved card, off session', () => {
  const charged = async (user: string, card: string) => {
    const owner = await customer(user);
    const saved = (await owner.save({ payment_method: card })).json;
    const token = await shop.service.token('billing', ['service']);
    const body = { amount: 1999, currency: 'USD', user_id: user, payment_method_id: saved.id };
    const { json } = await shop.call('/api/payments', { token, body });
    const retry = (by: string, method: object = { payment_method_id: saved.id }) =>
      shop.call(`/api/payments/${json.id}/retry`, { token: by, body: method });
    return { json, service: token, owner: await shop.service.token(user), retry };
  };

  it('and is paid at once where the bank asks nothing', async () => {
    const { json } = await charged('hugo', 'pm_card_visa');
    expect([json.status, json.payment_method.last4, charges(json).length]).toEqual(['succeeded', '4242', 1]);
  });

  it('and is told where the bank wants the owner, who is asked once they try themselves', async () => {
    const { json, service, owner, retry } = await charged('jane', 'pm_card_authenticationRequired');
    const refused = { code: 'authentication_required', category: 'authentication', advice: 'retry' };
    expect(await shop.becomes(json.id, 'failed')).toMatchObject({ next_action: null, failure: refused });
    await retry(service);
    expect(await shop.becomes(json.id, 'failed')).toMatchObject({ failure: refused, attempts: [{}, {}] });

    const asked = (await retry(owner)).json;
    expect([asked.status, asked.next_action.type]).toEqual(['processing', 'redirect']);
    shop.stripe.admin.authenticate(asked.provider_payment_id, true);
    await shop.becomes(json.id, 'succeeded');
    expect(charges(json)).toHaveLength(1);
  });
});

describe('a card is removed', () => {
  it('at both ends, and doing it again is a success', async () => {
    const fred = await customer('fred');
    const card = await cardOfBrowser();
    const { json } = await fred.save({ payment_method: card });
    expect(await isKept(card)).toBe(true);
    expect((await fred.remove(json.id)).status).toBe(204);
    expect(await fred.methods()).toEqual([]);
    expect(await isKept(card)).toBe(false);
    expect((await fred.remove(json.id)).status).toBe(204);
    expect((await fred.pay({ payment_method_id: json.id })).status).toBe(404);
  });

  it.each(['timeout_before', 'timeout_after', 'reset_before', 'error_after', '429'] as const)(
    'hidden at once, and at Stripe without another call of its owner, where Stripe’s answer was %s',
    async (kind) => {
      const gina = await customer(`gina-${kind}`);
      const card = await cardOfBrowser();
      const { json } = await gina.save({ payment_method: card });
      shop.stripe.faults.add({ on: DETACH, kind });
      expect([202, 204]).toContain((await gina.remove(json.id)).status);
      expect(shop.stripe.faults.waiting).toEqual([]);
      expect(await gina.methods()).toEqual([]);
      await eventually('Stripe has let it go', async () => !(await isKept(card)));
      await eventually('and it is told', async () => {
        const events = (await shop.admin('/api/events?limit=100')).json.data;
        return events.some(({ type, data }) => type === 'payment_method.deleted' && data.payment_method.id === json.id);
      });
    },
  );

  it('a card that was removed in Stripe’s dashboard is gone here, too', async () => {
    const ida = await customer('ida');
    const card = await cardOfBrowser();
    await ida.save({ payment_method: card });
    await atStripe(`payment_methods/${card}/detach`, {});
    await eventually('it is gone', async () => (await ida.methods()).length === 0);
  });

  it('R12 a payment that was made with it can still be refunded', async () => {
    const hugo = await customer('hugo');
    const saved = await hugo.save({ payment_method: 'pm_card_visa' });
    const { json } = await hugo.pay({ payment_method_id: saved.json.id });
    await hugo.remove(saved.json.id);
    const refund = await shop.admin(`/api/payments/${json.id}/refunds`, {});
    expect([refund.status, refund.json.status]).toEqual([201, 'succeeded']);
  });
});
