import { invalidField, isUuid } from '@payments/domain';

/** Where the next page begins: what was sorted by, and the last row's id. Callers see it as one opaque word. */
export interface Cursor {
  readonly id: string;
  /** The last row's value of what is sorted by besides the id; `null` where that is the id alone. */
  readonly value: string | null;
}

const WHOLE = /^\d{1,15}$/;

/** `list` names the list and its order: a cursor of another one is no cursor here. */
export function cursorText(list: string, { id, value }: Cursor): string {
  return Buffer.from(JSON.stringify([list, id, value])).toString('base64url');
}

/** Throws `PaymentError` `validation_failed` for anything that `cursorText` did not make for this list. */
export function readCursor(list: string, text: string): Cursor {
  const parts = parsed(text);
  const [of, id, value] = parts;
  const fits = parts.length === 3 && of === list && typeof id === 'string' && isUuid(id);
  if (!fits || !(value === null || (typeof value === 'string' && WHOLE.test(value)))) {
    throw invalidField('cursor', 'invalid', 'must be the next_cursor of the page before, with the same sort');
  }
  return { id, value };
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
