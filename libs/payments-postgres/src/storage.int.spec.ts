import { paymentId } from '@payments/domain';
import { storageContract, testClock, uuidV7, type StoredEvent } from '@payments/domain/testing';
import type { DatabaseOptions } from './database.ts';
import { openTestStorage, type TestStorage } from '../test/test-storage.ts';
import { auditFrom, type AuditRow } from './audit-rows.ts';

/** The service as it is, and as it is behind an old pooler: without named statements, and so without shared ones. */
const WAYS: readonly (readonly [name: string, options: Partial<DatabaseOptions>])[] = [
  ['PostgreSQL', {}],
  ['PostgreSQL behind an old pooler', { statements: 'unnamed' }],
];

describe.each(WAYS)('%s', (name, options) => {
  const clock = testClock();
  let opened: TestStorage;

  beforeAll(async () => {
    opened = await openTestStorage(clock.now, () => uuidV7(clock.now()), options);
  });
  afterAll(() => opened.close());

  storageContract(name, async () => ({
    storage: opened.storage,
    now: clock.now,
    advanceClock: clock.advance,
    readEntries: async (id) => {
      const { rows } = await opened.database.pool.query<AuditRow>(
        'SELECT * FROM audit_entries WHERE payment_id = $1 ORDER BY at, chain LIKE $2, seq',
        [id, 'refused:%'],
      );
      return rows.map(auditFrom);
    },
    readEvents: async (id) => {
      const { rows } = await opened.database.pool.query<StoredEvent>(
        'SELECT id, type, seq FROM outbox WHERE payment_id = $1 ORDER BY seq',
        [paymentId(id)],
      );
      return rows;
    },
    close: () => Promise.resolve(),
  }));
});
