import { currentAttempt, type Attempt, type Payment, type Sending } from './payment.ts';
import { PAID_STATUSES } from './payment-status.ts';
import type { Policy } from './ports.ts';

/** How long after the last moment a charge can be sent a complete listing must still show nothing, before absence is believed. */
export const ABSENCE_GRACE_MS = 60 * 60_000;

/** The verbs of the corridor. `rest`: nothing is left to ask the provider for. */
export const STEPS = ['rest', 'submit', 'confirm', 'capture', 'cancel', 'fetch'] as const;
export type Step = (typeof STEPS)[number];

export interface NextStep {
  readonly step: Step;
  /** The attempt whose object it is about: usually the current one, an older one where its object must be ended first. */
  readonly attempt: Attempt;
}

/** The one next step towards the payment's goal. Pure: a request, a webhook and the worker come to the same one. */
export function nextStep(payment: Payment, policy: Pick<Policy, 'submitWindowMs' | 'sending'>, now: Date): NextStep {
  const wanted = wantedStep(payment, policy.submitWindowMs, now);
  if (policy.sending || wanted.step === 'rest' || wanted.step === 'fetch') return wanted;
  return { ...wanted, step: 'fetch' };
}

function wantedStep(payment: Payment, submitWindowMs: number, now: Date): NextStep {
  const current = currentAttempt(payment);
  const forgotten = payment.attempts.find((a) => a.open && a.providerPaymentId !== null && !sameObject(a, current));
  if (PAID_STATUSES.includes(payment.status)) {
    const tab = payment.attempts.find((a) => a.open && a.number !== payment.paidAttempt);
    if (tab) return { step: 'cancel', attempt: tab };
    // Paid by one object while another one may have been made: its money would have to go back.
    return lostOrRest(payment, current);
  }
  if (isEnding(payment)) return endingStep(payment, current);
  // One open object: what an earlier attempt left open is ended before anything else is sent.
  if (payment.status === 'pending' && forgotten) return { step: 'cancel', attempt: forgotten };
  if (payment.status === 'pending' || payment.status === 'processing') {
    const sending = current.confirm ?? (current.providerPaymentId === null ? current.submit : null);
    if (sending) {
      const late = sending.sends > 0 && now.getTime() >= sending.firstSentAt.getTime() + submitWindowMs;
      return { step: late ? 'fetch' : current.confirm ? 'confirm' : 'submit', attempt: current };
    }
    return { step: payment.status === 'pending' ? 'fetch' : 'rest', attempt: current };
  }
  if (payment.status === 'authorized' && payment.operation?.kind === 'capture')
    return { step: 'capture', attempt: current };
  return { step: 'rest', attempt: current };
}

/** With such a goal nothing is submitted any more: open objects are ended, and what may have been made is looked for. */
function endingStep(payment: Payment, current: Attempt): NextStep {
  const open = payment.attempts.find((a) => a.open && a.providerPaymentId !== null);
  if (open) return { step: 'cancel', attempt: open };
  return lostOrRest(payment, current);
}

/** Whatever may have been made and was never seen is looked for. */
function lostOrRest(payment: Payment, current: Attempt): NextStep {
  const lost = payment.attempts.find((a) => isLost(a));
  return lost ? { step: 'fetch', attempt: lost } : { step: 'rest', attempt: current };
}

/** The last request has long arrived, or never will: what a look shows now is the whole truth about it. */
export function isLongSent(sending: Sending, { submitWindowMs }: Pick<Policy, 'submitWindowMs'>, now: Date): boolean {
  return now.getTime() >= sending.firstSentAt.getTime() + submitWindowMs + ABSENCE_GRACE_MS;
}

/** It was sent, perhaps, and nobody has seen its object. */
export function isLost(attempt: Attempt): boolean {
  return attempt.outcome === 'open' && attempt.providerPaymentId === null && (attempt.submit?.sends ?? 0) > 0;
}

export function isEnding(payment: Payment): boolean {
  return payment.goal === 'canceled' || payment.goal === 'failed';
}

export function sameObject(a: Attempt, b: Attempt): boolean {
  return a.provider === b.provider && a.providerPaymentId === b.providerPaymentId;
}
