import { VAT_PERCENT, formatMoney, lineAmount, lineVatCode, type Receipt, type ReceiptItem } from '@payments/domain';
import { lineHeight } from './pen.ts';
import { CONTENT_WIDTH, INK, LINE, MARGIN, STYLES } from './receipt-look.ts';
import { RECEIPT_WORDS, type ReceiptWords } from './receipt-words.ts';
import { CONTENT_BOTTOM, continuePage, type Sheet } from './sheet.ts';

type ColumnName = 'description' | 'quantity' | 'unitPrice' | 'tax' | 'amount';
interface Column {
  readonly name: ColumnName;
  readonly x: number;
  readonly width: number;
}

const WIDTHS: Readonly<Record<Exclude<ColumnName, 'description'>, number>> = {
  quantity: 48,
  unitPrice: 94,
  tax: 58,
  amount: 98,
};
const PADDING = 6;
const GAP = 8;
const COLUMNS: readonly Column[] = columns();

/**
 * The table of lines; its head is repeated on every page, and a line is never cut by a page's end. The last line keeps `after` points free below it,
 * so that the totals never stand alone on a page. Answers the y below.
 */
export function drawItems(sheet: Sheet, items: readonly ReceiptItem[], top: number, after: number): number {
  const { doc, pen, receipt } = sheet;
  const words = RECEIPT_WORDS[receipt.locale];
  let y = drawHead(sheet, words, top);
  for (const [index, item] of items.entries()) {
    const description = pen.wrap(item.description, STYLES.body, widthOf('description'));
    const height = description.length * lineHeight(STYLES.body) + 2 * PADDING;
    const needed = index === items.length - 1 ? height + after : height;
    if (y + needed > CONTENT_BOTTOM) y = drawHead(sheet, words, continuePage(sheet));
    const cells = cellsOf(receipt, item, words);
    for (const { name, x, width } of COLUMNS) {
      if (name === 'description') pen.lines(description, STYLES.body, x, y + PADDING, width);
      else pen.fit(cells[name], name === 'amount' ? STYLES.bodyStrong : STYLES.body, x, y + PADDING, width, 'right');
    }
    y += height;
    doc
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + CONTENT_WIDTH, y)
      .lineWidth(0.6)
      .stroke(LINE);
  }
  return y;
}

function drawHead({ doc, pen }: Sheet, words: ReceiptWords, top: number): number {
  for (const { name, x, width } of COLUMNS) {
    pen.fit(words[name], STYLES.heading, x, top, width, name === 'description' ? 'left' : 'right');
  }
  const y = top + lineHeight(STYLES.heading) + 5;
  doc
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + CONTENT_WIDTH, y)
    .lineWidth(1.2)
    .stroke(INK);
  return y;
}

function cellsOf(
  receipt: Receipt,
  item: ReceiptItem,
  words: ReceiptWords,
): Readonly<Record<Exclude<ColumnName, 'description'>, string>> {
  const money = (minor: bigint): string => formatMoney({ minor, currency: receipt.money.currency }, receipt.locale);
  return {
    quantity: String(item.quantity),
    unitPrice: money(item.unitAmount),
    tax: taxText(lineVatCode(receipt, item), words),
    amount: money(lineAmount(item)),
  };
}

/** `20%`, `none` where the seller is free of it, a dash where no code was told. */
function taxText(code: number | null, words: ReceiptWords): string {
  const percent = code === null ? undefined : VAT_PERCENT[code];
  if (percent === undefined) return '—';
  return percent === null ? words.without : `${percent}%`;
}

function columns(): readonly Column[] {
  const numbers = ['quantity', 'unitPrice', 'tax', 'amount'] as const;
  let x = MARGIN + CONTENT_WIDTH;
  const placed = numbers.toReversed().map((name) => {
    x -= WIDTHS[name];
    return { name, x: x + GAP, width: WIDTHS[name] - GAP };
  });
  return [{ name: 'description', x: MARGIN, width: x - MARGIN }, ...placed.toReversed()];
}

function widthOf(name: ColumnName): number {
  return COLUMNS.find((column) => column.name === name)?.width ?? 0;
}
