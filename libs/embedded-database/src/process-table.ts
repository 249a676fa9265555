import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { errorCode } from './error-code.ts';

/** True while the process lives. A zombie, whose parent doesn't collect it (common in containers), does not. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, but is another user's.
    return errorCode(error) === 'EPERM';
  }
  return statOf(pid)[0] !== 'Z';
}

/** Something that tells a process from a later one with the same number; empty where the system doesn't say. */
export function startedAt(pid: number): string {
  return statOf(pid)[19] ?? '';
}

/** The command line, words separated by spaces; empty for a process that is gone. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** The fields of proc(5) stat from the third, the state, on; the second may hold spaces and parentheses. */
function statOf(pid: number): readonly string[] {
  if (process.platform !== 'linux') return [];
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
