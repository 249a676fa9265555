import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbered documents, the counters of their years, and the letters that are to be sent. */
export class Receipts1763700000012 implements MigrationInterface {
  readonly name = 'Receipts1763700000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RECEIPTS);
    await runner.query(REFUSE);
    await runner.query(MAILS);
    await runner.query(PAYMENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE mail_outbox, receipts, receipt_counters CASCADE; DROP FUNCTION refuse_receipt_change',
    );
    // As it was before.
    await runner.query(
      'CREATE UNIQUE INDEX payments_receipt ON payments (receipt_number) WHERE receipt_number IS NOT NULL',
    );
  }
}

const RECEIPTS = `
-- The last number of each year. Its row is locked until the documents that took the numbers are committed: what is rolled back leaves no gap.
CREATE TABLE receipt_counters (
  year integer PRIMARY KEY,
  last integer NOT NULL,
  -- Numbers count from 1.
  CONSTRAINT receipt_counters_last CHECK (last > 0)
);

CREATE TABLE receipts (
  number text PRIMARY KEY,
  year integer NOT NULL,
  place integer NOT NULL,
  kind text NOT NULL,
  payment_id uuid NOT NULL REFERENCES payments,
  refund_id uuid REFERENCES refunds,
  corrects text REFERENCES receipts,
  -- The event that it was made for.
  event_id uuid NOT NULL,
  -- False where the payer left no address: then there is no letter, either.
  addressed boolean NOT NULL,
  issued_at timestamptz(3) NOT NULL,
  -- Sealed: it holds contact data.
  document jsonb NOT NULL,
  -- One series a year.
  CONSTRAINT receipts_series UNIQUE (year, place),
  -- The number says the year (UTC) in which it was given.
  CONSTRAINT receipts_year CHECK (year = extract(year FROM issued_at AT TIME ZONE 'UTC') AND place > 0),
  CONSTRAINT receipts_kind CHECK (kind IN ('receipt','credit_note','credit_note_reversal')),
  -- A receipt stands alone; what follows it is about a refund and corrects another document.
  CONSTRAINT receipts_refers CHECK ((kind = 'receipt') = (refund_id IS NULL) AND (kind = 'receipt') = (corrects IS NULL)),
  -- One event makes one document of a kind, however often it is read.
  CONSTRAINT receipts_event UNIQUE (event_id, kind)
);
-- A payment has one receipt.
CREATE UNIQUE INDEX receipts_payment ON receipts (payment_id) WHERE kind = 'receipt';
-- Its later documents.
CREATE INDEX receipts_notes ON receipts (payment_id) WHERE kind <> 'receipt';
-- A document is taken back once.
CREATE UNIQUE INDEX receipts_reversed ON receipts (corrects) WHERE kind = 'credit_note_reversal'`;

const REFUSE = `
-- Documents are for ever. Only their seal may be renewed, with another key; nobody without the key can make one that opens in its place.
CREATE FUNCTION refuse_receipt_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'document' = to_jsonb(OLD) - 'document'
    AND NEW.document->>'k' IS NOT NULL AND NEW.document->>'k' <> OLD.document->>'k' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'receipts can not be changed or removed' USING ERRCODE = 'PM004';
END $$;
-- One row at a time, so that a statement that would hit none is no offence.
CREATE TRIGGER receipts_no_change BEFORE UPDATE OR DELETE ON receipts FOR EACH ROW EXECUTE FUNCTION refuse_receipt_change();
-- TRUNCATE fires no row trigger.
CREATE TRIGGER receipts_no_truncate BEFORE TRUNCATE ON receipts FOR EACH STATEMENT EXECUTE FUNCTION refuse_receipt_change();
-- Also while replication's session settings switch ordinary triggers off.
ALTER TABLE receipts ENABLE ALWAYS TRIGGER receipts_no_change;
ALTER TABLE receipts ENABLE ALWAYS TRIGGER receipts_no_truncate`;

const MAILS = `
-- Letters, written with what they tell of, sent after it is committed.
CREATE TABLE mail_outbox (
  id uuid PRIMARY KEY,
  -- The letter's own Message-ID: the same letter to the same person is written once.
  message_id text NOT NULL,
  kind text NOT NULL,
  payment_id uuid REFERENCES payments,
  receipt_number text REFERENCES receipts,
  -- Somebody asked for it once more.
  again boolean NOT NULL,
  -- Sealed, both. A document's letter is made of the document when it is sent.
  recipient jsonb NOT NULL,
  content jsonb,
  state text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  -- When it is to be tried; while somebody is at it: when they are given up.
  due_at timestamptz(3),
  -- Counts claims: who comes back after their time was over records nothing.
  claim bigint NOT NULL DEFAULT 0,
  -- A code: no address, no sentence of a server.
  last_error text,
  created_at timestamptz(3) NOT NULL,
  settled_at timestamptz(3),
  -- The same letter to the same person, however often its event is read.
  CONSTRAINT mail_outbox_message UNIQUE (message_id),
  -- Closed sets: a letter in any other state would be sent by nobody and shown to nobody.
  CONSTRAINT mail_outbox_kind CHECK (kind IN ('receipt','credit_note','credit_note_reversal','refund_failed','alert')),
  CONSTRAINT mail_outbox_state CHECK (state IN ('pending','sent','refused','dead')),
  -- Every unfinished letter is due some time, and no finished one.
  CONSTRAINT mail_outbox_due CHECK ((state = 'pending') = (due_at IS NOT NULL) AND (state = 'pending') = (settled_at IS NULL)),
  -- It brings a document, or is a letter by itself.
  CONSTRAINT mail_outbox_tells CHECK ((receipt_number IS NULL) = (content IS NOT NULL))
) WITH (fillfactor = 80);
-- What is to be sent now.
CREATE INDEX mail_outbox_due_at ON mail_outbox (due_at) WHERE due_at IS NOT NULL;
-- A payment's letters, for its timeline.
CREATE INDEX mail_outbox_payment ON mail_outbox (payment_id) WHERE payment_id IS NOT NULL`;

const PAYMENTS = `
-- The table of receipts keeps numbers unique; without this one, noting a payment's number touches none of its indexes.
DROP INDEX payments_receipt`;
