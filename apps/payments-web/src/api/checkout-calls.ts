import { orThrow } from '@payments/client';
import { chosenLanguage, currentLanguage } from '../i18n/language.ts';
import { byLink } from './client.ts';
import type { Checkout, ExpiredCheckout } from './shapes.ts';

/** A signed link, as it stands in the address. */
export interface CheckoutLink {
  readonly id: string;
  readonly token: string;
}

/** Reads how it stands. The first time in the payment's own language, unless the reader chose one. */
export function readCheckout(link: CheckoutLink, first: boolean): Promise<Checkout | ExpiredCheckout> {
  const lang = first ? chosenLanguage() : currentLanguage();
  const query = { token: link.token, ...(lang === null ? {} : { lang }) };
  return orThrow(byLink().GET('/api/checkout/{id}', { params: { path: { id: link.id }, query } }));
}

export type CheckoutCommand = 'confirm' | 'retry' | 'cancel' | 'sync';

/** Does something by the link. `method` is a provider's token, for confirm and retry. */
export function sendCheckout(command: CheckoutCommand, link: CheckoutLink, method?: string): Promise<Checkout> {
  const params = { path: { id: link.id }, query: { token: link.token, lang: currentLanguage() } };
  const body = method === undefined ? {} : { payment_method: method };
  const client = byLink();
  switch (command) {
    case 'confirm':
      return orThrow(client.POST('/api/checkout/{id}/confirm', { params, body }));
    case 'retry':
      return orThrow(client.POST('/api/checkout/{id}/retry', { params, body }));
    case 'cancel':
      return orThrow(client.POST('/api/checkout/{id}/cancel', { params }));
    case 'sync':
      return orThrow(client.POST('/api/checkout/{id}/sync', { params }));
  }
}

/** Asks for a letter with a fresh link. Whether there is an address to send it to is not told. */
export async function sendFreshLink({ id, token }: CheckoutLink): Promise<void> {
  await orThrow(byLink().POST('/api/checkout/{id}/link', { params: { path: { id }, query: { token } } }));
}

/** Asks for the receipt once more by mail. Whether there is an address to send it to is not told. */
export async function sendReceiptAgain({ id, token }: CheckoutLink): Promise<void> {
  await orThrow(byLink().POST('/api/checkout/{id}/receipt/send', { params: { path: { id }, query: { token } } }));
}
