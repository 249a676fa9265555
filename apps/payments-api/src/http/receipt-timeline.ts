import type { Locale, Receipt, ReceiptKind } from '@payments/domain';
import type { LoggedMail } from '@payments/postgres';
import type { TimelineEntryView } from './report-views.ts';
import type { TimelineLook } from './timeline.ts';

type Words = Readonly<Record<Locale, string>>;

const DOCUMENTS: Readonly<Record<ReceiptKind, Words>> = {
  receipt: { en: 'The receipt {number}', ru: 'Квитанция {number}' },
  credit_note: { en: 'The credit note {number}', ru: 'Кредит-нота {number}' },
  credit_note_reversal: {
    en: 'The document {number} that takes a credit note back',
    ru: 'Документ {number} об отмене кредит-ноты',
  },
};

const ISSUED: Words = { en: '{document} was issued.', ru: '{document}: документ выписан.' };

const MAILED: Readonly<Record<LoggedMail['state'], { readonly code: string } & Words>> = {
  sent: { code: 'receipt.mailed', en: '{document} was mailed.', ru: '{document}: отправлено по почте.' },
  pending: {
    code: 'receipt.mail_delayed',
    en: '{document} could not be mailed yet; it is tried again.',
    ru: '{document}: отправить пока не удалось, попытки продолжаются.',
  },
  refused: {
    code: 'receipt.not_mailed',
    en: '{document} could not be mailed to this address.',
    ru: '{document}: не удалось отправить на этот адрес.',
  },
  dead: {
    code: 'receipt.not_mailed',
    en: '{document} could not be mailed for three days, and is not tried again.',
    ru: '{document}: не удалось отправить в течение трёх дней, попытки прекращены.',
  },
  no_address: {
    code: 'receipt.no_address',
    en: '{document} was not mailed: there is no address.',
    ru: '{document}: не отправлено, адрес не указан.',
  },
};

/** What became of a payment's documents and their letters, for its timeline. Letters to the administrator are not in it. */
export function receiptTimeline(
  receipts: readonly Receipt[],
  mails: readonly LoggedMail[],
  { locale, staff }: TimelineLook,
): TimelineEntryView[] {
  const issued = receipts.map(({ kind, number, issuedAt }) => ({
    at: issuedAt.toISOString(),
    code: 'receipt.issued',
    text: filled(ISSUED[locale], kind, number, locale),
  }));
  const mailed = mails.flatMap((mail) => {
    const { kind, receiptNumber, state, settledAt, createdAt, tries, lastError } = mail;
    if (receiptNumber === null || kind === 'refund_failed' || kind === 'alert') return [];
    // One that is only waiting for its turn is no news.
    if (state === 'pending' && lastError === null) return [];
    const text = filled(MAILED[state][locale], kind, receiptNumber, locale);
    const reason = staff && lastError !== null ? ` (${lastError}, ${tries})` : '';
    return [{ at: (settledAt ?? createdAt).toISOString(), code: MAILED[state].code, text: text + reason }];
  });
  return [...issued, ...mailed];
}

/** Oldest first; what has the same time stays in its order. */
export function inTime(entries: readonly TimelineEntryView[]): TimelineEntryView[] {
  return entries.toSorted((a, b) => a.at.localeCompare(b.at));
}

function filled(sentence: string, kind: ReceiptKind, number: string, locale: Locale): string {
  return sentence.replace('{document}', DOCUMENTS[kind][locale].replace('{number}', number));
}
