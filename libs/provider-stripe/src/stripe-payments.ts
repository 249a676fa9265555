import {
  failureOf,
  PaymentError,
  type Answer,
  type PaymentProvider,
  type ProviderObject,
  type ProviderRefund,
} from '@payments/domain';
import type Stripe from 'stripe';
import { toStripeAmount } from './stripe-amounts.ts';
import { judge, known, seen, UNREADABLE, unknown, type Reading } from './stripe-answers.ts';
import { keyed, type StripeClient } from './stripe-client.ts';
import type { StripeOptions } from './stripe-config.ts';
import { keptConfirm, keptSubmit } from './stripe-kept.ts';
import { findIntent, listIntents, refundsOf } from './stripe-listing.ts';
import { realRefunds, refundOf } from './stripe-refund-status.ts';
import { cancelParams, captureParams, checkMethod, confirmRequest, submitParams } from './stripe-requests.ts';
import { INTENT_EXPAND, objectOf } from './stripe-status.ts';

type Verbs =
  | 'check'
  | 'prepareSubmit'
  | 'submit'
  | 'prepareConfirm'
  | 'confirm'
  | 'capture'
  | 'cancel'
  | 'fetch'
  | 'find'
  | 'list';
type IntentReading = Reading<Stripe.PaymentIntent, ProviderObject>;

/** Payments: one PaymentIntent for each attempt that opens an object, confirmed again by attempts that go on with it. */
export function stripePayments(client: StripeClient, options: StripeOptions): Pick<PaymentProvider, Verbs> {
  const { stripe, call } = client;
  const { publishableKey, returnUrl } = options;
  const read = (intent: Stripe.PaymentIntent) => objectOf(intent, publishableKey, null);
  const inError: IntentReading['inError'] = (error) => error.payment_intent;

  const fetch = async (id: string): Promise<Answer<ProviderObject>> => {
    const reply = await call(() => stripe.paymentIntents.retrieve(id, { expand: INTENT_EXPAND }));
    const intent = seen(reply, (raw) => (read(raw) === null ? null : raw));
    if (intent.verdict !== 'known') return intent;
    const refunds = await refundsIn(client, intent.value);
    if (refunds.verdict !== 'known') return refunds;
    const object = objectOf(intent.value, publishableKey, refunds.value);
    return object === null ? UNREADABLE : known(object);
  };
  const find: PaymentProvider['find'] = async (paymentId, attempt, around) => {
    const id = await findIntent(client, paymentId, attempt, around);
    return id.verdict === 'known' ? fetch(id.value) : id;
  };
  /** For verbs about an object whose id is known. */
  const about = (id: string): IntentReading => ({ read, inError, look: () => fetch(id) });

  return {
    check: (payment, method) => {
      toStripeAmount(payment.money, 'charge');
      if (method !== null) checkMethod(method);
    },
    prepareSubmit: (payment, method, customer) =>
      JSON.stringify(submitParams(payment, method, customer, returnUrl(payment))),
    submit: async (payment, attempt, send) => {
      const params = keptSubmit(send.params);
      const reply = await call(() => stripe.paymentIntents.create(params, keyed(send.key)), send.sendBefore);
      const around = attempt.submit?.firstSentAt ?? attempt.createdAt;
      const look: IntentReading['look'] = (intent) =>
        intent ? fetch(intent.id) : find(payment.id, attempt.number, around);
      return judge(reply, send, { read, inError, look });
    },
    prepareConfirm: (payment, method) => JSON.stringify(confirmRequest(method, returnUrl(payment))),
    confirm: async (_payment, { providerPaymentId }, send) => {
      if (providerPaymentId === null) return unknown('there is no object to confirm');
      const { customer, confirm } = keptConfirm(send.params);
      if (customer !== null) {
        // It moves no money, and says the same each time.
        const update = () =>
          stripe.paymentIntents.update(providerPaymentId, { customer }, keyed(`${send.key}.customer`));
        const updated = await call(update, send.sendBefore);
        if (updated.kind !== 'value') return judge(updated, send, about(providerPaymentId));
      }
      const request = () => stripe.paymentIntents.confirm(providerPaymentId, confirm, keyed(send.key));
      return judge(await call(request, send.sendBefore), send, about(providerPaymentId));
    },
    capture: async (payment, id, minor, send) => {
      const amount = stripeAmount(minor, payment.money.currency);
      if (amount === null)
        return { verdict: 'refused', failure: failureOf('invalid_request', 'amount_not_representable') };
      const request = () => stripe.paymentIntents.capture(id, captureParams(amount), keyed(send.key));
      return judge(await call(request, send.sendBefore), send, about(id));
    },
    cancel: async (_payment, id, send) => {
      const request = () => stripe.paymentIntents.cancel(id, cancelParams(), keyed(send.key));
      return judge(await call(request, send.sendBefore), send, about(id));
    },
    fetch,
    find,
    list: (from, to) => listIntents(client, publishableKey, from, to),
  };
}

/** Only paid intents have refunds, and a refund that failed late is seen in no sum: so they are listed each time. */
async function refundsIn(
  client: StripeClient,
  intent: Stripe.PaymentIntent,
): Promise<Answer<readonly ProviderRefund[]>> {
  if (intent.status !== 'succeeded') return known([]);
  const listed = await refundsOf(client, intent.id);
  if (listed.verdict !== 'known') return listed;
  const refunds = realRefunds(listed.value, intent).map(refundOf);
  return refunds.includes(null) ? UNREADABLE : known(refunds.filter((refund) => refund !== null));
}

function stripeAmount(minor: bigint, currency: Parameters<typeof toStripeAmount>[0]['currency']): number | null {
  try {
    return toStripeAmount({ minor, currency });
  } catch (error) {
    if (error instanceof PaymentError) return null;
    throw error;
  }
}
