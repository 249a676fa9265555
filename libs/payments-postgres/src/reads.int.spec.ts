import { orderId, userId, type Payment } from '@payments/domain';
import { paid, sampleAttempt, samplePayment, testClock, uuidV7, WORKER } from '@payments/domain/testing';
import { openTestStorage, type TestStorage } from '../test/test-storage.ts';
import type { PaymentQuery, PaymentSort } from './payment-list.ts';
import { postgresReads, type PostgresReads } from './reads.ts';

const clock = testClock();
let opened: TestStorage;
let reads: PostgresReads;
const user = userId('u_reads');
const made: Payment[] = [];

beforeAll(async () => {
  opened = await openTestStorage(clock.now, () => uuidV7(clock.now()));
  reads = postgresReads(opened.context);
  for (let n = 0; n < 25; n++) {
    clock.advance(60_000);
    const provider = n % 5 === 0 ? 'rare' : 'simulated';
    const payment = samplePayment(clock.now(), {
      userId: n % 2 ? user : userId('u_other'),
      orderId: orderId(`order-${n}`),
      money: { minor: BigInt(100 + (n % 7)), currency: 'USD' },
      attempts: [sampleAttempt({ createdAt: clock.now(), provider })],
    });
    await opened.storage.insertOnce({ payment, claim: null, cause: WORKER });
    if (n % 3 === 0)
      await opened.storage.change(payment.id, (p) => ({ payment: paid(p, clock.now()) }), { cause: WORKER });
    if (n % 3 === 1) {
      const needsAttention = { code: 'unresolved' as const, since: clock.now() };
      await opened.storage.change(
        payment.id,
        (p) => ({ payment: { ...p, status: 'failed', holdsOrder: false, needsAttention } }),
        { cause: WORKER },
      );
    }
    made.push((await opened.storage.load(payment.id))!.payment);
  }
});
afterAll(() => opened.close());

/** All pages of a list; a page has at most four. */
async function all(query: Omit<PaymentQuery, 'limit'>): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null; ;) {
    const page = await reads.listPayments({ ...query, cursor, limit: 4 });
    ids.push(...page.payments.map(({ id }) => id));
    cursor = page.nextCursor;
    if (cursor === null) return ids;
  }
}
const idsOf = (payments: readonly Payment[]) => payments.map(({ id }) => id);
const newestFirst = (keep: (payment: Payment) => boolean) => idsOf(made.filter(keep).toReversed());

describe('lists', () => {
  it.each<readonly [string, Omit<PaymentQuery, 'limit'>, (p: Payment) => boolean]>([
    ['all', {}, () => true],
    ['of a user', { userId: user }, (p) => p.userId === user],
    ['by status', { statuses: ['failed'] }, (p) => p.status === 'failed'],
    ['by several statuses', { statuses: ['failed', 'succeeded'] }, (p) => p.status !== 'pending'],
    [
      'of a user by statuses',
      { userId: user, statuses: ['failed', 'pending'] },
      (p) => p.userId === user && p.status !== 'succeeded',
    ],
    ['by order', { orderId: 'order-7' }, (p) => p.orderId === 'order-7'],
    ['by provider', { provider: 'rare' }, (p) => p.attempts[0]?.provider === 'rare'],
    ['that need a person', { needsAttention: true }, (p) => p.needsAttention !== null],
    ['that need a person for a reason', { needsAttention: 'late_success' }, () => false],
  ])('pages through payments %s, newest first, each once', async (_, query, keep) => {
    expect(await all(query)).toEqual(newestFirst(keep));
  });

  it.each<PaymentSort>(['created_at', 'amount', '-amount'])('sorts by %s', async (sort) => {
    const byAmount = (a: Payment, b: Payment) => Number(a.money.minor - b.money.minor) || (a.id < b.id ? -1 : 1);
    const sorted = sort === 'created_at' ? made : made.toSorted(byAmount);
    expect(await all({ sort })).toEqual(idsOf(sort === '-amount' ? sorted.toReversed() : sorted));
  });

  it('keeps to a window of time, its end exclusive', async () => {
    const [from, to] = [made[5]!.createdAt, made[9]!.createdAt];
    expect(await all({ createdFrom: from, createdTo: to })).toEqual(idsOf(made.slice(5, 9).toReversed()));
  });

  it('finds a payment by its own id, its order’s, or its provider object’s', async () => {
    const payment = made[6]!;
    for (const q of [payment.id, 'order-6', payment.attempts[0]!.providerPaymentId!])
      expect(await all({ q })).toEqual([payment.id]);
    expect(await all({ q: 'nothing' })).toEqual([]);
  });

  it('counts only where it is asked to', async () => {
    expect((await reads.listPayments({ limit: 1 })).total).toBeNull();
    const page = await reads.listPayments({ limit: 1, statuses: ['failed'], includeTotal: true });
    expect(page.total).toBe(made.filter((p) => p.status === 'failed').length);
  });

  it.each(['', 'x', 'bnVsbA', Buffer.from('["payments -created_at","x",null]').toString('base64url')])(
    'A5 refuses the cursor %p',
    async (cursor) => {
      await expect(reads.listPayments({ limit: 1, cursor })).rejects.toMatchObject({
        code: 'validation_failed',
        details: { errors: [{ field: 'cursor' }] },
      });
    },
  );

  it('refuses the cursor of another order of the list', async () => {
    const { nextCursor } = await reads.listPayments({ limit: 1 });
    await expect(reads.listPayments({ limit: 1, sort: 'amount', cursor: nextCursor })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it.each([
    ['payments_user', `SELECT * FROM payments WHERE user_id = 'u' ORDER BY id DESC NULLS LAST LIMIT 20`],
    ['payments_pkey', `SELECT * FROM payments WHERE id < gen_random_uuid() ORDER BY id DESC LIMIT 20`],
    ['payments_status', `SELECT * FROM payments WHERE status IN ('failed') ORDER BY id DESC NULLS LAST LIMIT 20`],
    ['payments_amount', `SELECT * FROM payments ORDER BY amount DESC, id DESC LIMIT 20`],
    ['payments_order', `SELECT * FROM payments WHERE order_id = 'o' ORDER BY id DESC LIMIT 20`],
    ['payments_attention', `SELECT * FROM payments WHERE attention_code IS NOT NULL ORDER BY id DESC LIMIT 20`],
    ['payments_due', `SELECT id FROM payments WHERE advance_at <= now() ORDER BY advance_at LIMIT 20`],
    ['audit_entries_actor', `SELECT * FROM audit_entries WHERE actor_id = 'a' ORDER BY id DESC NULLS LAST LIMIT 20`],
    ['audit_entries_id', `SELECT * FROM audit_entries ORDER BY id DESC LIMIT 20`],
    ['webhook_inbox_stuck', `SELECT * FROM webhook_inbox WHERE status IN ('dead') ORDER BY id DESC LIMIT 20`],
    ['outbox_unpumped', `SELECT * FROM outbox WHERE NOT pumped ORDER BY id LIMIT 20`],
  ])('%s serves its list without a sort of everything', async (index, text) => {
    const client = await opened.database.pool.connect();
    await client.query(
      'BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off',
    );
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`);
    await client.query('ROLLBACK');
    client.release();
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });
});

describe('the audit', () => {
  it('gives a payment’s entries, oldest first, with the refused tries about it', async () => {
    const payment = made[3]!;
    const refused = {
      action: 'refund.refused',
      from: null,
      to: null,
      amount: null,
      currency: null,
      outcome: 'forbidden',
      reason: null,
    };
    await opened.storage.recordRefusal({ actor: { type: 'user', id: 'nosy' }, requestId: 'r' }, refused, payment.id);
    const actions = (await reads.auditOf(payment.id)).map(({ action }) => action);
    expect(actions).toEqual(['payment.created', 'payment.succeeded', 'refund.refused']);
    const page = await reads.auditPage({ paymentId: payment.id, limit: 10 });
    expect(page.entries.map(({ action }) => action).toSorted()).toEqual(actions.toSorted());
    expect((await reads.auditPage({ actorId: 'nosy', limit: 10 })).entries).toHaveLength(1);
  });

  it('pages newest first and streams oldest first, the same entries', async () => {
    const query = { action: 'payment.failed', from: made[0]!.createdAt, to: new Date(clock.now().getTime() + 1) };
    const paged: string[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await reads.auditPage({ ...query, cursor, limit: 3 });
      paged.push(...page.entries.map(({ id }) => id));
      if ((cursor = page.nextCursor) === null) break;
    }
    const streamed: string[] = [];
    for await (const entry of reads.auditStream(query)) streamed.push(entry.id);
    expect(streamed).toHaveLength(made.filter((p) => p.status === 'failed').length);
    expect(paged).toEqual(streamed.toReversed());
  });
});

it('a paid deposit is what came in, less what went back', async () => {
  const payment = samplePayment(clock.now(), { purpose: 'deposit', userId: user });
  await opened.storage.insertOnce({ payment, claim: null, cause: WORKER });
  expect(await reads.heldDeposit(user, payment.orderId!)).toEqual({ paymentId: payment.id, paid: null });
  await opened.storage.change(payment.id, (p) => ({ payment: { ...paid(p, clock.now()), amountRefunded: 99n } }), {
    cause: WORKER,
  });
  expect(await reads.heldDeposit(user, payment.orderId!)).toEqual({
    paymentId: payment.id,
    paid: { minor: 1900n, currency: payment.money.currency },
  });
});
