import type { AlertCode } from './alerts.ts';
import type { Answered } from './answered.ts';
import { hasMismatch, mergeRefunds, refundNews, withRefunds } from './apply-refunds.ts';
import { ending, failed } from './endings.ts';
import { failureOf } from './failure.ts';
import { refundId } from './ids.ts';
import { isEnding, isLongSent, isLost } from './next-step.ts';
import {
  attemptNumbered,
  currentAttempt,
  withAttempt,
  type Attempt,
  type AttentionCode,
  type Payment,
} from './payment.ts';
import { mayBecome, PAID_STATUSES } from './payment-status.ts';
import type { Decision } from './ports.ts';
import type { ProviderObject } from './provider-facts.ts';
import type { Refund } from './refund.ts';

/**
 * What a provider's object makes of a payment. A fact belongs to an object: news other than money counts from the current one alone,
 * money that moved counts from any. Everything here is allowed by the status table, or does not happen.
 */
export function applyObject(payment: Payment, object: ProviderObject, answered: Answered): Decision | null {
  if (object.paymentId !== null && object.paymentId !== payment.id)
    return attention(payment, 'contradiction', answered, object);
  if (object.amount !== payment.money.minor || object.currency !== payment.money.currency)
    return attention(payment, 'amount_mismatch', answered, object);
  const attempt = attemptOf(payment, object, answered);
  const known = attempt === null ? adopt(payment, object, answered) : payment;
  const number = attempt?.number ?? known.attempts.length;
  const { status } = object;
  const decision =
    status === 'succeeded' ? money(known, object, number, answered) : moves(known, object, status, number, answered);
  return withRefundNews(payment, decision, object, answered);
}

/** The attempt whose object it is, or the one whose object nobody has seen yet. */
function attemptOf(payment: Payment, object: ProviderObject, { step, attempt }: Answered): Attempt | null {
  const mine = payment.attempts.findLast(
    (a) => a.provider === object.provider && a.providerPaymentId === object.providerPaymentId,
  );
  if (mine) return mine;
  const asked = payment.attempts.find(
    (a) => a.number === attempt && a.provider === object.provider && a.providerPaymentId === null,
  );
  if (asked && (step === 'submit' || isLost(asked))) return asked;
  return (
    payment.attempts.findLast(
      (a) => a.provider === object.provider && a.providerPaymentId === null && a.submit !== null,
    ) ?? null
  );
}

/** An object of ours that no attempt accounts for: recorded before the current attempt, so that its money is seen. */
function adopt(payment: Payment, object: ProviderObject, { now }: Answered): Payment {
  const foreign: Attempt = {
    number: payment.attempts.length + 1,
    provider: object.provider,
    providerPaymentId: object.providerPaymentId,
    providerChargeId: object.providerChargeId,
    outcome: 'open',
    failure: null,
    submit: null,
    confirm: null,
    hasMethod: false,
    seen: null,
    shown: null,
    open: object.open,
    needsMethod: object.needsMethod,
    createdAt: now,
  };
  return { ...payment, attempts: [...payment.attempts.slice(0, -1), foreign, currentAttempt(payment)] };
}

/** The attempt's picture of the object, brought up to date. */
function shown(payment: Payment, object: ProviderObject, number: number, change: Partial<Attempt>): Payment {
  const updated = withAttempt(payment, number, {
    providerPaymentId: object.providerPaymentId,
    providerChargeId: object.providerChargeId,
    shown: object.fingerprint,
    needsMethod: object.needsMethod,
    ...change,
  });
  // Attempts that share the object share its end, too.
  const attempts = updated.attempts.map((a) =>
    a.provider === object.provider && a.providerPaymentId === object.providerPaymentId
      ? { ...a, open: object.open }
      : a,
  );
  return { ...updated, attempts };
}

/** What an object's state says of its attempt, where it says anything. */
const OUTCOMES: Partial<Readonly<Record<ProviderObject['status'], Attempt['outcome']>>> = {
  canceled: 'canceled',
  authorized: 'authorized',
};

/** What an object may say that is not money. */
type Moved = Exclude<ProviderObject['status'], 'succeeded'>;

/** Everything but money. */
function moves(payment: Payment, object: ProviderObject, status: Moved, number: number, answered: Answered): Decision {
  const attempt = attemptNumbered(payment, number);
  const paid = PAID_STATUSES.includes(payment.status);
  if (paid && number === payment.paidAttempt) return attention(payment, 'contradiction', answered, object);
  const isDecline = object.status === 'failed' && (attempt.seen === null || attempt.seen !== object.fingerprint);
  // A read that shows the object as it was when the method was sent says nothing about that method.
  const confirmDone =
    answered.step === 'confirm' ||
    !object.needsMethod ||
    (attempt.seen !== null && attempt.seen !== object.fingerprint) ||
    isDecline ||
    // Long after its last send it says that the method never came: the payer may bring another.
    (attempt.confirm !== null && isLongSent(attempt.confirm, answered.policy, answered.now));
  const outcome = isDecline ? 'failed' : (OUTCOMES[object.status] ?? attempt.outcome);
  // A declined attempt stays declined, whatever becomes of its object afterwards.
  const wasDeclined = attempt.outcome === 'failed';
  const next = shown(payment, object, number, {
    outcome: wasDeclined && outcome === 'canceled' ? 'failed' : outcome,
    failure: isDecline || (object.status === 'canceled' && !wasDeclined) ? object.failure : attempt.failure,
    ...(confirmDone ? { confirm: null } : {}),
  });
  if (paid || number !== currentAttempt(payment).number)
    return isEnding(next) ? ending(next) : { payment: next, raw: object.raw };
  return { raw: object.raw, ...statusNews(next, object, status, isDecline, answered) };
}

function statusNews(
  payment: Payment,
  object: ProviderObject,
  status: Moved,
  isDecline: boolean,
  { step, orderTaken }: Answered,
): Decision {
  if (isEnding(payment)) {
    const next = stillOpen(payment, object);
    return object.open ? { payment: step === 'cancel' ? withFreshKey(next) : next } : ending(payment);
  }
  switch (status) {
    case 'needs_payer':
    case 'processing':
      return { payment: waiting(payment, object) };
    case 'authorized':
      return { payment: authorized(payment, object, orderTaken) };
    case 'failed':
      if (isDecline)
        return failed(
          { ...payment, paymentMethod: object.method ?? payment.paymentMethod },
          object.failure ?? failureOf('card_declined'),
        );
      return { payment: waiting(payment, object) };
    case 'canceled': {
      if (payment.status === 'failed' || !mayBecome(payment.status, 'canceled'))
        return { payment: { ...payment, nextAction: null } };
      const failure = object.failure ?? failureOf('canceled_by_merchant');
      return {
        payment: {
          ...payment,
          status: 'canceled',
          failure,
          failureMessage: failure.message,
          nextAction: null,
          operation: null,
          holdsOrder: false,
        },
      };
    }
  }
}

/** The money is held. A hold that comes late, for an order that another payment has by now, is let go: nothing was taken. */
function authorized(payment: Payment, object: ProviderObject, orderTaken: boolean): Payment {
  if (!mayBecome(payment.status, 'authorized')) return payment;
  if (orderTaken && !payment.holdsOrder) return { ...payment, goal: 'failed' };
  return {
    ...payment,
    status: 'authorized',
    failure: null,
    failureMessage: null,
    nextAction: null,
    paymentMethod: object.method,
    holdsOrder: payment.orderId !== null,
  };
}

/** The provider has it: the payer must act, or it is working. From `failed` only a command, or money, leads on. */
function waiting(payment: Payment, object: ProviderObject): Payment {
  if (payment.status === 'processing') return stillOpen(payment, object);
  return mayBecome(payment.status, 'processing') ? stillOpen({ ...payment, status: 'processing' }, object) : payment;
}

function stillOpen(payment: Payment, object: ProviderObject): Payment {
  return {
    ...payment,
    nextAction: isEnding(payment) ? null : object.nextAction,
    paymentMethod: object.method ?? payment.paymentMethod,
  };
}

/** It can't be canceled now, for certain: the next try is another request, with a key of its own. */
function withFreshKey(payment: Payment): Payment {
  if (payment.operation === null) return payment;
  const number = payment.operations + 1;
  return { ...payment, operations: number, operation: { ...payment.operation, number, sends: 1 } };
}

/** Money moved: recorded whatever we thought, once. Another object's money beside it goes back by itself. */
function money(payment: Payment, object: ProviderObject, number: number, answered: Answered): Decision {
  const next = shown(payment, object, number, { outcome: 'succeeded', failure: null, confirm: null });
  const savedMethod = object.savedMethod !== null && payment.saveMethod ? { savedMethod: object.savedMethod } : {};
  if (payment.paidAttempt === null) {
    const late = isEnding(payment) || payment.status === 'failed' || payment.status === 'canceled';
    const holdsOrder = payment.orderId !== null && !answered.orderTaken;
    const paid: Payment = {
      ...next,
      status: 'succeeded',
      goal: 'succeeded',
      ending: null,
      operation: null,
      paidAttempt: number,
      amountCaptured: object.amountCaptured,
      paymentMethod: object.method ?? payment.paymentMethod,
      nextAction: null,
      failure: null,
      failureMessage: null,
      holdsOrder,
      needsAttention: late ? { code: 'late_success', since: answered.now } : null,
      succeededAt: answered.now,
    };
    return { payment: paid, raw: object.raw, alerts: late ? ['late_success'] : [], ...savedMethod };
  }
  const before = payment.attempts.find((a) => a.number === number);
  const ofPaid = payment.attempts.find((a) => a.number === payment.paidAttempt);
  if (ofPaid?.providerPaymentId === object.providerPaymentId && ofPaid.provider === object.provider)
    return { payment: next };
  if (before?.outcome === 'succeeded') return { payment: next };
  const refund = answered.refundSending(duplicateRefund(payment, object, answered), next);
  return {
    payment: { ...next, needsAttention: { code: 'duplicate_charge', since: answered.now } },
    refunds: [refund],
    alerts: ['duplicate_charge'],
    raw: object.raw,
  };
}

function duplicateRefund(payment: Payment, object: ProviderObject, { now, newId }: Answered): Refund {
  return {
    id: refundId(newId()),
    paymentId: payment.id,
    money: { minor: object.amountCaptured, currency: object.currency },
    status: 'pending',
    origin: 'duplicate',
    reason: 'paid twice',
    failure: null,
    provider: object.provider,
    providerPaymentId: object.providerPaymentId,
    providerRefundId: null,
    attempt: 1,
    submit: null,
    advanceAt: now,
    idleLooks: 0,
    createdAt: now,
    updatedAt: now,
  };
}

function withRefundNews(before: Payment, known: Decision, object: ProviderObject, answered: Answered): Decision {
  if (object.refunds === null || known.payment.paidAttempt === null) return known;
  const refunds = mergeRefunds(answered.refunds, known.refunds ?? []);
  const doubtful = hasMismatch(refunds, object.refunds);
  const decision = doubtful ? { ...known, ...attention(known.payment, 'amount_mismatch', answered, object) } : known;
  const news = refundNews(before, refunds, object, object.refunds, answered.now, answered.newId);
  if (news.length === 0) return decision;
  // The step to `succeeded` and the one to `refunded` are two changes, each with its entry: the refunds are taken in by the next look.
  if (before.paidAttempt === null) return decision;
  const merged = mergeRefunds(refunds, news);
  const payment = withRefunds(decision.payment, merged);
  const holdsOrder = payment.holdsOrder && (decision.payment.holdsOrder || !answered.orderTaken);
  return {
    ...decision,
    payment: { ...payment, holdsOrder },
    refunds: [...(decision.refunds ?? []).filter((r) => !news.some((c) => c.id === r.id)), ...news],
  };
}

/** Not applied, kept as evidence, and told once. */
function attention(
  payment: Payment,
  code: AttentionCode & AlertCode,
  { now }: Answered,
  object: ProviderObject,
): Decision {
  if (payment.needsAttention?.code === code) return { payment };
  return { payment: { ...payment, needsAttention: { code, since: now } }, alerts: [code], raw: object.raw };
}
