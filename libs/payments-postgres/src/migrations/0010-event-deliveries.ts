import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subscribers of outgoing events, what they were sent, and what the administrator is told by mail. */
export class EventDeliveries1763700000010 implements MigrationInterface {
  readonly name = 'EventDeliveries1763700000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENDPOINTS);
    await runner.query(DELIVERIES);
    await runner.query(QUEUES);
    await runner.query(OUTBOX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP INDEX outbox_unpumped_streams; DROP TABLE delivery_queues, deliveries, event_endpoints CASCADE',
    );
  }
}

const ENDPOINTS = `
CREATE TABLE event_endpoints (
  id uuid PRIMARY KEY,
  url text NOT NULL,
  -- Null: every type.
  types text[],
  enabled boolean NOT NULL DEFAULT true,
  -- Sealed; the previous one signs beside it until its time is over, so that a roll has no gap.
  secret jsonb NOT NULL,
  previous_secret jsonb,
  previous_until timestamptz(3),
  -- Given by the operator's settings, not by an administrator through the API.
  from_settings boolean NOT NULL DEFAULT false,
  -- Since when every try fails; null while it is well.
  failing_since timestamptz(3),
  disabled_reason text,
  disabled_at timestamptz(3),
  -- False while the administrator is still to be told that it was disabled.
  told boolean NOT NULL DEFAULT true,
  -- Which request made it and which one changed it last, so that a repeat of either does nothing twice.
  made_by text,
  changed_by text,
  created_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  -- An old secret without its end would sign for ever.
  CONSTRAINT event_endpoints_previous CHECK ((previous_secret IS NULL) = (previous_until IS NULL)),
  -- What is deleted is sent nothing more.
  CONSTRAINT event_endpoints_deleted CHECK (deleted_at IS NULL OR NOT enabled)
);
-- A request that is repeated finds what it made.
CREATE UNIQUE INDEX event_endpoints_made_by ON event_endpoints (made_by) WHERE made_by IS NOT NULL;
-- The settings name one subscriber.
CREATE UNIQUE INDEX event_endpoints_from_settings ON event_endpoints (from_settings) WHERE from_settings AND deleted_at IS NULL`;

const DELIVERIES = `
CREATE TABLE deliveries (
  endpoint_id uuid NOT NULL REFERENCES event_endpoints ON DELETE CASCADE,
  event_id uuid NOT NULL REFERENCES outbox ON DELETE CASCADE,
  stream uuid NOT NULL,
  seq integer NOT NULL,
  status text NOT NULL DEFAULT 'pending',
  tries integer NOT NULL DEFAULT 0,
  -- Tries since it was last put into the line: the schedule goes by these, and begins anew when it is sent again by hand.
  tries_in_line integer NOT NULL DEFAULT 0,
  next_try_at timestamptz(3),
  last_status integer,
  latency_ms integer,
  answer text,
  last_error text,
  failing_since timestamptz(3),
  delivered_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  -- An event goes to a subscriber once, however often it is fanned out.
  PRIMARY KEY (event_id, endpoint_id),
  CONSTRAINT deliveries_status CHECK (status IN ('pending','delivered','dead')),
  CONSTRAINT deliveries_tries CHECK (tries >= 0 AND tries_in_line >= 0),
  -- A subscriber may answer with a book; a page of it is enough to see what is wrong.
  CONSTRAINT deliveries_answer CHECK (octet_length(answer) <= 4096)
);
-- The oldest unfinished event of a payment, for one subscriber.
CREATE INDEX deliveries_line ON deliveries (endpoint_id, stream, seq) WHERE status = 'pending'`;

const QUEUES = `
-- One line a subscriber and payment: whoever delivers holds the line, so that its events stay in order. The row is the lock.
CREATE TABLE delivery_queues (
  endpoint_id uuid NOT NULL REFERENCES event_endpoints ON DELETE CASCADE,
  stream uuid NOT NULL,
  -- Unfinished deliveries in it. Counted on the locked row, so that one that joins while another ends is never overlooked.
  pending integer NOT NULL,
  -- When the first of the line is to be tried; null where the line is empty. While it is held: when its holder is given up.
  due_at timestamptz(3),
  held boolean NOT NULL DEFAULT false,
  -- Counts claims: who comes back after their time was over records nothing.
  claim bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (endpoint_id, stream),
  -- A line that owes something is due some time, and an empty one never.
  CONSTRAINT delivery_queues_pending CHECK (pending >= 0),
  CONSTRAINT delivery_queues_due CHECK ((due_at IS NULL) = (pending = 0))
) WITH (fillfactor = 70);
-- What a subscriber is to be sent now.
CREATE INDEX delivery_queues_due ON delivery_queues (endpoint_id, due_at) WHERE due_at IS NOT NULL;
-- Empty lines, to be cleaned.
CREATE INDEX delivery_queues_empty ON delivery_queues (endpoint_id) WHERE pending = 0`;

const OUTBOX = `
-- The pump takes whole payments: an event whose predecessor is still to be fanned out goes with it.
CREATE INDEX outbox_unpumped_streams ON outbox (stream, seq) WHERE NOT pumped`;
