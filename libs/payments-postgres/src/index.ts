export { databaseClock, type DatabaseClock } from './database-clock.ts';
export { openDatabase, type Database, type DatabaseOptions } from './database.ts';
export { EnvelopeBox, UnreadableError, type KeyMaterial } from './envelope.ts';
export { migrate, type MigrateOptions } from './migrate.ts';
export { postgresStorage, type PostgresStorageOptions } from './postgres-storage.ts';
