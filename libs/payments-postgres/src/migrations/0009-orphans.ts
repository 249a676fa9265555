import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments that a provider has and nobody here knows: found by reconciliation, looked at by a person. */
export class Orphans1763700000009 implements MigrationInterface {
  readonly name = 'Orphans1763700000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ORPHANS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE orphans');
  }
}

const ORPHANS = `
CREATE TABLE orphans (
  provider text NOT NULL,
  provider_payment_id text NOT NULL,
  status text NOT NULL,
  amount bigint NOT NULL,
  currency text NOT NULL,
  -- At the provider.
  created_at timestamptz(3) NOT NULL,
  found_at timestamptz(3) NOT NULL,
  -- Found again and again by every reconciliation, and listed once.
  PRIMARY KEY (provider, provider_payment_id)
);
CREATE INDEX orphans_found ON orphans (found_at, provider, provider_payment_id)`;
