import { isUuid, paymentId, PaymentError, type PaymentId, type PaymentStatus } from '@payments/domain';
import type { Host } from '../host.ts';
import { checkoutLinkMail } from '../mail/checkout-link-mail.ts';
import { createRateLimiter, type RateLimiter } from './rate-limit.ts';

/** Only what can still be paid gets a link. */
const PAYABLE: ReadonlySet<PaymentStatus> = new Set(['pending', 'processing', 'failed']);

/** Nobody's mailbox is flooded by pressing a button. */
const LETTERS_PER_MINUTE = 1;
const LIMITERS = new WeakMap<Host, RateLimiter>();

/** Mails a fresh link to the payer's own address, behind the answer, where the token given was genuine once. Tells nobody whether it did. */
export async function sendFreshLink(host: Host, id: string, token: unknown): Promise<void> {
  if (!isUuid(id) || host.links.check(id, token) === 'forged') return;
  if (host.mailer === null || !takeOne(host, id)) return;
  host.inBackground(mailLink(host, paymentId(id)));
}

async function mailLink(host: Host, id: PaymentId): Promise<void> {
  const { settings, links, mailer, logger } = host;
  const payment = (await host.deps.storage.load(id))?.payment;
  if (!payment?.customerEmail || !PAYABLE.has(payment.status)) return;
  const outcome = await mailer?.send(
    checkoutLinkMail(payment, {
      to: payment.customerEmail,
      url: links.url(id),
      publicUrl: settings.publicUrl,
      seller: { name: settings.sellerName, contact: settings.sellerContact },
    }),
  );
  // Not tried again: the payer sees nothing come, and presses again.
  if (outcome && outcome.kind !== 'sent') logger.warn({ paymentId: id, ...outcome }, 'a checkout link was not mailed');
}

function takeOne(host: Host, id: string): boolean {
  const limiter = LIMITERS.get(host) ?? createRateLimiter(LETTERS_PER_MINUTE);
  LIMITERS.set(host, limiter);
  try {
    limiter.take(id);
    return true;
  } catch (error) {
    if (error instanceof PaymentError && error.code === 'rate_limited') return false;
    throw error;
  }
}
