import type { SqlValue } from './database.ts';

/** The clocks of two hosts that make ids differ by less than this. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** The WHERE of a list, put together from the filters that were given. */
export class Conditions {
  readonly #texts: string[] = [];
  readonly values: SqlValue[] = [];

  /** A parameter; its place in the text. */
  value(value: SqlValue, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }

  /** Adds what `text` makes, where there is a value. */
  where<T>(value: T | null | undefined, text: (value: T) => string): void {
    if (value !== null && value !== undefined) this.#texts.push(text(value));
  }

  /** From (inclusive) to (exclusive), by the time column, and roughly by the ids, which are UUIDv7: so the index on them serves. */
  between(column: string, from: Date | null | undefined, to: Date | null | undefined): void {
    this.where(from, (at) => {
      const id = this.value(firstIdOf(at.getTime() - CLOCKS_DIFFER_MS), 'uuid');
      return `id >= ${id} AND ${column} >= ${this.value(at.toISOString(), 'timestamptz')}`;
    });
    this.where(to, (at) => {
      const id = this.value(firstIdOf(at.getTime() + CLOCKS_DIFFER_MS), 'uuid');
      return `id < ${id} AND ${column} < ${this.value(at.toISOString(), 'timestamptz')}`;
    });
  }

  toString(): string {
    return this.#texts.length === 0 ? 'true' : this.#texts.map((text) => `(${text})`).join(' AND ');
  }
}

/** The lowest UUIDv7 of a millisecond, before its version bits. */
function firstIdOf(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** Words of a closed set as SQL literals, so that a partial index is recognised. Throws for any other. */
export function literals<T extends string>(words: readonly T[], known: readonly T[]): string {
  for (const word of words) if (!known.includes(word)) throw new Error('not a word of the closed set');
  return words.map((word) => `'${word}'`).join(', ');
}
