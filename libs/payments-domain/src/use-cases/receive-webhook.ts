import { isLeft } from '../apply-refunds.ts';
import type { Cause } from '../audit.ts';
import type { InboxEntry } from '../inbox.ts';
import type { PaymentId } from '../ids.ts';
import { PaymentError } from '../payment-error.ts';
import type { Deps, Snapshot, WebhookRequest, WebhookTarget } from '../ports.ts';
import type { Answer, ProviderName, ProviderObject } from '../provider-facts.ts';
import { backoff, pause } from '../schedule.ts';
import { advancePayment } from './advance-payment.ts';
import { changePayment } from './load.ts';
import { forgetMethod } from './payment-methods.ts';

/** Tries after which a webhook is left for a person; with the pauses below about a day. */
export const WEBHOOK_TRIES_MAX = 24;
/** A payment that is not known yet overtook its own transaction: it is looked for again soon. */
const FIRST_PAUSE_MS = 1_000;
const PAUSE_MAX_MS = 2 * 60 * 60_000;

export type Received =
  | { readonly kind: 'forged'; readonly reason: string }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'stored'; readonly id: string };

/**
 * A provider knocks. It is verified first, and stored before it is answered; what it says is not believed, but read at the provider.
 * Processing may fail or crash: the stored knock is tried again by the worker. Throws `PaymentError` `unsupported` for a provider without webhooks.
 */
export async function receiveWebhook(
  deps: Deps,
  providerName: ProviderName,
  request: WebhookRequest,
): Promise<Received> {
  const webhooks = deps.provider(providerName).webhooks;
  if (!webhooks) throw new PaymentError('unsupported', `${providerName} sends no webhooks.`);
  const reading = webhooks.read(request, deps.now());
  if (reading.kind !== 'knock') return reading.kind === 'forged' ? reading : { kind: 'ignored' };
  const now = deps.now();
  const entry: InboxEntry = {
    id: deps.newId(),
    provider: providerName,
    eventId: reading.eventId,
    type: reading.type,
    target: reading.target,
    status: 'received',
    tries: 0,
    lastError: null,
    paymentId: null,
    receivedAt: now,
    dueAt: new Date(now.getTime() + deps.policy.recoveryAfterMs),
  };
  const kept = await deps.storage.keepWebhook(entry, request.body, reading.knocksAgain);
  return { kind: 'stored', id: kept.entry.id };
}

/** Goes where a stored webhook points, and does what is found there. Never throws for what may pass: it is tried again, then left for a person. */
export async function processWebhook(deps: Deps, entry: InboxEntry): Promise<void> {
  if (entry.status === 'done' || entry.status === 'skipped') return;
  const cause: Cause = { actor: { type: 'provider', id: entry.provider }, requestId: entry.id };
  try {
    const result = await follow(deps, entry.provider, entry.target, cause);
    if (result.kind === 'parked') return await tryLater(deps, entry, 'parked', result.reason);
    await deps.storage.updateWebhook(entry.id, {
      status: result.kind,
      tries: entry.tries + 1,
      lastError: null,
      dueAt: null,
      paymentId: result.paymentId,
    });
  } catch (error) {
    // The knock is stored: whatever went wrong, it is tried again, and after the bound a person sees it.
    await tryLater(deps, entry, 'received', error instanceof Error ? error.name : 'error');
  }
}

type Followed =
  | { readonly kind: 'done' | 'skipped'; readonly paymentId: PaymentId | null }
  | { readonly kind: 'parked'; readonly reason: string };

async function follow(deps: Deps, provider: ProviderName, target: WebhookTarget, cause: Cause): Promise<Followed> {
  switch (target.kind) {
    case 'method':
      return followMethod(deps, provider, target.reference, cause);
    case 'payment':
      return followPayment(deps, provider, target.providerPaymentId, cause);
    case 'refund': {
      if (target.providerPaymentId !== null) return followPayment(deps, provider, target.providerPaymentId, cause);
      const refund = await deps.provider(provider).fetchRefund(target.providerRefundId);
      if (refund.verdict === 'known') return followPayment(deps, provider, refund.value.providerPaymentId, cause);
      return refund.verdict === 'absent'
        ? { kind: 'skipped', paymentId: null }
        : { kind: 'parked', reason: `the refund could not be read: ${refund.verdict}` };
    }
    case 'dispute':
      return followDispute(deps, provider, target.providerPaymentId, cause);
  }
}

async function followPayment(
  deps: Deps,
  provider: ProviderName,
  providerPaymentId: string,
  cause: Cause,
): Promise<Followed> {
  const found = await ownerOf(deps, provider, providerPaymentId);
  if (found.kind !== 'ours') return withoutPayment(found);
  const read: Answer<ProviderObject>[] = [];
  const after = await advancePayment(deps, found.id, cause, {
    read: { provider, providerPaymentId },
    onRead: (answer) => void read.push(answer),
  });
  // It was acknowledged, and nobody else may ever look at a final payment: the knock is kept until the object was read.
  const unread = read.find(({ verdict }) => verdict !== 'known' && verdict !== 'absent');
  if (unread) return { kind: 'parked', reason: `the object could not be read: ${unread.verdict}` };
  const left = read.some((answer) => answer.verdict === 'known' && hasLeftRefund(after, answer.value));
  if (left) return { kind: 'parked', reason: 'it shows a refund that may be ours, whose answer is awaited' };
  return { kind: 'done', paymentId: found.id };
}

/** Such a refund is taken in once ours is known: until then this knock may be its only news. */
function hasLeftRefund({ payment, refunds }: Snapshot, object: ProviderObject): boolean {
  const isTheirs = payment.attempts.some((a) => a.providerPaymentId === object.providerPaymentId);
  return isTheirs && payment.paidAttempt !== null && isLeft(refunds, object.refunds ?? []);
}

type Owner =
  | { readonly kind: 'ours'; readonly id: PaymentId }
  | { readonly kind: 'foreign' }
  /** It may be ours, and can't be told yet. */
  | { readonly kind: 'untold'; readonly reason: string };

/** Whose object it is: an attempt's of ours, or else by our payment's id in the object itself, because a webhook's own words are not taken. */
async function ownerOf(deps: Deps, provider: ProviderName, providerPaymentId: string): Promise<Owner> {
  const known = await deps.storage.findByObject(provider, providerPaymentId);
  if (known !== null) return { kind: 'ours', id: known };
  const answer: Answer<ProviderObject> = await deps.provider(provider).fetch(providerPaymentId);
  if (answer.verdict === 'absent') return { kind: 'foreign' };
  if (answer.verdict !== 'known') return { kind: 'untold', reason: `the object could not be read: ${answer.verdict}` };
  const { paymentId } = answer.value;
  if (paymentId === null) return { kind: 'foreign' };
  return (await deps.storage.load(paymentId)) === null
    ? { kind: 'untold', reason: 'its payment is not known here yet' }
    : { kind: 'ours', id: paymentId };
}

function withoutPayment(owner: Exclude<Owner, { kind: 'ours' }>): Followed {
  return owner.kind === 'foreign' ? { kind: 'skipped', paymentId: null } : { kind: 'parked', reason: owner.reason };
}

async function followMethod(deps: Deps, provider: ProviderName, reference: string, cause: Cause): Promise<Followed> {
  const method = await deps.storage.findMethodByReference(provider, reference);
  if (method === null) return { kind: 'skipped', paymentId: null };
  await forgetMethod(deps, method.id, cause);
  return { kind: 'done', paymentId: null };
}

/** Disputes are out of scope but for the alarm: a person must answer them at the provider. */
async function followDispute(
  deps: Deps,
  provider: ProviderName,
  providerPaymentId: string | null,
  cause: Cause,
): Promise<Followed> {
  const found: Owner =
    providerPaymentId === null ? { kind: 'foreign' } : await ownerOf(deps, provider, providerPaymentId);
  if (found.kind !== 'ours') return withoutPayment(found);
  await changePayment(deps, found.id, (payment) => ({ payment, alerts: ['dispute'] }), { cause });
  return { kind: 'done', paymentId: found.id };
}

async function tryLater(deps: Deps, entry: InboxEntry, status: 'received' | 'parked', reason: string): Promise<void> {
  const tries = entry.tries + 1;
  const over = tries >= WEBHOOK_TRIES_MAX;
  const dueAt = over ? null : pause(deps.now(), backoff(FIRST_PAUSE_MS, entry.tries, PAUSE_MAX_MS), deps.random());
  await deps.storage.updateWebhook(entry.id, { status: over ? 'dead' : status, tries, lastError: reason, dueAt });
}
