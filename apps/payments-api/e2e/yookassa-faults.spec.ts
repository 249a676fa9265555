import type { FaultKind, Route } from '@payments/yookassa-simulator';
import { eventually, type Answer, type Json } from './running-service.ts';
import { openYookassaShop } from './shop.ts';

const TIMEOUT_MS = 700;
/** Longer than that: the effect comes when nobody listens any more. */
const SLOW_MS = 1_000;
const FAULTS: readonly FaultKind[] = [
  'timeout_before',
  'timeout_after',
  '500_before',
  '500_after',
  '202_after',
  'html_after',
  'reset_after',
  'cut_body',
  'slow',
  '429',
];

interface Step {
  readonly on: Route;
  readonly prepare: object | null;
  readonly act: (payment: Json) => Promise<Answer>;
  /** How it stands at the end, as YooKassa has it. */
  readonly end: string;
}

let shop: Awaited<ReturnType<typeof openYookassaShop>>;

const STEPS: Readonly<Record<string, Step>> = {
  create: {
    on: 'POST /payments',
    prepare: null,
    act: () => shop.create({ amount: 100_000, currency: 'RUB' }),
    end: 'processing',
  },
  capture: {
    on: 'POST /payments/:id/capture',
    prepare: { capture_method: 'manual' },
    act: ({ id }) => shop.admin(`/api/payments/${id}/capture`, { amount: 60_000 }),
    end: 'succeeded',
  },
  cancel: {
    on: 'POST /payments/:id/cancel',
    prepare: { capture_method: 'manual' },
    act: ({ id }) => shop.call(`/api/payments/${id}/cancel`, { body: {} }),
    end: 'canceled',
  },
  refund: {
    on: 'POST /refunds',
    prepare: {},
    act: ({ id }) => shop.admin(`/api/payments/${id}/refunds`, { amount: 30_000 }),
    end: 'partially_refunded',
  },
};

beforeAll(async () => {
  shop = await openYookassaShop({
    PROVIDER_TIMEOUT_MS: String(TIMEOUT_MS),
    PROVIDER_MAX_RETRIES: '0',
    RECOVERY_AFTER_MS: '1000',
  });
});
afterAll(() => shop.close());

/** A payment that the payer has paid, so that the step has something to act on. */
async function prepare({ prepare: body, end }: Step): Promise<Json | null> {
  if (body === null) return null;
  const { json } = await shop.create({ amount: 100_000, currency: 'RUB', ...body });
  shop.yookassa.pay(json.provider_payment_id);
  return shop.becomes(json.id, end === 'partially_refunded' ? 'succeeded' : 'authorized');
}

describe.each(FAULTS)('YooKassa answers with %s', (kind) => {
  it('once at each step, and the service ends as the ledger stands, by itself', async () => {
    const steps = Object.entries(STEPS);
    const prepared = await Promise.all(steps.map(([, step]) => prepare(step)));
    // From here on no notification helps.
    shop.yookassa.notifications.settings.off = true;
    for (const { on } of Object.values(STEPS)) shop.yookassa.faults.add({ on, kind, ms: SLOW_MS });
    const answers = await Promise.all(steps.map(([, { act }], n) => act(prepared[n] as Json)));
    expect(shop.yookassa.faults.pending).toEqual([]);

    await Promise.all(
      steps.map(async ([name, { end }], n) => {
        const id = (prepared[n] ?? answers[n]?.json)?.id ?? '';
        const expected = kind === '429' && name === 'create' ? 'failed' : end;
        const payment = await shop.becomes(id, expected).catch((error: Error) => {
          throw new Error(`${name}: ${error.message}`);
        });
        const charges = shop.yookassa.ledger.charges('payment_id', id).map(({ amount }) => amount);
        const refunds = shop.yookassa.ledger.refunds('payment_id', id).map(({ amount }) => amount);
        const roubles = (minor: number) => (minor === 0 ? [] : [(minor / 100).toFixed(2)]);
        expect({ name, charges, refunds }).toEqual({
          name,
          charges: roubles(payment.amount_captured),
          refunds: roubles(payment.amount_refunded),
        });
        expect(payment.needs_attention).toBeNull();
      }),
    );
    shop.yookassa.notifications.settings.off = false;

    const created = answers[0]?.json.id ?? '';
    const objects = shop.yookassa.payments().filter(({ metadata }) => metadata['payment_id'] === created);
    expect(objects).toHaveLength(kind === '429' ? 0 : 1);
    if (kind === '429') return;
    shop.yookassa.pay(objects[0]?.id ?? '');
    await shop.becomes(created, 'succeeded');
    await eventually('one charge', () =>
      Promise.resolve(shop.yookassa.ledger.charges('payment_id', created).length === 1),
    );
  }, 40_000);
});
