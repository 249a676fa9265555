import { isUuid, notFound, paymentId, PaymentError, type Snapshot } from '@payments/domain';
import type { Host } from '../host.ts';
import type { LinkCheck } from './checkout-links.ts';

export interface OpenedLink extends Snapshot {
  readonly link: Exclude<LinkCheck, 'forged'>;
}

/** The payment behind a signed link. A forged link, and one of a payment that is not there, are the same 404. */
export async function openLink(host: Host, text: string, token: unknown): Promise<OpenedLink> {
  const id = text.toLowerCase();
  if (!isUuid(id)) throw notFound();
  const link = host.links.check(id, token);
  if (link === 'forged') throw notFound();
  const snapshot = await host.deps.storage.load(paymentId(id));
  if (snapshot === null) throw notFound();
  return { ...snapshot, link };
}

/** For commands: after the link's time nothing may be done by it. Throws `forbidden`. */
export async function openValidLink(host: Host, text: string, token: unknown): Promise<Snapshot> {
  const opened = await openLink(host, text, token);
  if (opened.link === 'valid') return opened;
  throw new PaymentError('forbidden', 'The time of this link is over. Ask for a fresh one.');
}
