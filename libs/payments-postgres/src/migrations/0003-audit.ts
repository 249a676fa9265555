import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit, what is to be sealed of it, and the outbox. */
export class Audit1763700000003 implements MigrationInterface {
  readonly name = 'Audit1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AUDIT);
    await runner.query(REFUSE);
    await runner.query(OUTBOX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox, seal_due, audit_chains, audit_entries CASCADE; DROP FUNCTION refuse_change');
  }
}

const AUDIT = `
CREATE TABLE audit_entries (
  id uuid NOT NULL,
  -- Byte by byte, as audit:verify walks them.
  chain text COLLATE "C" NOT NULL,
  payment_id uuid,
  seq integer NOT NULL,
  at timestamptz(3) NOT NULL,
  actor_type text NOT NULL,
  actor_id text COLLATE "C" NOT NULL,
  action text COLLATE "C" NOT NULL,
  from_status text,
  to_status text,
  amount bigint,
  currency text,
  outcome text NOT NULL,
  reason text,
  request_id text,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  -- A chain has no gap and no fork: two writers can't both append the same number.
  PRIMARY KEY (chain, seq),
  CONSTRAINT audit_entries_actor CHECK (actor_type IN ('user','admin','service','provider','worker')),
  CONSTRAINT audit_entries_hash CHECK (char_length(hash) = 64 AND char_length(prev_hash) = 64)
);
-- The audit over all, in time: ids are UUIDv7.
CREATE UNIQUE INDEX audit_entries_id ON audit_entries (id);
CREATE INDEX audit_entries_actor ON audit_entries (actor_id, id);
-- The two actions of every payment are found fast by walking the ids; the rare ones are not.
CREATE INDEX audit_entries_action ON audit_entries (action, id) WHERE action NOT IN ('payment.created','payment.succeeded');
-- Refused tries about a payment stand in their callers' chains; all others in the payment's own, which the primary key finds.
CREATE INDEX audit_entries_refused ON audit_entries (payment_id, id) WHERE starts_with(chain, 'refused:');

-- Heads of chains that have no row of their own: refused tries of a caller. Above the hour's bound they are only counted.
CREATE TABLE audit_chains (
  chain text COLLATE "C" PRIMARY KEY,
  seq integer NOT NULL,
  hash text NOT NULL,
  hour integer NOT NULL,
  kept integer NOT NULL,
  counted bigint NOT NULL
);

-- Heads that the next seal takes in. No index: the sealer empties it each second.
CREATE TABLE seal_due (
  chain text NOT NULL,
  seq integer NOT NULL,
  hash text NOT NULL
)`;

const REFUSE = `
-- Entries are for ever. The trigger refuses whoever asks, the owner and a superuser too; who gets around it is found by audit:verify.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries can not be changed or removed' USING ERRCODE = 'PM002';
END $$;
-- One row at a time, so that a statement that would hit none is no offence.
CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- TRUNCATE fires no row trigger.
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Also while replication's session settings switch ordinary triggers off.
ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_no_change;
ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_no_truncate`;

const OUTBOX = `
CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  stream uuid NOT NULL,
  seq integer NOT NULL,
  type text NOT NULL,
  at timestamptz(3) NOT NULL,
  payment_id uuid,
  payload jsonb NOT NULL,
  pumped boolean NOT NULL DEFAULT false,
  -- The events of one payment have an order; none is told twice under one number.
  CONSTRAINT outbox_stream UNIQUE (stream, seq)
) WITH (toast_tuple_target = 8160);
-- What is still to be fanned out to deliveries, receipts and roll-ups, in the order of ids.
CREATE INDEX outbox_unpumped ON outbox (id) WHERE NOT pumped`;
