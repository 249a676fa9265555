import {
  createPayment,
  refundPayment,
  retryPayment,
  advancePayment,
  userId,
  type Cause,
  type Deps,
  type PaymentId,
} from '@payments/domain';
import { simulatedProvider, TEST_POLICY, uuidV7, valueOf } from '@payments/domain/testing';
import { testDatabase, type TestDatabase } from '@payments/embedded-database/testing';
import fc from 'fast-check';
import { analyticsConsumer } from './analytics-consumer.ts';
import { readAnalytics, readBuckets } from './analytics-read.ts';
import type { Context } from './context.ts';
import { openDatabase, type Database } from './database.ts';
import { EnvelopeBox } from './envelope.ts';
import { migrate } from './migrate.ts';
import { pumpOutbox } from './outbox-pump.ts';
import { postgresStorage } from './postgres-storage.ts';

const ADMIN: Cause = { actor: { type: 'admin', id: 'a_1' }, requestId: null };
/** Central Europe turns its clocks at 01:00 UTC: on on March 29th, a day of 23 hours, and back on October 25th, one of 25. */
const SPRING = Date.parse('2026-03-28T20:00:00Z');
const AUTUMN = Date.parse('2026-10-24T20:00:00Z');
const ZONE = 'Europe/Berlin';
const CURRENCIES = ['EUR', 'USD', 'JPY'] as const;

let site: TestDatabase;
let database: Database;
beforeAll(async () => {
  site = await testDatabase({ template: 'payments', migrate });
  database = await openDatabase({ url: site.url });
});
afterAll(async () => {
  await database.close();
  await site.drop();
});

type Step = {
  readonly minutes: number;
  readonly do: 'ok' | 'declined' | 'manual' | 'retry' | 'refund' | 'refund_fails' | 'late' | 'pump';
  readonly pick: number;
  readonly amount: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  minutes: fc.integer({ min: 0, max: 40 }),
  do: fc.constantFrom('ok', 'ok', 'declined', 'manual', 'retry', 'refund', 'refund_fails', 'late', 'pump'),
  pick: fc.nat(),
  amount: fc.integer({ min: 1, max: 5_000 }),
});

let shops = 0;

/** One life of a small shop, which has a provider of its own; what its sums must be is then asked of the raw rows. */
async function live(name: string, steps: readonly Step[], start = AUTUMN): Promise<Context> {
  let clock = start;
  const now = (): Date => new Date(clock);
  const context: Context = {
    database,
    box: new EnvelopeBox([{ id: 'k1', key: new Uint8Array(32) }]),
    now,
    newId: () => uuidV7(now()),
  };
  const provider = simulatedProvider({ now, name });
  const deps: Deps = {
    storage: postgresStorage(context),
    provider: () => provider,
    fraud: null,
    policy: { ...TEST_POLICY, routes: { '*': [name] } },
    now,
    newId: context.newId,
    random: () => 0.5,
  };
  const made: PaymentId[] = [];
  const failing: string[] = [];
  const pump = () =>
    pumpOutbox(context, {
      consumers: [
        analyticsConsumer(() => {
          throw new Error('unreadable');
        }),
      ],
    });
  for (const { minutes, do: what, pick, amount } of steps) {
    clock += minutes * 60_000;
    const id = made[pick % Math.max(1, made.length)];
    const currency = CURRENCIES[pick % 3] ?? 'EUR';
    const create = (method: string, captureMethod: 'automatic' | 'manual' = 'automatic') =>
      createPayment(
        deps,
        {
          userId: userId('u_1'),
          createdBy: 'user:u_1',
          money: { minor: BigInt(amount), currency },
          method,
          captureMethod,
        },
        { cause: ADMIN },
      );
    if (what === 'pump') await pump();
    else if (what === 'ok' || what === 'declined') made.push(valueOf(await create(what)).payment.id);
    else if (what === 'manual') made.push(valueOf(await create('ok', 'manual')).payment.id);
    else if (id !== undefined) {
      const { payment } = (await deps.storage.load(id)) ?? { payment: null };
      const object = payment?.attempts.at(-1)?.providerPaymentId ?? '';
      if (what === 'retry')
        await retryPayment(deps, { id, method: pick % 2 ? 'ok' : 'declined' }, { cause: ADMIN }).catch(() => undefined);
      if (what === 'refund') {
        const outcome = await refundPayment(deps, { id, amount: BigInt(1 + (pick % amount)) }, { cause: ADMIN }).catch(
          () => null,
        );
        if (outcome?.kind === 'fresh' && outcome.value.refund.providerRefundId)
          failing.push(outcome.value.refund.providerRefundId);
      }
      if (what === 'late' && payment?.status === 'failed') provider.payer.pays(object);
      if (what === 'refund_fails') provider.payer.refundEnds(failing.pop() ?? '', 'failed');
      if (what === 'late' || what === 'refund_fails')
        for (const one of made) await advancePayment(deps, one, ADMIN, { read: true });
    }
  }
  while ((await pump()).events > 0);
  return context;
}

/** The same sums out of the raw rows, by SQL that knows nothing of buckets. */
const RAW = `
SELECT day AS by, currency, sum(payments)::int AS payments, sum(succeeded)::int AS succeeded, sum(failed)::int AS failed, sum(revenue)::bigint AS revenue, sum(refunded)::bigint AS refunded FROM (
  SELECT to_char(created_at AT TIME ZONE $1, 'YYYY-MM-DD') AS day, currency, 1 AS payments, 0 AS succeeded, (status = 'failed')::int AS failed, 0 AS revenue, 0 AS refunded FROM payments WHERE provider = $2
  UNION ALL SELECT to_char(succeeded_at AT TIME ZONE $1, 'YYYY-MM-DD'), currency, 0, 1, 0, amount_captured, 0 FROM payments WHERE provider = $2 AND succeeded_at IS NOT NULL
  UNION ALL SELECT to_char(created_at AT TIME ZONE $1, 'YYYY-MM-DD'), currency, 0, 0, 0, 0, amount FROM refunds WHERE provider = $2 AND status = 'succeeded' AND origin <> 'duplicate'
) raw GROUP BY 1, 2 ORDER BY 1, 2`;

describe('analytics', () => {
  it.each([
    ['on', SPRING],
    ['back', AUTUMN],
  ])('D11 equal the raw rows after a random history, also over the night when the clocks go %s', async (_, start) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const name = `shop-${(shops += 1)}`;
        const context = await live(name, steps, start);
        const query = {
          from: new Date(start - 86_400_000),
          to: new Date(start + 10 * 86_400_000),
          currency: null,
          provider: name,
          timeZone: ZONE,
        };
        const read = await readAnalytics(context, 'day', query);
        const { rows } = await database.pool.query<Record<string, unknown>>(RAW, [ZONE, name]);
        const raw = rows.map((row) => ({
          ...row,
          revenue: BigInt(String(row['revenue'])),
          refunded: BigInt(String(row['refunded'])),
        }));
        expect(read).toEqual(raw);
      }),
      { numRuns: 6, verbose: 1 },
    );
  });

  it.each([
    ['on', 23, '2026-03-28T23:00:00Z', ['2026-03-28', '2026-03-29', '2026-03-30']],
    ['back', 25, '2026-10-24T22:00:00Z', ['2026-10-24', '2026-10-25', '2026-10-26']],
  ])('D11 the day when the clocks go %s has %i hours', async (_, hours, midnight, days) => {
    const name = `shop of ${hours} hours`;
    const start = Date.parse(midnight) - 15 * 60_000;
    const saleAfter = (minutes: number): Step => ({ minutes, do: 'ok', pick: 0, amount: 100 });
    // A quarter of an hour before its first midnight and at it, and so at its last.
    const steps = [saleAfter(0), saleAfter(15), saleAfter(hours * 60 - 15), saleAfter(15)];
    const to = new Date(start + 3 * 86_400_000);
    const query = { from: new Date(start), to, currency: null, provider: name, timeZone: ZONE };
    const read = await readAnalytics(await live(name, steps, start), 'day', query);
    expect(read.map(({ by, payments }) => [by, payments])).toEqual(days.map((day, at) => [day, at === 1 ? 2 : 1]));
  });

  it('never add up different currencies, and obey their filters', async () => {
    const context = await live('one shop', [
      { minutes: 0, do: 'ok', pick: 0, amount: 100 },
      { minutes: 0, do: 'ok', pick: 1, amount: 200 },
      { minutes: 20, do: 'declined', pick: 3, amount: 300 },
    ]);
    const query = {
      from: new Date(AUTUMN),
      to: new Date(AUTUMN + 86_400_000),
      currency: null,
      provider: 'one shop',
      timeZone: 'UTC',
    };
    expect(
      (await readAnalytics(context, 'currency', query)).map((r) => [r.currency, r.revenue, r.payments, r.failed]),
    ).toEqual([
      ['EUR', 100n, 2, 1],
      ['USD', 200n, 1, 0],
    ]);
    expect(await readAnalytics(context, 'currency', { ...query, currency: 'USD', provider: 'other' })).toEqual([]);
    expect(await readAnalytics(context, 'failure', query)).toMatchObject([
      { by: 'declined', currency: 'EUR', failed: 1 },
    ]);
    expect(await readAnalytics(context, 'currency', { ...query, to: new Date(AUTUMN + 15 * 60_000) })).toMatchObject([
      { payments: 1, failed: 0 },
      {},
    ]);
    expect((await readBuckets(context)).length).toBeGreaterThan(2);
  });
});
