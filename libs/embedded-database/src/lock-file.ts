import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code.ts';
import { isRunning, startedAt } from './process-table.ts';

/** A first start with a slow disk takes some seconds; a lock held longer than this is a bug worth an error. */
const WAIT_MS = 60_000;
const TRY_EVERY_MS = 25;

/**
 * Does the work while no other process, nor another part of this one, holds the lock. A dead holder's lock is broken.
 * @throws Error after a minute of waiting.
 */
export async function withLockFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  const me = `${process.pid} ${startedAt(process.pid)}`;
  const giveUpAt = performance.now() + WAIT_MS;
  while (!(await take(file, me))) {
    if (performance.now() > giveUpAt) throw new Error(`${file} has been held by another process for a minute`);
    await breakIfStale(file);
    await sleep(TRY_EVERY_MS);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string, content: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(content);
    await handle.close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function breakIfStale(file: string): Promise<void> {
  const [pid = '', started = ''] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
  // An empty file was made a moment ago, and is about to be filled.
  if (pid === '') return;
  if (!isRunning(Number(pid)) || startedAt(Number(pid)) !== started) await rm(file, { force: true });
}
