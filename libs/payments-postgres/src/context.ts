import type { Database } from './database.ts';
import type { EnvelopeBox } from './envelope.ts';

/** What every part of the storage needs. */
export interface Context {
  readonly database: Database;
  readonly box: EnvelopeBox;
  /** The database's clock (`databaseClock`), or a test's. */
  readonly now: () => Date;
  /** UUIDv7. */
  readonly newId: () => string;
}
