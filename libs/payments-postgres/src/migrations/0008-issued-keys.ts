import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Idempotency keys that callers ask us for. */
export class IssuedKeys1763700000008 implements MigrationInterface {
  readonly name = 'IssuedKeys1763700000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ISSUED_KEYS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE issued_keys');
  }
}

const ISSUED_KEYS = `
CREATE TABLE issued_keys (
  key text PRIMARY KEY,
  user_id text NOT NULL,
  order_id text,
  expires_at timestamptz(3) NOT NULL
);
-- A caller has one key an order: asking twice is answered with the same one while it lives.
CREATE UNIQUE INDEX issued_keys_order ON issued_keys (user_id, order_id) WHERE order_id IS NOT NULL;
-- For the job that deletes those whose time is over.
CREATE INDEX issued_keys_expiry ON issued_keys (expires_at)`;
