import { testClock, uuidV7 } from '@payments/domain/testing';
import type { Context } from '../src/context.ts';
import { EnvelopeBox } from '../src/envelope.ts';
import { insertEndpoint } from '../src/event-endpoints.ts';
import { openTestStorage, TEST_KEYS, type TestStorage } from './test-storage.ts';

export interface EventRig extends Context {
  readonly opened: TestStorage;
  readonly endpoint: (types?: readonly 'payment.succeeded'[] | null) => Promise<string>;
  /** Writes an event that tells of nothing, as a change's transaction would. */
  readonly tell: (stream: string, seq: number, more?: { readonly id?: string; readonly q?: Tells }) => Promise<string>;
  readonly newStream: () => string;
}

interface Tells {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** A context on a fresh database, and hands to write events and subscribers with. */
export async function eventRig(): Promise<EventRig> {
  const clock = testClock(new Date());
  const newId = () => uuidV7(new Date());
  const opened = await openTestStorage(clock.now, newId);
  const context: Context = { database: opened.database, box: new EnvelopeBox(TEST_KEYS), now: clock.now, newId };
  return {
    ...context,
    opened,
    newStream: newId,
    endpoint: async (types = null) => {
      const made = { url: 'http://127.0.0.1:1/', types, secret: 'whsec_c2VjcmV0', madeBy: null };
      return (await insertEndpoint(context, made)).endpoint.id;
    },
    tell: async (stream, seq, { id = newId(), q = opened.database.pool } = {}) => {
      await q.query(
        `INSERT INTO outbox (id, stream, seq, type, at, payment_id, payload) VALUES ($1, $2, $3, 'payment.succeeded', now(), $2, $4)`,
        [id, stream, seq, context.box.seal('{}', `outbox:${id}:payload`)],
      );
      return id;
    },
  };
}
