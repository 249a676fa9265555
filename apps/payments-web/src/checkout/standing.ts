import type { Checkout, ExpiredCheckout } from '../api/shapes.ts';

export type Shown = Checkout | ExpiredCheckout;

/** What the payer can do now: bring a method, follow the provider, or nothing. */
export type Way = 'test' | 'stripe' | 'redirect' | 'embedded' | 'none';

/** How this payment can be paid now. A redirect to this page itself is no way to go. */
export function wayToPay(checkout: Checkout): Way {
  if (checkout.status !== 'processing') return 'none';
  if (checkout.accepts === 'confirm' && checkout.test_methods.length > 0) return 'test';
  switch (checkout.next_action?.type) {
    case 'client_secret':
      return 'stripe';
    case 'embedded':
      return 'embedded';
    case 'redirect':
      return leadsHere(checkout.next_action.url) ? 'none' : 'redirect';
    case undefined:
      return 'none';
  }
}

/** The provider has it, and its answer is still to come: worth asking again. */
export function isOpen(shown: Shown): boolean {
  if (shown.status === 'pending') return true;
  return shown.status === 'processing' && (shown.link === 'over' || wayToPay(shown) === 'none');
}

function leadsHere(url: string): boolean {
  return new URL(url, location.href).pathname === location.pathname;
}
