import type { Receipt } from '@payments/domain';
import type { Document, Pen } from './pen.ts';
import { CONTENT_WIDTH, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, STYLES, accentOf } from './receipt-look.ts';
import { RECEIPT_WORDS } from './receipt-words.ts';

/** What every part of a receipt's picture needs: where it draws, with what, and what it shows. */
export interface Sheet {
  readonly doc: Document;
  readonly pen: Pen;
  readonly receipt: Receipt;
}

/** Content ends here; below is the footer. */
export const CONTENT_BOTTOM = PAGE_HEIGHT - 78;

/** The coloured edge on top of every page. */
export function drawEdge({ doc, receipt }: Sheet): void {
  doc.rect(0, 0, PAGE_WIDTH, 7).fill(accentOf(receipt.kind));
}

/** Begins a following page with who and which, so that a lost sheet finds home; answers the y where content begins. */
export function continuePage(sheet: Sheet): number {
  const { doc, pen, receipt } = sheet;
  const words = RECEIPT_WORDS[receipt.locale];
  doc.addPage();
  drawEdge(sheet);
  const half = CONTENT_WIDTH / 2;
  const title = `${words.title[receipt.kind]} ${words.number} ${receipt.number}`;
  pen.fit(receipt.seller.name, STYLES.strong, MARGIN, 34, half - 8);
  pen.fit(title, STYLES.muted, MARGIN + half, 34, half, 'right');
  return 66;
}
