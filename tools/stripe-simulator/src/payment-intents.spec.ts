import type Stripe from 'stripe';
import { openAccount, paidBy, refusalOf, RETURN_URL, unpaid } from '../test/account.ts';
import type { StripeSimulator } from './index.ts';

let sim: StripeSimulator;
let stripe: Stripe;

beforeEach(async () => ({ sim, stripe } = await openAccount()));
afterEach(() => sim.close());

const charged = () => sim.ledger.chargesFor('payment_id', 'p1').map(({ kind, amount }) => ({ kind, amount }));

describe('a PaymentIntent', () => {
  it('is paid at once when it is confirmed with its creation', async () => {
    const intent = await stripe.paymentIntents.create({ ...paidBy('pm_card_visa'), expand: ['latest_charge'] });
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 1_000, livemode: false });
    expect(intent.latest_charge).toMatchObject({
      object: 'charge',
      paid: true,
      captured: true,
      payment_intent: intent.id,
    });
    expect(charged()).toEqual([{ kind: 'charge', amount: 1_000 }]);
  });

  it('waits for a payment method, moves no money by itself, and is paid in the browser', async () => {
    const intent = await stripe.paymentIntents.create(unpaid);
    expect(intent).toMatchObject({ status: 'requires_payment_method', latest_charge: null });
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_`));
    expect(charged()).toEqual([]);
    sim.admin.pay(intent.id, 'pm_card_mastercard', RETURN_URL);
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['payment_method', 'latest_charge'] });
    expect(paid.status).toBe('succeeded');
    expect(paid.payment_method).toMatchObject({ type: 'card', card: { brand: 'mastercard', last4: '4444' } });
    expect(charged()).toHaveLength(1);
  });

  it('stays open after a decline, and is charged once with another card', async () => {
    const refusal = await refusalOf(
      stripe.paymentIntents.create(paidBy('pm_card_visa_chargeDeclinedInsufficientFunds')),
    );
    expect(refusal).toMatchObject({
      statusCode: 402,
      type: 'StripeCardError',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
    });
    const declined = refusal.payment_intent;
    expect(declined).toMatchObject({ status: 'requires_payment_method', payment_method: null });
    expect(declined?.last_payment_error).toMatchObject({
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
    });
    expect(await stripe.charges.retrieve(String(declined?.latest_charge))).toMatchObject({
      status: 'failed',
      paid: false,
    });
    expect(charged()).toEqual([]);

    const again = await stripe.paymentIntents.confirm(declined?.id ?? '', {
      payment_method: 'pm_card_visa',
      return_url: RETURN_URL,
    });
    expect(again).toMatchObject({ id: declined?.id, status: 'succeeded', last_payment_error: null });
    expect(again.latest_charge).not.toBe(declined?.latest_charge);
    expect(charged()).toHaveLength(1);
  });

  it.each([
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
    ['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline'],
  ])('declines %s with %s and %s', async (method, code, declineCode) => {
    const refusal = await refusalOf(stripe.paymentIntents.create(paidBy(method)));
    expect(refusal).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
  });

  it('can not be confirmed again once it is paid', async () => {
    const paid = await stripe.paymentIntents.create(paidBy('pm_card_visa'));
    const refusal = await refusalOf(
      stripe.paymentIntents.confirm(paid.id, { payment_method: 'pm_card_visa', return_url: RETURN_URL }),
    );
    expect(refusal).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    expect(refusal.payment_intent?.status).toBe('succeeded');
    expect(charged()).toHaveLength(1);
  });

  it('wants a return_url for automatic methods unless redirects are ruled out', async () => {
    const { return_url: _left, ...bare } = paidBy('pm_card_visa');
    expect(await refusalOf(stripe.paymentIntents.create(bare))).toMatchObject({ statusCode: 400, param: 'return_url' });
    const never = { ...bare, automatic_payment_methods: { enabled: true, allow_redirects: 'never' as const } };
    expect((await stripe.paymentIntents.create(never)).status).toBe('succeeded');
  });

  it('is processing while a bank debit is on its way, and fails or succeeds later', async () => {
    const good = await stripe.paymentIntents.create(paidBy('pm_usBankAccount_success'));
    const bad = await stripe.paymentIntents.create(paidBy('pm_usBankAccount_insufficientFunds'));
    expect([good.status, bad.status]).toEqual(['processing', 'processing']);
    expect(charged()).toEqual([]);
    sim.admin.settleDebit(good.id, true);
    sim.admin.settleDebit(bad.id, false);
    expect((await stripe.paymentIntents.retrieve(good.id)).status).toBe('succeeded');
    expect((await stripe.paymentIntents.retrieve(bad.id)).last_payment_error).toMatchObject({
      code: 'insufficient_funds',
    });
    expect(charged()).toHaveLength(1);
  });

  it('is found by a complete listing of its time, page by page', async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.push((await stripe.paymentIntents.create(unpaid)).id);
    const now = Math.floor(sim.now().getTime() / 1000);
    const found: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 2, created: { gte: now - 600, lte: now + 600 } })) {
      found.push(intent.id);
    }
    expect(found).toEqual(made.reverse());
    expect((await stripe.paymentIntents.list({ created: { gt: now + 600 } })).data).toEqual([]);
  });
});

describe('3D Secure', () => {
  const page = (path: string) => fetch(`${sim.url}${path}`, { method: 'POST', redirect: 'manual' });

  it('asks the payer, and takes the money when they authorize', async () => {
    const intent = await stripe.paymentIntents.create(paidBy('pm_card_threeDSecure2Required'));
    expect(intent.status).toBe('requires_action');
    expect(intent.next_action).toMatchObject({ type: 'redirect_to_url', redirect_to_url: { return_url: RETURN_URL } });
    expect(charged()).toEqual([]);
    const shown = await fetch(intent.next_action?.redirect_to_url?.url ?? '');
    expect(await shown.text()).toContain('Authorize');
    const back = await page(`/_sim/3ds/${intent.id}/authorize`);
    const address = new URL(back.headers.get('location') ?? '');
    expect(address.origin + address.pathname).toBe(RETURN_URL);
    expect(address.searchParams.get('payment_intent')).toBe(intent.id);
    expect(address.searchParams.get('redirect_status')).toBe('succeeded');
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    expect(charged()).toHaveLength(1);
  });

  it('leaves the intent open for another card when the payer fails', async () => {
    const intent = await stripe.paymentIntents.create(paidBy('pm_card_threeDSecure2Required'));
    const back = await page(`/_sim/3ds/${intent.id}/fail`);
    expect(back.headers.get('location')).toContain('redirect_status=failed');
    const open = await stripe.paymentIntents.retrieve(intent.id);
    expect(open.status).toBe('requires_payment_method');
    expect(open.last_payment_error?.code).toBe('payment_intent_authentication_failure');
    expect(charged()).toEqual([]);
  });

  it('can not be asked for off session: 402 authentication_required', async () => {
    const customer = await stripe.customers.create({ email: 'a@b.c' });
    const method = await stripe.paymentMethods.attach('pm_card_authenticationRequired', { customer: customer.id });
    const refusal = await refusalOf(
      stripe.paymentIntents.create({
        amount: 1_000,
        currency: 'usd',
        confirm: true,
        off_session: true,
        customer: customer.id,
        payment_method: method.id,
      }),
    );
    expect(refusal).toMatchObject({ statusCode: 402, code: 'authentication_required' });
    expect(refusal.payment_intent?.status).toBe('requires_payment_method');
  });
});

describe('manual capture', () => {
  const hold = () => stripe.paymentIntents.create(paidBy('pm_card_visa', { capture_method: 'manual' }));

  it('holds, then takes a part, and the rest is released', async () => {
    const held = await hold();
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 1_000, amount_received: 0 });
    expect(charged()).toEqual([]);
    const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 600, expand: ['latest_charge'] });
    expect(taken).toMatchObject({ status: 'succeeded', amount_received: 600, amount_capturable: 0 });
    expect(taken.latest_charge).toMatchObject({ amount: 1_000, amount_captured: 600, captured: true });
    expect(charged()).toEqual([{ kind: 'capture', amount: 600 }]);
    expect(await refusalOf(stripe.paymentIntents.capture(held.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect(await refusalOf(stripe.refunds.create({ payment_intent: held.id, amount: 601 }))).toMatchObject({
      param: 'amount',
    });
  });

  it('does not take more than it holds', async () => {
    const held = await hold();
    const refusal = await refusalOf(stripe.paymentIntents.capture(held.id, { amount_to_capture: 1_001 }));
    expect(refusal).toMatchObject({ statusCode: 400, code: 'amount_too_large' });
    expect(charged()).toEqual([]);
  });

  it('lets go when it is canceled, and by itself after a week', async () => {
    const canceled = await stripe.paymentIntents.cancel((await hold()).id, {
      cancellation_reason: 'requested_by_customer',
    });
    expect(canceled).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'requested_by_customer',
      amount_capturable: 0,
    });
    const forgotten = await hold();
    sim.admin.advance(7 * 24 * 60 * 60 * 1000 + 1_000);
    expect(await stripe.paymentIntents.retrieve(forgotten.id)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'automatic',
    });
    expect(charged()).toEqual([]);
  });

  it('can not cancel what is paid', async () => {
    const paid = await stripe.paymentIntents.create(paidBy('pm_card_visa'));
    expect(await refusalOf(stripe.paymentIntents.cancel(paid.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });
});
