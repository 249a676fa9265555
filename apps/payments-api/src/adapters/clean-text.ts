import { maskCardNumbers } from '../http/card-numbers.ts';

/**
 * A neighbour's words as they may be kept: without card numbers, and without what PostgreSQL can't keep (NUL, half a surrogate
 * pair); at most so many characters, none of them cut in two.
 */
export function cleanText(text: string, max: number): string {
  const storable = Buffer.from(text.replaceAll('\0', '')).toString();
  return [...maskCardNumbers(storable)].slice(0, max).join('');
}
