import { formatMoney, type AlertCode, type Money } from '@payments/domain';
import { letterHtml, letterText, stableMessageId, type Letter } from './letter.ts';
import type { Mail } from './mailer.ts';

/** Who is told, and where the pages are that the letters lead to. */
export interface AdminMailOptions {
  readonly adminEmail: string;
  readonly publicUrl: string;
}

export interface RefundFailedNews {
  readonly refundId: string;
  readonly paymentId: string;
  readonly money: Money;
  /** The failure's code, `refund_refused`, and the provider's own word beside it. */
  readonly code: string;
  readonly providerCode: string | null;
  /** Names this failure, such as its event's id: a refund may fail, be paid, and fail again. */
  readonly key: string;
}

/** To the administrator: money that should have gone back did not. */
export function refundFailedMail(news: RefundFailedNews, options: AdminMailOptions): Mail {
  const amount = formatMoney(news.money, 'en');
  return adminMail(['refund-failed', news.key], `Refund failed: ${amount}, payment ${news.paymentId}`, options, {
    heading: `A refund of ${amount} failed`,
    paragraphs: [
      'The money has not gone back, and the amount can be refunded again. If the payer was already told, please write to them.',
    ],
    facts: [
      ['Refund', news.refundId],
      ['Payment', news.paymentId],
      ['Reason', news.providerCode ? `${news.code} (${news.providerCode})` : news.code],
    ],
    link: paymentLink(news.paymentId, options),
  });
}

const ALERT_SENTENCES: Readonly<Record<AlertCode, string>> = {
  late_success: 'Money arrived for a payment that was already given up. Decide whether to keep or to refund it.',
  contradiction:
    'The provider says something that cannot follow from what it said before. Look at the payment at the provider.',
  amount_mismatch:
    'The provider reports another amount or currency than was asked for. Look at the payment at the provider.',
  dispute: 'The payer disputes the charge. Answer it at the provider before its deadline.',
  needs_attention: 'The payment could not be resolved automatically. A person has to decide.',
  duplicate_charge:
    'A payment was paid twice. The second charge is being refunded automatically; see that it goes through.',
  foreign_refund: 'A refund was made that this service did not ask for. See that it was meant.',
};

export interface AlertNews {
  readonly code: AlertCode;
  readonly paymentId: string | null;
  /** Names this alert, such as its event's id. */
  readonly key: string;
  readonly at: Date;
}

/** To the administrator: something that only a person can judge. */
export function alertMail(news: AlertNews, options: AdminMailOptions): Mail {
  const about = news.paymentId ? `, payment ${news.paymentId}` : '';
  return adminMail(['alert', news.key], `Payments alert: ${news.code}${about}`, options, {
    heading: `Alert: ${news.code.replaceAll('_', ' ')}`,
    paragraphs: [ALERT_SENTENCES[news.code]],
    facts: [...(news.paymentId ? [['Payment', news.paymentId] as const] : []), ['Raised', news.at.toISOString()]],
    link: news.paymentId ? paymentLink(news.paymentId, options) : null,
  });
}

export interface EndpointDisabledNews {
  readonly endpointId: string;
  readonly url: string;
  /** Why, in plain words: `it answered 410 Gone`. */
  readonly reason: string;
  readonly at: Date;
}

/** To the administrator: a subscriber gets no events any more. */
export function endpointDisabledMail(news: EndpointDisabledNews, options: AdminMailOptions): Mail {
  return adminMail(
    ['endpoint-disabled', news.endpointId, String(news.at.getTime())],
    'An event endpoint was disabled',
    options,
    {
      heading: 'An event endpoint was disabled',
      paragraphs: [
        'It gets no events until it is enabled again. Those that were not delivered can be sent again by hand.',
      ],
      facts: [
        ['Endpoint', news.endpointId],
        ['URL', withoutSecrets(news.url)],
        ['Reason', news.reason],
        ['Disabled', news.at.toISOString()],
      ],
      link: { label: 'Open the events', url: new URL('/admin/events', options.publicUrl).href },
    },
  );
}

function adminMail(
  id: readonly string[],
  subject: string,
  { adminEmail, publicUrl }: AdminMailOptions,
  letter: Omit<Letter, 'locale' | 'closing'>,
): Mail {
  const whole: Letter = {
    ...letter,
    locale: 'en',
    closing: [`Sent by the payments service at ${new URL(publicUrl).host}`],
  };
  return {
    messageId: stableMessageId(id, adminEmail, publicUrl),
    to: adminEmail,
    subject,
    text: letterText(whole),
    html: letterHtml(whole),
    attachments: [],
  };
}

function paymentLink(paymentId: string, { publicUrl }: AdminMailOptions): Letter['link'] {
  return {
    label: 'Open the payment',
    url: new URL(`/admin/payments/${encodeURIComponent(paymentId)}`, publicUrl).href,
  };
}

/** A subscriber's address may carry a password or a token; neither belongs in a mailbox. */
function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return '—';
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
