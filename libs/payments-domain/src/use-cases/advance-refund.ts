import { applyRefundFact, isMismatch, mergeRefunds, withRefunds } from '../apply-refunds.ts';
import type { Cause } from '../audit.ts';
import { failureOf } from '../failure.ts';
import type { KeptAnswer, KeyRef } from '../idempotency.ts';
import type { PaymentId, RefundId } from '../ids.ts';
import { ABSENCE_GRACE_MS } from '../next-step.ts';
import type { AttentionCode, Sending } from '../payment.ts';
import type { Deps, Snapshot } from '../ports.ts';
import type { Answer, ProviderRefund } from '../provider-facts.ts';
import type { Refund } from '../refund.ts';
import { backoff, isOverdue, longestPause, pause } from '../schedule.ts';
import { advancePayment } from './advance-payment.ts';
import { changePayment, loadPayment, notFound } from './load.ts';

/** Providers keep a key for 24 hours; after this much a refund is looked for in the payment's own list before it is sent again. */
export const REFUND_KEY_MS = 20 * 60 * 60_000;
const PAUSE_MAX_MS = 60 * 60_000;

export interface AdvanceRefundOptions {
  /** The caller has just reserved it: nobody can have sent it before. */
  readonly opened?: boolean;
  readonly settle?: {
    readonly ref: KeyRef;
    readonly answer: (after: Snapshot & { readonly refund: Refund }) => KeptAnswer | null;
  };
}

/** The refund's corridor: sends it, sends it again under the same key, or looks for it, and records the answer. Safe to repeat. */
export async function advanceRefund(
  deps: Deps,
  payment: PaymentId,
  id: RefundId,
  cause: Cause,
  options: AdvanceRefundOptions = {},
): Promise<Snapshot & { readonly refund: Refund }> {
  let snapshot = await loadPayment(deps, payment);
  let refund = pick(snapshot, id);
  if (refund.status !== 'pending') return { ...snapshot, refund };
  const { step } = refundStep(deps, refund);
  if (step === 'submit' && !options.opened) {
    snapshot = await changeRefund(deps, payment, id, cause, (r) => ({
      ...r,
      submit: r.submit && { ...r.submit, sends: r.submit.sends + 1 },
    }));
    refund = pick(snapshot, id);
  }
  // Who reserved it sends first; so does who sends a new attempt first, after a complete list proved the old one absent.
  const first = step === 'submit' && refund.submit?.sends === 1;
  const answer = await call(deps, refund, first);
  const settle = options.settle;
  const after = await changeRefund(
    deps,
    payment,
    id,
    cause,
    (r, now) => judge(deps, r, answer, first && r.submit?.sends === 1, now),
    settle && {
      ref: settle.ref,
      answer: (s: Snapshot) => settle.answer({ ...s, refund: pick(s, id) }),
    },
    doubtOf(refund, answer),
  );
  const settled = pick(after, id);
  // A foreign-looking refund may have waited for this one's outcome: now it can be told apart.
  if (settled.status !== 'pending' && settled.origin !== 'duplicate' && !(options.opened === true && first))
    await advancePayment(deps, payment, cause, { read: true });
  return { ...after, refund: settled };
}

type RefundStep =
  | { readonly step: 'submit'; readonly sending: Sending }
  | { readonly step: 'fetch'; readonly providerRefundId: string }
  | { readonly step: 'find' };

function refundStep(deps: Deps, { providerRefundId, submit }: Refund): RefundStep {
  if (providerRefundId !== null) return { step: 'fetch', providerRefundId };
  const keyKnown = submit !== null && deps.now().getTime() < submit.firstSentAt.getTime() + REFUND_KEY_MS;
  return keyKnown && deps.policy.sending ? { step: 'submit', sending: submit } : { step: 'find' };
}

async function call(deps: Deps, refund: Refund, first: boolean): Promise<Answer<ProviderRefund>> {
  const provider = deps.provider(refund.provider);
  if (refund.submit && refund.submit.account !== provider.account)
    return { verdict: 'unknown', reason: 'it was sent to another account of the provider' };
  const next = refundStep(deps, refund);
  if (next.step === 'fetch') return provider.fetchRefund(next.providerRefundId);
  if (next.step === 'find') return provider.findRefund(refund);
  return provider.refund(refund, {
    key: `${refund.id}.refund.${refund.attempt}`,
    params: next.sending.params,
    first,
    sendBefore: new Date(next.sending.firstSentAt.getTime() + REFUND_KEY_MS),
  });
}

/** What a person is asked for: at once where the provider shows another refund than ours, after the bound where it says nothing. */
function doubtOf(refund: Refund, answer: Answer<ProviderRefund>): AttentionCode | null {
  if (answer.verdict !== 'known') return 'unresolved';
  return isMismatch(refund, answer.value) ? 'amount_mismatch' : null;
}

function judge(deps: Deps, refund: Refund, answer: Answer<ProviderRefund>, first: boolean, now: Date): Refund {
  switch (answer.verdict) {
    case 'known': {
      const next = applyRefundFact(refund, answer.value, now) ?? refund;
      return next.status === 'pending' ? later(deps, next, deps.policy.reconcileAfterMs, PAUSE_MAX_MS, now) : next;
    }
    case 'refused':
      if (!first) return soon(deps, refund, now);
      return {
        ...refund,
        status: 'failed',
        failure: { ...failureOf('refund_refused', answer.failure.providerCode), message: answer.failure.message },
        advanceAt: null,
        updatedAt: now,
      };
    case 'absent':
      return refund.providerRefundId === null && isProvenAbsent(refund, now)
        ? again(deps, refund, now)
        : later(deps, refund, deps.policy.reconcileAfterMs, PAUSE_MAX_MS, now);
    case 'not_done':
    case 'unknown':
      return soon(deps, refund, now);
  }
}

/** The last request under its key may have gone out just before the key's time was over, and may be late. */
function isProvenAbsent({ submit }: Refund, now: Date): boolean {
  return submit !== null && now.getTime() >= submit.firstSentAt.getTime() + REFUND_KEY_MS + ABSENCE_GRACE_MS;
}

/** The provider's complete list does not have it, and its key is forgotten there: it goes out again under a new one. */
function again(deps: Deps, refund: Refund, now: Date): Refund {
  if (!refund.submit || !deps.policy.sending) return soon(deps, refund, now);
  const submit = { ...refund.submit, sends: 0, firstSentAt: now };
  return { ...refund, attempt: refund.attempt + 1, submit, advanceAt: now, updatedAt: now };
}

/** Not known: looked at again at the pace at which a charge is. */
function soon(deps: Deps, refund: Refund, now: Date): Refund {
  const longestMs = longestPause(deps.policy, refund.submit?.firstSentAt ?? null, now);
  return later(deps, refund, deps.policy.recoveryAfterMs, longestMs, now);
}

function later(deps: Deps, refund: Refund, firstMs: number, longestMs: number, now: Date): Refund {
  const idleLooks = refund.idleLooks + 1;
  return {
    ...refund,
    idleLooks,
    advanceAt: pause(now, backoff(firstMs, refund.idleLooks, longestMs), deps.random()),
  };
}

function changeRefund(
  deps: Deps,
  payment: PaymentId,
  id: RefundId,
  cause: Cause,
  change: (refund: Refund, now: Date) => Refund,
  settle?: { readonly ref: KeyRef; readonly answer: (after: Snapshot) => KeptAnswer | null },
  doubt: AttentionCode | null = null,
): Promise<Snapshot> {
  return changePayment(
    deps,
    payment,
    (current, { refunds, orderTaken, now }) => {
      const refund = refunds.find((r) => r.id === id);
      if (refund?.status !== 'pending') return null;
      const next = change(refund, now);
      const summed = withRefunds(current, mergeRefunds(refunds, [next]));
      const holdsOrder = summed.holdsOrder && (current.holdsOrder || !orderTaken);
      const after = { ...summed, holdsOrder };
      const asks = after.needsAttention === null && (doubt === 'amount_mismatch' || isOverdue(next));
      if (doubt === null || !asks) return { payment: after, refunds: [next] };
      const alert = doubt === 'amount_mismatch' ? doubt : 'needs_attention';
      return { payment: { ...after, needsAttention: { code: doubt, since: now } }, refunds: [next], alerts: [alert] };
    },
    { cause, ...(settle ? { settle } : {}) },
  );
}

function pick(snapshot: Snapshot, id: RefundId): Refund {
  const refund = snapshot.refunds.find((r) => r.id === id);
  if (!refund) throw notFound();
  return refund;
}
