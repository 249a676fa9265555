import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';
import { printable, readerCharacters, visualPieces } from './printable-text.ts';

export type Document = InstanceType<typeof PDFDocument>;
export type Face = 'regular' | 'bold';

/** How a text looks: `size` in points, `lead` is the distance of two lines as a factor of it. */
export interface Style {
  readonly face: Face;
  readonly size: number;
  readonly color: string;
  readonly lead?: number;
}

const require = createRequire(import.meta.url);
const font = (file: string): Buffer => readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${file}`));

/** Both hold Latin, Cyrillic, № and ₽; read once, because a receipt's picture must not depend on what the machine has installed. */
const FONTS: Readonly<Record<Face, Buffer>> = { regular: font('DejaVuSans.ttf'), bold: font('DejaVuSans-Bold.ttf') };

/** pdfkit keeps the font that it opened here; its types don't say so, the emoji test does. */
interface WithOpenFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

const DEFAULT_LEAD = 1.4;
/** Text that must stay on one line is made smaller, but not past reading; then it is cut. */
const SMALLEST_SIZE = 6;
/** A line that was made to fit may be wider by the float's last digits. */
const ROUNDING = 0.01;

export function lineHeight(style: Style): number {
  return style.size * (style.lead ?? DEFAULT_LEAD);
}

/** Puts text on a document: every string from outside goes through here, is made printable, measured and put in visual order. */
export interface Pen {
  /** The text as lines that fit the width; a word that is too long is cut. */
  wrap(text: string, style: Style, width: number): readonly string[];
  /** Writes lines from `y` downwards and answers the y below them. */
  lines(lines: readonly string[], style: Style, x: number, y: number, width: number, align?: 'left' | 'right'): number;
  /** Wraps and writes; answers the y below. */
  text(text: string, style: Style, x: number, y: number, width: number, align?: 'left' | 'right'): number;
  /** Writes one line, smaller where it would not fit, and at last cut with an ellipsis; answers the y below. */
  fit(text: string, style: Style, x: number, y: number, width: number, align?: 'left' | 'right'): number;
}

export function createPen(doc: Document): Pen {
  doc.registerFont('regular', FONTS.regular).registerFont('bold', FONTS.bold);
  const use = (style: Style): Document => doc.font(style.face).fontSize(style.size).fillColor(style.color);
  const glyphs = (style: Style): ((codePoint: number) => boolean) => {
    const { _font } = doc.font(style.face) as Document & WithOpenFont;
    return (codePoint) => _font.font.hasGlyphForCodePoint(codePoint);
  };
  const widthOf = (line: string, style: Style): number => {
    use(style);
    return visualPieces(line).reduce((sum, piece) => sum + doc.widthOfString(piece), 0);
  };

  const wrap: Pen['wrap'] = (text, style, width) => {
    const fits = (line: string): boolean => widthOf(line, style) <= width;
    return printable(text, glyphs(style))
      .split('\n')
      .flatMap((paragraph) => wrapWords(paragraph, fits));
  };

  const lines: Pen['lines'] = (rows, style, x, y, width, align = 'left') => {
    rows.forEach((row, index) => {
      let left = align === 'right' ? x + width - widthOf(row, style) : x;
      for (const piece of visualPieces(row)) {
        use(style).text(piece, left, y + index * lineHeight(style), { lineBreak: false });
        left += doc.widthOfString(piece);
      }
    });
    return y + rows.length * lineHeight(style);
  };

  return {
    wrap,
    lines,
    text: (text, style, x, y, width, align) => lines(wrap(text, style, width), style, x, y, width, align),
    fit: (text, style, x, y, width, align) => {
      const line = printable(text, glyphs(style)).replaceAll('\n', ' ');
      const wide = widthOf(line, style);
      const size = wide <= width ? style.size : Math.max(SMALLEST_SIZE, (style.size * width) / wide);
      const baseline = (style.size - size) * 0.9;
      const small = { ...style, size };
      const shown = cutLine(line, (text) => widthOf(text, small) <= width + ROUNDING);
      lines([shown], small, x, y + baseline, width, align);
      return y + lineHeight(style);
    },
  };
}

/** The line, or as much of it as fits before an ellipsis. */
function cutLine(line: string, fits: (line: string) => boolean): string {
  if (fits(line)) return line;
  const kept = readerCharacters(line);
  while (kept.length > 0 && !fits(`${kept.join('')}…`)) kept.pop();
  return `${kept.join('').trimEnd()}…`;
}

function wrapWords(paragraph: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/ +/)) {
    const joined = line ? `${line} ${word}` : word;
    if (fits(joined)) {
      line = joined;
      continue;
    }
    if (line) lines.push(line);
    const parts = cutWord(word, fits);
    line = parts.pop() ?? '';
    lines.push(...parts);
  }
  return [...lines, line];
}

/** A word in pieces that fit, at least one character each. */
function cutWord(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word)) return [word];
  const parts: string[] = [];
  let part = '';
  for (const char of readerCharacters(word)) {
    if (part && !fits(part + char)) {
      parts.push(part);
      part = '';
    }
    part += char;
  }
  return [...parts, part];
}
