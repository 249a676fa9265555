import type { SqlValue } from './database.ts';

/** A column, its SQL type, and its value in what is written. Text and values of a statement come from the same list, so they can't disagree. */
export type Column<T> = readonly [name: string, type: string, value: (from: T) => SqlValue];

/** A column by name and SQL type alone: for rows whose values are there already. */
export type Typed = readonly [name: string, type: string, ...rest: unknown[]];

/** One row's values, in the order of its columns. */
export type Row = readonly SqlValue[];

/** The names, as a column list. */
export function names(columns: readonly Typed[], table = ''): string {
  return columns.map(([name]) => (table === '' ? name : `${table}.${name}`)).join(', ');
}

export function valuesOf<T>(columns: readonly Column<T>[], from: T): SqlValue[] {
  return columns.map(([, , value]) => value(from));
}

/** The rows of a batch as one value: bound one by one, their values would be much of what a payment costs this process. */
export function recordset(columns: readonly Typed[], rows: readonly Row[]): string {
  return `[${rows.map((row) => recordText(columns, row)).join(',')}]`;
}

/** What is JSON already goes in as it is: as a text in JSON each of its quotes would be escaped here and read again there. */
function recordText(columns: readonly Typed[], row: Row): string {
  const record: Record<string, SqlValue> = {};
  let ready = '';
  // No iterator: this is done for every value that is written.
  for (let place = 0; place < row.length; place++) {
    const field = FIELDS[place] ?? '';
    const value = row[place] ?? null;
    if (columns[place]?.[1] === 'jsonb' && typeof value === 'string') ready += `"${field}":${value},`;
    else record[field] = value;
  }
  return `{${ready}${JSON.stringify(record).slice(1)}`;
}

/** A record's fields are named by their places: names would be a tenth of all that is sent. More than the widest row has. */
const FIELDS = Array.from({ length: 64 }, (_, place) => `c${place}`);

/** Numbers the parameters of one statement's text, in the order in which its values are given. */
export class Placeholders {
  #last = 0;

  one(type: string): string {
    this.#last += 1;
    return `$${this.#last}::${type}`;
  }

  /** `$1::uuid, $2::text` */
  row(columns: readonly Typed[]): string {
    return columns.map(([, type]) => this.one(type)).join(', ');
  }

  /** `VALUES ($1, $2), ($3, $4)` */
  rows(columns: readonly Typed[], count: number): string {
    return `VALUES ${Array.from({ length: count }, () => `(${this.row(columns)})`).join(', ')}`;
  }

  /** As `rows`, for any number of them: `SELECT c0 AS id, c1 AS name FROM json_to_recordset($1::json) AS v (c0 uuid, c1 text)`. Its one value is made by `recordset`. */
  recordset(columns: readonly Typed[]): string {
    const taken = columns.map(([name], place) => `${FIELDS[place]} AS ${name}`);
    const shape = columns.map(([, type], place) => `${FIELDS[place]} ${type}`);
    return `SELECT ${taken.join(', ')} FROM json_to_recordset(${this.one('json')}) AS v (${shape.join(', ')})`;
  }

  /** `a = $1::uuid, b = $2::text` */
  assignments(columns: readonly Typed[]): string {
    return columns.map(([name, type]) => `${name} = ${this.one(type)}`).join(', ');
  }
}

/** A moment as it is written; text, because the driver would write a Date in this machine's time zone. */
export function time(at: Date | null): string | null {
  return at === null ? null : isoText(at);
}

let last = { ms: Number.NaN, text: '' };

/** As `toISOString`, which costs as much as a column's whole rest; most moments of one write are the same moment. */
export function isoText(at: Date): string {
  const ms = at.getTime();
  if (ms !== last.ms) last = { ms, text: at.toISOString() };
  return last.text;
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
