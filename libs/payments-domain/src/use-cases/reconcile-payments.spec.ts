import { WORKER } from '../testing/samples.ts';
import { simulatedProvider } from '../testing/simulated-provider.ts';
import { testWorld, type TestWorld } from '../testing/world.ts';
import { reconcilePayments, type ReconciliationReport } from './reconcile-payments.ts';

const DAY_MS = 86_400_000;

interface Found {
  readonly report: ReconciliationReport;
  readonly orphans: readonly string[];
  readonly known: readonly string[];
}

async function reconcile(world: TestWorld, readsRefunds = true): Promise<Found> {
  const now = world.deps.now().getTime();
  const orphans: string[] = [];
  const known: string[] = [];
  const report = await reconcilePayments(world.deps, {
    provider: 'simulated',
    from: new Date(now - DAY_MS),
    to: new Date(now + DAY_MS),
    readsRefunds,
    ours: [...world.storage.payments.values()],
    onOrphan: ({ providerPaymentId }) => Promise.resolve(void orphans.push(providerPaymentId)),
    onKnown: ({ providerPaymentId }) => Promise.resolve(void known.push(providerPaymentId)),
  });
  return { report, orphans, known };
}

const objectOf = (world: TestWorld): string => [...world.provider.objects.keys()].at(-1) ?? '';

describe('reconciliation', () => {
  it('finds nothing where both sides tell the same', async () => {
    const world = testWorld();
    await world.create({ method: 'ok' });
    await world.create({ method: 'declined' });
    await world.create({ method: 'ok', captureMethod: 'manual' });
    await world.create();
    const { report, known } = await reconcile(world);
    expect(report).toEqual({ compared: 4, differences: [], foreign: 0 });
    expect(known).toHaveLength(4);
  });

  it('S1 repairs what the provider knows better, and the audit names the reconciler', async () => {
    const world = testWorld();
    const waiting = await world.create();
    world.provider.payer.pays(objectOf(world));
    const { report } = await reconcile(world);
    expect(report.differences).toMatchObject([
      { kind: 'differs', paymentId: waiting.id, here: 'processing 0', there: 'succeeded 100', repaired: true },
    ]);
    expect((await world.payment(waiting.id)).status).toBe('succeeded');
    expect(world.storage.entries.at(-1)?.actor).toEqual({ type: 'worker', id: 'reconciler' });
  });

  it('S1 reads what went back where the list does not tell it, and says so where that can’t be read', async () => {
    const world = testWorld();
    const { list } = world.provider;
    world.provider.list = async function* (from, to) {
      for await (const object of list(from, to)) yield { ...object, refunds: null };
    };
    const payment = await world.create({ method: 'ok' });
    await world.create();
    world.provider.payer.refundsInDashboard(payment.attempts[0]?.providerPaymentId ?? '', 40n);
    expect((await reconcile(world, false)).report.differences).toEqual([]);
    world.provider.faults.next('fetch', 'timeout_before');
    expect((await reconcile(world)).report.differences).toMatchObject([
      { kind: 'differs', here: 'succeeded 100', there: 'not read: unknown', repaired: false },
    ]);
    expect((await reconcile(world)).report.differences).toMatchObject([{ kind: 'differs', repaired: true }]);
    expect((await world.payment(payment.id)).amountRefunded).toBe(40n);
  });

  it('takes in a refund from the dashboard', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    world.provider.payer.refundsInDashboard(objectOf(world), 40n);
    expect((await reconcile(world)).report.differences).toMatchObject([{ kind: 'differs', repaired: true }]);
    expect((await world.payment(payment.id)).amountRefunded).toBe(40n);
  });

  it('S7 a charge that no payment here accounts for is an orphan, another system’s unpaid object is not', async () => {
    const world = testWorld();
    const other = testWorld();
    await other.create({ method: 'ok' });
    await other.create();
    const objects = world.provider.objects as Map<string, unknown>;
    for (const [id, object] of other.provider.objects)
      objects.set(`foreign-${id}`, { ...object, id: `foreign-${id}`, paymentId: null });
    const { report, orphans } = await reconcile(world);
    expect(orphans).toHaveLength(1);
    expect(report).toMatchObject({
      compared: 2,
      foreign: 1,
      differences: [{ kind: 'only_there', here: null, there: 'succeeded', repaired: false }],
    });
  });

  it('an object that names a payment which is not here is an orphan, paid or not', async () => {
    const world = testWorld();
    const other = testWorld();
    await other.create();
    const objects = world.provider.objects as Map<string, unknown>;
    for (const [id, object] of other.provider.objects) objects.set(`lost-${id}`, { ...object, id: `lost-${id}` });
    expect((await reconcile(world)).orphans).toHaveLength(1);
  });

  it('finds the object of a payment whose answer was lost, by our id in it', async () => {
    const world = testWorld();
    world.provider.faults.next('submit', 'timeout_after');
    const payment = await world.create({ method: 'ok' });
    expect(payment.status).toBe('pending');
    expect((await reconcile(world)).report.differences).toMatchObject([
      { kind: 'differs', paymentId: payment.id, repaired: true },
    ]);
    expect((await world.payment(payment.id)).status).toBe('succeeded');
  });

  it('reports what only we know, and what can not be read, and repairs nothing by guessing', async () => {
    const world = testWorld();
    const payment = await world.create({ method: 'ok' });
    (world.provider.objects as Map<string, unknown>).clear();
    const gone = await reconcile(world);
    expect(gone.report.differences).toMatchObject([
      { kind: 'only_here', paymentId: payment.id, there: null, repaired: false },
    ]);
    world.provider.faults.always('fetch', 'timeout_before');
    const unread = await reconcile(world);
    expect(unread.report.differences).toMatchObject([{ kind: 'only_here', there: 'not read: unknown' }]);
    expect((await world.payment(payment.id)).status).toBe('succeeded');
  });

  it('an object from outside the window is read by its id', async () => {
    const world = testWorld();
    await world.create({ method: 'ok' });
    world.advanceClock(2 * DAY_MS);
    expect((await reconcile(world)).report).toEqual({ compared: 1, differences: [], foreign: 0 });
  });

  it('what the corridor can not repair is left, and told', async () => {
    const world = testWorld();
    world.provider.faults.next('submit', 'wrong_amount');
    await world.create({ method: 'ok' });
    const { report } = await reconcile(world);
    expect(report.differences).toMatchObject([{ kind: 'differs', repaired: false }]);
  });

  it('a duplicate’s money is no difference: its refund goes its own way', async () => {
    const world = testWorld({
      providers: [(now) => simulatedProvider({ now }), (now) => simulatedProvider({ now, name: 'second' })],
    });
    const payment = await world.create({ method: 'ok' });
    const attempt = payment.attempts[0];
    if (!attempt) throw new Error('no attempt');
    const second = { ...attempt, number: 2, provider: 'second', providerPaymentId: 'other' };
    await world.storage.change(
      payment.id,
      (current) => ({ payment: { ...current, attempts: [attempt, second], paidAttempt: 2 } }),
      { cause: WORKER },
    );
    expect((await reconcile(world)).report.differences).toEqual([]);
  });

  it('W13 a known object that shows another amount is a difference', async () => {
    const world = testWorld();
    await world.create({ method: 'ok' });
    const id = objectOf(world);
    const objects = world.provider.objects as Map<string, unknown>;
    objects.set(id, { ...world.provider.objects.get(id), amount: 101n });
    expect((await reconcile(world)).report.differences).toMatchObject([{ kind: 'differs', repaired: false }]);
  });

  it('a list without refunds says nothing about them', async () => {
    const world = testWorld();
    await world.create({ method: 'ok' });
    const { list } = world.provider;
    world.provider.list = async function* (from, to) {
      for await (const object of list(from, to)) yield { ...object, refunds: null };
    };
    expect((await reconcile(world)).report.differences).toEqual([]);
  });

  it('a paid payment whose object says otherwise is a difference', async () => {
    const world = testWorld();
    await world.create({ method: 'ok' });
    const id = objectOf(world);
    const objects = world.provider.objects as Map<string, unknown>;
    objects.set(id, { ...world.provider.objects.get(id), status: 'canceled', open: false, amountCaptured: 0n });
    expect((await reconcile(world)).report.differences).toMatchObject([
      { kind: 'differs', there: 'canceled 0', repaired: false },
    ]);
  });
});
