import pg from 'pg';
import { makeDataSource } from './database.ts';
import { translated } from './database-error.ts';

/** Ours alone, among the advisory locks of a database that others may share. */
const MIGRATION_LOCK = 7_236_001;

export interface MigrateOptions {
  /** The role that the application connects as, where it is another than the migrations': it can't change the audit, nor remove a document. */
  readonly applicationRole?: string;
}

/**
 * Brings a database up to date. Any number of processes may start at once: one migrates, the others wait for it.
 * Throws `PaymentError` `database_unavailable`.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<void> {
  const dataSource = makeDataSource({ url, poolSize: 2, applicationName: 'payments-migrate' }, { migrating: true });
  try {
    await dataSource.initialize();
    const runner = dataSource.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await dataSource.runMigrations({ transaction: 'each' });
      if (options.applicationRole !== undefined) await runner.query(grants(options.applicationRole));
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    } finally {
      await runner.release();
    }
  } catch (error) {
    throw translated(error);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

function grants(role: string): string {
  const name = pg.escapeIdentifier(role);
  return `
    GRANT USAGE ON SCHEMA public TO ${name};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${name};
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_entries FROM ${name};
    REVOKE DELETE, TRUNCATE ON receipts FROM ${name};
    REVOKE INSERT, UPDATE, DELETE ON migrations FROM ${name}`;
}
