import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { GENESIS } from '@payments/domain';
import type pg from 'pg';
import type { AuditFault } from './audit-verify.ts';
import { hashLine, parseLine, type SealedHead, type SealLine } from './seal-line.ts';

/** A seal file as long as it was when the check began. */
export interface FixedFile {
  readonly path: string;
  readonly bytes: number;
}

export interface VerifiedSeals {
  readonly lines: number;
  readonly fault: AuditFault | null;
}

export async function fixFile(path: string): Promise<FixedFile> {
  return { path, bytes: (await stat(path)).size };
}

/** Each file's own chain of lines, each sealed head against its entry, and whether a file's end is missing. A line at a time is in memory. */
export async function verifySeals(client: pg.Client, files: readonly FixedFile[]): Promise<VerifiedSeals> {
  let lines = 0;
  for (const file of files) {
    const read = await verifyFile(client, file);
    lines += read.lines;
    if (read.fault) return { lines, fault: read.fault };
  }
  return { lines, fault: null };
}

async function verifyFile(client: pg.Client, { path, bytes }: FixedFile): Promise<VerifiedSeals> {
  let last: SealLine | null = null;
  let lines = 0;
  for await (const text of wholeLines(path, bytes)) {
    const line = parseLine(text);
    if (line === null || !follows(line, last)) {
      return { lines, fault: sealFault('seal_changed', `line ${lines + 1} of ${path} is not as it was written`) };
    }
    const fault = await headFault(client, line.heads, `line ${line.n} of ${path}`);
    if (fault) return { lines, fault };
    last = line;
    lines += 1;
  }
  return { lines, fault: last && (await cutFault(client, last, path)) };
}

function follows(line: SealLine, last: SealLine | null): boolean {
  const { hash, ...rest } = line;
  if (hashLine(rest) !== hash) return false;
  if (last === null) return line.n === 1 && line.prev === GENESIS;
  return line.n === last.n + 1 && line.prev === last.hash && line.writer === last.writer;
}

async function headFault(client: pg.Client, heads: readonly SealedHead[], where: string): Promise<AuditFault | null> {
  const { rows } = await client.query<{ chain: string; seq: number; id: string | null; is_same: boolean | null }>(
    `SELECT h.chain, h.seq, e.id, e.hash = h.hash AS is_same
     FROM unnest($1::text[], $2::integer[], $3::text[]) AS h (chain, seq, hash)
     LEFT JOIN audit_entries e ON e.chain = h.chain AND e.seq = h.seq
     WHERE e.id IS NULL OR e.hash <> h.hash ORDER BY h.chain LIMIT 1`,
    [heads.map(([chain]) => chain), heads.map(([, seq]) => seq), heads.map(([, , hash]) => hash)],
  );
  const [bad] = rows;
  if (!bad) return null;
  const { chain, seq, id } = bad;
  return id === null
    ? { kind: 'tail_cut', chain, seq, entryId: null, message: `entry ${seq} of ${chain} is gone; ${where} sealed it` }
    : { kind: 'rewritten', chain, seq, entryId: id, message: `entry ${seq} of ${chain} is not what ${where} sealed` };
}

/** The database keeps how far a file had come; a line that is in the file alone was written just before a crash. */
async function cutFault(client: pg.Client, last: SealLine, path: string): Promise<AuditFault | null> {
  const { rows } = await client.query<{ n: number; hash: string }>(
    'SELECT n, hash FROM audit_seal_files WHERE writer::text = $1',
    [last.writer],
  );
  const [kept] = rows;
  if (!kept || kept.n < last.n || (kept.n === last.n && kept.hash === last.hash)) return null;
  return kept.n > last.n
    ? sealFault('seal_cut', `${path} ends with line ${last.n}, it had ${kept.n}`)
    : sealFault('seal_changed', `line ${last.n} of ${path} is not as it was written`);
}

function sealFault(kind: 'seal_changed' | 'seal_cut', message: string): AuditFault {
  return { kind, chain: null, seq: null, entryId: null, message };
}

/** A last line without its end is that of a writer at work, or of one that died: it counts for nothing yet. */
async function* wholeLines(path: string, bytes: number): AsyncGenerator<string> {
  if (bytes === 0) return;
  const stream = createReadStream(path, { end: bytes - 1 });
  let endsWhole = false;
  stream.on('data', (chunk) => {
    endsWhole = chunk.at(-1) === 0x0a;
  });
  let held: string | null = null;
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    if (held !== null) yield held;
    held = line;
  }
  if (held !== null && endsWhole) yield held;
}
