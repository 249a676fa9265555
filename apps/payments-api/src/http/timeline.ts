import {
  FAILURES,
  failureMessage,
  formatMoney,
  parseCurrency,
  type AuditEntry,
  type FailureCode,
  type Locale,
} from '@payments/domain';
import type { TimelineEntryView } from './report-views.ts';
import { OTHER, REFUSED, TIMELINE_WORDS } from './timeline-words.ts';

export interface TimelineLook {
  readonly locale: Locale;
  /** Also what is not for the payer: alerts, detours, refused tries. */
  readonly staff: boolean;
}

/** What happened to a payment, in plain words, oldest first: its audit, told to a person. */
export function timelineOf(entries: readonly AuditEntry[], { locale, staff }: TimelineLook): TimelineEntryView[] {
  return entries.flatMap((entry) => {
    const words = Object.hasOwn(TIMELINE_WORDS, entry.action) ? TIMELINE_WORDS[entry.action] : undefined;
    const refused = entry.outcome === 'forbidden';
    if (!staff && (refused || words === undefined || words.staff)) return [];
    const sentence = refused ? REFUSED : (words ?? OTHER);
    return [{ at: entry.at.toISOString(), code: entry.action, text: filled(sentence[locale], entry, locale) }];
  });
}

function filled(sentence: string, entry: AuditEntry, locale: Locale): string {
  const values: Readonly<Record<string, string>> = {
    amount: amountOf(entry, locale),
    reason: reasonOf(entry, locale),
    actor: `${entry.actor.type} ${entry.actor.id}`,
    action: entry.action,
  };
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '').trim();
}

function amountOf({ amount, currency }: AuditEntry, locale: Locale): string {
  return amount === null || currency === null
    ? ''
    : formatMoney({ minor: amount, currency: parseCurrency(currency) }, locale);
}

/** The failure's sentence in the reader's language; what a person wrote (`/fail`) as they wrote it. */
function reasonOf({ outcome, reason }: AuditEntry, locale: Locale): string {
  if (!Object.hasOwn(FAILURES, outcome)) return '';
  const code = outcome as FailureCode;
  return code === 'given_up' && reason !== null ? reason : failureMessage(code, locale);
}
