import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Payment, PaymentId } from '@payments/domain';
import { sampleMethod, samplePayment, testClock, uuidV7, WORKER } from '@payments/domain/testing';
import { openTestStorage, type TestStorage } from '../test/test-storage.ts';
import { verifyAudit } from './audit-verify.ts';
import { sealAudit } from './sealer.ts';

const clock = testClock();
let opened: TestStorage;
let folder: string;
let file: string;

beforeEach(async () => {
  opened = await openTestStorage(clock.now, () => uuidV7(clock.now()));
  folder = await mkdtemp(join(tmpdir(), 'seals-'));
  file = join(folder, 'audit-seals.ndjson');
});
afterEach(async () => {
  await opened.close();
  await rm(folder, { recursive: true });
});

const statuses: readonly Payment['status'][] = ['processing', 'authorized', 'succeeded'];
/** Some payments with four entries each. */
async function life(count = 3): Promise<PaymentId[]> {
  const ids: PaymentId[] = [];
  for (let n = 0; n < count; n++) {
    const payment = samplePayment(clock.now());
    await opened.storage.insertOnce({ payment, claim: null, cause: WORKER });
    for (const status of statuses)
      await opened.storage.change(payment.id, (p) => ({ payment: { ...p, status } }), { cause: WORKER });
    ids.push(payment.id);
  }
  return ids;
}
const seal = () => sealAudit(opened.context, file);
const verify = (files: readonly string[] = [file]) => verifyAudit({ url: opened.url, files });
/** What a superuser can do who gets around the triggers. */
const tamper = async (sql: string, values: readonly unknown[]): Promise<void> => {
  const { pool } = opened.database;
  await pool.query('ALTER TABLE audit_entries DISABLE TRIGGER ALL');
  await pool.query(sql, [...values]);
};

describe('the audit', () => {
  it.each(['UPDATE audit_entries SET reason = $$x$$', 'DELETE FROM audit_entries', 'TRUNCATE audit_entries'])(
    'A1 the database refuses: %s',
    async (sql) => {
      await life(1);
      await expect(opened.database.pool.query(sql)).rejects.toThrow('can not be changed or removed');
      await expect(
        opened.database.pool.query(`SET session_replication_role = replica; ${sql}; RESET session_replication_role`),
      ).rejects.toThrow('can not be changed or removed');
      expect((await verify([])).entries).toBe(4);
    },
  );

  it('promise 5: is whole after ordinary work: payments, methods, refused tries, several seals, two files', async () => {
    await life();
    await seal();
    await life();
    await opened.storage.insertMethod(sampleMethod(clock.now()), { cause: WORKER });
    const refused = { action: 'x', from: null, to: null, amount: null, currency: null, outcome: 'no', reason: null };
    await opened.storage.recordRefusal({ actor: { type: 'user', id: 'Ёж 💇' }, requestId: null }, refused, null);
    await seal();
    await life(1);
    const second = join(folder, 'second.ndjson');
    await sealAudit(opened.context, second);
    expect(await verify([file, second])).toEqual({ entries: 30, chains: 9, sealLines: 3, fault: null });
    expect(await seal()).toBe(0);
  });

  const third = async (chain: unknown): Promise<string | undefined> => {
    const text = 'SELECT id FROM audit_entries WHERE chain = $1 AND seq = 3';
    return (await opened.database.pool.query<{ id: string }>(text, [chain])).rows[0]?.id;
  };

  it('E4 names an entry that was edited with the trigger off', async () => {
    const [, id] = await life();
    await seal();
    await tamper(`UPDATE audit_entries SET amount = 1 WHERE chain = $1 AND seq = 3`, [id]);
    expect((await verify()).fault).toMatchObject({ kind: 'edited', chain: id, seq: 3, entryId: await third(id) });
  });

  it('E4 names the place where one was deleted, and the entry that follows nothing now', async () => {
    const [, id] = await life();
    await tamper('DELETE FROM audit_entries WHERE chain = $1 AND seq = 2', [id]);
    expect((await verify([])).fault).toMatchObject({ kind: 'removed', chain: id, seq: 2, entryId: await third(id) });
  });

  it('E4 names a tail that was cut, a whole chain, and one whose payment is gone', async () => {
    const [first, , last] = await life();
    await tamper('DELETE FROM audit_entries WHERE chain = $1 AND seq > 2', [last]);
    expect((await verify([])).fault).toMatchObject({ kind: 'tail_cut', chain: last, seq: 3 });
    await tamper('DELETE FROM audit_entries WHERE chain = $1', [last]);
    expect((await verify([])).fault).toMatchObject({ kind: 'tail_cut', chain: last, seq: 1 });
    await opened.database.pool.query('DELETE FROM payments WHERE id = ANY($1)', [[first, last]]);
    expect((await verify([])).fault).toMatchObject({ kind: 'headless', chain: first });
  });

  it('E4 the seals name a tail that was cut or rewritten together with its payment’s head', async () => {
    const [id] = await life(1);
    await seal();
    await tamper('DELETE FROM audit_entries WHERE chain = $1 AND seq = 4', [id]);
    await opened.database.pool.query(
      `UPDATE payments SET audit_seq = 3, audit_head = (SELECT hash FROM audit_entries WHERE chain = $1 AND seq = 3) WHERE id = $2`,
      [id, id],
    );
    expect((await verify([])).fault).toBeNull();
    expect((await verify()).fault).toMatchObject({ kind: 'tail_cut', chain: id, seq: 4 });
    await opened.storage.change(id!, (p) => ({ payment: { ...p, status: 'failed' } }), { cause: WORKER });
    expect((await verify([])).fault).toBeNull();
    expect((await verify()).fault).toMatchObject({ kind: 'rewritten', chain: id, seq: 4 });
  });

  it('E4 a seal file’s line that was changed, removed or cut off is found', async () => {
    for (let n = 0; n < 3; n++) {
      await life(1);
      await seal();
    }
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const kindWith = async (changed: readonly string[]) => {
      await writeFile(file, `${changed.join('\n')}\n`);
      return (await verify()).fault?.kind;
    };
    expect(await kindWith(lines)).toBeUndefined();
    expect(await kindWith([lines[0]!, lines[1]!.replace('"n":2', '"n":3'), lines[2]!])).toBe('seal_changed');
    expect(await kindWith([lines[0]!, lines[2]!])).toBe('seal_changed');
    expect(await kindWith(lines.slice(0, 2))).toBe('seal_cut');
  });

  it('goes on after a writer that died in the midst of a line, and repeats one that was not committed', async () => {
    await life(1);
    await seal();
    await appendFile(file, '{"writer":"half a li');
    expect((await verify()).fault).toBeNull();
    await life(1);
    const broken = { ...opened.context, now: () => clock.now(), database: { ...opened.database, transaction: dying } };
    await expect(sealAudit(broken, file)).rejects.toThrow('died before its commit');
    expect(await seal()).toBe(1);
    expect(await verify()).toMatchObject({ sealLines: 3, fault: null });
  });

  /** Everything is done, and then the commit doesn't come. */
  const dying: TestStorage['database']['transaction'] = (work) =>
    opened.database.transaction(async (q) => {
      await work(q);
      throw new Error('died before its commit');
    });

  it('one sealer at a time: five at once take each head once', async () => {
    await life(5);
    const sealed = await Promise.all(Array.from({ length: 5 }, seal));
    const rest = await seal();
    expect(sealed.reduce((sum, heads) => sum + heads, rest)).toBe(5);
    expect((await verify()).fault).toBeNull();
  });
});
