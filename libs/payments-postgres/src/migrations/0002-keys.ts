import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Idempotency keys, saved methods, customers at providers, the webhooks' inbox. */
export class Keys1763700000002 implements MigrationInterface {
  readonly name = 'Keys1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(METHODS);
    await runner.query(KEYS);
    await runner.query(INBOX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION key_is_spent, refuse_taken_key, refuse_part; DROP TABLE webhook_inbox, idempotency_keys, provider_customers, payment_methods CASCADE',
    );
  }
}

const METHODS = `
CREATE TABLE payment_methods (
  id uuid PRIMARY KEY,
  user_id text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  status text NOT NULL,
  reference text COLLATE "C",
  customer text,
  is_default boolean NOT NULL,
  type text NOT NULL,
  brand text,
  last4 text,
  exp_month integer,
  exp_year integer,
  advance_at timestamptz(3),
  idle_looks integer NOT NULL,
  version integer NOT NULL,
  audit_seq integer NOT NULL,
  audit_head text NOT NULL,
  event_seq integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  secret jsonb NOT NULL,
  -- A closed set, as the domain has it: only an active one can be paid with.
  CONSTRAINT payment_methods_status CHECK (status IN ('saving','active','removing','removed')),
  -- Four digits are all that may ever be kept of a number.
  CONSTRAINT payment_methods_last4 CHECK (char_length(last4) <= 4)
);
CREATE INDEX payment_methods_user ON payment_methods (user_id, id);
-- A method that the provider keeps is saved here once, whoever tells it.
CREATE UNIQUE INDEX payment_methods_reference ON payment_methods (provider, reference) WHERE reference IS NOT NULL;
-- A user has at most one default.
CREATE UNIQUE INDEX payment_methods_default ON payment_methods (user_id) WHERE is_default;
CREATE INDEX payment_methods_due ON payment_methods (advance_at) WHERE advance_at IS NOT NULL;

CREATE TABLE provider_customers (
  user_id text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  customer text NOT NULL,
  -- The first one that was kept wins: two customers would split a payer's methods.
  PRIMARY KEY (user_id, provider)
)`;

const KEYS = `
CREATE TABLE idempotency_keys (
  scope text COLLATE "C" NOT NULL,
  operation text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  request_hash text NOT NULL,
  derived boolean NOT NULL,
  lease_until timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  subject uuid NOT NULL,
  payment_id uuid,
  -- A sealed envelope as text: jsonb would not keep a byte of what was answered if it were ever stored in clear.
  answer text,
  -- The whole concurrency story of a repeat: whoever comes second waits here for the first one's commit.
  PRIMARY KEY (scope, operation, key),
  -- The header's own bound, and a derived key's 70.
  CONSTRAINT idempotency_keys_key CHECK (char_length(key) BETWEEN 1 AND 255)
) WITH (fillfactor = 70, toast_tuple_target = 8160);
-- For the job that deletes spent keys. Keys come in the order of their expiry, so a few bytes a page will do.
CREATE INDEX idempotency_keys_expiry ON idempotency_keys USING brin (expires_at);

-- A key is spent when its time is over and its work is resolved; one made from an order, as soon as its payment holds the order no longer.
-- Volatile on purpose: it is asked while the key's row is locked, and must see what was committed until then.
CREATE FUNCTION key_is_spent(k idempotency_keys, at timestamptz) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  work text;
BEGIN
  IF k.derived AND k.payment_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM payments p WHERE p.id = k.payment_id AND p.holds_order) THEN
    RETURN true;
  END IF;
  IF at < k.expires_at THEN RETURN false; END IF;
  IF k.answer IS NOT NULL THEN RETURN true; END IF;
  SELECT r.status INTO work FROM refunds r WHERE r.id = k.subject;
  IF FOUND THEN RETURN work <> 'pending'; END IF;
  SELECT m.status INTO work FROM payment_methods m WHERE m.id = k.subject;
  IF FOUND THEN RETURN work IN ('active', 'removed'); END IF;
  RETURN NOT EXISTS (SELECT FROM payments p WHERE p.id = k.payment_id
    AND (p.status IN ('pending', 'processing') OR p.state->'operation' <> 'null'::jsonb));
END $$;

-- A command whose key is there already must write nothing: its statement fails as a whole.
CREATE FUNCTION refuse_taken_key() RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RAISE EXCEPTION 'the key is taken' USING ERRCODE = 'PM003';
END $$;

-- A batch in which one member could not write its whole set fails as a whole.
CREATE FUNCTION refuse_part() RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RAISE EXCEPTION 'a part of the batch could not be written' USING ERRCODE = 'PM004';
END $$`;

const INBOX = `
CREATE TABLE webhook_inbox (
  id uuid PRIMARY KEY,
  provider text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  type text NOT NULL,
  target jsonb NOT NULL,
  status text NOT NULL,
  tries integer NOT NULL,
  last_error text,
  payment_id uuid,
  received_at timestamptz(3) NOT NULL,
  due_at timestamptz(3),
  body jsonb NOT NULL,
  -- A closed set: an entry in any other would be taken up by no worker and shown to nobody.
  CONSTRAINT webhook_inbox_status CHECK (status IN ('received','parked','done','skipped','dead')),
  -- A provider's event is taken in once, however often it is delivered.
  CONSTRAINT webhook_inbox_event UNIQUE (provider, event_id)
);
CREATE INDEX webhook_inbox_due ON webhook_inbox (due_at) WHERE status IN ('received','parked') AND due_at IS NOT NULL;
-- The administrators' list of what is stuck.
CREATE INDEX webhook_inbox_stuck ON webhook_inbox (status, id) WHERE status IN ('received','parked','dead')`;
