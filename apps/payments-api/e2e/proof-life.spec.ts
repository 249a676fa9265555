import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, openSite, type Answer, type Service, type Site } from './running-service.ts';

let site: Site;
let admin: pg.Pool;

beforeAll(async () => {
  site = await openSite();
  admin = new pg.Pool({ connectionString: site.databaseUrl, max: 4 });
  // The test drops the database while connections of this pool may be idle.
  admin.on('error', () => undefined);
});
afterAll(async () => {
  await admin.end();
  await site.close();
});

const pay = (service: Service, body: object = {}): Promise<Answer> =>
  service.call('/api/payments', { body: { amount: 100, currency: 'USD', ...body } });

/** Somebody holds the table: every write waits, reads go on. */
async function blocked<T>(work: () => Promise<T>): Promise<T> {
  const client = await admin.connect();
  try {
    await client.query('BEGIN');
    await client.query('LOCK TABLE payments IN EXCLUSIVE MODE');
    return await work();
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

describe('the life of a process', () => {
  it('promise 9: SIGTERM turns readiness off first, finishes what runs, and exits with 0', async () => {
    const service = await site.start({ ROLE: 'api' });
    const [running, ended] = await blocked(async () => {
      const payment = pay(service);
      await eventually('the request waits', async () => (await waiting()) > 0);
      const exit = service.stop();
      await eventually('readiness is off', async () => {
        const { status } = await service.call('/health/ready', { token: null });
        return status === 503;
      });
      const refused = () => service.call('/health/live', { token: null }).then(() => false, Boolean);
      await eventually('the door is closed', refused);
      return [payment, exit] as const;
    });
    expect((await running).status).toBe(201);
    // The caller keeps its connection open; nobody waits for it to be given up.
    expect(await Promise.race([ended, sleep(5_000, 'still there')])).toBe(0);
  }, 60_000);

  it('promise 9: X11 lost database connections are taken up again without a restart', async () => {
    const service = await site.start();
    expect((await pay(service)).status).toBe(201);
    for (let round = 0; round < 3; round++) {
      await admin.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      await eventually('it pays again', async () => (await pay(service)).status === 201, 5_000);
    }
    expect(service.process.exitCode).toBeNull();
    await service.stop();
  }, 60_000);

  it('a blocked database is answered with 503 and Retry-After, not with a growing queue', async () => {
    const service = await site.start({ ROLE: 'api', DATABASE_POOL_SIZE: '1' });
    const answers = await blocked(async () => {
      const all = Array.from({ length: 700 }, () => pay(service));
      return Promise.race([firstRefused(all), sleep(45_000, [] as readonly Answer[])]);
    });
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([[503, 'overloaded']]);
    expect(Number(answers[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    await eventually('it pays again', async () => (await pay(service)).status === 201);
    await service.stop();
  }, 60_000);

  it('promise 2: an unknown outcome is settled within 5 s of the provider being well again', async () => {
    const service = await site.start({ RECOVERY_AFTER_MS: '1000', PROVIDER_MAX_RETRIES: '0' });
    for (const payment_method of ['mock_timeout', 'mock_timeout_before', 'mock_error']) {
      const { status, json } = await pay(service, { payment_method });
      expect([status, json.status]).toEqual([202, 'pending']);
      const read = async () => (await service.call(`/api/payments/${json.id}`)).json.status === 'succeeded';
      await eventually(`${payment_method} is settled`, read, 5_000);
    }
    await service.stop();
  }, 60_000);

  it('K9 two workers share a backlog, and each row is handled once', async () => {
    const env = { RECOVERY_AFTER_MS: '5000', PROVIDER_MAX_RETRIES: '0' };
    const api = await site.start({ ...env, ROLE: 'api' });
    const workers = await Promise.all([1, 2].map(() => site.start({ ...env, ROLE: 'worker' })));
    const answers = await Promise.all(Array.from({ length: 60 }, () => pay(api, { payment_method: 'mock_timeout' })));
    const ids = answers.map(({ json }) => String(json.id));
    await eventually('all are settled', async () => (await paid(ids)) === ids.length, 40_000);
    const { rows } = await admin.query<{ action: string; entries: number; payments: number }>(
      `SELECT action, count(*)::int AS entries, count(DISTINCT payment_id)::int AS payments FROM audit_entries
       WHERE payment_id = ANY($1::uuid[]) GROUP BY action ORDER BY action`,
      [ids],
    );
    expect(rows).toEqual([
      { action: 'payment.created', entries: 60, payments: 60 },
      { action: 'payment.succeeded', entries: 60, payments: 60 },
    ]);
    // Who opened it sent once, and whoever took it up said so before it sent: nobody else did.
    const sends = await admin.query<{ sends: number }>(
      "SELECT DISTINCT (state #>> '{attempts,0,submit,sends}')::int AS sends FROM payments WHERE id = ANY($1::uuid[])",
      [ids],
    );
    expect(sends.rows).toEqual([{ sends: 2 }]);
    await Promise.all([api, ...workers].map((one) => one.stop()));
  }, 120_000);
});

/** Statements that wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0]?.count ?? 0;
}

async function paid(ids: readonly string[]): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM payments WHERE id = ANY($1::uuid[]) AND status = 'succeeded'",
    [ids],
  );
  return rows[0]?.count ?? 0;
}

async function firstRefused(all: readonly Promise<Answer>[]): Promise<readonly Answer[]> {
  const refused = all.map(async (one) => {
    const answer = await one;
    if (answer.status !== 503) throw new Error(`answered ${answer.status}`);
    return answer;
  });
  return [await Promise.any(refused)];
}
