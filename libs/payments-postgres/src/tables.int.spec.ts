import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { paymentId } from '@payments/domain';
import { testDatabase } from '@payments/embedded-database/testing';
import {
  paid,
  sampleAttempt,
  sampleClaim,
  samplePayment,
  sampleRefund,
  testClock,
  uuidV7,
  WORKER,
} from '@payments/domain/testing';
import { openTestStorage, TEST_KEYS, type TestStorage } from '../test/test-storage.ts';
import { openDatabase } from './database.ts';
import { cleanKeys } from './clean-keys.ts';
import { EnvelopeBox } from './envelope.ts';
import { migrate } from './migrate.ts';
import { postgresStorage } from './postgres-storage.ts';

const clock = testClock();
const newId = () => uuidV7(clock.now());
let opened: TestStorage;

beforeAll(async () => {
  opened = await openTestStorage(clock.now, newId);
});
afterAll(() => opened.close());

const sql = (text: string, values: readonly unknown[] = []) => opened.database.pool.query(text, [...values]);
const stored = async (change: Parameters<typeof samplePayment>[1] = {}, claim = sampleClaim(clock.now())) => {
  const payment = samplePayment(clock.now(), change);
  const outcome = await opened.storage.insertOnce({ payment, claim, cause: WORKER });
  if (outcome.kind !== 'inserted') throw new Error(outcome.kind);
  return { payment: outcome.snapshot.payment, claim };
};

describe('the tables keep the invariants, too', () => {
  it.each([
    ['an amount of nothing', 'amount = 0', 'payments_amount'],
    ['an amount over the bound', 'amount = 100000000', 'payments_amount'],
    ['more back than in', 'amount_captured = 5, amount_refunded = 6', 'payments_refunded'],
    ['a negative promise', 'amount_reserved = -1', 'payments_reserved'],
    ['a status that there is not', `status = 'paid'`, 'payments_status'],
    ['an order held by a payment without one', 'holds_order = true, order_id = NULL', 'payments_holds_order'],
    ['attention without its time', `attention_code = 'unresolved'`, 'payments_attention'],
  ])('refuse %s', async (_, set, constraint) => {
    const { payment } = await stored();
    await expect(sql(`UPDATE payments SET ${set} WHERE id = $1`, [payment.id])).rejects.toMatchObject({ constraint });
  });

  it('C15 refuse a second holder of an order, and the same event number twice', async () => {
    const { payment } = await stored();
    const copy = `INSERT INTO payments SELECT (jsonb_populate_record(p, jsonb_build_object('id', $2::text))).* FROM payments p WHERE id = $1`;
    await expect(sql(copy, [payment.id, newId()])).rejects.toMatchObject({ constraint: 'payments_order_deposit' });
    const event = `INSERT INTO outbox SELECT (jsonb_populate_record(o, jsonb_build_object('id', $2::text))).* FROM outbox o WHERE stream = $1`;
    await expect(sql(event, [payment.id, newId()])).rejects.toMatchObject({ constraint: 'outbox_stream' });
  });

  it('promise 3: the reserving statement refuses more than is left, and says so in our words', async () => {
    const { payment } = await stored({ money: { minor: 10n, currency: 'USD' } });
    await opened.storage.change(payment.id, (p) => ({ payment: paid(p, clock.now()) }), { cause: WORKER });
    const refund = sampleRefund(payment, clock.now(), { money: { minor: 11n, currency: 'USD' } });
    const greedy = opened.storage.change(
      payment.id,
      (p) => ({ payment: { ...p, amountReserved: 11n }, refunds: [refund] }),
      { cause: WORKER },
    );
    await expect(greedy).rejects.toMatchObject({ code: 'amount_exceeds_refundable' });
    expect(await opened.storage.findRefund(refund.id)).toBeNull();
  });
});

describe('what must not be read', () => {
  const SECRETS = [
    'payer@example.org',
    'cs_secret_1',
    'tok_secret_2',
    'raw_secret_3',
    'kept_secret_4',
    'Haircut_5',
    'hook_6',
  ];

  it('A8 is in no dump: e-mail, next action, parameters, raw answers, kept answers, events, webhook bodies', async () => {
    const now = clock.now();
    const sending = { params: '{"token":"tok_secret_2"}', account: 'acct', sends: 1, firstSentAt: now };
    const { payment, claim } = await stored({
      customerEmail: 'payer@example.org',
      description: 'Haircut_5',
      nextAction: { type: 'client_secret', clientSecret: 'cs_secret_1', publishableKey: 'pk' },
      attempts: [sampleAttempt({ createdAt: now, submit: sending })],
    });
    await opened.storage.change(payment.id, (p) => ({ payment: paid(p, now), raw: '{"x":"raw_secret_3"}' }), {
      cause: WORKER,
      settle: { ref: claim, answer: () => ({ status: 201, body: 'kept_secret_4 payer@example.org' }) },
    });
    const entry = {
      id: newId(),
      provider: 'simulated',
      eventId: newId(),
      type: 't',
      target: { kind: 'payment' as const, providerPaymentId: 'o' },
      status: 'received' as const,
      tries: 0,
      lastError: null,
      paymentId: null,
      receivedAt: now,
      dueAt: now,
    };
    await opened.storage.keepWebhook(entry, Buffer.from('{"a":"hook_6"}'), false);
    const dump = await everything();
    expect(dump).toContain(payment.id);
    for (const secret of SECRETS) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
      expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('is unreadable in another row than its own, and for who has not the key', async () => {
    const one = (await stored({ customerEmail: 'one@example.org' })).payment;
    const two = (await stored({ customerEmail: 'two@example.org' })).payment;
    await sql('UPDATE payments SET secret = (SELECT secret FROM payments WHERE id = $1) WHERE id = $2', [
      one.id,
      two.id,
    ]);
    await expect(opened.storage.load(two.id)).rejects.toThrow('not what was sealed');
    const stranger = postgresStorage({ ...opened.context, box: new EnvelopeBox([{ id: 'x', key: Buffer.alloc(32) }]) });
    await expect(stranger.load(one.id)).rejects.toThrow('not known here');
  });

  it('I13 a kept answer whose key is gone is there, but unreadable', async () => {
    const { claim } = await stored();
    await opened.storage.settleKey(claim, { status: 201, body: 'x' });
    const stranger = postgresStorage({ ...opened.context, box: new EnvelopeBox([{ id: 'x', key: Buffer.alloc(32) }]) });
    expect((await stranger.findKey(claim))?.answer).toBe('unreadable');
  });

  it('is still read after a new key came first', async () => {
    const { payment } = await stored({ customerEmail: 'old@example.org' });
    const keys = [{ id: 'new', key: Buffer.alloc(32, 7) }, ...TEST_KEYS];
    const rolled = postgresStorage({ ...opened.context, box: new EnvelopeBox(keys) });
    expect((await rolled.load(payment.id))?.payment.customerEmail).toBe('old@example.org');
  });

  async function everything(): Promise<string> {
    try {
      const { stdout } = await promisify(execFile)('pg_dump', ['--data-only', opened.url], { maxBuffer: 1e9 });
      return stdout;
    } catch {
      // No client of the server's version is here: then the same rows as text.
      const { rows } =
        await sql(`SELECT query_to_xml(format('SELECT * FROM %I', tablename), true, false, '')::text AS xml
        FROM pg_tables WHERE schemaname = 'public'`);
      return JSON.stringify(rows);
    }
  }
});

describe('what passes', () => {
  it('spent keys are deleted, in bounded bites; those whose work goes on are kept', async () => {
    const done = await Promise.all(Array.from({ length: 5 }, () => stored()));
    for (const { claim } of done) await opened.storage.settleKey(claim, { status: 201, body: 'x' });
    const unfinished = await stored();
    expect(await cleanKeys(opened.context, 100)).toBe(0);
    const day = new Date(clock.now().getTime() + 25 * 3_600_000);
    const tomorrow = { ...opened.context, now: () => day };
    expect(await cleanKeys(tomorrow, 3)).toBe(3);
    while ((await cleanKeys(tomorrow, 100)) > 0);
    expect(await opened.storage.findKey(unfinished.claim)).not.toBeNull();
    for (const { claim } of done) expect(await opened.storage.findKey(claim)).toBeNull();
  });

  it('X6 every connection is cut in the midst of writes: each caller hears of it, none is half written, and it goes on', async () => {
    const admin = await openDatabase({ url: opened.url, poolSize: 1 });
    const drafts = Array.from({ length: 300 }, () => samplePayment(clock.now()));
    const writes = drafts.map((payment, n) =>
      new Promise((resolve) => setTimeout(resolve, n / 3)).then(() =>
        opened.storage.insertOnce({ payment, claim: sampleClaim(clock.now()), cause: WORKER }),
      ),
    );
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    for (let n = 0; n < 4; n++) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      await admin.pool.query(cut);
    }
    const outcomes = await Promise.allSettled(writes);
    await admin.close();
    for (const [index, outcome] of outcomes.entries()) {
      const { id } = drafts[index]!;
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'database_unavailable' });
      const there = (await opened.storage.load(paymentId(id))) !== null;
      if (outcome.status === 'fulfilled') expect(there).toBe(true);
      const { rows } = await sql('SELECT FROM audit_entries WHERE chain = $1', [id]);
      expect(rows).toHaveLength(there ? 1 : 0);
    }
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
  });
});

describe('the start', () => {
  it('migrates once, however many begin at the same time', async () => {
    const { url, drop } = await testDatabase({ template: 'nothing', migrate: () => Promise.resolve() });
    try {
      await Promise.all(Array.from({ length: 5 }, () => migrate(url)));
      const database = await openDatabase({ url });
      const { rows } = await database.pool.query<{ name: string }>('SELECT name FROM migrations');
      await database.close();
      expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
      expect(rows.length).toBeGreaterThan(3);
    } finally {
      await drop();
    }
  });

  it('A1 gives the application’s own role no way to change the audit, or to remove a document', async () => {
    const role = `app_${newId().replaceAll('-', '')}`;
    await stored();
    await sql(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
    try {
      await migrate(opened.url, { applicationRole: role });
      const url = new URL(opened.url);
      url.username = role;
      url.password = 'x';
      const asApplication = await openDatabase({ url: url.href });
      const storage = postgresStorage({ ...opened.context, database: asApplication });
      const payment = samplePayment(clock.now());
      expect(await storage.insertOnce({ payment, claim: null, cause: WORKER })).toMatchObject({ kind: 'inserted' });
      const refused = ['UPDATE audit_entries SET seq = 9', 'DELETE FROM audit_entries', 'TRUNCATE audit_entries'];
      for (const text of [...refused, 'DELETE FROM receipts', 'TRUNCATE receipts CASCADE'])
        await expect(asApplication.pool.query(text)).rejects.toMatchObject({ code: '42501' });
      await asApplication.close();
    } finally {
      await sql(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });

  it('says that the database is away, and works without named statements', async () => {
    const away = new URL(opened.url);
    away.port = '1';
    await expect(openDatabase({ url: away.href })).rejects.toMatchObject({ code: 'database_unavailable' });
    const plain = await openDatabase({ url: opened.url, statements: 'unnamed' });
    const storage = postgresStorage({ ...opened.context, database: plain });
    const payment = samplePayment(clock.now());
    await storage.insertOnce({ payment, claim: sampleClaim(clock.now()), cause: WORKER });
    expect((await storage.load(payment.id))?.payment.id).toBe(payment.id);
    await plain.close();
  });

  it('answers overloaded where too many wait already, and what waits is still done', async () => {
    const narrow = await openDatabase({ url: opened.url, poolSize: 1, queueLimit: 5 });
    const storage = postgresStorage({ ...opened.context, database: narrow });
    const calls = Array.from({ length: 20 }, () => storage.findKey(sampleClaim(clock.now())));
    const outcomes = await Promise.allSettled(calls);
    const refused = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason as unknown] : []));
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.length).toBeLessThan(20);
    expect(refused[0]).toMatchObject({ code: 'overloaded', details: { retryAfterSeconds: 2 } });
    await narrow.close();
  });
});
