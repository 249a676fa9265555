import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  advancePayment,
  cancelPayment,
  capturePayment,
  confirmPayment,
  createPayment,
  recoverPayments,
  refundPayment,
  retryPayment,
  userId,
  type CreatePayment,
  type Deps,
  type Outcome,
} from '@payments/domain';
import { countedIds, inMemoryStorage, testClock, type TestClock } from '@payments/domain/testing';
import { mockProvider, readMockLedger, THINKS_MS, type MockProvider } from './index.ts';

const options = { cause: { actor: { type: 'user', id: 'u_1' }, requestId: null } } as const;
const HOUR_MS = 3_600_000;

let dataDir: string;
let mock: MockProvider;
let clock: TestClock;
let deps: Deps;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'mock-life-'));
  clock = testClock();
  mock = mockProvider({ dataDir, now: clock.now, publicUrl: 'http://localhost:3000' });
  const newId = countedIds(clock.now);
  deps = {
    storage: inMemoryStorage({ now: clock.now, newId }),
    provider: () => mock,
    fraud: null,
    policy: {
      routes: { '*': ['mock'] },
      submitWindowMs: 15 * 60_000,
      recoveryAfterMs: 15_000,
      reconcileAfterMs: 60_000,
      expireAfterMs: 24 * HOUR_MS,
      refundWindowMs: 180 * 24 * HOUR_MS,
      keyTtlMs: 24 * HOUR_MS,
      sending: true,
      lateSuccess: 'alert',
    },
    now: clock.now,
    newId,
    random: () => 0.5,
  };
});
afterEach(() => {
  mock.close();
  rmSync(dataDir, { recursive: true });
});

function fresh<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'fresh') throw new Error(`the outcome was ${outcome.kind}`);
  return outcome.value;
}

async function create(method: string | null, change: Partial<CreatePayment> = {}) {
  const request = {
    userId: userId('u_1'),
    createdBy: 'user:u_1',
    money: { minor: 1999n, currency: 'USD' },
    method,
  } as const;
  return fresh(await createPayment(deps, { ...request, ...change }, options)).payment;
}

const recover = async () => {
  clock.advance(60_000);
  expect((await recoverPayments(deps, { worker: 'w1' })).failed).toEqual([]);
};
const load = async (id: Awaited<ReturnType<typeof create>>['id']) => {
  const snapshot = await deps.storage.load(id);
  if (!snapshot) throw new Error('it is stored');
  return snapshot;
};
const charges = (id: Awaited<ReturnType<typeof create>>['id']) => readMockLedger(dataDir).charges(id);

describe('a payment at the mock, through the whole core', () => {
  it('is taken at once without a method', async () => {
    const payment = await create(null);
    expect(payment).toMatchObject({ status: 'succeeded', amountCaptured: 1999n, paymentMethod: { last4: '4242' } });
    expect(charges(payment.id)).toHaveLength(1);
  });

  it.each([null, 'pm_card_visa', 'mock_success'])(
    'C10 retried after a decline with %s it is paid once',
    async (method) => {
      const payment = await create('mock_declined');
      expect(payment).toMatchObject({ status: 'failed', failure: { code: 'card_declined' } });
      const after = fresh(await retryPayment(deps, { id: payment.id, method }, options)).payment;
      expect(after).toMatchObject({ status: 'succeeded', failure: null });
      expect(after.attempts.map(({ outcome, open }) => [outcome, open])).toEqual([
        [expect.stringMatching(/failed|canceled/), false],
        ['succeeded', false],
      ]);
      expect(charges(payment.id)).toHaveLength(1);
    },
  );

  it('goes on with the declined object where it is told to', async () => {
    mock.close();
    mock = mockProvider({ dataDir, now: clock.now, publicUrl: 'http://localhost:3000', reconfirms: true });
    const payment = await create('mock_insufficient_funds');
    const after = fresh(await retryPayment(deps, { id: payment.id, method: 'mock_success' }, options)).payment;
    expect(after.status).toBe('succeeded');
    expect(readMockLedger(dataDir).objects.get(payment.id)).toBe(1);
  });

  it('C3 waits for its payer, asks the provider when confirmed with nothing, and pays when a method is brought', async () => {
    const payment = await create('mock_requires_action');
    expect(payment).toMatchObject({ status: 'processing', nextAction: { type: 'redirect' } });
    expect(fresh(await confirmPayment(deps, { id: payment.id }, options)).payment.status).toBe('processing');
    const after = fresh(await confirmPayment(deps, { id: payment.id, method: 'mock_success' }, options)).payment;
    expect(after).toMatchObject({ status: 'succeeded', nextAction: null });
    expect(charges(payment.id)).toHaveLength(1);
  });

  it('K1 50 confirms at once are one charge', async () => {
    const { id } = await create('mock_requires_action');
    await Promise.all(Array.from({ length: 50 }, () => confirmPayment(deps, { id, method: 'mock_success' }, options)));
    expect((await load(id)).payment.status).toBe('succeeded');
    expect(charges(id)).toHaveLength(1);
  });

  it.each(['mock_timeout', 'mock_timeout_before', 'mock_error'])(
    '%s is found out by itself, and charged once',
    async (method) => {
      const payment = await create(method);
      expect(payment.status).toBe('pending');
      await recover();
      expect((await load(payment.id)).payment.status).toBe('succeeded');
      expect(charges(payment.id)).toHaveLength(1);
    },
  );

  it('mock_unavailable fails, because it is certain that nothing was charged', async () => {
    const payment = await create('mock_unavailable');
    expect(payment).toMatchObject({ status: 'failed', failure: { code: 'provider_unavailable' } });
    expect(charges(payment.id)).toEqual([]);
  });

  it('mock_pending is processing until somebody asks after it has thought', async () => {
    const payment = await create('mock_pending');
    expect(payment.status).toBe('processing');
    clock.advance(THINKS_MS);
    expect((await advancePayment(deps, payment.id, options.cause, { read: true })).payment.status).toBe('succeeded');
  });

  it('is held, captured in part, and the capture that was lost is finished', async () => {
    const held = await create('pm_card_visa', { captureMethod: 'manual' });
    expect(held.status).toBe('authorized');
    const part = fresh(await capturePayment(deps, held.id, 1000n, options)).payment;
    expect(part).toMatchObject({ status: 'succeeded', amountCaptured: 1000n });

    const lost = await create('mock_timeout', { captureMethod: 'manual' });
    await recover();
    const doubt = fresh(await capturePayment(deps, lost.id, 700n, options)).payment;
    expect(doubt.status).toBe('authorized');
    await recover();
    expect((await load(lost.id)).payment).toMatchObject({ status: 'succeeded', amountCaptured: 700n });
    expect(charges(lost.id)).toMatchObject([{ amount: 700n }]);
  });

  it('is canceled before capture, and no money moves', async () => {
    for (const [method, captureMethod] of [
      ['mock_requires_action', 'automatic'],
      ['mock_pending', 'automatic'],
      [null, 'manual'],
    ] as const) {
      const { id } = await create(method, { captureMethod });
      expect(fresh(await cancelPayment(deps, id, options)).payment.status).toBe('canceled');
      expect(charges(id)).toEqual([]);
    }
  });

  it('is refunded in parts; pending ones end later, one that fails frees its amount', async () => {
    const pending = await create('mock_pending_refund');
    const failing = await create('mock_refund_fail');
    for (const { id } of [pending, failing]) {
      const { refund, payment } = fresh(await refundPayment(deps, { id, amount: 1500n }, options));
      expect([refund.status, payment.amountReserved]).toEqual(['pending', 1500n]);
    }
    await recover();
    await recover();
    expect((await load(pending.id)).payment).toMatchObject({ status: 'partially_refunded', amountRefunded: 1500n });
    expect((await load(failing.id)).payment).toMatchObject({ status: 'succeeded', amountReserved: 0n });
    expect(charges(failing.id)).toMatchObject([{ refunded: 0n }]);
  });

  it('takes in a refund that somebody made in the dashboard', async () => {
    const payment = await create(null);
    mock.dashboardRefund(payment.attempts[0]?.providerPaymentId ?? '', 999n);
    const { payment: after, refunds } = await advancePayment(deps, payment.id, options.cause, { read: true });
    expect(after).toMatchObject({ status: 'partially_refunded', amountRefunded: 999n });
    expect(refunds).toMatchObject([{ origin: 'dashboard', status: 'succeeded' }]);
  });
});
