import { randomBytes } from 'node:crypto';
import { testDatabase } from '@payments/embedded-database/testing';
import type { PaymentStorage } from '@payments/domain';
import { openDatabase, type Database, type DatabaseOptions } from '../src/database.ts';
import type { Context } from '../src/context.ts';
import { EnvelopeBox, type KeyMaterial } from '../src/envelope.ts';
import { migrate } from '../src/migrate.ts';
import { postgresStorage } from '../src/postgres-storage.ts';

export const TEST_KEYS: readonly KeyMaterial[] = [{ id: 'test', key: randomBytes(32) }];

export interface TestStorage {
  readonly url: string;
  readonly database: Database;
  readonly storage: PaymentStorage;
  readonly context: Context;
  close(): Promise<void>;
}

/** A storage on a fresh database of its own. */
export async function openTestStorage(
  now: () => Date,
  newId: () => string,
  options: Partial<DatabaseOptions> = {},
): Promise<TestStorage> {
  const { url, drop } = await testDatabase({ template: 'payments', migrate });
  const database = await openDatabase({ url, ...options });
  const context: Context = { database, box: new EnvelopeBox(TEST_KEYS), now, newId };
  return {
    url,
    database,
    storage: postgresStorage(context),
    context,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}
