import { endpointPlace } from './event-endpoints.ts';
import { eventPlace } from './event-rows.ts';
import { bodyPlace } from './inbox.ts';
import { keyPlace } from './keys.ts';
import { mailPlace } from './mail-outbox.ts';
import { methodPlace } from './method-rows.ts';
import { answerPlace, secretPlace } from './payment-rows.ts';
import { receiptPlace } from './receipts-place.ts';
import { refundPlace } from './refund-rows.ts';

/** A column of envelopes: how its rows are named, and what each is sealed for. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** As jsonb, or as the text that was sealed. */
  readonly type: 'jsonb' | 'text';
  /** The primary key's columns, in its order. */
  readonly key: readonly string[];
  readonly keyType: 'uuid' | 'text';
  /** The row's key, as text, to the envelope's additional data. */
  readonly place: (key: readonly string[]) => string;
}

/** By id, as most are. */
const byId = (table: string, column: string, place: (id: string) => string): SealedColumn => ({
  ...{ table, column, type: 'jsonb', key: ['id'], keyType: 'uuid' },
  place: ([id = '']) => place(id),
});

/** Everything that is sealed. A test looks for envelopes in every other column, so that none is forgotten when keys are rolled. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  byId('payments', 'secret', secretPlace),
  byId('payments', 'provider_answer', answerPlace),
  byId('refunds', 'secret', refundPlace),
  byId('payment_methods', 'secret', methodPlace),
  byId('webhook_inbox', 'body', bodyPlace),
  byId('outbox', 'payload', eventPlace),
  byId('event_endpoints', 'secret', endpointPlace),
  // Sealed as the secret and moved as it is when that is rolled.
  byId('event_endpoints', 'previous_secret', endpointPlace),
  byId('mail_outbox', 'recipient', (id) => mailPlace(id, 'recipient')),
  byId('mail_outbox', 'content', (id) => mailPlace(id, 'content')),
  {
    ...{ table: 'receipts', column: 'document', type: 'jsonb', key: ['number'], keyType: 'text' },
    place: ([number = '']) => receiptPlace(number),
  },
  {
    ...{
      table: 'idempotency_keys',
      column: 'answer',
      type: 'text',
      key: ['scope', 'operation', 'key'],
      keyType: 'text',
    },
    place: ([scope = '', operation = '', key = '']) => keyPlace({ scope, operation, key }),
  },
];
