import {
  PaymentError,
  recordChange,
  type ChangeOptions,
  type ChangeOutcome,
  type Decide,
  type Decision,
  type PaymentId,
  type Snapshot,
} from '@payments/domain';
import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import { codeOf, KEY_TAKEN, violatedUnique } from './database-error.ts';
import { SNAPSHOT_FIELDS, snapshotFrom, type SnapshotRow } from './finds.ts';
import { keyFrom, LIVE_KEY, type KeyRow } from './keys.ts';
import { ORDER_INDEXES } from './order-indexes.ts';

import { time } from './table.ts';
import { changeOf, refundsAfter, writeChange, type WriteChange } from './write-change.ts';
import { saveKeptMethod } from './write-method.ts';

/** How often somebody else's change may be faster before we give up. From the second turn on the row is locked, so this is about orders and keys. */
const TURNS_MAX = 8;

/**
 * Decides on the row as it is and writes the outcome by one statement that is guarded by the row's version: without a lock first, because
 * nearly always nobody else is there, then, where somebody was faster, under one.
 */
export async function change(
  context: Context,
  put: WriteChange,
  id: PaymentId,
  decide: Decide,
  options: ChangeOptions,
): Promise<ChangeOutcome> {
  const hinted = await changeHinted(context, put, decide, options);
  if (hinted) return hinted;
  let orderTaken = false;
  for (let turn = 0; turn < TURNS_MAX; turn++) {
    const work = { context, id, decide, options, orderTaken };
    try {
      const outcome = turn === 0 ? await once(work, context.database, put) : await underLock(work);
      if (outcome) return outcome;
    } catch (error) {
      if (ORDER_INDEXES.has(violatedUnique(error) ?? '')) {
        if (orderTaken) throw new Error(`payment ${id} takes an order that another one holds`, { cause: error });
        orderTaken = true;
      } else if (codeOf(error) !== KEY_TAKEN) throw error;
    }
  }
  throw new PaymentError('overloaded', 'Too much is going on with this payment. Try again in a moment.', {
    retryAfterSeconds: 1,
  });
}

interface Work {
  readonly context: Context;
  readonly id: PaymentId;
  readonly decide: Decide;
  readonly options: ChangeOptions;
  readonly orderTaken: boolean;
}

/** On what the caller has just read: one round trip. `null` where that is not good enough; nothing was written then. */
async function changeHinted(
  context: Context,
  put: WriteChange,
  decide: Decide,
  options: ChangeOptions,
): Promise<ChangeOutcome | null> {
  const { from, claim } = options;
  if (!from || claim) return null;
  const at = context.now();
  let decision: Decision | null;
  try {
    decision = decide(from.payment, { refunds: from.refunds, orderTaken: false, now: at });
  } catch {
    return null; // It may be stale: only a refusal on the row as it is counts.
  }
  if (decision === null || decision.savedMethod) return null;
  try {
    return await write(context, put, from, decision, options, at);
  } catch (error) {
    if (ORDER_INDEXES.has(violatedUnique(error) ?? '')) return null;
    throw error;
  }
}

/** The row's lock first; what is read after it is what the lock protects. */
function underLock(work: Work): Promise<ChangeOutcome | null> {
  return work.context.database.transaction(async (q) => {
    await q.query({ name: 'payment_lock', text: 'SELECT FROM payments WHERE id = $1 FOR UPDATE', values: [work.id] });
    return once(work, q, null);
  });
}

/** Reads, decides, writes: by `put`, or, in a transaction, where there is none, on its connection. `null` where somebody was faster, or where it takes a transaction. */
async function once(work: Work, q: Queryer, put: WriteChange | null): Promise<ChangeOutcome | null> {
  const { context, id, decide, options } = work;
  const read = await readForChange(q, id, options, context.now());
  if (read.key) return { kind: 'key', found: keyFrom(read.key, context.box) };
  // After the read, which may have waited for a connection or the lock: what it found is older than this moment.
  const at = context.now();
  const before = snapshotFrom(read, context.box);
  const orderTaken = work.orderTaken && !before.payment.holdsOrder;
  const decision = decide(before.payment, { refunds: before.refunds, orderTaken, now: at });
  if (decision?.savedMethod && put) return null;
  const outcome = await write(context, put ?? ((one) => writeChange(q, one)), before, decision, options, at);
  if (outcome?.kind === 'done' && decision?.savedMethod)
    await saveKeptMethod(context, q, outcome.snapshot.payment, decision.savedMethod, options.cause, at);
  return outcome;
}

type ReadRow = SnapshotRow & { readonly key: KeyRow | null };

async function readForChange(q: Queryer, id: PaymentId, { claim }: ChangeOptions, at: Date): Promise<ReadRow> {
  const [row] = await q.query<ReadRow>(
    claim
      ? {
          name: 'payment_read_keyed',
          text: `SELECT ${SNAPSHOT_FIELDS}, (SELECT row_to_json(f) FROM (${LIVE_KEY}) f) AS key FROM payments WHERE id = $5`,
          values: [claim.scope, claim.operation, claim.key, time(at), id],
        }
      : {
          name: 'payment_read',
          text: `SELECT ${SNAPSHOT_FIELDS}, NULL AS key FROM payments WHERE id = $1`,
          values: [id],
        },
  );
  if (!row) throw new PaymentError('not_found', 'There is no such payment.');
  return row;
}

/** `null` where the row is no longer as it was read. */
async function write(
  context: Context,
  put: WriteChange,
  before: Snapshot,
  decision: Decision | null,
  options: ChangeOptions,
  at: Date,
): Promise<ChangeOutcome | null> {
  const record = decision && recordChange(before, decision, options.cause, at, context.newId);
  const after: Snapshot = record
    ? { payment: record.payment, refunds: refundsAfter(before.refunds, record.refunds) }
    : before;
  const answer = options.settle?.answer(after) ?? null;
  if (record || options.claim || answer) {
    const raw = decision?.raw ?? null;
    if (!(await put(changeOf(context, { before, record, raw, options, answer, at })))) return null;
  }
  return { kind: 'done', snapshot: after, changed: record !== null };
}
