import type { ReceiptKind } from '@payments/domain';
import type { Style } from './pen.ts';

/** A4 in points. */
export const PAGE_WIDTH = 595.28;
export const PAGE_HEIGHT = 841.89;
export const MARGIN = 50;
export const CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN;

export const INK = '#16202c';
/** 4.5 : 1 and more on white and on the panel, so that it can be read in print, too. */
export const MUTED = '#566273';
export const LINE = '#d5dbe3';
export const PANEL = '#f3f6f9';

/** Money in is blue-green, money out is wine: nobody takes one for the other. */
const ACCENTS: Readonly<Record<ReceiptKind, string>> = {
  receipt: '#0f5c6e',
  credit_note: '#8a2d4d',
  credit_note_reversal: '#0f5c6e',
};

export function accentOf(kind: ReceiptKind): string {
  return ACCENTS[kind];
}

export const STYLES = {
  seller: { face: 'bold', size: 15, color: INK, lead: 1.25 },
  title: { face: 'bold', size: 21, color: INK, lead: 1.2 },
  strong: { face: 'bold', size: 10.5, color: INK },
  big: { face: 'bold', size: 22, color: INK, lead: 1.2 },
  total: { face: 'bold', size: 14, color: INK },
  heading: { face: 'bold', size: 8.5, color: MUTED },
  label: { face: 'regular', size: 8.5, color: MUTED },
  body: { face: 'regular', size: 9, color: INK },
  bodyStrong: { face: 'bold', size: 9, color: INK },
  muted: { face: 'regular', size: 9, color: MUTED },
  small: { face: 'regular', size: 8.5, color: MUTED },
  code: { face: 'regular', size: 8.5, color: INK },
} as const satisfies Readonly<Record<string, Style>>;
