import { paymentId, recordChange, type Creation, type InsertOutcome, type Snapshot } from '@payments/domain';
import type { Context } from './context.ts';
import { violatedUnique } from './database-error.ts';
import { orderHolder } from './finds.ts';
import { findKey } from './keys.ts';
import { ORDER_INDEXES } from './order-indexes.ts';
import { insertion, type Insert } from './write-insert.ts';

/** How often a conflict that is gone when we look may turn us round. Each turn needs somebody else's commit in between. */
const TURNS_MAX = 10;

/** Writes payment, key, entry and event by ONE statement; the unique indexes are the whole concurrency story of a duplicate. */
export async function insertOnce(context: Context, insert: Insert, creation: Creation): Promise<InsertOutcome> {
  const { now, newId } = context;
  const { payment, claim, cause } = creation;
  for (let turn = 0; turn < TURNS_MAX; turn++) {
    const at = now();
    const record = recordChange(null, { payment }, cause, at, newId);
    try {
      const snapshot: Snapshot = { payment: record.payment, refunds: [] };
      const inserted = await insert(insertion(context, creation, record, at));
      if (inserted) return { kind: 'inserted', snapshot, remains: inserted.remains.map(paymentId) };
      const found = claim && (await findKey(context, claim));
      if (found) return { kind: 'key', found };
    } catch (error) {
      if (!ORDER_INDEXES.has(violatedUnique(error) ?? '')) throw error;
      const holder = await orderHolder(context, payment);
      if (holder) return { kind: 'order', paymentId: holder };
    }
  }
  throw new Error(`payment ${payment.id} could not be inserted: its key or order came and went ${TURNS_MAX} times`);
}
