import type { Answered } from './answered.ts';
import { applyObject } from './apply-object.ts';
import { ending, failed } from './endings.ts';
import { failureOf, type Failure } from './failure.ts';
import { isEnding, isLongSent, isLost, nextStep } from './next-step.ts';
import { withAttempt, type Attempt, type Payment } from './payment.ts';
import type { Decision } from './ports.ts';
import type { Answer, ProviderObject } from './provider-facts.ts';
import { LOOKS_BEFORE_ATTENTION, scheduled } from './schedule.ts';

/**
 * What an answer makes of a payment. Only the provider's explicit word, or the certainty that nothing was sent, ends anything;
 * everything else leaves the status and sets the time of the next look. `null`: nothing to write.
 */
export function applyAnswer(payment: Payment, answered: Answered): Decision | null {
  const { answer } = answered;
  const decision =
    answer.verdict === 'known'
      ? applyObject(payment, answer.value, answered)
      : withoutObject(payment, answered, answer);
  const news = decision !== null && isNews(payment, decision);
  const next = scheduled(decision?.payment ?? payment, answered.policy, answered.now, answered.random, news);
  // Asked again, told the same, and nothing is left to do: then nothing is written either.
  const isOver = payment.advanceAt === null && next.advanceAt === null;
  if (isOver && !news && (decision?.alerts ?? []).length === 0) return null;
  if (next.needsAttention?.code === 'unresolved' && !isSettled(payment, answered) && isSettled(next, answered))
    return { ...decision, payment: { ...next, needsAttention: null } };
  if (next.idleLooks < LOOKS_BEFORE_ATTENTION || next.needsAttention !== null || !isDoubtful(next, answered))
    return { ...decision, payment: next };
  return {
    ...decision,
    payment: { ...next, needsAttention: { code: 'unresolved', since: answered.now } },
    alerts: [...(decision?.alerts ?? []), 'needs_attention'],
  };
}

/** It is known how it ended, or that it waits for its payer: nobody has to help any more. */
function isSettled(payment: Payment, { policy, now }: Answered): boolean {
  return payment.status !== 'pending' && nextStep(payment, policy, now).step === 'rest';
}

/** Something is under way, and the provider does not say how it stands: of the payment, a method, a capture or a cancel alike. */
function isDoubtful(payment: Payment, answered: Answered): boolean {
  if (payment.status === 'pending') return true;
  return answered.answer.verdict !== 'known' && !isSettled(payment, answered);
}

function isNews(before: Payment, { payment, refunds }: Decision): boolean {
  const state = (p: Payment) => [
    p.status,
    p.goal,
    p.operation === null,
    p.attempts.map((a) => [a.outcome, a.providerPaymentId, a.open, a.shown, a.confirm === null]),
  ];
  return (refunds?.length ?? 0) > 0 || JSON.stringify(state(before)) !== JSON.stringify(state(payment));
}

function withoutObject(
  payment: Payment,
  answered: Answered,
  answer: Exclude<Answer<ProviderObject>, { verdict: 'known' }>,
): Decision | null {
  const attempt = payment.attempts.find((a) => a.number === answered.attempt);
  if (!attempt) return null;
  switch (answer.verdict) {
    case 'refused':
      return isFirst(payment, attempt, answered) ? refused(payment, attempt, answer.failure, answered) : null;
    case 'not_done':
      return isFirst(payment, attempt, answered) ? notDone(payment, attempt, answered) : null;
    case 'absent':
      return absent(payment, attempt, answered);
    case 'unknown':
      return null;
  }
}

/** Certainty belongs to the attempt: only who opened it may say what did not happen, and only while nobody else can have sent. */
function isFirst(payment: Payment, attempt: Attempt, { step, first }: Answered): boolean {
  if (!first) return false;
  if (step === 'submit') return attempt.submit?.sends === 1 && attempt.providerPaymentId === null;
  if (step === 'confirm') return attempt.confirm?.sends === 1;
  return payment.operation?.sends === 1;
}

function refused(payment: Payment, attempt: Attempt, failure: Failure, answered: Answered): Decision | null {
  switch (answered.step) {
    case 'submit':
    case 'confirm':
      return failed(withAttempt(payment, attempt.number, { outcome: 'failed', failure, confirm: null }), failure);
    case 'capture':
      return {
        payment: { ...payment, operation: null, goal: 'authorized' },
        notes: [note(payment, 'payment.capture_refused', failure.providerCode ?? failure.code)],
      };
    case 'cancel':
    case 'fetch':
      return null;
  }
}

/** Nothing arrived: the route's next provider, where no method was given; else it failed, and nothing was charged. */
function notDone(payment: Payment, attempt: Attempt, answered: Answered): Decision | null {
  if (answered.step !== 'submit' && answered.step !== 'confirm') return null;
  const failure = failureOf('provider_unavailable');
  const ended = withAttempt(payment, attempt.number, {
    outcome: answered.step === 'submit' ? 'not_done' : 'failed',
    failure,
    confirm: null,
  });
  if (isEnding(payment)) return ending(ended);
  if (answered.step === 'submit' && !attempt.hasMethod) {
    for (const [index, provider] of payment.route.entries()) {
      const next = answered.openAttempt(ended, provider);
      if (next === null) continue;
      return {
        payment: { ...ended, attempts: [...ended.attempts, next], route: payment.route.slice(index + 1) },
        notes: [note(payment, 'payment.rerouted', `${attempt.provider} did nothing, ${provider} is next`)],
      };
    }
  }
  return failed({ ...ended, route: [] }, failure);
}

/** No object, says a complete listing. Believed after the window and the grace, and only of the account that it was sent to. */
function absent(payment: Payment, attempt: Attempt, { account, policy, now }: Answered): Decision | null {
  if (attempt.providerPaymentId !== null) return contradiction(payment, now);
  if (!isLost(attempt) || attempt.submit?.account !== account) return null;
  if (!isLongSent(attempt.submit, policy, now)) return null;
  const failure = failureOf('provider_unavailable');
  const ended = withAttempt(payment, attempt.number, { outcome: 'not_done', failure });
  return isEnding(payment) ? ending(ended) : failed(ended, failure);
}

/** The provider does not know what it told us of itself: never a fact about the payment, always one for a person. */
function contradiction(payment: Payment, now: Date): Decision | null {
  if (payment.needsAttention !== null) return null;
  return { payment: { ...payment, needsAttention: { code: 'contradiction', since: now } }, alerts: ['contradiction'] };
}

function note(payment: Payment, action: string, reason: string) {
  return {
    action,
    from: payment.status,
    to: payment.status,
    amount: payment.money.minor,
    currency: payment.money.currency,
    outcome: 'noted',
    reason,
  };
}
