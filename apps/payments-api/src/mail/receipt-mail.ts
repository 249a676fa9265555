import { formatMoney, type Locale, type Receipt, type ReceiptKind } from '@payments/domain';
import { RECEIPT_WORDS, dateText, methodText } from '../receipts/receipt-words.ts';
import { letterHtml, letterText, stableMessageId, type Letter } from './letter.ts';
import type { Mail } from './mailer.ts';

interface ReceiptMailWords {
  readonly subject: (number: string, seller: string) => string;
  readonly heading: (amount: string, seller: string) => string;
  readonly paragraphs: readonly string[];
}

const WORDS: Readonly<Record<Locale, Readonly<Record<ReceiptKind, ReceiptMailWords>>>> = {
  en: {
    receipt: {
      subject: (number, seller) => `Your receipt No. ${number} from ${seller}`,
      heading: (amount, seller) => `You paid ${amount} to ${seller}`,
      paragraphs: ['Thank you. Your payment went through; the receipt is attached as a PDF.'],
    },
    credit_note: {
      subject: (number, seller) => `Your refund from ${seller}, credit note No. ${number}`,
      heading: (amount, seller) => `${seller} refunded ${amount} to you`,
      paragraphs: [
        'The money goes back the way it came. Banks usually need 5 to 10 business days until you see it.',
        'The credit note is attached as a PDF.',
      ],
    },
    credit_note_reversal: {
      subject: (number, seller) => `Your refund from ${seller} did not go through, No. ${number}`,
      heading: (amount) => `A refund of ${amount} did not go through`,
      paragraphs: [
        'Your bank or the payment provider could not pay out the refund that we told you of. We have been told and will look into it.',
        'The document that takes the credit note back is attached as a PDF.',
      ],
    },
  },
  ru: {
    receipt: {
      subject: (number, seller) => `Квитанция № ${number}, ${seller}`,
      heading: (amount, seller) => `Вы оплатили ${amount}, ${seller}`,
      paragraphs: ['Спасибо! Платёж прошёл, квитанция приложена к письму в PDF.'],
    },
    credit_note: {
      subject: (number, seller) => `Возврат средств, ${seller}, кредит-нота № ${number}`,
      heading: (amount, seller) => `Вам возвращено ${amount}, ${seller}`,
      paragraphs: [
        'Деньги вернутся тем же способом, которым вы платили. Обычно банк зачисляет их за 5–10 рабочих дней.',
        'Кредит-нота приложена к письму в PDF.',
      ],
    },
    credit_note_reversal: {
      subject: (number, seller) => `Возврат не прошёл, ${seller}, № ${number}`,
      heading: (amount) => `Возврат ${amount} не прошёл`,
      paragraphs: [
        'Банк или платёжный сервис не смог выплатить возврат, о котором мы вам сообщали. Мы уже знаем об этом и разбираемся.',
        'Документ, отменяющий кредит-ноту, приложен к письму в PDF.',
      ],
    },
  },
};

const FILE_NAMES: Readonly<Record<ReceiptKind, string>> = {
  receipt: 'receipt',
  credit_note: 'credit-note',
  credit_note_reversal: 'credit-note-reversal',
};

export interface ReceiptMailOptions {
  readonly to: string;
  readonly publicUrl: string;
  /** Set when somebody asks for the letter once more: a name of that wish, so that mail programs don't drop it as a repeat of the first. */
  readonly again?: string;
}

/** The letter to the payer, by the document's kind: the receipt, the refund confirmation with its credit note, or the news that the refund failed. */
export function receiptMail(receipt: Receipt, pdf: Buffer, { to, publicUrl, again }: ReceiptMailOptions): Mail {
  const words = WORDS[receipt.locale][receipt.kind];
  const seller = receipt.seller.name;
  const letter = receiptLetter(receipt, words);
  return {
    messageId: stableMessageId(['receipt', receipt.number, ...(again === undefined ? [] : [again])], to, publicUrl),
    to,
    subject: words.subject(receipt.number, seller),
    text: letterText(letter),
    html: letterHtml(letter),
    attachments: [{ filename: receiptFileName(receipt), contentType: 'application/pdf', content: pdf }],
  };
}

/** `receipt-2026-000001.pdf` */
export function receiptFileName({ kind, number }: Pick<Receipt, 'kind' | 'number'>): string {
  return `${FILE_NAMES[kind]}-${number}.pdf`;
}

function receiptLetter(receipt: Receipt, words: ReceiptMailWords): Letter {
  const names = RECEIPT_WORDS[receipt.locale];
  const amount = formatMoney(receipt.money, receipt.locale);
  const optional: readonly (readonly [string, string | null])[] = [
    [names.corrects[receipt.kind], receipt.corrects],
    [names.description, receipt.description],
    [names.method, receipt.paymentMethod && methodText(receipt)],
    [names.order, receipt.orderId],
    [names.transaction, receipt.providerPaymentId],
    [names.paymentId, receipt.paymentId],
  ];
  return {
    locale: receipt.locale,
    heading: words.heading(amount, receipt.seller.name),
    paragraphs: words.paragraphs,
    facts: [
      [names.title[receipt.kind], `${names.number} ${receipt.number}`],
      [names.date, dateText(receipt)],
      [names.total[receipt.kind], amount],
      ...optional.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const])),
    ],
    link: null,
    closing: [receipt.seller.name, ...receipt.seller.details.split('\n'), receipt.seller.contact],
  };
}
