import { setTimeout as sleep } from 'node:timers/promises';
import { databaseClock } from './database-clock.ts';
import { openDatabase } from './database.ts';
import { dyingGreeting } from '../test/dying-greeting.ts';
import { openTestStorage, type TestStorage } from '../test/test-storage.ts';
import { createPayment, userId } from '@payments/domain';
import { sampleClaim, simulatedProvider, TEST_POLICY, uuidV7, WORKER } from '@payments/domain/testing';

let opened: TestStorage;

beforeAll(async () => {
  const now = () => new Date();
  opened = await openTestStorage(now, () => uuidV7(now()));
});
afterAll(() => opened.close());

const statement = (name: string, text: string, values: readonly number[] = []) => ({ name, text, values });

describe('a lost connection', () => {
  it('promise 9: X11 in the middle of a transaction fails that one alone, and the next one has another connection', async () => {
    const { database } = opened;
    const work = database.transaction(async (q) => {
      const [me] = await q.query<{ pid: number }>(statement('test_pid', 'SELECT pg_backend_pid() AS pid'));
      await database.query(statement('test_kill', 'SELECT pg_terminate_backend($1)', [me?.pid ?? 0]));
      // The loss is heard while no statement is under way: nobody but the connection itself can take the blame.
      await sleep(200);
      return q.query(statement('test_one', 'SELECT 1 AS one'));
    });
    await expect(work).rejects.toMatchObject({ code: 'database_unavailable' });
    const next = database.transaction((q) => q.query(statement('test_one', 'SELECT 1 AS one')));
    await expect(next).resolves.toEqual([{ one: 1 }]);
  });

  it.each(['transaction', 'query', 'batch', 'the ORM’s own'])(
    'promise 9: X11 in the packet that greets it fails that %s alone, and does not end the process',
    async (kind) => {
      const way = await dyingGreeting(opened.url);
      const database = await openDatabase({ url: way.url });
      const one = statement('test_one', 'SELECT 1 AS one');
      const ask = async (): Promise<unknown> => {
        if (kind === 'transaction') return database.transaction((q) => q.query(one));
        if (kind === 'the ORM’s own') return database.dataSource.query(one.text);
        return (kind === 'batch' ? database.batches : database)?.query(one);
      };
      try {
        // The connection that opening left behind is busy, so that the next asker gets one of its own.
        const busy = database.pool.query('SELECT pg_sleep(0.5)');
        way.dies = 1;
        await expect(ask()).rejects.toThrow();
        expect(way.dies).toBe(0);
        await expect(ask()).resolves.toEqual([{ one: 1 }]);
        await busy;
      } finally {
        await database.close();
        await way.close();
      }
    },
  );
});

describe('a write that another one undid, after the provider’s yes', () => {
  it.each(['40001', '40P01'])('K7 is done again by itself (%s), and the provider is asked once', async (code) => {
    const { database, storage } = opened;
    const sql = (text: string) => database.pool.query(text);
    // A sequence remembers what a rollback undoes: the first two writes of a payment's outcome fail.
    await sql(`CREATE SEQUENCE undone_${code}`);
    await sql(`CREATE FUNCTION undo_${code}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('undone_${code}') <= 2 THEN RAISE EXCEPTION 'undone' USING ERRCODE = '${code}'; END IF;
      RETURN NEW; END $$`);
    await sql(`CREATE TRIGGER undo BEFORE UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION undo_${code}()`);
    const provider = simulatedProvider({ now: () => new Date(), name: code });
    const policy = { ...TEST_POLICY, routes: { '*': [code] } };
    const deps = { storage, provider: () => provider, fraud: null, policy, random: () => 0.5 };
    try {
      const outcome = await createPayment(
        { ...deps, now: () => new Date(), newId: () => uuidV7(new Date()) },
        { userId: userId('u_1'), createdBy: 'user:u_1', money: { minor: 100n, currency: 'USD' }, method: 'ok' },
        { cause: WORKER, claim: sampleClaim(new Date(), { key: code }) },
      );
      expect(outcome).toMatchObject({ kind: 'fresh', value: { payment: { status: 'succeeded' } } });
    } finally {
      await sql('DROP TRIGGER undo ON payments');
    }
    const { rows } = await database.pool.query<{ times: string }>(`SELECT last_value AS times FROM undone_${code}`);
    expect(Number(rows[0]?.times)).toBeGreaterThan(2);
    expect(provider.requests.map(({ verb }) => verb)).toEqual(['submit']);
    expect(provider.ledger.lines).toHaveLength(1);
  });
});

describe('a database that has no room left', () => {
  it.each(['53100', '53200'])('writes nothing and says that it is away: %s', async (code) => {
    const { database } = opened;
    const work = database.transaction(async (q) => {
      await q.query(statement('test_written', 'CREATE TABLE half_written ()'));
      const full = `DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '${code}'; END $$`;
      return q.query(statement(`test_full_${code}`, full));
    });
    await expect(work).rejects.toMatchObject({ code: 'database_unavailable' });
    const there = database.query(statement('test_half', "SELECT to_regclass('half_written') AS half"));
    await expect(there).resolves.toEqual([{ half: null }]);
  });
});

describe('the clock', () => {
  it('is the database’s: a machine whose own clock is a day ahead reads the same time', async () => {
    const real = Date.now;
    Date.now = () => real() + 86_400_000;
    const clock = await databaseClock(opened.database);
    try {
      expect(Math.abs(clock.now().getTime() - real())).toBeLessThan(5_000);
    } finally {
      clock.stop();
      Date.now = real;
    }
  });
});
