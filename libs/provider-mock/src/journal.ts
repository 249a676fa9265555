import { closeSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What can go wrong between two bytes and a record is decided here: a line that is no record is passed over. */
export interface JournalOptions<R, O> {
  readonly dataDir: string;
  /** Called for every record, whoever wrote it, once and in the file's order. Answers what became of it. */
  readonly apply: (record: R) => O;
}

export interface Journal<R, O> {
  /** Writes a record, takes in everything up to it, and answers what became of it. Throws where the disk does. */
  append(record: R): O;
  /** Takes in what other processes wrote. */
  catchUp(): void;
  close(): void;
}

const READ_BYTES = 64 * 1024;
const NEWLINE = 10;

/** The file in which the mock keeps what it did. */
export function journalPath(dataDir: string): string {
  return join(dataDir, 'mock-provider', 'journal.ndjson');
}

/**
 * An append-only file of JSON lines, shared by every process that has it open: its order is the order of what happened.
 * Written synchronously without fsync: it survives the death of the process, not of the machine.
 */
export function openJournal<R extends object, O>({ dataDir, apply }: JournalOptions<R, O>): Journal<R, O> {
  mkdirSync(join(dataDir, 'mock-provider'), { recursive: true });
  const file = openSync(journalPath(dataDir), 'a+', 0o600);
  const writer = `${process.pid}-${crypto.randomUUID().slice(0, 8)}`;
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let position = 0;
  let written = 0;
  /** The beginning of a line whose end is not there yet. */
  let torn: Buffer | null = null;
  let own: { readonly outcome: O } | null = null;
  /** What is being written: known again by its text, it need not be parsed. */
  let ownLine: { readonly text: string; readonly record: R } | null = null;

  const takeLine = (line: string): void => {
    if (line === '') return;
    if (line === ownLine?.text) {
      own = { outcome: apply(ownLine.record) };
      return;
    }
    const entry = parsed<R>(line);
    if (entry !== null) apply(entry.record);
  };
  const take = (bytes: Buffer): void => {
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      const rest = bytes.toString('utf8', start, end);
      takeLine(torn === null ? rest : Buffer.concat([torn, bytes.subarray(start, end)]).toString('utf8'));
      torn = null;
      start = end + 1;
    }
    if (start < bytes.length) {
      const tail = bytes.subarray(start);
      torn = torn === null ? Buffer.from(tail) : Buffer.concat([torn, tail]);
    }
  };
  const catchUp = (): void => {
    for (let read = READ_BYTES; read === READ_BYTES;) {
      read = readSync(file, buffer, 0, READ_BYTES, position);
      position += read;
      take(buffer.subarray(0, read));
    }
  };
  return {
    append: (record) => {
      written += 1;
      own = null;
      ownLine = { text: JSON.stringify({ w: writer, n: written, record }), record };
      // The leading newline ends a line that a dying process left torn, so that it spoils only itself.
      writeSync(file, `\n${ownLine.text}\n`);
      catchUp();
      return readBack(own);
    },
    catchUp,
    close: () => closeSync(file),
  };
}

function readBack<O>(own: { readonly outcome: O } | null): O {
  if (own === null) throw new Error('the mock provider could not read back what it wrote to its journal');
  return own.outcome;
}

interface Entry<R> {
  readonly w: string;
  readonly n: number;
  readonly record: R;
}

function parsed<R>(line: string): Entry<R> | null {
  try {
    const entry = JSON.parse(line) as Entry<R> | null;
    return typeof entry?.record === 'object' ? entry : null;
  } catch {
    return null; // Torn by a process that died while it wrote: nobody was told that this happened.
  }
}
