import type { Receipt, ReceiptKind } from '@payments/domain';
import { decode } from './codec.ts';
import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import { receiptPlace } from './receipts-place.ts';

/** What a letter is about: a numbered document, for its payer; or news, for the administrator. */
export type MailKind = ReceiptKind | 'refund_failed' | 'alert';

/** A letter to be sent. */
export interface NewMail {
  /** The letter's Message-ID, the same whenever the same thing is told to the same person: it is written once. */
  readonly messageId: string;
  readonly kind: MailKind;
  readonly paymentId: string | null;
  /** The document that it brings; `null` where `content` is the whole letter. */
  readonly receiptNumber: string | null;
  readonly recipient: string;
  readonly content: string | null;
  /** Set where it is known not to arrive, such as `malformed_address`: recorded, and never tried. */
  readonly refused?: string;
  /** Somebody asked for it once more. */
  readonly again?: boolean;
}

/** Writes letters in the transaction of what they tell; they are sent after it. Answers how many were new. */
export async function insertMails(
  { box, newId }: Pick<Context, 'box' | 'newId'>,
  tx: Queryer,
  mails: readonly NewMail[],
): Promise<number> {
  if (mails.length === 0) return 0;
  const ids = mails.map(() => newId());
  const place = (index: number, column: string) => mailPlace(ids[index] ?? '', column);
  const rows = await tx.query({
    name: 'mails_insert',
    text: INSERT,
    values: [
      ids,
      mails.map(({ messageId }) => messageId),
      mails.map(({ kind }) => kind),
      mails.map(({ paymentId }) => paymentId),
      mails.map(({ receiptNumber }) => receiptNumber),
      mails.map(({ again = false }) => String(again)),
      mails.map(({ recipient }, index) => box.seal(recipient, place(index, 'recipient'))),
      mails.map(({ content }, index) => (content === null ? null : box.seal(content, place(index, 'content')))),
      mails.map(({ refused = null }) => refused),
    ],
  });
  return rows.length;
}

const INSERT = `
INSERT INTO mail_outbox (id, message_id, kind, payment_id, receipt_number, again, recipient, content, state, last_error, due_at, created_at, settled_at)
SELECT id, message_id, kind, payment_id, receipt_number, again, recipient::jsonb, content::jsonb,
  CASE WHEN refused IS NULL THEN 'pending' ELSE 'refused' END, refused,
  CASE WHEN refused IS NULL THEN now() END, now(), CASE WHEN refused IS NOT NULL THEN now() END
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::text[])
  AS m(id, message_id, kind, payment_id, receipt_number, again, recipient, content, refused)
ON CONFLICT (message_id) DO NOTHING
RETURNING id`;

export function mailPlace(id: string, column: string): string {
  return `mail_outbox:${id}:${column}`;
}

/** A letter that is due, claimed: nobody else sends it until the lease ends. */
export interface ClaimedMail {
  readonly id: string;
  /** Proves, when the outcome is recorded, that the letter is still ours. */
  readonly claim: string;
  readonly messageId: string;
  readonly kind: MailKind;
  readonly paymentId: string | null;
  readonly receiptNumber: string | null;
  /** This one included. */
  readonly tries: number;
  /** What is in it, opened when it is asked for. Throws `UnreadableError`. */
  open(): { readonly recipient: string; readonly content: string | null; readonly receipt: Receipt | null };
}

interface ClaimedRow {
  readonly id: string;
  readonly claim: string;
  readonly message_id: string;
  readonly kind: MailKind;
  readonly payment_id: string | null;
  readonly receipt_number: string | null;
  readonly tries: number;
  readonly recipient: unknown;
  readonly content: unknown;
  readonly document: unknown;
}

/** Up to `limit` letters that are due, the longest due first. */
export async function claimMails(
  { database, box }: Context,
  limit: number,
  leaseMs: number,
): Promise<readonly ClaimedMail[]> {
  const rows = await database.query<ClaimedRow>({ name: 'mails_claim', text: CLAIM, values: [limit, leaseMs] });
  return rows.map((row) => ({
    id: row.id,
    claim: row.claim,
    messageId: row.message_id,
    kind: row.kind,
    paymentId: row.payment_id,
    receiptNumber: row.receipt_number,
    tries: row.tries,
    open: () => {
      const text = (stored: unknown, place: string) => box.open(stored, place).toString('utf8');
      return {
        recipient: text(row.recipient, mailPlace(row.id, 'recipient')),
        content: row.content === null ? null : text(row.content, mailPlace(row.id, 'content')),
        receipt:
          row.receipt_number === null
            ? null
            : (decode(text(row.document, receiptPlace(row.receipt_number))) as Receipt),
      };
    },
  }));
}

const CLAIM = `
WITH due AS (
  SELECT id FROM mail_outbox WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
)
UPDATE mail_outbox m SET due_at = now() + make_interval(secs => $2::float8 / 1000), claim = m.claim + 1, tries = m.tries + 1
FROM due WHERE m.id = due.id
RETURNING m.id, m.claim::text AS claim, m.message_id, m.kind, m.payment_id, m.receipt_number, m.tries, m.recipient, m.content,
  (SELECT document FROM receipts WHERE number = m.receipt_number) AS document`;

/** Keeps letters that are still under way, so that only those of a process that died are given up. */
export async function renewMails(q: Queryer, mails: readonly ClaimedMail[], leaseMs: number): Promise<void> {
  await q.query({
    name: 'mails_renew',
    text: `UPDATE mail_outbox m SET due_at = now() + make_interval(secs => $3::float8 / 1000)
      FROM unnest($1::uuid[], $2::bigint[]) AS c(id, claim)
      WHERE m.id = c.id AND m.claim = c.claim AND m.state = 'pending'`,
    values: [mails.map(({ id }) => id), mails.map(({ claim }) => claim), leaseMs],
  });
}

export type MailState = 'pending' | 'sent' | 'refused' | 'dead';

/** What became of a try; `pending` is tried again after `delayMs`. */
export interface MailRecord {
  readonly state: MailState;
  /** A code: no address, no sentence of a server. */
  readonly error: string | null;
  readonly delayMs: number;
}

/** False where the claim was lost: it is another one's now, and nothing was written. */
export async function recordMail(
  q: Queryer,
  { id, claim }: Pick<ClaimedMail, 'id' | 'claim'>,
  { state, error, delayMs }: MailRecord,
): Promise<boolean> {
  const rows = await q.query({
    name: 'mails_record',
    text: `UPDATE mail_outbox SET state = $3, last_error = $4,
        due_at = CASE WHEN $3 = 'pending' THEN now() + make_interval(secs => $5::float8 / 1000) END,
        settled_at = CASE WHEN $3 <> 'pending' THEN now() END
      WHERE id = $1 AND claim = $2::bigint AND state = 'pending' RETURNING id`,
    values: [id, claim, state, error, delayMs],
  });
  return rows.length === 1;
}
