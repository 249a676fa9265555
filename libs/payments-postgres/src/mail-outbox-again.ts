import { PaymentError } from '@payments/domain';
import type { Context } from './context.ts';
import { insertMails, type NewMail } from './mail-outbox.ts';

/** Nobody's mailbox is flooded by pressing a button; by the database's clock, over all processes. */
const AGAIN_MAX = 3;
const WINDOW_SECONDS = 3_600;

/**
 * Writes a document's letter once more, where somebody asks for it. The same `messageId` is the same wish: it is written once, and counts once.
 * Throws `rate_limited` beyond three an hour and payment.
 */
export async function insertMailAgain(context: Context, mail: NewMail & { readonly paymentId: string }): Promise<void> {
  await context.database.transaction(async (q) => {
    // Whoever counts holds the payment: two at once can't both be the third.
    await q.query({
      name: 'mails_again_lock',
      text: 'SELECT FROM payments WHERE id = $1 FOR NO KEY UPDATE',
      values: [mail.paymentId],
    });
    const [row] = await q.query<{ known: boolean; count: number; wait: number | null }>({
      name: 'mails_again_count',
      text: `SELECT COALESCE(bool_or(message_id = $2), false) AS known, count(*)::integer AS count,
          ceil(extract(epoch FROM min(created_at) + make_interval(secs => $3) - now()))::integer AS wait
        FROM mail_outbox WHERE payment_id = $1 AND again AND created_at > now() - make_interval(secs => $3)`,
      values: [mail.paymentId, mail.messageId, WINDOW_SECONDS],
    });
    if (row?.known) return;
    if (row && row.count >= AGAIN_MAX) {
      throw new PaymentError('rate_limited', 'It was sent several times already; wait, and ask again.', {
        retryAfterSeconds: Math.max(1, row.wait ?? WINDOW_SECONDS),
      });
    }
    await insertMails(context, q, [{ ...mail, again: true }]);
  });
}
