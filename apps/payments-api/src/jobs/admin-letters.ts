import type { OutgoingEvent } from '@payments/domain';
import { insertMails, UnreadableError, type MailKind, type NewMail, type OutboxConsumer } from '@payments/postgres';
import type { Host } from '../host.ts';
import { alertMail, refundFailedMail, type AdminMailOptions } from '../mail/admin-mails.ts';
import { isMailAddress } from '../mail/mail-message.ts';
import type { Mail } from '../mail/mailer.ts';

/** Tells the administrator of refunds that failed and of alerts, by letter and in the log: once an event, in the pump's transaction. */
export function adminLetters({
  settings,
  context,
  logger,
  mailer,
}: Pick<Host, 'settings' | 'context' | 'logger' | 'mailer'>): OutboxConsumer {
  const { adminEmail, publicUrl } = settings;
  return async (tx, rows) => {
    const letters: NewMail[] = [];
    for (const row of rows) {
      if (row.type !== 'refund.failed' && row.type !== 'alert.raised') continue;
      const { paymentId } = row;
      logger.error({ event: row.id, paymentId, type: row.type }, 'a person should look at this payment');
      if (mailer === null || adminEmail === undefined) continue;
      try {
        const letter = letterOf(row.event(), { adminEmail, publicUrl });
        if (letter) letters.push(adminLetter(letter.kind, letter.mail, paymentId));
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        logger.error({ event: row.id, type: row.type }, 'no letter: the key that sealed the event is not known here');
      }
    }
    await insertMails(context, tx, letters);
  };
}

function letterOf(
  { id, at, subject }: OutgoingEvent,
  options: AdminMailOptions,
): { readonly kind: MailKind; readonly mail: Mail } | null {
  if (subject.kind === 'alert')
    return {
      kind: 'alert',
      mail: alertMail({ code: subject.code, paymentId: subject.payment.id, key: id, at }, options),
    };
  if (subject.kind !== 'refund') return null;
  const { refund } = subject;
  const news = {
    refundId: refund.id,
    paymentId: refund.paymentId,
    money: refund.money,
    code: refund.failure?.code ?? 'unknown',
    providerCode: refund.failure?.providerCode ?? null,
    key: id,
  };
  return { kind: 'refund_failed', mail: refundFailedMail(news, options) };
}

/** A letter to the administrator for the outbox, kept whole: what it tells is told as it was. */
export function adminLetter(
  kind: MailKind,
  { messageId, to, subject, text, html }: Mail,
  paymentId: string | null,
): NewMail {
  const letter = {
    messageId,
    kind,
    paymentId,
    receiptNumber: null,
    recipient: to,
    content: JSON.stringify({ subject, text, html } satisfies KeptLetter),
  };
  return isMailAddress(to) ? letter : { ...letter, refused: 'malformed_address' };
}

/** What of a letter is kept, beside its recipient. */
export interface KeptLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
