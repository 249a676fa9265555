import { paymentId } from '@payments/domain';
import { storageContract, testClock, uuidV7, type StoredEvent } from '@payments/domain/testing';
import { openTestStorage, type TestStorage } from '../test/test-storage.ts';
import { auditFrom, type AuditRow } from './audit-rows.ts';

const clock = testClock();
let opened: TestStorage;

beforeAll(async () => {
  opened = await openTestStorage(clock.now, () => uuidV7(clock.now()));
});
afterAll(() => opened.close());

storageContract('PostgreSQL', async () => ({
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
