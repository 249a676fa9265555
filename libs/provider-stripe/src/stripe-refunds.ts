import type { PaymentProvider } from '@payments/domain';
import { judge, seen } from './stripe-answers.ts';
import { keyed, type StripeClient } from './stripe-client.ts';
import { refundFailure } from './stripe-errors.ts';
import { keptRefund } from './stripe-kept.ts';
import { findRefund } from './stripe-listing.ts';
import { refundOf } from './stripe-refund-status.ts';
import { refundParams } from './stripe-requests.ts';

type Verbs = 'prepareRefund' | 'refund' | 'fetchRefund' | 'findRefund';

/** Refunds carry our id in their metadata, so that one whose answer was lost is found again. */
export function stripeRefunds(client: StripeClient): Pick<PaymentProvider, Verbs> {
  const { stripe, call } = client;
  const fetchRefund: PaymentProvider['fetchRefund'] = async (id) =>
    seen(await call(() => stripe.refunds.retrieve(id)), refundOf);
  return {
    prepareRefund: (refund) => JSON.stringify(refundParams(refund)),
    refund: async (refund, send) => {
      const params = keptRefund(send.params);
      const reply = await call(() => stripe.refunds.create(params, keyed(send.key)), send.sendBefore);
      return judge(reply, send, {
        read: refundOf,
        look: (raw) => (raw ? fetchRefund(raw.id) : findRefund(client, refund)),
        refuse: ({ code, rawType }) => ({ verdict: 'refused', failure: refundFailure(code ?? rawType) }),
      });
    },
    fetchRefund,
    findRefund: (refund) => findRefund(client, refund),
  };
}
