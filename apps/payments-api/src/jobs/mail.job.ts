import {
  claimMails,
  recordMail,
  renewMails,
  UnreadableError,
  type ClaimedMail,
  type MailRecord,
} from '@payments/postgres';
import { pauseAfter } from '../events/retry-schedule.ts';
import type { Host } from '../host.ts';
import { errorFacts } from '../http/refusal.ts';
import type { Mail, MailOutcome, Mailer } from '../mail/mailer.ts';
import { receiptMail } from '../mail/receipt-mail.ts';
import type { KeptLetter } from './admin-letters.ts';
import { startLoop, type Loop } from './loop.ts';

/** As many as the mailer has connections: none waits in line while its time runs. */
const BATCH = 5;
/** Then every 6, 24, 120, 720 times as long, and every 3 hours for three days: then it is dead. */
const FIRST_PAUSE_MS = 5_000;
const ROUND_MAX_MS = 1_000;

export type MailHost = Pick<Host, 'settings' | 'context' | 'logger' | 'mailer' | 'press'>;

export interface MailJobOptions {
  readonly firstPauseMs?: number;
}

/**
 * Sends the letters that are due. A letter is claimed, sent and recorded: who dies in between leaves a claim that ends after `RECOVERY_AFTER_MS`,
 * and the letter goes out once more with the same Message-ID. `null` where nothing can be mailed.
 */
export function startMail(host: MailHost, { firstPauseMs = FIRST_PAUSE_MS }: MailJobOptions = {}): Loop | null {
  const { settings, context, logger, mailer } = host;
  if (mailer === null) return null;
  const leaseMs = settings.recoveryAfterMs;
  return startLoop({
    name: 'mail',
    intervalMs: Math.min(settings.workerIntervalMs, ROUND_MAX_MS),
    logger,
    run: async () => {
      const mails = await claimMails(context, BATCH, leaseMs);
      if (mails.length === 0) return false;
      const stopRenewing = keepRenewing(host, mails, leaseMs);
      try {
        await Promise.all(mails.map((mail) => sendOne(host, mailer, mail, firstPauseMs)));
      } finally {
        stopRenewing();
      }
      return true;
    },
  });
}

/** While this process lives, its letters are nobody else's, however slow a server is. */
function keepRenewing({ context, logger }: MailHost, mails: readonly ClaimedMail[], leaseMs: number): () => void {
  const timer = setInterval(() => {
    renewMails(context.database, mails, leaseMs).catch((error: unknown) =>
      logger.warn({ job: 'mail', ...errorFacts(error) }, 'letters under way could not be kept'),
    );
  }, leaseMs / 3);
  return () => clearInterval(timer);
}

async function sendOne(host: MailHost, mailer: Mailer, claimed: ClaimedMail, firstPauseMs: number): Promise<void> {
  const { context, logger } = host;
  const outcome = await made(host, claimed, (mail) => mailer.send(mail));
  const record = recordOf(outcome, claimed.tries, firstPauseMs);
  const { messageId, kind, paymentId, tries } = claimed;
  const facts = { messageId, mail: kind, paymentId, tries, outcome };
  if (record.state === 'sent') logger.info(facts, 'mailed');
  else if (record.state === 'pending') logger.warn(facts, 'not mailed yet');
  else logger.error(facts, 'not mailed, and not tried again');
  if (!(await recordMail(context.database, claimed, record)))
    logger.warn(facts, 'a letter was taken over before its outcome was recorded');
}

/** What can't be made here now, for lack of a key or of room, may be made later or elsewhere. */
async function made(
  host: MailHost,
  claimed: ClaimedMail,
  send: (mail: Mail) => Promise<MailOutcome>,
): Promise<MailOutcome> {
  let mail: Mail;
  try {
    mail = await mailOf(host, claimed);
  } catch (error) {
    host.logger.error({ messageId: claimed.messageId, ...errorFacts(error) }, 'a letter could not be made');
    return { kind: 'later', reason: error instanceof UnreadableError ? 'unreadable' : 'not_made' };
  }
  return send(mail);
}

async function mailOf({ settings, press }: MailHost, { messageId, open }: ClaimedMail): Promise<Mail> {
  const { recipient: to, content, receipt } = open();
  if (receipt !== null) {
    const mail = receiptMail(receipt, await press.print(receipt), { to, publicUrl: settings.publicUrl });
    return { ...mail, messageId };
  }
  const letter = JSON.parse(content ?? '') as KeptLetter;
  return { ...letter, messageId, to, attachments: [] };
}

function recordOf(outcome: MailOutcome, tries: number, firstPauseMs: number): MailRecord {
  if (outcome.kind === 'sent') return { state: 'sent', error: null, delayMs: 0 };
  const error = outcome.reason;
  if (outcome.kind === 'refused') return { state: 'refused', error, delayMs: 0 };
  const delayMs = pauseAfter(tries, firstPauseMs, Math.random());
  return delayMs === null ? { state: 'dead', error, delayMs: 0 } : { state: 'pending', error, delayMs };
}
