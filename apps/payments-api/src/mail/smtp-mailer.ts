import { createTransport, type NodemailerError } from 'nodemailer';
import { isMailAddress, messageOf } from './mail-message.ts';
import type { MailOutcome, Mailer } from './mailer.ts';

export interface SmtpMailerSettings {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtpUrl: string;
  /** `Shop <shop@example.com>` or a bare address. */
  readonly from: string;
  /** How long one letter may take in all. */
  readonly deadlineMs?: number;
  /** How long a connection and its greeting may take each; a silence afterwards twice as long, because servers look at letters before they answer. */
  readonly timeoutMs?: number;
}

/** A server that is slower than this is treated as away; the letter comes again. */
const DEADLINE_MS = 30_000;
const TIMEOUT_MS = 10_000;
/** What mail services allow a small sender at once. */
const CONNECTIONS_MAX = 5;
const MESSAGES_PER_CONNECTION = 100;

/** Sends by SMTP through a small pool of connections. It never repeats by itself: repeating is the outbox's, which counts. */
export function createSmtpMailer({
  smtpUrl,
  from,
  deadlineMs = DEADLINE_MS,
  timeoutMs = TIMEOUT_MS,
}: SmtpMailerSettings): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    maxMessages: MESSAGES_PER_CONNECTION,
    maxRequeues: 0,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: 2 * timeoutMs,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // The pool reports an idle connection's end here, and would throw without a listener; a letter's own failure comes with its promise.
  transport.on('error', () => undefined);

  return {
    send: async (mail) => {
      if (!isMailAddress(mail.to)) return { kind: 'refused', reason: 'malformed_address' };
      try {
        await transport.sendMail({ ...messageOf(mail, from), signal: AbortSignal.timeout(deadlineMs) });
        return { kind: 'sent' };
      } catch (error) {
        return outcomeOf(error as NodemailerError);
      }
    },
    close: () => {
      transport.close();
      return Promise.resolve();
    },
  };
}

/** Where a permanent no (5xx) is about this recipient or this letter; to `MAIL FROM` or a login it is about us, and a person will mend it. */
const ABOUT_THE_LETTER: readonly (string | undefined)[] = ['RCPT TO', 'DATA'];
/** With these nothing was handed over, for certain. */
const NOT_CONNECTED: readonly (string | undefined)[] = ['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EPROXY', 'ECONFIG'];
const NO_CONNECTION_ERRNO: readonly (string | undefined)[] = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
const TOO_EARLY_FOR_DATA: readonly (string | undefined)[] = ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'];

function outcomeOf(error: NodemailerError): MailOutcome {
  const { code, command, responseCode, permanent, originalCode, timeoutType } = error;
  const reason = reasonOf(error);
  if (permanent && ABOUT_THE_LETTER.includes(command)) return { kind: 'refused', reason };
  if (code === 'EENVELOPE' && command === 'API') return { kind: 'refused', reason };
  // An answer to a command of ours is a plain no; one out of turn ("421 closing") may stand in place of the yes.
  if (responseCode !== undefined && command !== 'CONN') return { kind: 'later', reason };
  const early =
    NOT_CONNECTED.includes(code) ||
    NO_CONNECTION_ERRNO.includes(originalCode) ||
    TOO_EARLY_FOR_DATA.includes(timeoutType);
  return { kind: early ? 'later' : 'unknown', reason };
}

/** `RCPT TO 550 5.1.1`, `ETIMEDOUT GREETING_TIMEOUT`: codes alone, because servers repeat the address in their sentences. */
function reasonOf({ code, command, response, responseCode, timeoutType, originalCode }: NodemailerError): string {
  if (responseCode === undefined) return [code ?? 'error', timeoutType ?? originalCode].filter(Boolean).join(' ');
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  return [command, responseCode, enhanced].filter(Boolean).join(' ');
}
