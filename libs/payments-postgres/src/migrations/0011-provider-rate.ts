import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many calls each provider was promised in the current second, over all replicas. */
export class ProviderRate1763700000011 implements MigrationInterface {
  readonly name = 'ProviderRate1763700000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROVIDER_RATE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE provider_rate');
  }
}

const PROVIDER_RATE = `
-- What is lost with a crash is a second's count: it need not reach the disk.
CREATE UNLOGGED TABLE provider_rate (
  provider text PRIMARY KEY,
  second bigint NOT NULL,
  used integer NOT NULL,
  -- What the last lease got.
  granted integer NOT NULL,
  CONSTRAINT provider_rate_counts CHECK (granted BETWEEN 0 AND used)
) WITH (fillfactor = 50)`;
