import { formatMoney, USUAL_LOCALE, type Locale, type Payment } from '@payments/domain';
import { letterHtml, letterText, stableMessageId, type Letter } from './letter.ts';
import type { Mail } from './mailer.ts';

interface LinkWords {
  readonly subject: (seller: string) => string;
  readonly heading: (amount: string, seller: string) => string;
  readonly paragraph: string;
  readonly label: string;
}

const WORDS: Readonly<Record<Locale, LinkWords>> = {
  en: {
    subject: (seller) => `Your payment link from ${seller}`,
    heading: (amount, seller) => `Pay ${amount} to ${seller}`,
    paragraph: 'Your earlier link has expired; this one is fresh. If you did not ask for it, you need not do anything.',
    label: 'Go to the payment',
  },
  ru: {
    subject: (seller) => `Ссылка на оплату, ${seller}`,
    heading: (amount, seller) => `Оплатите ${amount}, ${seller}`,
    paragraph:
      'Срок прежней ссылки истёк, вот новая. Если вы её не запрашивали, просто не обращайте внимания на это письмо.',
    label: 'Перейти к оплате',
  },
};

export interface LinkMailOptions {
  readonly to: string;
  readonly url: string;
  readonly publicUrl: string;
  readonly seller: { readonly name: string; readonly contact: string | undefined };
}

/** The letter with a fresh checkout link. The same link is the same letter. */
export function checkoutLinkMail(payment: Payment, { to, url, publicUrl, seller }: LinkMailOptions): Mail {
  const locale = payment.locale ?? USUAL_LOCALE;
  const words = WORDS[locale];
  const amount = formatMoney(payment.money, locale);
  const letter: Letter = {
    locale,
    heading: words.heading(amount, seller.name),
    paragraphs: [words.paragraph],
    facts: [],
    link: { label: words.label, url },
    closing: [seller.name, ...(seller.contact === undefined ? [] : [seller.contact])],
  };
  return {
    messageId: stableMessageId(['checkout-link', url], to, publicUrl),
    to,
    subject: words.subject(seller.name),
    text: letterText(letter),
    html: letterHtml(letter),
    attachments: [],
  };
}
