import type { SqlValue } from './database.ts';

/** A column, its SQL type, and its value in what is written. Text and values of a statement come from the same list, so they can't disagree. */
export type Column<T> = readonly [name: string, type: string, value: (from: T) => SqlValue];

/** The names, as a column list. */
export function names<T>(columns: readonly Column<T>[], table = ''): string {
  return columns.map(([name]) => (table === '' ? name : `${table}.${name}`)).join(', ');
}

export function valuesOf<T>(columns: readonly Column<T>[], from: T): SqlValue[] {
  return columns.map(([, , value]) => value(from));
}

/** Numbers the parameters of one statement's text, in the order in which its values are given. */
export class Placeholders {
  #last = 0;

  one(type: string): string {
    this.#last += 1;
    return `$${this.#last}::${type}`;
  }

  /** `$1::uuid, $2::text` */
  row<T>(columns: readonly Column<T>[]): string {
    return columns.map(([, type]) => this.one(type)).join(', ');
  }

  /** `VALUES ($1, $2), ($3, $4)` */
  rows<T>(columns: readonly Column<T>[], count: number): string {
    return `VALUES ${Array.from({ length: count }, () => `(${this.row(columns)})`).join(', ')}`;
  }

  /** `a = $1::uuid, b = $2::text` */
  assignments<T>(columns: readonly Column<T>[]): string {
    return columns.map(([name, type]) => `${name} = ${this.one(type)}`).join(', ');
  }
}

/** A moment as it is written; text, because the driver would write a Date in this machine's time zone. */
export function time(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}

const TEXTS = new Map<string, string>();

/** A statement's text is made once for each of its shapes: how many entries, events, refunds it writes. Its name says the shape. */
export function textOf(name: string, make: () => string): string {
  const known = TEXTS.get(name);
  if (known !== undefined) return known;
  const text = make();
  TEXTS.set(name, text);
  return text;
}
