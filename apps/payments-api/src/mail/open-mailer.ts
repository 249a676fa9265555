import type { Settings } from '../config.ts';
import type { Logger } from '../logging.ts';
import { createFileMailer } from './file-mailer.ts';
import type { Mailer } from './mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

/** By SMTP where it is set; as files in development; `null` in production without SMTP: then nothing is mailed. */
export function openMailer(settings: Settings, logger: Logger): Mailer | null {
  const { smtpUrl, mailFrom: from, dataDir, appEnv } = settings;
  if (smtpUrl !== undefined) return createSmtpMailer({ smtpUrl, from });
  return appEnv === 'production' ? null : createFileMailer({ dataDir, from, log: (line) => logger.info(line) });
}
