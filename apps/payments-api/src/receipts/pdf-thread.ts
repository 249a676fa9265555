import { parentPort } from 'node:worker_threads';
import type { Receipt } from '@payments/domain';
import { renderReceiptPdf } from './receipt-pdf.ts';

/** What the thread is asked, and what it answers: the file, or why there is none. */
export interface PrintOrder {
  readonly id: number;
  readonly receipt: Receipt;
}
export interface Print {
  readonly id: number;
  readonly pdf: Uint8Array | null;
}

parentPort?.on('message', ({ id, receipt }: PrintOrder) => {
  const answer = (pdf: Uint8Array | null): void => parentPort?.postMessage({ id, pdf } satisfies Print);
  renderReceiptPdf(receipt).then(answer, () => answer(null));
});
