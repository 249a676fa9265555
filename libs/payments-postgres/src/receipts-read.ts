import type { PaymentId, Receipt } from '@payments/domain';
import { decode } from './codec.ts';
import type { Context } from './context.ts';
import type { MailKind, MailState } from './mail-outbox.ts';
import { receiptPlace } from './receipts-place.ts';

/** A payment's documents as they were issued, oldest first. Throws `UnreadableError`. */
export async function listReceipts({ database, box }: Context, id: PaymentId): Promise<readonly Receipt[]> {
  const rows = await database.query<{ number: string; document: unknown }>({
    name: 'receipts_list',
    text: 'SELECT number, document FROM receipts WHERE payment_id = $1 ORDER BY year, place',
    values: [id],
  });
  return rows.map(
    ({ number, document }) => decode(box.open(document, receiptPlace(number)).toString('utf8')) as Receipt,
  );
}

/** What became of a letter about a payment, for its timeline. No address is in it. */
export interface LoggedMail {
  readonly kind: MailKind;
  readonly receiptNumber: string | null;
  /** `no_address`: the payer left none, so no letter was written. */
  readonly state: MailState | 'no_address';
  readonly again: boolean;
  readonly tries: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  /** When it was sent, refused or given up. */
  readonly settledAt: Date | null;
}

interface MailRow {
  readonly kind: MailKind;
  readonly receipt_number: string | null;
  readonly state: LoggedMail['state'];
  readonly again: boolean;
  readonly tries: number;
  readonly last_error: string | null;
  readonly created_at: Date;
  readonly settled_at: Date | null;
}

/** Oldest first. */
export async function listMails(
  { database }: Pick<Context, 'database'>,
  id: PaymentId,
): Promise<readonly LoggedMail[]> {
  const rows = await database.query<MailRow>({
    name: 'mails_list',
    text: `SELECT kind, receipt_number, state, again, tries, last_error, created_at, settled_at FROM mail_outbox WHERE payment_id = $1
      UNION ALL
      SELECT kind, number, 'no_address', false, 0, NULL, issued_at, issued_at FROM receipts WHERE payment_id = $1 AND NOT addressed
      ORDER BY created_at, receipt_number`,
    values: [id],
  });
  return rows.map((row) => ({
    kind: row.kind,
    receiptNumber: row.receipt_number,
    state: row.state,
    again: row.again,
    tries: row.tries,
    lastError: row.last_error,
    createdAt: row.created_at,
    settledAt: row.settled_at,
  }));
}
