import { notFound, type Receipt } from '@payments/domain';
import type { FastifyReply } from 'fastify';
import type { Host } from '../host.ts';
import { receiptFileName } from '../mail/receipt-mail.ts';

/** Which of a payment's documents is meant; neither: its receipt. */
export interface DocumentQuery {
  readonly number?: unknown;
  readonly refund_id?: unknown;
}

/** Of a refund the latest, because that one says how it stands. Throws `not_found`. */
export function findDocument(receipts: readonly Receipt[], { number, refund_id: refund }: DocumentQuery): Receipt {
  const found =
    number !== undefined
      ? receipts.find((receipt) => receipt.number === number)
      : refund !== undefined
        ? receipts.findLast((receipt) => receipt.refundId === String(refund).toLowerCase())
        : receipts.find((receipt) => receipt.kind === 'receipt');
  if (!found) throw notFound();
  return found;
}

/** The document as a file, made beside the thread that answers requests. Throws `overloaded`. */
export async function sendPdf(host: Host, reply: FastifyReply, receipt: Receipt): Promise<void> {
  const pdf = await host.press.print(receipt);
  void reply
    .header('content-type', 'application/pdf')
    // A browser shows it by a plugin, in a document that inherits this policy: what is closed for data would be an empty window here.
    .header('content-security-policy', "frame-ancestors 'none'")
    .header('content-disposition', `inline; filename="${receiptFileName(receipt)}"`)
    .header('cache-control', 'no-store')
    .send(pdf);
}
