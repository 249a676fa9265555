import { createHash } from 'node:crypto';
import type { Answer, ProviderMethod, ProviderMethods, UserId } from '@payments/domain';
import type Stripe from 'stripe';
import { judge, known, notDone, paced, seen, UNREADABLE, unknown } from './stripe-answers.ts';
import { keyed, type StripeClient } from './stripe-client.ts';
import { keptSave } from './stripe-kept.ts';
import { viewOf } from './stripe-method-view.ts';
import { checkToken, type SaveRequest } from './stripe-requests.ts';
import { idOf, isId } from './stripe-status.ts';

/**
 * Saved methods: attached to a customer for each user. Attaching asks nothing of the payer; where their bank wants 3D Secure it asks at
 * the first payment, which is made with the payer there.
 */
export function stripeMethods({ stripe, call }: StripeClient): ProviderMethods {
  const customer = async (
    userId: string,
    key: string,
    sendBefore: Date | null,
    first: boolean,
  ): Promise<Answer<string>> => {
    const params: Stripe.CustomerCreateParams = { metadata: { user_id: userId.slice(0, 500) } };
    const reply = await call(() => stripe.customers.create(params, keyed(key)), sendBefore);
    // A customer is made once and holds nothing that changes: a replayed answer is as good as a fresh one.
    const asked = reply.kind === 'value' ? { ...reply, replayed: false } : reply;
    return judge(asked, { first }, { read: customerIn, look: cannotLook });
  };
  const retrieve = (id: string) => call(() => stripe.paymentMethods.retrieve(id));
  return {
    ensureCustomer: (userId: UserId, { key }) => customer(userId, safeKey(key), null, true),
    prepareSave: (userId, token, of) => {
      checkToken(token, 'keep');
      return JSON.stringify({ userId, method: token, customer: of } satisfies SaveRequest);
    },
    save: async (send) => {
      const { userId, method, customer: kept } = keptSave(send.params);
      const of =
        kept === null ? await customer(userId, `${send.key}.customer`, send.sendBefore, send.first) : known(kept);
      if (of.verdict !== 'known') return of;
      const attach = (key: string) =>
        call(() => stripe.paymentMethods.attach(method, { customer: of.value }, keyed(key)), send.sendBefore);
      const read = (raw: Stripe.PaymentMethod) => attached(raw, of.value);
      const asked = await attach(send.key);
      // Stripe keeps an error under its key for a day, though nothing was done. Attached twice is attached once: so another key is safe.
      const reply = asked.kind === 'unknown' && asked.final && !send.first ? await attach(`${send.key}.again`) : asked;
      const answer = await judge(reply, send, {
        read,
        look: async (raw) => seen(await retrieve(raw?.id ?? method), read),
      });
      // Our key was refused, not the payer's method: it is kept once that is mended.
      if (answer.verdict === 'refused' && answer.failure.code === 'provider_unavailable')
        return notDone('our login was refused');
      return answer;
    },
    remove: async (reference, { key }) => {
      const reply = await call(() => stripe.paymentMethods.detach(reference, {}, keyed(key)));
      if (reply.kind === 'value') return isDetached(reply.value) ? known(null) : UNREADABLE;
      if (reply.kind === 'not_done') return paced(notDone(reply.reason), reply.atOnce);
      if (reply.kind === 'unknown') return paced(unknown(reply.reason), !reply.final);
      if (reply.status !== 400 && reply.status !== 404) return unknown(`it could not be removed (${reply.status})`);
      // Gone already, or never attached: what is not attached to a customer can't be paid with.
      const there = seen(await retrieve(reference), (raw) => (raw.object === 'payment_method' ? raw : null));
      if (there.verdict === 'absent') return known(null);
      return there.verdict === 'known' && isDetached(there.value) ? known(null) : unknown('it could not be removed');
    },
  };
}

const cannotLook = (): Promise<Answer<never>> => Promise.resolve(unknown('a customer can not be looked for'));

function customerIn({ object, id }: Stripe.Customer): string | null {
  return object === 'customer' && isId(id) ? id : null;
}

/** The method as it is kept; `null` where it is not this customer's. */
function attached(method: Stripe.PaymentMethod, customer: string): ProviderMethod | null {
  if (method.object !== 'payment_method' || !isId(method.id) || idOf(method.customer) !== customer) return null;
  return { ...viewOf(method), reference: method.id, customer };
}

function isDetached(method: Stripe.PaymentMethod): boolean {
  return method.object === 'payment_method' && idOf(method.customer) === null;
}

/** A user's id belongs to another service and may hold anything; a header may not. */
function safeKey(key: string): string {
  return /^[\x21-\x7e]{1,200}$/.test(key) ? key : `customer.${createHash('sha256').update(key).digest('hex')}`;
}
