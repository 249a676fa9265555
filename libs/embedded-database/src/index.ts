export { startEmbeddedDatabase } from './start-embedded-database.ts';
export type { EmbeddedDatabase, EmbeddedDatabaseOptions } from './start-embedded-database.ts';
