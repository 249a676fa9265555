import { paid, sampleAttempt, sampleClaim, samplePayment, testClock, uuidV7, WORKER } from '@payments/domain/testing';
import type { Payment } from '@payments/domain';
import { openTestStorage, type TestStorage } from '../test/test-storage.ts';
import { verifyAudit } from './audit-verify.ts';
import type { Queryer } from './database.ts';
import { postgresStorage } from './postgres-storage.ts';

const clock = testClock();
let opened: TestStorage;

beforeEach(async () => {
  opened = await openTestStorage(clock.now, () => uuidV7(clock.now()));
});
afterEach(() => opened.close());

const drafts = (count: number): Payment[] =>
  Array.from({ length: count }, (_, n) =>
    samplePayment(clock.now(), {
      customerEmail: `payer-${n}@example.org`,
      attempts: [sampleAttempt({ createdAt: clock.now(), providerPaymentId: null })],
    }),
  );
const create = (payment: Payment, claim = sampleClaim(clock.now())) =>
  opened.storage.insertOnce({ payment, claim, cause: WORKER });
const created = (amount: number) =>
  Promise.all(
    drafts(amount).map(async (draft) => {
      const outcome = await create(draft);
      if (outcome.kind !== 'inserted') throw new Error(outcome.kind);
      return outcome.snapshot.payment;
    }),
  );
const pay = (payment: Payment, claim: ReturnType<typeof sampleClaim>) =>
  opened.storage.change(payment.id, (p) => ({ payment: paid(p, clock.now()), raw: `raw of ${p.id}` }), {
    cause: WORKER,
    from: { payment, refunds: [] },
    settle: { ref: claim, answer: ({ payment: after }) => ({ status: 201, body: `${after.id} ${after.status}` }) },
  });
const count = async (table: string) => {
  const { rows } = await opened.database.pool.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${table}`);
  return rows[0]?.n;
};

describe('writes that share a statement', () => {
  it('each payment has its own row, key, answer, entries and events', async () => {
    const made = await Promise.all(
      drafts(100).map(async (draft) => {
        const claim = sampleClaim(clock.now());
        const outcome = await create(draft, claim);
        if (outcome.kind !== 'inserted') throw new Error(outcome.kind);
        const after = await pay(outcome.snapshot.payment, claim);
        return { claim, draft, after: after.kind === 'done' ? after.snapshot.payment : null };
      }),
    );
    for (const { claim, draft, after } of made) {
      const loaded = await opened.storage.load(draft.id);
      expect(loaded?.payment).toEqual(after);
      expect(loaded?.payment).toMatchObject({ customerEmail: draft.customerEmail, status: 'succeeded', version: 2 });
      const key = await opened.storage.findKey(claim);
      expect(key).toMatchObject({ subject: draft.id, answer: { status: 201, body: `${draft.id} succeeded` } });
    }
    expect(await count('payments')).toBe(100);
    expect([await count('audit_entries'), await count('outbox'), await count('seal_due')]).toEqual([200, 200, 200]);
    expect(await verifyAudit({ url: opened.url, files: [] })).toMatchObject({ entries: 200, chains: 100, fault: null });
  });

  it('I7 C15 duplicates among strangers: one of each, and no stranger is disturbed', async () => {
    const claim = sampleClaim(clock.now());
    const [first] = drafts(1);
    const sameKey = drafts(10).map((draft) => create(draft, claim));
    const strangers = drafts(20).map((draft) => create(draft));
    const sameOrder = drafts(10).map((draft) =>
      create({ ...draft, userId: first!.userId, orderId: first!.orderId }, sampleClaim(clock.now())),
    );
    const kinds = async (outcomes: readonly ReturnType<typeof create>[]) =>
      (await Promise.all(outcomes)).map(({ kind }) => kind).toSorted();
    expect(await kinds(sameKey)).toEqual(['inserted', ...Array.from({ length: 9 }, () => 'key')]);
    expect(await kinds(strangers)).toEqual(Array.from({ length: 20 }, () => 'inserted'));
    expect(await kinds(sameOrder)).toEqual(['inserted', ...Array.from({ length: 9 }, () => 'order')]);
    expect(await count('payments')).toBe(22);
    expect(await count('outbox')).toBe(22);
  });

  it('one that was overtaken is judged again, the others are written once', async () => {
    const payments = await created(12);
    const [overtaken] = payments;
    await opened.storage.change(overtaken!.id, (p) => ({ payment: { ...p, operations: 5 } }), { cause: WORKER });
    await Promise.all(payments.map((payment) => pay(payment, sampleClaim(clock.now()))));
    const after = await Promise.all(payments.map(({ id }) => opened.storage.load(id)));
    expect(after.map((snapshot) => snapshot?.payment.status)).toEqual(payments.map(() => 'succeeded'));
    expect(after[0]?.payment).toMatchObject({ operations: 5, version: 3 });
    expect(await count('audit_entries')).toBe(24);
  });

  it('a payment that somebody holds keeps only itself waiting, not those that shared its statement', async () => {
    const payments = await created(6);
    const [held, ...free] = payments;
    const holder = await opened.database.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM payments WHERE id = $1 FOR UPDATE', [held!.id]);
    const done = new Set<string>();
    const paying = payments.map(async (payment) => {
      await pay(payment, sampleClaim(clock.now()));
      done.add(payment.id);
    });
    await Promise.all(paying.slice(1));
    expect([...done].toSorted()).toEqual(free.map(({ id }) => id).toSorted());
    await holder.query('COMMIT');
    holder.release();
    await Promise.all(paying);
    expect((await opened.storage.load(held!.id))?.payment.status).toBe('succeeded');
  });

  it('two changes of one payment in the same batch follow one another', async () => {
    const outcome = await create(drafts(1)[0]!);
    if (outcome.kind !== 'inserted') throw new Error(outcome.kind);
    const { payment } = outcome.snapshot;
    const more = () =>
      opened.storage.change(payment.id, (p) => ({ payment: { ...p, operations: p.operations + 1 } }), {
        cause: WORKER,
        from: outcome.snapshot,
      });
    await Promise.all(Array.from({ length: 8 }, more));
    expect((await opened.storage.load(payment.id))?.payment).toMatchObject({ operations: 8, version: 9 });
  });

  it('goes by the primary key, also with a plan that was made while the tables were empty', async () => {
    const { pool } = opened.database;
    await pool.query('ANALYZE');
    const { batches } = opened.database;
    if (!batches) throw new Error('there are no connections for batches');
    const texts: string[] = [];
    const watching: Queryer = {
      query: (statement) => {
        texts.push(statement.text);
        return batches.query(statement);
      },
    };
    const storage = postgresStorage({ ...opened.context, database: { ...opened.database, batches: watching } });
    const claims = drafts(4).map((payment) => ({ payment, claim: sampleClaim(clock.now()) }));
    await Promise.all(
      claims.map(async ({ payment, claim }) => {
        const outcome = await storage.insertOnce({ payment, claim, cause: WORKER });
        if (outcome.kind !== 'inserted') throw new Error(outcome.kind);
        const { snapshot } = outcome;
        const decide = (p: Payment) => ({ payment: paid(p, clock.now()) });
        const settle = { ref: claim, answer: () => ({ status: 201, body: 'paid' }) };
        await storage.change(payment.id, decide, { cause: WORKER, from: snapshot, settle });
      }),
    );
    const update = texts.find((text) => text.includes('UPDATE payments'));
    const rows = await batches.query<{ 'QUERY PLAN': string }>({
      name: '',
      text: `EXPLAIN ${withNulls(update ?? '')}`,
      values: [],
    });
    expect(update).toContain('json_to_recordset');
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    // Once for each row of the batch: the other way around all of the table, or of its index, would be read.
    expect(plan).toMatch(/Index Scan on payments_pkey .*\n\s*Index Cond: \(id = v\.c\d+\)/);
    expect(plan).toMatch(/Index Scan on idempotency_keys_pkey .*\n\s*Index Cond: \(\(scope = /);
  });
});

/** The statement with its parameters' types, and no values: as a generic plan sees it. */
function withNulls(text: string): string {
  return text.replaceAll(/\$\d+::/g, '(SELECT NULL)::');
}
