import type { AuditEntry, OutgoingEvent } from '@payments/domain';
import { AUDIT } from './audit-rows.ts';
import type { SqlValue } from './database.ts';
import type { EnvelopeBox } from './envelope.ts';
import { EVENT, sealedEvent } from './event-rows.ts';
import { names, recordset, valuesOf, type Column, type Placeholders, type Row } from './table.ts';

/** A chain's new head, for the next seal. */
const SEAL: readonly Column<AuditEntry>[] = [
  ['chain', 'text', (e) => e.chain],
  ['seq', 'integer', (e) => e.seq],
  ['hash', 'text', (e) => e.hash],
];

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
    texts.push(`told_audit AS (INSERT INTO audit_entries (${names(AUDIT)})
      SELECT v.* FROM ${from}, (${place.rows(AUDIT, entries)}) AS v)`);
    texts.push(`told_seal AS (INSERT INTO seal_due (${names(SEAL)}) SELECT ${place.row(SEAL)} FROM ${from})`);
  }
  if (events > 0) {
    texts.push(`told_events AS (INSERT INTO outbox (${names(EVENT)})
      SELECT v.* FROM ${from}, (${place.rows(EVENT, events)}) AS v)`);
  }
  return texts;
}

/** The same for many at once: a batch is all or nothing, so nothing needs to be asked of what came first. */
export function toldTextsOfMany(place: Placeholders): string[] {
  return [
    `told_audit AS (INSERT INTO audit_entries (${names(AUDIT)}) ${place.recordset(AUDIT)})`,
    `told_seal AS (INSERT INTO seal_due (${names(SEAL)}) ${place.recordset(SEAL)})`,
    `told_events AS (INSERT INTO outbox (${names(EVENT)}) ${place.recordset(EVENT)})`,
  ];
}

/** Made once for a change, however often its statement is tried. */
export interface ToldValues {
  readonly audit: readonly Row[];
  readonly seal: readonly Row[];
  readonly events: readonly Row[];
}

export function toldParts({ entries, events }: Told, box: EnvelopeBox): ToldValues {
  const head = entries.at(-1);
  return {
    audit: entries.map((entry) => valuesOf(AUDIT, entry)),
    seal: head ? [valuesOf(SEAL, head)] : [],
    events: events.map((event) => valuesOf(EVENT, sealedEvent(event, box))),
  };
}

export function toldValues(told: Told, box: EnvelopeBox): SqlValue[] {
  return flattened(toldParts(told, box));
}

/** In the order of `toldTexts`. */
export function flattened({ audit, seal, events }: ToldValues): SqlValue[] {
  return [...audit, ...seal, ...events].flat();
}

/** In the order of `toldTextsOfMany`. */
export function recordsets(told: readonly ToldValues[]): SqlValue[] {
  return [
    recordset(
      AUDIT,
      told.flatMap(({ audit }) => audit),
    ),
    recordset(
      SEAL,
      told.flatMap(({ seal }) => seal),
    ),
    recordset(
      EVENT,
      told.flatMap(({ events }) => events),
    ),
  ];
}
