import { chainEntries, GENESIS, type AuditDraft, type Cause, type PaymentId } from '@payments/domain';
import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import { toldTexts, toldValues } from './record-text.ts';
import { Placeholders, textOf } from './table.ts';

/** Refused tries of one caller that are written down in an hour: enough to see a pattern, too few to fill a disk. */
const REFUSALS_KEPT_PER_HOUR = 100;
const HOUR_MS = 3_600_000;

interface ChainRow {
  readonly seq: number;
  readonly hash: string;
}

/** Writes a refused try into its caller's own chain; above the hour's bound it is only counted. The payment's row is never touched. */
export async function recordRefusal(
  context: Context,
  cause: Cause,
  draft: AuditDraft,
  paymentId: PaymentId | null,
): Promise<void> {
  const chain = `refused:${cause.actor.type}:${cause.actor.id}`;
  const at = context.now();
  const hour = Math.floor(at.getTime() / HOUR_MS);
  if (await countOnly(context, chain, hour)) return;
  await context.database.transaction(async (q) => {
    const head = await lockChain(q, chain, hour);
    if (head === null) return;
    const entries = chainEntries({ chain, paymentId, ...head }, [draft], cause, at, context.newId);
    await appendRefusal(context, q, chain, entries);
  });
}

/** A flood costs one small update a try. */
async function countOnly({ database }: Context, chain: string, hour: number): Promise<boolean> {
  const rows = await database.query({
    name: 'refusal_count',
    text: `UPDATE audit_chains SET counted = counted + 1 WHERE chain = $1 AND hour = $2 AND kept >= ${REFUSALS_KEPT_PER_HOUR} RETURNING 1`,
    values: [chain, hour],
  });
  return rows.length > 0;
}

/** The chain's head, locked, with this try taken into the hour's count; `null` where the hour is full. */
async function lockChain(q: Queryer, chain: string, hour: number): Promise<ChainRow | null> {
  const [row] = await q.query<ChainRow & { full: boolean }>({
    name: 'refusal_lock',
    text: `INSERT INTO audit_chains AS c (chain, seq, hash, hour, kept, counted) VALUES ($1, 0, $2, $3::integer, 1, 0)
      ON CONFLICT (chain) DO UPDATE SET
        kept = CASE WHEN c.hour = $3::integer THEN c.kept + 1 ELSE 1 END,
        counted = c.counted + CASE WHEN c.hour = $3::integer AND c.kept >= ${REFUSALS_KEPT_PER_HOUR} THEN 1 ELSE 0 END,
        hour = $3::integer
      RETURNING seq, hash, kept > ${REFUSALS_KEPT_PER_HOUR} AS full`,
    values: [chain, GENESIS, hour],
  });
  return row && !row.full ? { seq: row.seq, hash: row.hash } : null;
}

async function appendRefusal(
  { box }: Context,
  q: Queryer,
  chain: string,
  entries: ReturnType<typeof chainEntries>,
): Promise<void> {
  const name = 'refusal_append';
  const head = entries.at(-1);
  await q.query({
    name,
    text: textOf(name, () => {
      const place = new Placeholders();
      const update = `UPDATE audit_chains SET seq = ${place.one('integer')}, hash = ${place.one('text')}
        WHERE chain = ${place.one('text')} RETURNING chain`;
      return `WITH appended AS (${update}), ${toldTexts(place, 1, 0, 'appended').join(', ')} SELECT chain FROM appended`;
    }),
    values: [head?.seq ?? 0, head?.hash ?? GENESIS, chain, ...toldValues({ entries, events: [] }, box)],
  });
}
