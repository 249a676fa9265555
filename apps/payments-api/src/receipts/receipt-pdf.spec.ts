import { spawnSync } from 'node:child_process';
import { formatMoney, CURRENCY_DIGITS, type Currency, type Locale, type Receipt } from '@payments/domain';
import { REPLACEMENT } from './printable-text.ts';
import { renderReceiptPdf } from './receipt-pdf.ts';
import { receiptView } from './receipt-view.ts';
import { manyItems, sampleCreditNote, sampleReceipt, sampleRussianReceipt } from './sample-receipt.ts';

/** What a reader (and poppler's pdftotext) sees, page by page, with plain spaces. */
function pagesOf(pdf: Buffer): string[] {
  const { status, stdout, error } = spawnSync('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], {
    input: pdf,
    encoding: 'utf8',
  });
  if (error || status !== 0)
    throw new Error('pdftotext (Debian: poppler-utils) is needed for this test', { cause: error });
  const pages = stdout.split('\f').slice(0, -1);
  return pages.map((page) => page.replace(/[\u202A-\u202E]/g, '').replace(/\s+/g, ' '));
}

const textOf = async (receipt: Receipt): Promise<string> => pagesOf(await renderReceiptPdf(receipt)).join('\n');

/** Everything that the JSON holds, in the form in which a page shows it. */
function shownForms(receipt: Receipt): string[] {
  const view = receiptView(receipt);
  const money = (minor: number): string =>
    formatMoney({ minor: BigInt(minor), currency: receipt.money.currency }, receipt.locale).replaceAll('\u00A0', ' ');
  const { name, details, contact } = view.seller;
  return [
    view.number,
    view.currency,
    money(view.amount),
    view.issued_at.slice(11, 16),
    view.issued_at.slice(0, 4),
    name,
    ...details.split('\n'),
    contact,
    view.customer.user_id,
    view.payment_id,
    ...[view.customer.email, view.provider_payment_id, view.order_id, view.refund_id, view.corrects].filter(
      (text) => text !== null,
    ),
    ...(view.payment_method?.last4 ? [`•••• ${view.payment_method.last4}`] : []),
    ...view.items.flatMap((item) => [
      item.description,
      ` ${item.quantity} `,
      money(item.unit_amount),
      money(item.amount),
    ]),
  ];
}

describe('the PDF of a receipt', () => {
  const english = sampleReceipt();
  const russian = sampleRussianReceipt();
  const roubles = manyItems(80, (n) => `Урок ${n}: свет и тень`);

  it.each<[string, Receipt, number]>([
    ['one item', english, 1],
    ['one item, Russian', russian, 1],
    ['ten items', sampleReceipt(manyItems(10, (n) => `Lesson ${n}`)), 1],
    ['eighty items', sampleReceipt(manyItems(80, (n) => `Lesson ${n}`)), 4],
    ['eighty items, Russian', sampleRussianReceipt({ ...roubles, money: { ...roubles.money, currency: 'RUB' } }), 4],
    ['a credit note', sampleCreditNote(english), 1],
    ['a credit note, Russian', sampleCreditNote(russian), 1],
    ['the reversal of a credit note', sampleCreditNote(english, { kind: 'credit_note_reversal' }), 1],
    [
      'no items, no method, no address',
      sampleReceipt({ items: [], paymentMethod: null, customer: { userId: 'u_1', email: null }, description: null }),
      1,
    ],
  ])('holds what the JSON holds: %s', async (_, receipt, pages) => {
    const found = pagesOf(await renderReceiptPdf(receipt));
    expect(found).toHaveLength(pages);
    const text = found.join('\n');
    expect(shownForms(receipt).filter((form) => !text.includes(form))).toEqual([]);
  });

  it('says in its language what it is, what it refers to, and which tax is in it', async () => {
    expect(await textOf(english)).toMatch(/Receipt.*Visa •••• 4242.*Includes VAT 20% €41\.50/);
    expect(await textOf(russian)).toMatch(/Квитанция.*СБП.*без НДС.*Итого 5 000,00 ₽/);
    expect(await textOf(sampleCreditNote(english))).toMatch(
      /Credit note.*To receipt No\. 2026-000042.*Amount refunded/,
    );
    expect(await textOf(sampleCreditNote(russian))).toMatch(/Кредит-нота.*К квитанции № 2026-000042.*Возвращено/);
    expect(await textOf(sampleCreditNote(english, { kind: 'credit_note_reversal' }))).toMatch(
      /Reverses credit note No\. 2026-000042/,
    );
  });

  it('repeats the head of the table on every page, numbers the pages, and has one total, beside a line', async () => {
    for (const count of [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]) {
      const pages = pagesOf(await renderReceiptPdf(sampleReceipt(manyItems(count, (n) => `Lesson ${n}`))));
      pages.forEach((page, index) => {
        expect(page).toMatch(/Description Qty Unit price VAT Amount Lesson \d+ /);
        expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
        expect(page).toContain('2026-000042');
      });
      expect(pages.join('').match(/ Total €/g)).toHaveLength(1);
    }
  });

  it('never changes: the same stored receipt gives the same bytes, another moment too', async () => {
    const first = await renderReceiptPdf(russian);
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // PDF times have seconds
    expect(first.equals(await renderReceiptPdf(structuredClone(russian)))).toBe(true);
    expect(first.equals(await renderReceiptPdf(sampleRussianReceipt({ number: '2026-000044' })))).toBe(false);
  });

  it('shows right-to-left text in reading order and drops what could turn the rest of the page round', async () => {
    const items = [
      { description: 'קורס ציור', quantity: 1, unitAmount: 100n },
      { description: 'دورة الرسم', quantity: 1, unitAmount: 100n },
      { description: 'bill \u202Efdp.exe\u2066', quantity: 1, unitAmount: 100n },
    ];
    const text = await textOf(sampleReceipt({ items, money: { minor: 300n, currency: 'USD' } }));
    expect(text).toContain('קורס ציור');
    expect(text).toContain('دورة الرسم');
    expect(text).toContain('bill fdp.exe');
  });

  it('shows a box for each character that the font lacks, and loses nothing around it', async () => {
    const items = [
      { description: 'Party 🎉 family 👨‍👩‍👧‍👦 中文 end \u0000\u0007 \uD800', quantity: 1, unitAmount: 24_900n },
    ];
    const text = await textOf(sampleReceipt({ items }));
    expect(text).toContain(`Party ${REPLACEMENT} family ${REPLACEMENT} ${REPLACEMENT}${REPLACEMENT} end`);
    expect(text).toContain('€249.00');
  });

  it('wraps a word without end and leaves the amounts where they are', async () => {
    const description = 'W'.repeat(128);
    const text = await textOf(
      sampleReceipt({ items: [{ description, quantity: 1, unitAmount: 24_900n }], orderId: 'o'.repeat(255) }),
    );
    expect(text.match(/W/g)).toHaveLength(128);
    expect(text.match(/€249\.00/g)).toHaveLength(4);
  });

  it('cuts a seller’s long name in the foot, so that it never runs into the number of the page', async () => {
    const seller = { ...english.seller, name: 'Northlight Academy of Fine Arts '.repeat(8).trim() };
    expect(await textOf({ ...english, seller })).toMatch(/Northlight Academy[^…]*… Page 1 of 1/);
  });

  it('has a picture for every currency, in both languages', async () => {
    for (const locale of ['en', 'ru'] as const satisfies readonly Locale[]) {
      const description = (Object.keys(CURRENCY_DIGITS) as Currency[])
        .map((currency) => formatMoney({ minor: 1n, currency }, locale))
        .join(' ');
      const items = [description.slice(0, 900), description.slice(900)].map((part) => ({
        description: part,
        quantity: 1,
        unitAmount: 100n,
      }));
      const text = await textOf(sampleReceipt({ items, money: { minor: 200n, currency: 'USD' }, locale }));
      expect(text).not.toContain(REPLACEMENT);
    }
  });
});
