import {
  cancelPayment,
  capturePayment,
  confirmPayment,
  createPayment,
  PaymentError,
  refundPayment,
  removeMethod,
  saveMethod,
  type CreatePayment,
  type Payment,
  type PaymentMethod,
} from '@payments/domain';
import { sampleClaim, valueOf } from '@payments/domain/testing';
import { FAULT_KINDS, type FaultKind } from '@payments/stripe-simulator';
import { BY_ADMIN, BY_USER, moved, stripeWorld, USER, type StripeWorld } from '../test/stripe-world.ts';

/** Long enough for an answer on two busy cores, short enough to be waited for ninety times. */
const TIMEOUT_MS = 400;
/** Longer than the adapter waits: the effect comes when nobody listens any more. */
const SLOW_MS = 600;
const REFUSED_MS = 100;
/** What "within seconds" is, by the service's clock, with its own pauses between two looks. */
const LOOKS = [16_000, 16_000, 31_000];

let world: StripeWorld;
beforeEach(async () => {
  world = await stripeWorld({ stripe: { timeoutMs: TIMEOUT_MS }, webhooks: false });
});
afterEach(() => world.close());

async function create(request: Partial<CreatePayment> = {}): Promise<Payment> {
  const wanted = {
    userId: USER,
    createdBy: `user:${USER}`,
    money: { minor: 1999n, currency: 'USD' as const },
    ...request,
  };
  return valueOf(await createPayment(world.deps, wanted, { cause: BY_USER, claim: sampleClaim(world.deps.now()) }))
    .payment;
}

async function save(): Promise<PaymentMethod> {
  const request = { userId: USER, token: await world.card(), provider: 'stripe', makeDefault: false };
  return valueOf(await saveMethod(world.deps, request, { cause: BY_USER }));
}

async function meets(on: string, kind: FaultKind): Promise<void> {
  world.sim.faults.add({ on, kind, ms: kind === 'slow' ? SLOW_MS : REFUSED_MS });
  await world.sim.settled();
  // Idle connections of the adapter hear of a door that was closed.
  if (kind === 'refused') await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The worker alone: no client, no webhook. */
async function heal(kind: FaultKind): Promise<void> {
  const settledMs = kind === 'slow' ? SLOW_MS - TIMEOUT_MS + 50 : kind === 'refused' ? REFUSED_MS + 20 : 0;
  await new Promise((resolve) => setTimeout(resolve, settledMs));
  for (const ms of LOOKS) await world.recover(ms);
}

/** What Stripe did is what the service says, and nobody paid twice. */
async function agreement(id: Payment['id']): Promise<Payment> {
  const payment = await world.payment(id);
  const { charges, refunds } = moved(world.sim, id);
  const sum = (amounts: readonly number[]) => BigInt(amounts.reduce((total, amount) => total + amount, 0));
  expect(charges.length).toBeLessThanOrEqual(1);
  expect(payment.amountCaptured).toBe(sum(charges));
  expect(payment.amountRefunded).toBe(sum(refunds));
  expect(payment.amountReserved).toBe(0n);
  expect(payment.operation).toBeNull();
  expect(payment.needsAttention).toBeNull();
  expect(payment.status).not.toBe('pending');
  return payment;
}

/** Refused for certain on its first request: what a payer hears at once, and may try again. */
const REFUSED: readonly FaultKind[] = ['401', '429', 'refused'];

describe.each(FAULT_KINDS)('%s', (kind) => {
  it('at create: one charge, or certainly none', async () => {
    await meets('POST /v1/payment_intents', kind);
    const first = await create({ method: 'pm_card_visa' });
    await heal(kind);
    const payment = await agreement(first.id);
    expect(payment.status).toBe(REFUSED.includes(kind) ? 'failed' : 'succeeded');
    if (REFUSED.includes(kind)) expect(payment.failure?.code).toBe('provider_unavailable');
  });

  it('at confirm: one charge, or certainly none', async () => {
    const waiting = await create();
    await meets('POST /v1/payment_intents/:id/confirm', kind);
    await confirmPayment(world.deps, { id: waiting.id, method: 'pm_card_visa' }, { cause: BY_USER });
    await heal(kind);
    const payment = await agreement(waiting.id);
    expect(payment.status).toBe(REFUSED.includes(kind) ? 'failed' : 'succeeded');
  });

  it('at capture: taken once', async () => {
    const held = await create({ method: 'pm_card_visa', captureMethod: 'manual' });
    await meets('POST /v1/payment_intents/:id/capture', kind);
    const asked = capturePayment(world.deps, held.id, 1200n, { cause: BY_ADMIN });
    if (kind === '401') await expect(asked).rejects.toMatchObject({ code: 'invalid_state' });
    else await asked;
    await heal(kind);
    const payment = await agreement(held.id);
    // A refused login is a definite no: the money is still held, and the capture may be asked for again.
    expect([payment.status, payment.amountCaptured]).toEqual(
      kind === '401' ? ['authorized', 0n] : ['succeeded', 1200n],
    );
  });

  it('at cancel: the hold is let go, and nothing was taken', async () => {
    const held = await create({ method: 'pm_card_visa', captureMethod: 'manual' });
    await meets('POST /v1/payment_intents/:id/cancel', kind);
    await cancelPayment(world.deps, held.id, { cause: BY_USER });
    await heal(kind);
    const payment = await agreement(held.id);
    expect(payment.status).toBe('canceled');
    const intent = await world.ask(`payment_intents/${held.attempts[0]?.providerPaymentId}`);
    expect(intent).toMatchObject({ status: 'canceled', amount_received: 0 });
  });

  it('at refund: given back once, or certainly not', async () => {
    const paid = await create({ method: 'pm_card_visa' });
    await meets('POST /v1/refunds', kind);
    const claim = sampleClaim(world.deps.now());
    await refundPayment(world.deps, { id: paid.id, amount: 700n }, { cause: BY_ADMIN, claim });
    await heal(kind);
    const payment = await agreement(paid.id);
    expect(payment.amountRefunded).toBe(kind === '401' ? 0n : 700n);
    expect([...world.storage.refunds.values()]).toMatchObject([{ status: kind === '401' ? 'failed' : 'succeeded' }]);
  });

  it('at save: kept at both ends, or at none', async () => {
    await meets('POST /v1/payment_methods/:id/attach', kind);
    const token = await world.card().catch(() => 'pm_never_made');
    const request = { userId: USER, token, provider: 'stripe', makeDefault: false };
    await saveMethod(world.deps, request, { cause: BY_USER }).catch((error: unknown) => {
      if (!(error instanceof PaymentError)) throw error;
      // Where Stripe refuses our key nothing is wrong with the card.
      if (kind === '401') expect(error.code).toBe('provider_unavailable');
    });
    await heal(kind);
    const [method] = world.methods();
    const there = await world.ask(`payment_methods/${token}`);
    expect(method?.status ?? 'removed').toBe(typeof there['customer'] === 'string' ? 'active' : 'removed');
    if (kind !== 'refused') expect(method).toMatchObject({ status: 'active', reference: token });
  });

  it('at remove: gone at both ends', async () => {
    const saved = await save();
    await meets('POST /v1/payment_methods/:id/detach', kind);
    await removeMethod(world.deps, USER, saved.id, { cause: BY_USER });
    await heal(kind);
    expect(world.methods()).toMatchObject([{ status: 'removed' }]);
    expect(await world.ask(`payment_methods/${saved.reference}`)).toMatchObject({ customer: null });
  });
});

it('a save whose key keeps an error, though nothing was done, comes to its end all the same', async () => {
  world.sim.faults.add({ on: 'POST /v1/payment_methods/:id/attach', kind: 'error_before', kept: true });
  await expect(save()).rejects.toMatchObject({ code: 'provider_unavailable' });
  await heal('error_before');
  const [method] = world.methods();
  expect(method?.status).toBe('active');
  expect(typeof (await world.ask(`payment_methods/${method?.reference}`))['customer']).toBe('string');
});
