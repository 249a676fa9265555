import type { PaymentCancellation, PaymentParty } from './records.ts';

/** YooKassa's test cards: https://yookassa.ru/developers/payment-acceptance/testing-and-going-live/testing */
export const CARD_WITH_3DS = '5555555555554477';
export const CARD_WITHOUT_3DS = '5555555555554444';

const REFUSING_CARDS: Readonly<Record<string, readonly [PaymentParty, string]>> = {
  '5555555555554592': ['payment_network', '3d_secure_failed'],
  '5555555555554535': ['payment_network', 'call_issuer'],
  '5555555555554543': ['payment_network', 'card_expired'],
  '5555555555554568': ['payment_network', 'fraud_suspected'],
  '5555555555554527': ['payment_network', 'general_decline'],
  '5555555555554600': ['payment_network', 'insufficient_funds'],
  '5555555555554618': ['payment_network', 'invalid_card_number'],
  '5555555555554626': ['payment_network', 'invalid_csc'],
  '5555555555554501': ['payment_network', 'issuer_unavailable'],
  '5555555555554576': ['payment_network', 'payment_method_limit_exceeded'],
  '5555555555554550': ['payment_network', 'payment_method_restricted'],
  '5555555555554584': ['yoo_money', 'country_forbidden'],
  '5555555555554634': ['yoo_money', 'fraud_suspected'],
};

/** What the bank says to this card; undefined where it pays. */
export function refusalOf(cardNumber: string): PaymentCancellation | undefined {
  const refusal = REFUSING_CARDS[cardNumber];
  return refusal && { party: refusal[0], reason: refusal[1] };
}
