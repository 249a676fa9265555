import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments, their refunds, and the provider objects of attempts that are over. */
export class Payments1763700000001 implements MigrationInterface {
  readonly name = 'Payments1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PAYMENTS);
    await runner.query(PAYMENT_INDEXES);
    await runner.query(REFUNDS);
    await runner.query(FUNCTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION open_remains, assert_reserve; DROP TABLE provider_objects, refunds, payments CASCADE',
    );
  }
}

/**
 * A column for what is queried or constrained; `state` holds what is neither, `secret` and `provider_answer` are sealed envelopes.
 * Words in indexes are compared byte by byte ("C"): nobody sorts them for people, and it is the quickest.
 */
const PAYMENTS = `
CREATE TABLE payments (
  id uuid PRIMARY KEY,
  user_id text COLLATE "C" NOT NULL,
  created_by text NOT NULL,
  order_id text COLLATE "C",
  purpose text NOT NULL,
  amount bigint NOT NULL,
  currency text NOT NULL,
  amount_captured bigint NOT NULL,
  amount_refunded bigint NOT NULL,
  amount_reserved bigint NOT NULL,
  status text COLLATE "C" NOT NULL,
  goal text NOT NULL,
  capture_method text NOT NULL,
  -- Of the current attempt; provider_objects has those of earlier ones.
  provider text COLLATE "C" NOT NULL,
  provider_payment_id text COLLATE "C",
  holds_order boolean NOT NULL,
  -- It must be dealt with before another payment of its order is sent: failed and still payable at its provider, or paid too late.
  open_remains boolean NOT NULL,
  attention_code text,
  attention_since timestamptz(3),
  receipt_number text,
  advance_at timestamptz(3),
  idle_looks integer NOT NULL,
  version integer NOT NULL,
  audit_seq integer NOT NULL,
  audit_head text NOT NULL,
  event_seq integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  succeeded_at timestamptz(3),
  state jsonb NOT NULL,
  secret jsonb NOT NULL,
  provider_answer jsonb,
  -- The contract's bound: an integer of minor units, never nothing.
  CONSTRAINT payments_amount CHECK (amount BETWEEN 1 AND 99999999),
  CONSTRAINT payments_currency CHECK (char_length(currency) = 3),
  -- What came in and what went back is the provider's word; more back than in would be money that we never had.
  CONSTRAINT payments_captured CHECK (amount_captured >= 0),
  CONSTRAINT payments_refunded CHECK (amount_refunded BETWEEN 0 AND amount_captured),
  -- Only its sign: a refund from a dashboard must be recordable beside our promises. The reserving statement guards the sum (assert_reserve).
  CONSTRAINT payments_reserved CHECK (amount_reserved >= 0),
  CONSTRAINT payments_status CHECK (status IN
    ('pending','processing','authorized','succeeded','failed','canceled','partially_refunded','refunded')),
  -- The other closed sets of words, so that a slip of the pen can't become a state that no code knows.
  CONSTRAINT payments_goal CHECK (goal IN ('authorized','succeeded','canceled','failed')),
  -- A fourth purpose would be shut out by neither order index.
  CONSTRAINT payments_purpose CHECK (purpose IN ('full','deposit','balance')),
  -- A third way would be captured by nobody.
  CONSTRAINT payments_capture_method CHECK (capture_method IN ('automatic','manual')),
  -- Nothing can hold an order that it does not have: the unique indexes below would not see it.
  CONSTRAINT payments_holds_order CHECK (NOT holds_order OR order_id IS NOT NULL),
  CONSTRAINT payments_attention CHECK ((attention_code IS NULL) = (attention_since IS NULL)),
  CONSTRAINT payments_counts CHECK (version > 0 AND audit_seq >= 0 AND event_seq >= 0 AND idle_looks >= 0)
) WITH (
  -- Envelopes don't compress: moving them out of the row would only cost a second table's writes.
  toast_tuple_target = 8160
)`;

const PAYMENT_INDEXES = `
-- One live or paid payment of an order: full shuts out deposit and balance, those two live side by side. A column of its own, not the
-- status, so that a late success can always be recorded.
CREATE UNIQUE INDEX payments_order_deposit ON payments (user_id, order_id) WHERE holds_order AND purpose IN ('full','deposit');
CREATE UNIQUE INDEX payments_order_balance ON payments (user_id, order_id) WHERE holds_order AND purpose IN ('full','balance');
-- One payment per provider object; also the webhook's way to its payment, and the filter by provider.
CREATE UNIQUE INDEX payments_provider_object ON payments (provider, provider_payment_id);
-- A user's list, newest first: ids are UUIDv7.
CREATE INDEX payments_user ON payments (user_id, id);
-- The search by order, and what is left open of its failed payments.
CREATE INDEX payments_order ON payments (order_id, id) WHERE order_id IS NOT NULL;
-- The administrators' filter by status. Nearly all end as succeeded: those are found fast by walking the primary key.
CREATE INDEX payments_status ON payments (status, id) WHERE status <> 'succeeded';
-- The administrators' list by amount.
CREATE INDEX payments_amount ON payments (amount, id);
-- What is due: few rows at any time, so that a finished payment costs nothing here.
CREATE INDEX payments_due ON payments (advance_at) WHERE advance_at IS NOT NULL;
-- What waits for a person.
CREATE INDEX payments_attention ON payments (id) WHERE attention_code IS NOT NULL;
-- A receipt's number is given once.
CREATE UNIQUE INDEX payments_receipt ON payments (receipt_number) WHERE receipt_number IS NOT NULL`;

const REFUNDS = `
CREATE TABLE refunds (
  id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payments,
  amount bigint NOT NULL,
  currency text NOT NULL,
  status text NOT NULL,
  origin text NOT NULL,
  provider text COLLATE "C" NOT NULL,
  provider_payment_id text NOT NULL,
  provider_refund_id text COLLATE "C",
  attempt integer NOT NULL,
  advance_at timestamptz(3),
  idle_looks integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  state jsonb NOT NULL,
  secret jsonb NOT NULL,
  -- A refund of nothing would be sent to a provider, and one below it would be a charge.
  CONSTRAINT refunds_amount CHECK (amount > 0),
  -- Closed sets, as the domain has them.
  CONSTRAINT refunds_status CHECK (status IN ('pending','succeeded','failed')),
  CONSTRAINT refunds_origin CHECK (origin IN ('api','dashboard','duplicate','late_success')),
  -- Part of the provider's key: it counts from 1.
  CONSTRAINT refunds_attempt CHECK (attempt > 0)
);
-- A payment's refunds, oldest first.
CREATE INDEX refunds_payment ON refunds (payment_id, id);
-- A provider's refund is taken in once, whoever tells it first.
CREATE UNIQUE INDEX refunds_provider_object ON refunds (provider, provider_refund_id) WHERE provider_refund_id IS NOT NULL;
CREATE INDEX refunds_due ON refunds (advance_at) WHERE advance_at IS NOT NULL;

-- Objects of attempts that another one followed: a late webhook names them, and money counts from any object.
CREATE TABLE provider_objects (
  provider text COLLATE "C" NOT NULL,
  provider_payment_id text COLLATE "C" NOT NULL,
  payment_id uuid NOT NULL REFERENCES payments,
  -- No object is two payments'.
  PRIMARY KEY (provider, provider_payment_id)
);
CREATE INDEX provider_objects_payment ON provider_objects (payment_id)`;

const FUNCTIONS = `
-- The guard of the statement that reserves: what is promised anew must be there. A function, so that the statement fails as a whole.
CREATE FUNCTION assert_reserve(captured bigint, refunded bigint, reserved bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  IF refunded + reserved > captured THEN
    RAISE EXCEPTION 'more would go back than came in' USING ERRCODE = 'PM001';
  END IF;
  RETURN reserved;
END $$;

-- Payments of the order that must be dealt with first. Volatile on purpose: its query sees what was committed after the caller's statement
-- began, so that a payment which gave up the order while the new one waited for it is not missed.
CREATE FUNCTION open_remains(of_user text, of_order text, besides uuid) RETURNS uuid[] LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF of_order IS NULL THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(SELECT id FROM payments WHERE order_id = of_order AND user_id = of_user AND open_remains AND id <> besides ORDER BY id);
END $$`;
