import { GENESIS, hashEntry, type AuditEntry } from '@payments/domain';
import type pg from 'pg';
import type { AuditFault } from './audit-verify.ts';
import { AUDIT, auditFrom, type AuditRow } from './audit-rows.ts';
import { names } from './table.ts';

interface Head {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

export interface VerifiedChains {
  readonly entries: number;
  readonly chains: number;
  readonly fault: AuditFault | null;
}

/** Rows in memory at a time, of each cursor. */
const FETCH = 1_000;

/** In the order of the chains' names, byte by byte: ids of payments are in hexadecimal, `method:` and `refused:` come after them. */
const HEADS = [
  ['heads_of_payments', 'SELECT id::text AS chain, audit_seq AS seq, audit_head AS hash FROM payments ORDER BY id'],
  [
    'heads_of_methods',
    `SELECT 'method:' || id AS chain, audit_seq AS seq, audit_head AS hash FROM payment_methods ORDER BY id`,
  ],
  ['heads_of_callers', 'SELECT chain, seq, hash FROM audit_chains WHERE seq > 0 ORDER BY chain'],
] as const;

/** Walks all entries and all heads side by side: each chain must begin at 1, have no gap, and end where its row says. */
export async function verifyChains(client: pg.Client): Promise<VerifiedChains> {
  const entries = cursor<AuditRow>(client, 'entries', `SELECT ${names(AUDIT)} FROM audit_entries ORDER BY chain, seq`);
  const heads = allHeads(client);
  let head = await next(heads);
  let last: AuditEntry | null = null;
  let count = 0;
  let chains = 0;
  const ended = (fault: AuditFault | null): VerifiedChains => ({ entries: count, chains, fault });
  for await (const row of entries) {
    const entry = auditFrom(row);
    if (last?.chain !== entry.chain) {
      chains += 1;
      if (last) {
        const fault = endFault(last, head);
        if (fault) return ended(fault);
        head = await next(heads);
      }
      if (head === null || comesBefore(entry, head)) return ended(headless(entry));
      if (comesBefore(head, entry)) return ended(allGone(head));
      last = null;
    }
    const fault = entryFault(entry, last);
    if (fault) return ended(fault);
    last = entry;
    count += 1;
  }
  if (last) {
    const fault = endFault(last, head);
    if (fault) return ended(fault);
    head = await next(heads);
  }
  return ended(head && allGone(head));
}

function entryFault(entry: AuditEntry, before: AuditEntry | null): AuditFault | null {
  const { chain, seq } = entry;
  const expected = (before?.seq ?? 0) + 1;
  if (seq !== expected) {
    const message = `entry ${expected} of ${chain} is gone: ${entry.id} does not follow what is before it`;
    return { kind: 'removed', chain, seq: expected, entryId: entry.id, message };
  }
  if (hashEntry(entry) === entry.hash && entry.prevHash === (before?.hash ?? GENESIS)) return null;
  return {
    kind: 'edited',
    chain,
    seq,
    entryId: entry.id,
    message: `entry ${seq} of ${chain} is not as it was written`,
  };
}

/** A chain ends where the row says that it belongs to. */
function endFault({ chain, seq, hash, id }: AuditEntry, head: Head | null): AuditFault | null {
  if (head?.chain !== chain) return null;
  if (head.seq > seq) {
    const message = `entry ${seq + 1} of ${chain} is gone, with all that followed ${id}`;
    return { kind: 'tail_cut', chain, seq: seq + 1, entryId: null, message };
  }
  if (head.seq === seq && head.hash === hash) return null;
  return {
    kind: 'rewritten',
    chain,
    seq,
    entryId: id,
    message: `entry ${seq} of ${chain} is not the head of its chain`,
  };
}

function headless({ chain, seq, id }: AuditEntry): AuditFault {
  return {
    kind: 'headless',
    chain,
    seq,
    entryId: id,
    message: `${chain} has entries, but what they are about is gone`,
  };
}

function allGone({ chain }: Head): AuditFault {
  return {
    kind: 'tail_cut',
    chain,
    seq: 1,
    entryId: null,
    message: `entry 1 of ${chain} is gone, with all that followed`,
  };
}

/** As the database orders them: byte by byte. */
function comesBefore(a: { readonly chain: string }, b: { readonly chain: string }): boolean {
  return Buffer.compare(Buffer.from(a.chain), Buffer.from(b.chain)) < 0;
}

async function* allHeads(client: pg.Client): AsyncGenerator<Head> {
  for (const [name, text] of HEADS) {
    for await (const head of cursor<Head>(client, name, text)) if (head.seq > 0) yield head;
  }
}

async function next<T>(rows: AsyncGenerator<T>): Promise<T | null> {
  const { value, done } = await rows.next();
  return done ? null : value;
}

async function* cursor<R extends pg.QueryResultRow>(client: pg.Client, name: string, text: string): AsyncGenerator<R> {
  await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${text}`);
  for (;;) {
    const { rows } = await client.query<R>(`FETCH ${FETCH} FROM ${name}`);
    yield* rows;
    if (rows.length < FETCH) break;
  }
  await client.query(`CLOSE ${name}`);
}
