import { formatMoney, receiptLines, vatByPercent, type Receipt } from '@payments/domain';
import PDFDocument from 'pdfkit';
import { CONTENT_WIDTH, INK, LINE, MARGIN, PAGE_HEIGHT, PANEL, STYLES, accentOf } from './receipt-look.ts';
import { createPen, lineHeight, type Document } from './pen.ts';
import { drawItems } from './receipt-table.ts';
import { RECEIPT_WORDS, dateText, methodText } from './receipt-words.ts';
import { drawEdge, type Sheet } from './sheet.ts';

/**
 * The receipt as an A4 PDF. The same stored receipt gives the same bytes: fonts are embedded, the date and the file's id come from the receipt.
 * Rejects where pdfkit fails, which is a bug.
 */
export function renderReceiptPdf(receipt: Receipt): Promise<Buffer> {
  const words = RECEIPT_WORDS[receipt.locale];
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    font: '',
    lang: receipt.locale,
    pdfVersion: '1.7',
    displayTitle: true,
    info: {
      Title: `${words.title[receipt.kind]} ${words.number} ${receipt.number}`,
      Author: receipt.seller.name,
      CreationDate: new Date(receipt.issuedAt),
    },
  });
  const bytes = collect(doc);
  draw(doc, receipt);
  doc.end();
  return bytes;
}

function collect(doc: Document): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

function draw(doc: Document, receipt: Receipt): void {
  const sheet: Sheet = { doc, pen: createPen(doc), receipt };
  const lines = receiptLines(receipt, RECEIPT_WORDS[receipt.locale].line[receipt.kind]);
  let y = drawHeader(sheet);
  y = drawSummary(sheet, y + 20);
  y = drawParties(sheet, y + 22);
  const taxes = vatByPercent(receipt, lines);
  y = drawItems(sheet, lines, y + 24, totalsHeight(taxes));
  drawTotals(sheet, taxes, y + TOTALS_GAP);
  drawFooters(sheet);
}

/** Seller on the left; what this is, its number and date on the right. */
function drawHeader(sheet: Sheet): number {
  const { pen, receipt } = sheet;
  const words = RECEIPT_WORDS[receipt.locale];
  const accent = accentOf(receipt.kind);
  drawEdge(sheet);
  const half = CONTENT_WIDTH / 2 - 12;
  const right = MARGIN + CONTENT_WIDTH - half;

  let left = pen.text(receipt.seller.name, STYLES.seller, MARGIN, 46, half);
  left = pen.text(receipt.seller.details, STYLES.small, MARGIN, left + 3, half);
  left = pen.text(receipt.seller.contact, STYLES.small, MARGIN, left, half);

  let y = pen.text(words.title[receipt.kind], { ...STYLES.title, color: accent }, right, 44, half, 'right');
  y = pen.text(`${words.number} ${receipt.number}`, STYLES.strong, right, y + 3, half, 'right');
  y = pen.text(dateText(receipt), STYLES.small, right, y + 1, half, 'right');
  if (receipt.corrects) {
    y = pen.text(
      `${words.corrects[receipt.kind]} ${words.number} ${receipt.corrects}`,
      STYLES.small,
      right,
      y,
      half,
      'right',
    );
  }
  return Math.max(left, y);
}

/** The one thing that everybody looks for: how much, and with what. */
function drawSummary({ doc, pen, receipt }: Sheet, top: number): number {
  const words = RECEIPT_WORDS[receipt.locale];
  const height = 66;
  doc.roundedRect(MARGIN, top, CONTENT_WIDTH, height, 6).fill(PANEL);
  doc.roundedRect(MARGIN, top, 4, height, 2).fill(accentOf(receipt.kind));
  const x = MARGIN + 20;
  const wide = CONTENT_WIDTH * 0.5;
  const label = `${words.total[receipt.kind]}, ${receipt.money.currency}`;
  pen.fit(
    formatMoney(receipt.money, receipt.locale),
    STYLES.big,
    x,
    pen.fit(label, STYLES.label, x, top + 13, wide) + 1,
    wide,
  );

  const second = MARGIN + CONTENT_WIDTH * 0.6;
  const room = CONTENT_WIDTH * 0.4 - 16;
  pen.fit(
    methodText(receipt),
    STYLES.strong,
    second,
    pen.fit(words.method, STYLES.label, second, top + 13, room) + 6,
    room,
  );
  return top + height;
}

/** Who paid, and by which names everybody knows the payment. */
function drawParties({ pen, receipt }: Sheet, top: number): number {
  const words = RECEIPT_WORDS[receipt.locale];
  const half = CONTENT_WIDTH * 0.38;
  const right = MARGIN + CONTENT_WIDTH * 0.42;
  const wide = MARGIN + CONTENT_WIDTH - right;

  let left = pen.text(words.customer, STYLES.heading, MARGIN, top, half) + 2;
  if (receipt.customer.email) left = pen.text(receipt.customer.email, STYLES.body, MARGIN, left, half);
  left = pen.text(`${words.customerId}: ${receipt.customer.userId}`, STYLES.small, MARGIN, left, half);

  let y = pen.text(words.payment, STYLES.heading, right, top, wide) + 2;
  const names: readonly (readonly [string, string | null])[] = [
    [words.transaction, receipt.providerPaymentId],
    [words.paymentId, receipt.paymentId],
    [words.refundId, receipt.refundId],
    [words.order, receipt.orderId],
  ];
  for (const [name, value] of names) {
    if (value === null) continue;
    pen.fit(name, STYLES.small, right, y, 74);
    y = pen.text(value, STYLES.code, right + 80, y, wide - 80);
  }
  return Math.max(left, y);
}

/** What stands between the last line and the totals, in points. */
const TOTALS_GAP = 14;
type Taxes = ReturnType<typeof vatByPercent>;

function totalsHeight(taxes: Taxes): number {
  return TOTALS_GAP + taxes.length * lineHeight(STYLES.muted) + 6 + 9 + lineHeight(STYLES.total);
}

function drawTotals({ doc, pen, receipt }: Sheet, taxes: Taxes, top: number): void {
  const words = RECEIPT_WORDS[receipt.locale];
  let y = top;
  const wide = CONTENT_WIDTH * 0.52;
  const x = MARGIN + CONTENT_WIDTH - wide;
  for (const { percent, amount } of taxes) {
    const money = formatMoney({ minor: amount, currency: receipt.money.currency }, receipt.locale);
    pen.fit(words.includedTax(percent), STYLES.muted, x, y, wide * 0.6);
    y = pen.fit(money, STYLES.muted, x + wide * 0.6, y, wide * 0.4, 'right');
  }
  if (taxes.length > 0) y += 6;
  doc
    .moveTo(x, y)
    .lineTo(MARGIN + CONTENT_WIDTH, y)
    .lineWidth(1.2)
    .stroke(INK);
  pen.fit(words.sum, STYLES.total, x, y + 9, wide * 0.35);
  pen.fit(formatMoney(receipt.money, receipt.locale), STYLES.total, x + wide * 0.35, y + 9, wide * 0.65, 'right');
}

/** Last, because only now the number of pages is known. */
function drawFooters({ doc, pen, receipt }: Sheet): void {
  const words = RECEIPT_WORDS[receipt.locale];
  const { start, count } = doc.bufferedPageRange();
  const y = PAGE_HEIGHT - 52;
  for (let page = 0; page < count; page++) {
    doc.switchToPage(start + page);
    doc
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + CONTENT_WIDTH, y)
      .lineWidth(0.6)
      .stroke(LINE);
    const contact = [receipt.seller.name, receipt.seller.contact].filter(Boolean).join(' · ');
    pen.fit(contact, STYLES.small, MARGIN, y + 9, CONTENT_WIDTH * 0.66);
    pen.fit(
      words.page(page + 1, count),
      STYLES.small,
      MARGIN + CONTENT_WIDTH * 0.7,
      y + 9,
      CONTENT_WIDTH * 0.3,
      'right',
    );
  }
}
