import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import { appendLine } from './seal-file.ts';
import { nextLine, type SealedHead, type SealLine } from './seal-line.ts';

/** One sealer at a time, over all replicas; the lock ends with the transaction, also when its process dies. */
const SEALER_LOCK = 7_236_002;
/** Heads of one line: about half a megabyte. */
const HEADS_MAX = 5_000;

interface DueHead {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

/**
 * Takes the heads that changed since the last seal out of the database and into the file, which lies outside of it: from then on an entry can't
 * be rewritten without being found. The file is synced before the delete is committed; a crash between repeats a line, which is harmless.
 * Answers how many heads were sealed; 0 also where another process is at it. Throws where the file can't be written.
 */
export async function sealAudit(context: Context, path: string): Promise<number> {
  return context.database.transaction(async (q) => {
    if (!(await isSealer(q))) return 0;
    const heads = latest(await takeDue(q));
    if (heads.length === 0) return 0;
    const line = await appendLine(path, (last) => nextLine(last, heads, context.now(), context.newId));
    await keepProgress(q, line);
    return heads.length;
  });
}

async function isSealer(q: Queryer): Promise<boolean> {
  const [row] = await q.query<{ mine: boolean }>({
    name: 'seal_lock',
    text: `SELECT pg_try_advisory_xact_lock(${SEALER_LOCK}) AS mine`,
    values: [],
  });
  return row?.mine ?? false;
}

function takeDue(q: Queryer): Promise<readonly DueHead[]> {
  return q.query<DueHead>({
    name: 'seal_take',
    text: `DELETE FROM seal_due WHERE ctid = ANY(ARRAY(SELECT ctid FROM seal_due LIMIT ${HEADS_MAX})) RETURNING chain, seq, hash`,
    values: [],
  });
}

/** A chain that grew several times is sealed by its last head: it holds the others. */
function latest(due: readonly DueHead[]): readonly SealedHead[] {
  const heads = new Map<string, DueHead>();
  for (const head of due) {
    const known = heads.get(head.chain);
    if (!known || known.seq < head.seq) heads.set(head.chain, head);
  }
  return [...heads.values()].map(({ chain, seq, hash }) => [chain, seq, hash]);
}

async function keepProgress(q: Queryer, { writer, n, hash }: SealLine): Promise<void> {
  await q.query({
    name: 'seal_progress',
    text: `INSERT INTO audit_seal_files (writer, n, hash) VALUES ($1, $2, $3)
      ON CONFLICT (writer) DO UPDATE SET n = excluded.n, hash = excluded.hash`,
    values: [writer, n, hash],
  });
}
