import { createHash } from 'node:crypto';
import { GENESIS } from '@payments/domain';

/** A chain's head: how many entries it has, and the last one's hash. */
export type SealedHead = readonly [chain: string, seq: number, hash: string];

/** One line of a seal file. `prev` is the line before's hash: who alters a line must alter all that follow. */
export interface SealLine {
  /** Each file has its own chain of lines, and an id. */
  readonly writer: string;
  readonly n: number;
  readonly at: string;
  readonly heads: readonly SealedHead[];
  readonly prev: string;
  readonly hash: string;
}

export function nextLine(last: SealLine | null, heads: readonly SealedHead[], at: Date, newId: () => string): SealLine {
  const line = {
    writer: last?.writer ?? newId(),
    n: (last?.n ?? 0) + 1,
    at: at.toISOString(),
    heads,
    prev: last?.hash ?? GENESIS,
  };
  return { ...line, hash: hashLine(line) };
}

/** SHA-256 over an array in a fixed order, as an audit entry's. */
export function hashLine({ writer, n, at, heads, prev }: Omit<SealLine, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([writer, n, at, heads, prev]))
    .digest('hex');
}

/** `null` for what is no line. */
export function parseLine(text: string): SealLine | null {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) ? value : null;
  } catch {
    return null;
  }
}

function isLine(value: unknown): value is SealLine {
  if (typeof value !== 'object' || value === null) return false;
  const is = (name: string, type: string) => typeof Reflect.get(value, name) === type;
  const heads: unknown = Reflect.get(value, 'heads');
  return (
    is('writer', 'string') &&
    is('n', 'number') &&
    is('at', 'string') &&
    is('prev', 'string') &&
    is('hash', 'string') &&
    Array.isArray(heads) &&
    heads.every(isHead)
  );
}

function isHead(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [chain, seq, hash] = value as readonly unknown[];
  return typeof chain === 'string' && typeof seq === 'number' && typeof hash === 'string';
}
