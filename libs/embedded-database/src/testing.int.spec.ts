import pg from 'pg';
import { testDatabase } from './testing.ts';

describe('a test database', () => {
  it('is cloned from one template that is migrated once, and shares nothing with its twin', async () => {
    let migrations = 0;
    const migrate = async (url: string): Promise<void> => {
      migrations++;
      await query(url, 'CREATE TABLE things AS SELECT 1 AS n');
    };
    const [one, two] = await Promise.all([
      testDatabase({ template: 'testing-spec', migrate }),
      testDatabase({ template: 'testing-spec', migrate }),
    ]);
    expect(migrations).toBe(1);
    await query(one.url, 'INSERT INTO things VALUES (2)');
    expect(await query(one.url, 'SELECT n FROM things')).toHaveLength(2);
    expect(await query(two.url, 'SELECT n FROM things')).toHaveLength(1);
    await Promise.all([one.drop(), two.drop()]);
    await expect(query(one.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });

  it('is not left half made by a migration that fails', async () => {
    const failing = testDatabase({ template: 'broken', migrate: () => Promise.reject(new Error('a bad migration')) });
    await expect(failing).rejects.toThrow('a bad migration');
    const mended = await testDatabase({
      template: 'broken',
      migrate: async (url) => void (await query(url, 'CREATE TABLE whole ()')),
    });
    expect(await query(mended.url, 'SELECT * FROM whole')).toEqual([]);
    await mended.drop();
  });
});

async function query(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
