import type { AuditEntry, OutgoingEvent } from '@payments/domain';
import { AUDIT } from './audit-rows.ts';
import type { SqlValue } from './database.ts';
import type { EnvelopeBox } from './envelope.ts';
import { EVENT, sealedEvent } from './event-rows.ts';
import { names, valuesOf, type Placeholders } from './table.ts';

/**
 * What every change writes beside its own row: audit entries, the head to be sealed, events; each a part of the one statement, and each only
 * where `from` (what the statement did first) has a row.
 */
export interface Told {
  readonly entries: readonly AuditEntry[];
  readonly events: readonly OutgoingEvent[];
}

export function toldTexts(place: Placeholders, entries: number, events: number, from: string): string[] {
  const texts: string[] = [];
  if (entries > 0) {
    const audit = names(AUDIT);
    texts.push(`told_audit AS (INSERT INTO audit_entries (${audit})
      SELECT v.* FROM ${from}, (${place.rows(AUDIT, entries)}) AS v)`);
    texts.push(`told_seal AS (INSERT INTO seal_due (chain, seq, hash)
      SELECT ${place.one('text')}, ${place.one('integer')}, ${place.one('text')} FROM ${from})`);
  }
  if (events > 0) {
    texts.push(`told_events AS (INSERT INTO outbox (${names(EVENT)})
      SELECT v.* FROM ${from}, (${place.rows(EVENT, events)}) AS v)`);
  }
  return texts;
}

export function toldValues({ entries, events }: Told, box: EnvelopeBox): SqlValue[] {
  const head = entries.at(-1);
  return [
    ...entries.flatMap((entry) => valuesOf(AUDIT, entry)),
    ...(head ? [head.chain, head.seq, head.hash] : []),
    ...events.flatMap((event) => valuesOf(EVENT, sealedEvent(event, box))),
  ];
}
