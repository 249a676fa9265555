import { testDatabase, type TestDatabase } from '@payments/embedded-database/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { listen } from './listen.ts';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase({ template: 'empty', migrate: () => Promise.resolve() });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

describe('the bell', () => {
  it('is heard, and again by itself after its connection was cut', async () => {
    const heard: string[] = [];
    const bell = listen(database.url, ['payments_due'], (channel) => heard.push(channel));
    while (heard.length < 1) await sleep(10);
    await client.query('NOTIFY payments_due');
    while (heard.length < 2) await sleep(10);
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'payments-listen'",
    );
    while (heard.length < 3) await sleep(50);
    await bell.close();
    await client.query('NOTIFY payments_due');
    await sleep(50);
    expect(heard).toEqual(['payments_due', 'payments_due', 'payments_due']);
  });
});
