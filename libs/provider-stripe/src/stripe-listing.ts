import {
  PaymentError,
  type Answer,
  type PaymentId,
  type ProviderObject,
  type ProviderRefund,
  type Refund,
} from '@payments/domain';
import type Stripe from 'stripe';
import { seen, UNREADABLE, unknown } from './stripe-answers.ts';
import type { Reply, StripeClient } from './stripe-client.ts';
import { refundOf } from './stripe-refund-status.ts';
import { idOf, isId, objectOf } from './stripe-status.ts';

/** Stripe's largest page. */
const PAGE = 100;
/** A hundred thousand objects: a listing without an end within it is not complete, and proves nothing. */
const PAGES_MAX = 1_000;
/** Clocks differ, ours from Stripe's and a replica's from another's. */
const SKEW_MS = 10 * 60_000;
/**
 * How long after its first send an object can still come to be: a charge is sent again within its window (15 minutes, at most 23 hours
 * by its setting), so a listing of the minutes around the first send alone would prove nothing.
 */
const SENT_AGAIN_MS = 24 * 60 * 60_000;

type Page<T> = (after: {
  readonly starting_after?: string;
  readonly limit: number;
}) => Promise<Reply<Stripe.ApiList<T>>>;
type Unread = Exclude<Answer<never>, { verdict: 'known' }>;

/** As much of an object as a listing is searched by. */
interface Listed {
  readonly object: string;
  readonly id: string;
  readonly metadata: Stripe.Metadata | null;
}

/**
 * Every object of a listing, page by page, newest first; ends with why it is incomplete, or with `null`. One that does not fit its schema
 * may be the one that is looked for: with it the listing proves nothing.
 */
async function* everyOne<T extends Listed>(kind: T['object'], list: Page<T>): AsyncGenerator<T, Unread | null> {
  let after: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const page: Answer<Stripe.ApiList<T>> = seen(
      await list({ limit: PAGE, ...(after === null ? {} : { starting_after: after }) }),
      (raw) => pageOf(raw, kind),
    );
    // A list that is not there is no empty one.
    if (page.verdict !== 'known') return page.verdict === 'absent' ? unknown('the listing is not there') : page;
    yield* page.value.data;
    if (!page.value.has_more) return null;
    after = page.value.data.at(-1)?.id ?? null;
    if (after === null) return UNREADABLE;
  }
  return unknown('the listing is longer than we read');
}

function pageOf<T extends Listed>(page: Stripe.ApiList<T>, kind: T['object']): Stripe.ApiList<T> | null {
  const fits = page.object === 'list' && Array.isArray(page.data) && typeof page.has_more === 'boolean';
  return fits &&
    page.data.every((one: T | null) => one?.object === kind && isId(one.id) && typeof one.metadata === 'object')
    ? page
    : null;
}

const intents =
  ({ stripe, call }: StripeClient, created: Stripe.RangeQueryParam): Page<Stripe.PaymentIntent> =>
  (page) =>
    call(() => stripe.paymentIntents.list({ ...page, created }));

const refundsOfIntent =
  ({ stripe, call }: StripeClient, id: string): Page<Stripe.Refund> =>
  (page) =>
    call(() => stripe.refunds.list({ ...page, payment_intent: id }));

const seconds = (time: number): number => Math.floor(time / 1000);

/**
 * The id of the intent with our payment's id and attempt in its metadata. Stripe can't list by metadata, and its search lags, so
 * everything that was made around that time is listed; `absent` only after the last page.
 */
export async function findIntent(
  client: StripeClient,
  paymentId: PaymentId,
  attempt: number,
  around: Date,
): Promise<Answer<string>> {
  const created = {
    gte: seconds(around.getTime() - SKEW_MS),
    lte: seconds(around.getTime() + SENT_AGAIN_MS + SKEW_MS),
  };
  const all = everyOne('payment_intent', intents(client, created));
  for (;;) {
    const next = await all.next();
    if (next.done) return next.value ?? { verdict: 'absent' };
    const { id, metadata } = next.value;
    if (metadata['payment_id'] === paymentId && metadata['attempt'] === String(attempt))
      return { verdict: 'known', value: id };
  }
}

/** Our refund among all of its payment's, by our id in its metadata. */
export async function findRefund(client: StripeClient, refund: Refund): Promise<Answer<ProviderRefund>> {
  const all = everyOne('refund', refundsOfIntent(client, refund.providerPaymentId));
  for (;;) {
    const next = await all.next();
    if (next.done) return next.value ?? { verdict: 'absent' };
    if (next.value.metadata?.['refund_id'] !== refund.id) continue;
    const found = refundOf(next.value);
    return found === null ? UNREADABLE : { verdict: 'known', value: found };
  }
}

/** All refunds of an intent, newest first. */
export async function refundsOf(client: StripeClient, intent: string): Promise<Answer<readonly Stripe.Refund[]>> {
  const all = everyOne('refund', refundsOfIntent(client, intent));
  const refunds: Stripe.Refund[] = [];
  for (;;) {
    const next = await all.next();
    if (next.done) return next.value ?? { verdict: 'known', value: refunds };
    refunds.push(next.value);
  }
}

/**
 * Every intent of a time window that can be read, ours and others'. Throws `PaymentError` `provider_unavailable` where the listing is
 * not complete: what a reconciler has not seen it must not call missing.
 */
export async function* listIntents(
  client: StripeClient,
  publishableKey: string,
  from: Date,
  to: Date,
): AsyncGenerator<ProviderObject, void> {
  const created = { gte: seconds(from.getTime()), lte: seconds(to.getTime()) };
  const all = everyOne('payment_intent', intents(client, created));
  for (;;) {
    const next = await all.next();
    if (next.done) {
      if (next.value === null) return;
      throw new PaymentError('provider_unavailable', "Stripe's list of payments could not be read to its end.");
    }
    const object = objectOf(next.value, publishableKey, null);
    if (object === null && idOf(next.value.metadata?.['payment_id']) !== null)
      throw new PaymentError('provider_unavailable', 'A payment of ours at Stripe could not be read.');
    if (object !== null && object.createdAt >= floor(from) && object.createdAt < to) yield object;
  }
}

/** Stripe counts time in whole seconds. */
function floor(time: Date): Date {
  return new Date(seconds(time.getTime()) * 1000);
}
