import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createTransport } from 'nodemailer';
import { isMailAddress, messageOf } from './mail-message.ts';
import type { Mail, Mailer } from './mailer.ts';

export interface FileMailerSettings {
  /** Letters go to `mail/` below it. */
  readonly dataDir: string;
  readonly from: string;
  /** Told where each letter is; the line holds no address. */
  readonly log: (line: string) => void;
}

/** For development: writes each letter as an `.eml` file that any mail program opens, named for its message id, so that a repeat overwrites it. */
export function createFileMailer({ dataDir, from, log }: FileMailerSettings): Mailer {
  const folder = resolve(dataDir, 'mail');
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  return {
    send: async (mail) => {
      if (!isMailAddress(mail.to)) return { kind: 'refused', reason: 'malformed_address' };
      try {
        const { message } = await transport.sendMail(messageOf(mail, from));
        const file = join(folder, fileName(mail));
        await mkdir(folder, { recursive: true });
        // Under another name first: a reader never sees half a letter.
        const part = `${file}.${randomUUID()}.part`;
        await writeFile(part, message);
        await rename(part, file);
        log(`mail written to ${file}`);
        return { kind: 'sent' };
      } catch (error) {
        return {
          kind: 'later',
          reason: (error as NodeJS.ErrnoException).code ?? 'file_not_written',
        };
      }
    },
    close: () => Promise.resolve(),
  };
}

/** Without the id's domain: with it the name would look like an address, and the log would hide where the file is. */
function fileName({ messageId }: Mail): string {
  return `${messageId
    .replace(/[<>]/g, '')
    .replace(/@[^@]*$/, '')
    .replace(/[^\w.@-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 200)}.eml`;
}
