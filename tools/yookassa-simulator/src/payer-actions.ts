import { invalid } from './api-error.ts';
import { decline, giveUp, known, pay } from './payment-moves.ts';
import type { PaymentParty, PaymentRecord } from './records.ts';
import type { Shop } from './shop.ts';

/** What a payer can do on the page and in the widget. */
const ACTIONS: Readonly<Record<string, (shop: Shop, id: string, reason: string) => PaymentRecord>> = {
  pay: (shop, id) => pay(shop, id),
  decline: (shop, id, reason) => decline(shop, id, { party: partyOf(reason), reason }),
  three_d_secure_fails: (shop, id) => decline(shop, id, { party: 'payment_network', reason: '3d_secure_failed' }),
  give_up: (shop, id) => giveUp(shop, id),
  leave: (shop, id) => known(shop, id),
};

export function act(shop: Shop, id: string, action: string, reason: string | undefined): PaymentRecord {
  const play = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!play) throw invalid('action', `Must be one of: ${Object.keys(ACTIONS).join(', ')}`);
  return play(shop, id, reason || 'general_decline');
}

const BY_YOOKASSA: readonly string[] = [
  'country_forbidden',
  'identification_required',
  'permission_revoked',
  'internal_timeout',
  'expired_on_confirmation',
  'expired_on_capture',
  'deal_expired',
];

/** Who says a reason as a rule; banks and payment systems say the rest. */
export function partyOf(reason: string): PaymentParty {
  if (reason === 'canceled_by_merchant') return 'merchant';
  return BY_YOOKASSA.includes(reason) ? 'yoo_money' : 'payment_network';
}
