import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists look by: the webhooks of a payment, what a provider took, by amount; and indexes that no walk over all rows can stand in for. */
export class LookUps1763700000014 implements MigrationInterface {
  readonly name = 'LookUps1763700000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LOOK_UPS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BEFORE);
  }
}

/**
 * The planner believes that a user's (or an actor's) rows lie evenly among all others, so it may walk back over all rows by their ids instead. Where
 * the last of them are long ago that reads millions. An index whose order is said as the ids' own index is not (`NULLS LAST`, though there
 * are no nulls) can't be replaced by it, where the list asks for that very order (`order-of-ids.ts`).
 */
const LOOK_UPS = `
DROP INDEX payments_user, payments_status, audit_entries_actor, audit_entries_action;
CREATE INDEX payments_user ON payments (user_id, id DESC NULLS LAST);
CREATE INDEX payments_status ON payments (status, id DESC NULLS LAST) WHERE status <> 'succeeded';
CREATE INDEX audit_entries_actor ON audit_entries (actor_id, id DESC NULLS LAST);
CREATE INDEX audit_entries_action ON audit_entries (action, id DESC NULLS LAST) WHERE action NOT IN ('payment.created','payment.succeeded');
CREATE INDEX webhook_inbox_payment ON webhook_inbox (payment_id, id) WHERE payment_id IS NOT NULL;
-- By amount alone, a page of a provider that is rarely used would be looked for among the payments of all others.
CREATE INDEX payments_provider_amount ON payments (provider, amount, id)`;

const BEFORE = `
DROP INDEX payments_provider_amount, webhook_inbox_payment, payments_user, payments_status, audit_entries_actor, audit_entries_action;
CREATE INDEX payments_user ON payments (user_id, id);
CREATE INDEX payments_status ON payments (status, id) WHERE status <> 'succeeded';
CREATE INDEX audit_entries_actor ON audit_entries (actor_id, id);
CREATE INDEX audit_entries_action ON audit_entries (action, id) WHERE action NOT IN ('payment.created','payment.succeeded')`;
