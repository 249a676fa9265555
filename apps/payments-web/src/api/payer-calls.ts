import { orThrow } from '@payments/client';
import { currentLanguage } from '../i18n/language.ts';
import { signedIn } from './client.ts';
import { dayRange } from './day-range.ts';
import type { PaymentStatus } from './shapes.ts';

/** What a list is narrowed by. Days are of the reader's own calendar, `2026-01-31`. */
export interface HistoryFilters {
  readonly status: PaymentStatus | '';
  readonly from: string;
  readonly to: string;
  readonly cursor: string;
}

export function listPayments({ status, from, to, cursor }: HistoryFilters) {
  const query = { ...(status && { status: [status] }), ...dayRange(from, to), ...(cursor && { cursor }) };
  return orThrow(signedIn().GET('/api/payments', { params: { query } }));
}

/** One payment with all that its page shows. */
export async function readPayment(id: string) {
  const path = { params: { path: { id } } };
  const client = signedIn();
  const [payment, timeline, refunds] = await Promise.all([
    orThrow(client.GET('/api/payments/{id}', path)),
    orThrow(
      client.GET('/api/payments/{id}/timeline', { params: { path: { id }, query: { lang: currentLanguage() } } }),
    ),
    orThrow(client.GET('/api/payments/{id}/refunds', path)),
  ]);
  return { payment, timeline: timeline.data, refunds: refunds.data };
}

/** The receipt as a file: the token goes in a header, so a plain link can't fetch it. */
export async function openReceipt(id: string): Promise<void> {
  const file = await orThrow(
    signedIn().GET('/api/payments/{id}/receipt.pdf', { params: { path: { id } }, parseAs: 'blob' }),
  );
  const address = URL.createObjectURL(new Blob([file], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `receipt-${id}.pdf`;
  link.click();
  // The browser needs it until the download has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Asks for the receipt's letter once more. */
export async function sendReceipt(id: string): Promise<void> {
  await orThrow(signedIn().POST('/api/payments/{id}/receipt/send', { params: { path: { id } } }));
}

export async function listMethods() {
  return (await orThrow(signedIn().GET('/api/payment-methods'))).data;
}

export async function removeMethod(id: string): Promise<void> {
  await orThrow(signedIn().DELETE('/api/payment-methods/{id}', { params: { path: { id } } }));
}

export async function makeDefaultMethod(id: string): Promise<void> {
  await orThrow(signedIn().POST('/api/payment-methods/{id}/default', { params: { path: { id } } }));
}
