import { receiptConsumer, type OutboxConsumer } from '@payments/postgres';
import type { Host } from '../host.ts';
import { receiptLetters } from '../receipts/receipt-letters.ts';
import { adminLetters } from './admin-letters.ts';

export type ReceiptsHost = Pick<Host, 'settings' | 'context' | 'logger' | 'mailer'>;

/** What hears of every event in the pump's transaction: the numbering of documents, and the letters to the administrator. */
export function receiptConsumers(host: ReceiptsHost): readonly OutboxConsumer[] {
  const { settings, context, logger, mailer } = host;
  const { sellerName: name, sellerDetails: details = '', sellerContact: contact = '', publicUrl, vatCode } = settings;
  const numbering = receiptConsumer(context, {
    seller: { name, details, contact },
    vatCode,
    mailsFor: (receipt) => (mailer === null ? [] : receiptLetters(receipt, publicUrl)),
    isAddressed: (receipt) => receiptLetters(receipt, publicUrl).length > 0,
    onUnreadable: ({ id, paymentId, type }) =>
      logger.error({ event: id, paymentId, type }, 'no receipt: the key that sealed the event is not known here'),
  });
  return [numbering, adminLetters(host)];
}
