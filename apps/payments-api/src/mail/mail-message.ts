import { isEmail } from 'class-validator';
import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mailer.ts';

/** Longer subjects are cut: what mail programs show is much less. */
const SUBJECT_MAX = 200;

/** True for exactly one address that can be written to; false for lists, names beside it, line breaks. */
export function isMailAddress(text: string): boolean {
  return isEmail(text, { allow_display_name: false, allow_utf8_local_part: false });
}

/**
 * A text as one line for a header or a fact: no control characters (a line break would begin another header, RFC 5322 section 2.2), no bidirectional
 * controls (they make a text look like another one).
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * The letter for nodemailer, with one recipient in the envelope whatever the headers say. Files and addresses on the net are never read, even if a
 * text names them.
 */
export function messageOf(mail: Mail, from: string): SendMailOptions {
  return {
    from: oneLine(from),
    to: { name: '', address: oneLine(mail.to) },
    subject: oneLine(mail.subject).slice(0, SUBJECT_MAX),
    messageId: oneLine(mail.messageId),
    text: mail.text,
    html: mail.html,
    // RFC 3834: no out-of-office answers to a machine.
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename: oneLine(filename),
      contentType,
      content,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
