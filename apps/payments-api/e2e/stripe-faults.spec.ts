import type { FaultKind } from '@payments/stripe-simulator';
import type { Answer, Json } from './running-service.ts';
import { openStripeShop } from './shop.ts';

/** Shorter than a simulated silence, so that the service gives up on it. */
const TIMEOUT_MS = 700;
/** Longer than that: the effect comes when nobody listens any more. */
const SLOW_MS = 1_000;
const FAULTS: readonly FaultKind[] = [
  'timeout_before',
  'timeout_after',
  'reset_before',
  'reset_after',
  'error_before',
  'error_after',
  'cut_body',
  'slow',
  '429',
];

/** What meets the fault: a payment is prepared first, so that no step's fault hits another step's request. */
interface Step {
  readonly on: string;
  readonly prepare: object | null;
  readonly act: (payment: Json) => Promise<Answer>;
}

let shop: Awaited<ReturnType<typeof openStripeShop>>;

const STEPS: Readonly<Record<string, Step>> = {
  create: {
    on: 'POST /v1/payment_intents',
    prepare: null,
    act: () => shop.create({ payment_method: 'pm_card_visa' }),
  },
  confirm: {
    on: 'POST /v1/payment_intents/:id/confirm',
    prepare: {},
    act: ({ id }) => shop.call(`/api/payments/${id}/confirm`, { body: { payment_method: 'pm_card_visa' } }),
  },
  capture: {
    on: 'POST /v1/payment_intents/:id/capture',
    prepare: { payment_method: 'pm_card_visa', capture_method: 'manual' },
    act: ({ id }) => shop.admin(`/api/payments/${id}/capture`, { amount: 1500 }),
  },
  cancel: {
    on: 'POST /v1/payment_intents/:id/cancel',
    prepare: { payment_method: 'pm_card_visa', capture_method: 'manual' },
    act: ({ id }) => shop.call(`/api/payments/${id}/cancel`, { body: {} }),
  },
  refund: {
    on: 'POST /v1/refunds',
    prepare: { payment_method: 'pm_card_visa' },
    act: ({ id }) => shop.admin(`/api/payments/${id}/refunds`, { amount: 700 }),
  },
};

/** Ends that need nobody, by step; a 429 on the first request of a charge is a certain no, and its end. */
const ENDS: Readonly<Record<string, string>> = {
  create: 'succeeded',
  confirm: 'succeeded',
  capture: 'succeeded',
  cancel: 'canceled',
  refund: 'partially_refunded',
};
const CERTAIN_NO: Readonly<Record<string, string>> = { create: 'failed', confirm: 'failed' };

/** No webhook, no second try inside a request: whoever heals this is the worker. */
beforeAll(async () => {
  shop = await openStripeShop(
    { PROVIDER_TIMEOUT_MS: String(TIMEOUT_MS), PROVIDER_MAX_RETRIES: '0', RECOVERY_AFTER_MS: '1000' },
    { webhooks: false },
  );
});
afterAll(() => shop.close());

/** The steps meet a fault side by side, each on its own route. */
describe.each(FAULTS)('Stripe answers with %s', (kind) => {
  it('once at each step, and the service ends as the ledger stands, by itself', async () => {
    const steps = Object.entries(STEPS);
    const prepared = await Promise.all(
      steps.map(async ([, { prepare }]) => (prepare === null ? null : (await shop.create(prepare)).json)),
    );
    for (const { on } of Object.values(STEPS)) shop.stripe.faults.add({ on, kind, ms: SLOW_MS });
    const answers = await Promise.all(steps.map(([, { act }], n) => act(prepared[n] as Json)));
    expect(shop.stripe.faults.waiting).toEqual([]);

    await Promise.all(
      steps.map(async ([step], n) => {
        const id = (prepared[n] ?? answers[n]?.json)?.id ?? '';
        const end = (kind === '429' ? CERTAIN_NO[step] : undefined) ?? ENDS[step] ?? '';
        const payment = await shop.becomes(id, end).catch((error: Error) => {
          throw new Error(`${step}: ${error.message}`);
        });
        const charges = shop.stripe.ledger.chargesFor('payment_id', id).map(({ amount }) => amount);
        const refunds = shop.stripe.ledger.refundsFor('payment_id', id).map(({ amount }) => amount);
        expect({ step, charges, refunds }).toEqual({
          step,
          charges: payment.amount_captured === 0 ? [] : [payment.amount_captured],
          refunds: payment.amount_refunded === 0 ? [] : [payment.amount_refunded],
        });
        expect(payment.needs_attention).toBeNull();
      }),
    );
  }, 40_000);
});

it('I12 a confirm without an answer is a 202, and its key goes on with it', async () => {
  const { json: waiting } = await shop.create({});
  shop.stripe.faults.add({ on: 'POST /v1/payment_intents/:id/confirm', kind: 'reset_after' });
  const confirm = () =>
    shop.call(`/api/payments/${waiting.id}/confirm`, { body: { payment_method: 'pm_card_visa' }, key: waiting.id });
  const unanswered = await confirm();
  expect([unanswered.status, unanswered.json.status]).toEqual([202, 'processing']);
  await shop.becomes(waiting.id, 'succeeded');
  const again = await confirm();
  expect([again.status, again.json.status]).toEqual([200, 'succeeded']);
  expect(shop.stripe.ledger.chargesFor('payment_id', waiting.id)).toHaveLength(1);
});

it('the money that a fault of each kind left behind is the money that it should have been', () => {
  const { charged, refunded } = shop.stripe.ledger.totals()['usd'] ?? { charged: 0, refunded: 0 };
  const healed = FAULTS.length - 1;
  // Created, confirmed, captured in part, and paid to be refunded in part: 429 stops the first two. And the one that is confirmed above.
  expect(charged).toBe(healed * (1999 + 1999) + FAULTS.length * (1500 + 1999) + 1999);
  expect(refunded).toBe(FAULTS.length * 700);
});
