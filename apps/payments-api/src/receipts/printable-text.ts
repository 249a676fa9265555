const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Stands where the font has no picture for a character, so that nothing disappears unseen. */
export const REPLACEMENT = '\u25A1';

/** Longer texts are cut with an ellipsis: no input may make a page that never ends. */
const TEXT_MAX = 1000;

/** Bidirectional controls, zero-width and soft-hyphen characters: invisible, and able to make a text look like another one. */
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** What only changes the look of the character before it: variation selectors, skin tones, tags. */
const MODIFIER = /[\uFE00-\uFE0F\u{1F3FB}-\u{1F3FF}\u{E0000}-\u{E01EF}]/gu;

/** The text as a font can show it: one character or `REPLACEMENT` for each that a reader sees, no controls; line feeds stay. */
export function printable(text: string, hasGlyph: (codePoint: number) => boolean): string {
  const plain = text
    .slice(0, 4 * TEXT_MAX)
    .replace(/\p{Cs}/gu, '\uFFFD')
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\S\n\u00A0]|(?!\n)\p{Cc}/gu, ' ');
  const shown: string[] = [];
  for (const { segment } of graphemes.segment(plain)) {
    if (shown.length === TEXT_MAX) return shown.join('') + '…';
    const visible = segment.replace(INVISIBLE, '').replace(MODIFIER, '');
    const known = [...visible].every((char) => char === '\n' || hasGlyph(char.codePointAt(0) ?? 0));
    if (visible) shown.push(known ? visible : REPLACEMENT);
  }
  return shown.join('').trim();
}

/** The characters as a reader counts them: where a word that is too long may be cut. */
export function readerCharacters(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

const RTL = '[\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{M}]';
const NUMBER = '\\p{N}+(?:[.,:/]\\p{N}+)*%?';
const RTL_RUN = new RegExp(`[([{«]*${RTL}+(?:[^\\p{L}]*(?:${RTL}+|${NUMBER}))*[)\\]}»]*`, 'gu');
const RTL_TOKEN = new RegExp(`${RTL}+|${NUMBER}|[^]`, 'gu');
const MIRRORED: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
};

/**
 * The pieces of one line in the order in which they stand from left to right. A right-to-left run is turned round word by word (the font's layout
 * turns the letters within a word), numbers in it and after it keep their own order and brackets are mirrored: the part of UAX #9 that a
 * description on a left-to-right page needs.
 */
export function visualPieces(line: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const run of line.matchAll(RTL_RUN)) {
    if (run.index > from) pieces.push(line.slice(from, run.index));
    pieces.push(...Array.from(run[0].matchAll(RTL_TOKEN), ([token]) => MIRRORED[token] ?? token).reverse());
    from = run.index + run[0].length;
  }
  if (from < line.length) pieces.push(line.slice(from));
  return pieces;
}
