import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseLine, type SealLine } from './seal-line.ts';

const NEW_LINE = 0x0a;
const CHUNK_BYTES = 64 * 1024;

/**
 * Appends one line and syncs it to the disk. `make` gets the last whole line, read anew, because another process of this machine may have
 * written since. The half line of a writer that died in its midst is cut off: what it sealed was not committed, and is sealed again.
 */
export async function appendLine(path: string, make: (last: SealLine | null) => SealLine): Promise<SealLine> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+', 0o600);
  try {
    const { text, end } = await lastLine(file);
    const last = text === null ? null : parseLine(text);
    if (text !== null && last === null) throw new Error(`the last line of ${path} is no seal: it was changed`);
    await file.truncate(end);
    const line = make(last);
    await file.appendFile(`${JSON.stringify(line)}\n`);
    await file.sync();
    return line;
  } finally {
    await file.close();
  }
}

/** Read from the end, because a file of years is big. `end` is where the last whole line ends. */
async function lastLine(file: FileHandle): Promise<{ readonly text: string | null; readonly end: number }> {
  const { size } = await file.stat();
  let tail = Buffer.alloc(0);
  for (let start = size; start > 0;) {
    const length = Math.min(CHUNK_BYTES, start);
    start -= length;
    const chunk = Buffer.alloc(length);
    await file.read(chunk, 0, length, start);
    tail = Buffer.concat([chunk, tail]);
    const last = tail.lastIndexOf(NEW_LINE);
    if (last < 0) continue;
    const before = last === 0 ? -1 : tail.lastIndexOf(NEW_LINE, last - 1);
    if (before < 0 && start > 0) continue;
    return { text: tail.subarray(before + 1, last).toString('utf8'), end: start + last + 1 };
  }
  return { text: null, end: 0 };
}
