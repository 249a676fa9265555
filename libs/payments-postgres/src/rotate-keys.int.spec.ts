import { randomBytes } from 'node:crypto';
import { paymentId } from '@payments/domain';
import { sampleClaim, sampleMethod, samplePayment, WORKER } from '@payments/domain/testing';
import { receiptRig, type ReceiptRig } from '../test/receipt-rig.ts';
import { TEST_KEYS } from '../test/test-storage.ts';
import type { Context } from './context.ts';
import { EnvelopeBox } from './envelope.ts';
import { changeEndpoint, findEndpoint, insertEndpoint } from './event-endpoints.ts';
import { eventFrom, EVENT_FIELDS, type EventRow } from './event-rows.ts';
import { webhookBody } from './inbox.ts';
import { claimMails, insertMails } from './mail-outbox.ts';
import { postgresStorage } from './postgres-storage.ts';
import { listReceipts } from './receipts-read.ts';
import { rotateKeys } from './rotate-keys.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';

const NEXT = { id: 'next', key: randomBytes(32) };
const HOUR_MS = 3_600_000;

let rig: ReceiptRig;
let both: Context;
let nextOnly: Context;
beforeEach(async () => {
  rig = await receiptRig();
  both = { ...rig.context, box: new EnvelopeBox([NEXT, ...TEST_KEYS]) };
  nextOnly = { ...rig.context, box: new EnvelopeBox([NEXT]) };
});
afterEach(() => rig.close());

const sql = async <R extends object>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> =>
  (await rig.database.pool.query<R>(text, [...values])).rows;
const total = (columns: Awaited<ReturnType<typeof rotateKeys>>, of: 'renewed' | 'unreadable' | 'busy') =>
  columns.reduce((sum, column) => sum + column[of], 0);

/** One of everything that is sealed. */
async function everything() {
  const payment = await rig.paid({ customerEmail: 'anna@example.com' });
  const refund = await rig.refunded(payment, 500n, { status: 'succeeded' });
  await rig.storage.change(payment.id, (p) => ({ payment: { ...p, description: 'told' }, raw: '{"raw":1}' }), {
    cause: WORKER,
  });
  await rig.pump();
  const claim = sampleClaim(new Date());
  const keyed = await rig.storage.insertOnce({ payment: samplePayment(new Date()), claim, cause: WORKER });
  if (keyed.kind !== 'inserted') throw new Error(keyed.kind);
  await rig.storage.settleKey(claim, { status: 201, body: '{"kept":"answer"}' });
  const method = sampleMethod(new Date());
  await rig.storage.insertMethod(method, { cause: WORKER });
  const inboxId = rig.context.newId();
  const entry = { id: inboxId, provider: 'stripe', eventId: 'evt_1', type: 'charge', tries: 0, lastError: null };
  const target = { kind: 'dispute', providerPaymentId: null, reference: 'dp_1' } as const;
  await rig.storage.keepWebhook(
    { ...entry, target, status: 'received', paymentId: null, receivedAt: new Date(), dueAt: null },
    Buffer.from('{"the":"body"}'),
    false,
  );
  const secrets = { first: 'whsec_Zmlyc3Q=', second: 'whsec_c2Vjb25k' };
  const { endpoint } = await insertEndpoint(rig.context, {
    ...{ url: 'https://example.com/', types: null, secret: secrets.first, madeBy: null },
  });
  const roll = { secret: secrets.second, previousMs: HOUR_MS };
  await changeEndpoint(rig.context, endpoint.id, { roll, changedBy: null });
  const alert = {
    messageId: '<alert@shop.example>',
    kind: 'alert',
    paymentId: payment.id,
    receiptNumber: null,
  } as const;
  await insertMails(rig.context, rig.database, [{ ...alert, recipient: 'admin@example.com', content: 'look' }]);
  return { payment, refund, claim, method, inboxId, endpoint, secrets };
}

describe('keys that are rolled', () => {
  it('A7 everything that an old key sealed opens with the new one alone, and not with the old one', async () => {
    const made = await everything();
    const columns = await rotateKeys(both);
    expect(columns.map(({ name, renewed }) => [name, renewed > 0])).toEqual(
      SEALED_COLUMNS.map(({ table, column }) => [`${table}.${column}`, true]),
    );
    expect(total(columns, 'unreadable') + total(columns, 'busy')).toBe(0);

    const storage = postgresStorage(nextOnly);
    expect((await storage.load(made.payment.id))?.payment).toMatchObject({
      customerEmail: 'anna@example.com',
      description: 'told',
    });
    expect((await storage.findRefund(made.refund.id))?.reason).toBe(made.refund.reason);
    expect((await storage.loadMethod(made.method.id))?.submit).toEqual(made.method.submit);
    expect((await storage.findKey(made.claim))?.answer).toEqual({ status: 201, body: '{"kept":"answer"}' });
    expect(Buffer.from((await webhookBody(nextOnly, made.inboxId)) ?? '').toString()).toBe('{"the":"body"}');
    expect((await findEndpoint(nextOnly, made.endpoint.id))?.secrets()).toEqual([
      made.secrets.second,
      made.secrets.first,
    ]);
    expect((await listReceipts(nextOnly, made.payment.id)).map(({ kind }) => kind)).toEqual(['receipt', 'credit_note']);
    const letters = (await claimMails(nextOnly, 10, HOUR_MS)).map((letter) => letter.open());
    expect(letters.map(({ recipient }) => recipient)).toContain('admin@example.com');
    expect(letters.find(({ content }) => content !== null)?.content).toBe('look');
    const events = await sql<EventRow>(`SELECT ${EVENT_FIELDS} FROM outbox`);
    expect(events.map((row) => eventFrom(row, nextOnly.box).subject.kind)).toContain('receipt');
    const [raw] = await sql<{ provider_answer: unknown }>('SELECT provider_answer FROM payments WHERE id = $1', [
      made.payment.id,
    ]);
    expect(nextOnly.box.open(raw?.provider_answer, `payments:${made.payment.id}:provider_answer`).toString()).toBe(
      '{"raw":1}',
    );
    await expect(rig.storage.load(made.payment.id)).rejects.toThrow('a key that is not known here');
    expect(total(await rotateKeys(both), 'renewed')).toBe(0);
  });

  it('knows every column that holds an envelope', async () => {
    await everything();
    const columns = await sql<{ name: string; table: string; column: string }>(
      `SELECT table_name || '.' || column_name AS name, table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type IN ('jsonb','text')`,
    );
    const holding: string[] = [];
    for (const { name, table, column } of columns) {
      const found = await sql(
        `SELECT FROM ${table} WHERE replace(${column}::text, ' ', '') ~ '"k":"test"' AND ${column}::text ~ '"c":' LIMIT 1`,
      );
      if (found.length > 0) holding.push(name);
    }
    expect(holding.sort()).toEqual(SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort());
  });

  it('leaves what no key opens as it is, counts it, and goes on with the rest', async () => {
    const lost = await rig.paid();
    const kept = await rig.paid();
    await sql(`UPDATE payments SET secret = jsonb_set(secret, '{k}', '"lost"') WHERE id = $1`, [lost.id]);
    const before = await sql<{ secret: unknown }>('SELECT secret FROM payments WHERE id = $1', [lost.id]);
    const secrets = (await rotateKeys(both)).find(({ name }) => name === 'payments.secret');
    expect(secrets).toMatchObject({ rows: 2, renewed: 1, unreadable: 1, busy: 0 });
    expect(await sql('SELECT secret FROM payments WHERE id = $1', [lost.id])).toEqual(before);
    expect((await postgresStorage(nextOnly).load(kept.id))?.payment.id).toBe(kept.id);
  });

  it('walks tables that are longer than one statement, keys of several columns included', async () => {
    const claims = Array.from({ length: 230 }, (_, at) =>
      sampleClaim(new Date(), { key: `long-${at}`, scope: `s${at % 3}` }),
    );
    for (const claim of claims)
      await rig.storage.insertOnce({ payment: samplePayment(new Date()), claim, cause: WORKER });
    for (const claim of claims) await rig.storage.settleKey(claim, { status: 201, body: claim.key });
    const columns = await rotateKeys(both);
    expect(columns.find(({ name }) => name === 'payments.secret')).toMatchObject({ rows: 230, renewed: 230 });
    expect(columns.find(({ name }) => name === 'idempotency_keys.answer')).toMatchObject({ rows: 230, renewed: 230 });
    const answers = await Promise.all(claims.map((claim) => postgresStorage(nextOnly).findKey(claim)));
    expect(answers.map((found) => found?.answer)).toEqual(claims.map(({ key }) => ({ status: 201, body: key })));
  });

  it('loses no change that is made meanwhile, and ends with nothing under the old key', async () => {
    const payments = await Promise.all(Array.from({ length: 20 }, () => rig.paid()));
    // Processes that have the new keys already, as they must before keys are rolled.
    const running = postgresStorage(both);
    let stop = false;
    const written = new Map<string, number>();
    const writer = async (turn: number) => {
      for (let n = 1; !stop; n++) {
        const payment = payments[(n * 7 + turn) % payments.length];
        if (!payment) continue;
        const { id } = payment;
        await running.change(
          id,
          (p) => ({ payment: { ...p, metadata: { ...p.metadata, n: String(Number(p.metadata['n'] ?? 0) + 1) } } }),
          { cause: WORKER },
        );
        written.set(id, (written.get(id) ?? 0) + 1);
      }
    };
    const writers = [writer(0), writer(1), writer(2)];
    const rounds = [];
    for (let round = 0; round < 5; round++) rounds.push(await rotateKeys(both));
    stop = true;
    await Promise.all(writers);
    expect(total(rounds.at(-1) ?? [], 'renewed')).toBe(0);
    expect(written.size).toBeGreaterThan(5);
    for (const { id } of payments)
      expect((await postgresStorage(nextOnly).load(id))?.payment.metadata['n']).toBe(
        written.has(id) ? String(written.get(id)) : undefined,
      );
  });

  it('waits for nobody: a row that is held is left to the next run', async () => {
    const { id } = await rig.paid();
    const holder = await rig.database.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM payments WHERE id = $1 FOR UPDATE', [id]);
      const columns = await rotateKeys(both);
      expect(columns.find(({ name }) => name === 'payments.secret')).toMatchObject({ renewed: 0, busy: 1 });
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    expect(total(await rotateKeys(both), 'busy')).toBe(0);
    expect((await postgresStorage(nextOnly).load(paymentId(id)))?.payment.id).toBe(id);
  });
});
