import { createHash } from 'node:crypto';
import {
  failureOf,
  PaymentError,
  type Answer,
  type PaymentProvider,
  type ProviderMethods,
  type ProviderObject,
} from '@payments/domain';
import { changed, isRefusal, seen } from './yookassa-answers.ts';
import { yookassaClient, type Reply, type YookassaClient } from './yookassa-client.ts';
import { YOOKASSA_RANGES, type YookassaOptions } from './yookassa-config.ts';
import { everyObject, firstOf, refundsOf } from './yookassa-listing.ts';
import { metadataOf, paymentOf, refundOf, YOOKASSA } from './yookassa-objects.ts';
import { captureBody, checkPayment, refundBody, submitBody } from './yookassa-requests.ts';
import { parseRanges, readWebhook } from './yookassa-webhook.ts';

/** Clocks differ, so a look begins a little earlier. */
const FIND_BEFORE_MS = 10 * 60_000;
/** A charge may be sent again for the window (15 minutes), and arrive later; absence is believed an hour after that. */
const FIND_AFTER_MS = 90 * 60_000;

/**
 * YooKassa behind the port. An object takes one payer's one try: a refusal ends it, and another method means another object
 * (`reconfirms: false`). What waits for its payer can't be canceled, only waited for. Throws for settings that can't be used.
 */
export function yookassaProvider(options: YookassaOptions): PaymentProvider {
  const client = yookassaClient(options);
  const allowed = parseRanges(options.allowedIps ?? YOOKASSA_RANGES);

  const fetch = async (id: string): Promise<Answer<ProviderObject>> => {
    const answer = seen(await client.getPayment(id), paymentOf);
    if (answer.verdict !== 'known') return answer;
    // Only what was paid can have gone back.
    const paid = answer.value.status === 'succeeded';
    return {
      verdict: 'known',
      value: { ...answer.value, refunds: paid ? await refundsOf(client.listRefunds, id) : [] },
    };
  };

  return {
    name: YOOKASSA,
    account: `yookassa:${createHash('sha256').update(options.shopId).digest('hex').slice(0, 16)}`,
    reconfirms: false,
    check: (payment, method) => checkPayment(payment, method, options),
    prepareSubmit: (payment, method) => submitBody(payment, method, options),
    submit: async (_payment, _attempt, send) =>
      changed(await client.createPayment({ ...send, body: send.params }), send.first, paymentOf),
    prepareConfirm: () => '{}',
    // No object here takes a method from us, so there is only the question how it stands.
    confirm: (_payment, { providerPaymentId }) =>
      providerPaymentId === null
        ? Promise.resolve({ verdict: 'unknown', reason: 'it has no object yet' })
        : fetch(providerPaymentId),
    capture: async (payment, id, amount, send) => {
      const body = captureBody(payment, amount, send.params);
      const reply = await client.capturePayment(id, { ...send, body });
      const now = await nowInstead(client, id, reply);
      // Refused while it is held as before: that is a no to this capture.
      return now?.verdict === 'known' && now.value.status !== 'authorized'
        ? now
        : changed(reply, send.first, paymentOf);
    },
    cancel: async (_payment, id, send) => {
      const reply = await client.cancelPayment(id, send);
      const now = await nowInstead(client, id, reply);
      // Refused, and open still: it can't be canceled now.
      return now?.verdict === 'known' ? now : changed(reply, send.first, paymentOf);
    },
    fetch,
    find: (paymentId, attempt, around) =>
      firstOf(client.listPayments, window(around, FIND_BEFORE_MS, FIND_AFTER_MS), (object) => {
        const metadata = metadataOf(object);
        if (metadata['payment_id'] !== paymentId || metadata['attempt'] !== String(attempt)) return null;
        return seen({ kind: 'answered', value: object }, paymentOf);
      }),
    prepareRefund: (refund, payment) => refundBody(refund, payment, options),
    refund: async (_refund, send) =>
      changed(await client.createRefund({ ...send, body: send.params }), send.first, refundOf),
    fetchRefund: async (id) => seen(await client.getRefund(id), refundOf),
    findRefund: ({ id, providerPaymentId }) =>
      firstOf(client.listRefunds, { payment_id: providerPaymentId }, (object) =>
        metadataOf(object)['refund_id'] === id ? seen({ kind: 'answered', value: object }, refundOf) : null,
      ),
    list: (from, to) => listed(client, from, to),
    methods: METHODS,
    webhooks: { read: (request) => readWebhook(allowed, request) },
  };
}

/** A refused change says nothing of how things stand; the object does. `null` where the change was not refused. */
async function nowInstead(client: YookassaClient, id: string, reply: Reply): Promise<Answer<ProviderObject> | null> {
  return isRefusal(reply) ? seen(await client.getPayment(id), paymentOf) : null;
}

/** For reconciliation. Throws `PaymentError` `provider_unavailable` where it can't be read to its end: a part would look like all. */
async function* listed(client: YookassaClient, from: Date, to: Date): AsyncGenerator<ProviderObject, void> {
  const filters = { 'created_at.gte': from.toISOString(), 'created_at.lt': to.toISOString() };
  const objects = everyObject(client.listPayments, filters);
  for (;;) {
    const next = await objects.next();
    if (next.done) {
      if (next.value === null) return;
      throw new PaymentError('provider_unavailable', `YooKassa's payments could not be listed: ${next.value.reason}.`);
    }
    const object = paymentOf(next.value);
    // In a form that we don't know, so not one that we made or could count.
    if (object !== null) yield object;
  }
}

function window(around: Date, beforeMs: number, afterMs: number): Readonly<Record<string, string>> {
  const at = around.getTime();
  return {
    'created_at.gte': new Date(at - beforeMs).toISOString(),
    'created_at.lte': new Date(at + afterMs).toISOString(),
  };
}

/** A method is kept by a payment that asks for it (`save_payment_method`), never by a token alone; and YooKassa has no call to forget it. */
const METHODS: ProviderMethods = {
  ensureCustomer: () => Promise.resolve({ verdict: 'known', value: null }),
  prepareSave: () => {
    throw new PaymentError('unsupported', 'YooKassa keeps a method with a payment: pay with save_payment_method.');
  },
  save: () => Promise.resolve({ verdict: 'refused', failure: failureOf('method_not_supported', 'unsupported') }),
  remove: () => Promise.resolve({ verdict: 'known', value: null }),
};
