import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each seal file has come, so that a file whose end was cut is found. */
export class Seals1763700000004 implements MigrationInterface {
  readonly name = 'Seals1763700000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE audit_seal_files (
  -- The id that a file's first line gave itself.
  writer uuid PRIMARY KEY,
  n integer NOT NULL,
  hash text NOT NULL
)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_seal_files');
  }
}
