import {
  eventId,
  methodId,
  paymentId,
  type EventSubject,
  type EventType,
  type OutgoingEvent,
  type Payment,
} from '@payments/domain';
import { decode, encode } from './codec.ts';
import type { EnvelopeBox } from './envelope.ts';
import { names, time, type Column } from './table.ts';

export interface EventRow {
  readonly id: string;
  readonly stream: string;
  readonly seq: number;
  readonly type: EventType;
  readonly at: Date;
  readonly payment_id: string | null;
  readonly payload: unknown;
}

/** An event with its subject sealed, as it is written. */
export interface SealedEvent {
  readonly event: OutgoingEvent;
  readonly payload: string;
}

export const EVENT: readonly Column<SealedEvent>[] = [
  ['id', 'uuid', ({ event }) => event.id],
  ['stream', 'uuid', ({ event }) => event.stream],
  ['seq', 'integer', ({ event }) => event.seq],
  ['type', 'text', ({ event }) => event.type],
  ['at', 'timestamptz', ({ event }) => time(event.at)],
  ['payment_id', 'uuid', ({ event }) => (event.subject.kind === 'method' ? null : event.stream)],
  ['payload', 'jsonb', ({ payload }) => payload],
];

export const EVENT_FIELDS = names(EVENT);

export function sealedEvent(event: OutgoingEvent, box: EnvelopeBox): SealedEvent {
  return { event, payload: box.seal(encode(withoutMeans(event.subject)), eventPlace(event.id)) };
}

/** Throws `UnreadableError` where the key that sealed it is not known here. */
export function eventFrom(row: EventRow, box: EnvelopeBox): OutgoingEvent {
  const subject = decode(box.open(row.payload, eventPlace(row.id)).toString('utf8')) as EventSubject;
  return {
    id: eventId(row.id),
    type: row.type,
    stream: row.payment_id === null ? methodId(row.stream) : paymentId(row.stream),
    seq: row.seq,
    at: row.at,
    subject,
  };
}

export function eventPlace(id: string): string {
  return `outbox:${id}:payload`;
}

/** An event tells what happened; what one could pay or ask the provider with is not in it, sealed or not. */
function withoutMeans(subject: EventSubject): EventSubject {
  if (subject.kind === 'method') return { ...subject, method: { ...subject.method, submit: null } };
  if (subject.kind === 'receipt') return subject;
  const payment = withoutSendings(subject.payment);
  return subject.kind === 'refund'
    ? { ...subject, payment, refund: { ...subject.refund, submit: null } }
    : { ...subject, payment };
}

function withoutSendings(payment: Payment): Payment {
  const attempts = payment.attempts.map((attempt) => ({ ...attempt, submit: null, confirm: null }));
  return { ...payment, nextAction: null, attempts };
}
