import { setTimeout as sleep } from 'node:timers/promises';
import { databaseClock } from './database-clock.ts';
import { openTestStorage, type TestStorage } from '../test/test-storage.ts';
import { uuidV7 } from '@payments/domain/testing';

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
