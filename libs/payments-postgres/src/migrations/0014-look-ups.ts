import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two ways that administrators look: the webhooks of a payment, and what a provider took, by amount. */
export class LookUps1763700000014 implements MigrationInterface {
  readonly name = 'LookUps1763700000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LOOK_UPS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX payments_provider_amount, webhook_inbox_payment');
  }
}

const LOOK_UPS = `
CREATE INDEX webhook_inbox_payment ON webhook_inbox (payment_id, id) WHERE payment_id IS NOT NULL;
-- By amount alone, a page of a provider that is rarely used would be looked for among the payments of all others.
CREATE INDEX payments_provider_amount ON payments (provider, amount, id)`;
