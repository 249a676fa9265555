import type { Answered } from '../answered.ts';
import { applyAnswer } from '../apply-answer.ts';
import type { Cause } from '../audit.ts';
import { ending } from '../endings.ts';
import type { PaymentId } from '../ids.ts';
import { isExpired, scheduled } from '../schedule.ts';
import { nextStep, type NextStep, type Step } from '../next-step.ts';
import {
  attemptNumbered,
  currentAttempt,
  withAttempt,
  type Attempt,
  type Operation,
  type Payment,
  type Sending,
} from '../payment.ts';
import { failureOf } from '../failure.ts';
import type { Deps, PaymentProvider, Send, Settlement, Snapshot } from '../ports.ts';
import type { Answer, ProviderName, ProviderObject } from '../provider-facts.ts';
import { endRemains } from './end-remains.ts';
import { changePayment, loadPayment } from './load.ts';
import { openAttempt, withRefundSending } from './open-attempt.ts';
import { refundLateSuccess } from './refund-late-success.ts';
import { standsStill } from './stands-still.ts';

/** More steps than any payment needs in one go; a bound, so that a provider that contradicts itself can't keep us turning. */
const STEPS_MAX = 8;

/** How often a capture or cancel goes out under one key before it is doubted that the key still works: some minutes, by the pauses between. */
const SENDS_UNDER_KEY = 5;

/** The provider's object that somebody named: read first, whatever the status says. */
export interface NamedObject {
  readonly provider: ProviderName;
  readonly providerPaymentId: string;
}

export interface AdvanceOptions {
  /** What the caller has just written. */
  readonly from?: Snapshot;
  /** The attempt that the caller has just opened: it alone may be called not done. */
  readonly openedAttempt?: number;
  /** The operation that the caller has just opened. */
  readonly openedOperation?: number;
  /** Begin by reading the current object (`true`) or a named one. */
  readonly read?: boolean | NamedObject;
  /** Hears what that read was answered, for those who must say so when it was not. */
  readonly onRead?: (answer: Answer<ProviderObject>) => void;
  /** Hears what each step was answered, for those who must tell "not now" from "nobody knows". */
  readonly onStep?: (step: Step, answer: Answer<ProviderObject>) => void;
  /** The caller's key, to be settled with the change that makes the outcome known. */
  readonly settle?: Settlement;
  /** Known already from the insert: failed payments of the order that are still open at their provider. */
  readonly remains?: readonly PaymentId[];
}

/**
 * The one corridor: asks the provider for the next step and records its answer, until nothing is left to do or nothing moves.
 * Safe to repeat, safe to interrupt: the payment's status is the recovery point. Throws `PaymentError` `not_found`.
 */
export async function advancePayment(
  deps: Deps,
  id: PaymentId,
  cause: Cause,
  options: AdvanceOptions = {},
): Promise<Snapshot> {
  const walk: Walk = {
    deps,
    id,
    cause,
    options,
    attempt: options.openedAttempt ?? null,
    operation: options.openedOperation ?? null,
  };
  let snapshot = options.from ?? (await loadPayment(deps, id));
  if (options.read) snapshot = await readObject(walk, snapshot, options.read === true ? null : options.read);
  if (isExpired(snapshot.payment, deps.policy, deps.now())) snapshot = await expire(walk);
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const next = nextStep(snapshot.payment, deps.policy, deps.now());
    if (next.step === 'rest') break;
    const before = snapshot.payment;
    snapshot = await takeStep(walk, snapshot, next);
    if (standsStill(before, snapshot.payment)) break;
  }
  return refundLateSuccess(deps, snapshot, cause);
}

interface Walk {
  readonly deps: Deps;
  readonly id: PaymentId;
  readonly cause: Cause;
  readonly options: AdvanceOptions;
  /** What this walk opened, and may therefore be certain about. */
  attempt: number | null;
  operation: number | null;
}

async function takeStep(walk: Walk, snapshot: Snapshot, next: NextStep): Promise<Snapshot> {
  const { deps } = walk;
  if (next.step === 'submit') {
    const known = walk.options.from === snapshot ? (walk.options.remains ?? null) : null;
    const advance = (from: Snapshot) => advancePayment(deps, from.payment.id, walk.cause, { from });
    const cleared = await endRemains(deps, snapshot, walk.cause, known, walk.attempt === next.attempt.number, advance);
    if (cleared !== null) return cleared;
  }
  const mine = isMine(walk, next, snapshot.payment);
  if (next.step !== 'fetch' && !mine) {
    const counted = await countSend(walk, next);
    if (counted === null) return loadPayment(deps, walk.id);
    snapshot = counted;
  }
  const attempt = attemptNumbered(snapshot.payment, next.attempt.number);
  const answer = await call(deps, snapshot.payment, attempt, next.step, mine);
  walk.options.onStep?.(next.step, answer);
  const after = await record(walk, snapshot, {
    step: next.step as Exclude<Step, 'rest'>,
    attempt: attempt.number,
    answer,
    first: mine,
    account: deps.provider(attempt.provider).account,
  });
  // A failover opened a new attempt in this very change: it is ours to send.
  const last = currentAttempt(after.payment);
  if (mine && last.number > attempt.number && answer.verdict === 'not_done') walk.attempt = last.number;
  return after;
}

function isMine(walk: Walk, { step, attempt }: NextStep, payment: Payment): boolean {
  if (step === 'submit' || step === 'confirm') return walk.attempt === attempt.number;
  return payment.operation !== null && payment.operation.number === walk.operation && payment.operation.sends === 1;
}

/** Whoever would send without having opened the attempt says so first, in a committed statement that looks again at goal and attempt. */
async function countSend(walk: Walk, next: NextStep): Promise<Snapshot | null> {
  const { deps } = walk;
  let counted = false;
  const snapshot = await changePayment(
    deps,
    walk.id,
    (payment) => {
      const again = nextStep(payment, deps.policy, deps.now());
      counted = again.step === next.step && again.attempt.number === next.attempt.number;
      return counted ? { payment: withSend(payment, again, deps) } : null;
    },
    { cause: walk.cause },
  );
  return counted ? snapshot : null;
}

function withSend(payment: Payment, { step, attempt }: NextStep, deps: Deps): Payment {
  if (step === 'submit' && attempt.submit)
    return withAttempt(payment, attempt.number, { submit: oneMore(attempt.submit, deps) });
  if (step === 'confirm' && attempt.confirm)
    return withAttempt(payment, attempt.number, { confirm: oneMore(attempt.confirm, deps) });
  if (payment.operation) return { ...payment, operation: { ...payment.operation, sends: payment.operation.sends + 1 } };
  // An object that must be ended without anybody having asked: the cancel gets a number of its own, so that it has a key.
  const number = payment.operations + 1;
  return scheduled({ ...payment, operations: number }, deps.policy, deps.now(), deps.random(), true);
}

/** The window begins with the first send. */
function oneMore(sending: Sending, deps: Deps): Sending {
  return { ...sending, sends: sending.sends + 1, firstSentAt: sending.sends === 0 ? deps.now() : sending.firstSentAt };
}

async function call(
  deps: Deps,
  payment: Payment,
  attempt: Attempt,
  step: Step,
  first: boolean,
): Promise<Answer<ProviderObject>> {
  const provider = deps.provider(attempt.provider);
  const sent = step === 'confirm' ? attempt.confirm : attempt.submit;
  if (sent && sent.account !== provider.account)
    return { verdict: 'unknown', reason: 'it was sent to another account of the provider' };
  const send = (verb: string, number: number): Send => ({
    key: `${payment.id}.${verb}.${number}`,
    params: sent?.params ?? '',
    first,
    sendBefore:
      sent && (step === 'submit' || step === 'confirm')
        ? new Date(sent.firstSentAt.getTime() + deps.policy.submitWindowMs)
        : null,
  });
  if (step === 'submit') return provider.submit(payment, attempt, send('submit', attempt.number));
  if (step === 'confirm') return provider.confirm(payment, attempt, send('confirm', attempt.number));
  const object = attempt.providerPaymentId;
  if (object === null) return provider.find(payment.id, attempt.number, sentAround(attempt));
  const { operation } = payment;
  const number = operation?.number ?? payment.operations;
  if (step === 'cancel') return provider.cancel(payment, object, freshAfterAll(send('cancel', number), operation));
  if (step !== 'capture' || operation === null) return provider.fetch(object);
  return capture(provider, payment, operation, object, send('capture', number));
}

/**
 * Sent again under its key, like everything; but a provider may keep an error under that key for a day, though nothing was done. After
 * some sends each goes out under a fresh key. That is safe for these two alone: an object is captured once, and canceled once, whatever the key.
 */
function freshAfterAll(send: Send, operation: Operation | null): Send {
  const isTired = operation !== null && operation.sends > SENDS_UNDER_KEY;
  return isTired ? { ...send, key: `${send.key}.${operation.sends}` } : send;
}

/** Under a fresh key the object is read first: only where it still holds the money there is something to capture. */
async function capture(
  provider: PaymentProvider,
  payment: Payment,
  operation: Operation,
  object: string,
  send: Send,
): Promise<Answer<ProviderObject>> {
  const amount = operation.amount ?? payment.money.minor;
  if (operation.sends > SENDS_UNDER_KEY) {
    const seen = await provider.fetch(object);
    if (seen.verdict !== 'known' || seen.value.status !== 'authorized') return seen;
  }
  return provider.capture(payment, object, amount, freshAfterAll(send, operation));
}

/** Around when its object was made, if it was. */
function sentAround(attempt: Attempt): Date {
  return attempt.submit?.firstSentAt ?? attempt.createdAt;
}

async function readObject(walk: Walk, snapshot: Snapshot, named: NamedObject | null): Promise<Snapshot> {
  const { deps } = walk;
  const attempts = snapshot.payment.attempts;
  const mine = named
    ? attempts.findLast((a) => a.provider === named.provider && a.providerPaymentId === named.providerPaymentId)
    : attempts.find((a) => a.number === snapshot.payment.paidAttempt);
  const attempt = mine ?? currentAttempt(snapshot.payment);
  const provider = deps.provider(named?.provider ?? attempt.provider);
  const object = named?.providerPaymentId ?? attempt.providerPaymentId;
  const answer =
    object === null ? await provider.find(walk.id, attempt.number, sentAround(attempt)) : await provider.fetch(object);
  walk.options.onRead?.(answer);
  // A named object that can't be read says nothing about the attempts that we know.
  if (named && answer.verdict !== 'known' && attempt.providerPaymentId !== object) return snapshot;
  const read = { step: 'fetch' as const, attempt: attempt.number, answer, first: false, account: provider.account };
  const after = await record(walk, snapshot, read);
  // Money and what went back of it are two changes: the second one is the same answer, applied again.
  const isNewlyPaid = snapshot.payment.paidAttempt === null && after.payment.paidAttempt !== null;
  return isNewlyPaid && answer.verdict === 'known' && answer.value.refunds?.length ? record(walk, after, read) : after;
}

type Said = Pick<Answered, 'step' | 'attempt' | 'answer' | 'first' | 'account'>;

function record(walk: Walk, from: Snapshot, said: Said): Promise<Snapshot> {
  const { deps, cause, options } = walk;
  return changePayment(
    deps,
    walk.id,
    (payment, { refunds, orderTaken, now }) =>
      applyAnswer(payment, {
        ...said,
        refunds,
        orderTaken,
        now,
        policy: deps.policy,
        random: deps.random(),
        newId: deps.newId,
        openAttempt: (current, provider) => openNext(deps, current, provider),
        refundSending: (refund, current) => withRefundSending(deps, refund, current),
      }),
    { cause, from, ...(options.settle ? { settle: options.settle } : {}) },
  );
}

/** The failover's attempt, unless that provider would refuse this payment. */
function openNext(deps: Deps, payment: Payment, provider: ProviderName): Attempt | null {
  try {
    deps.provider(provider).check(payment, null);
  } catch {
    return null; // It would be refused there: no reason to stop, the route's next one may take it.
  }
  return openAttempt(deps, payment, provider, null, null);
}

/** The time to pay has run out: ended at the provider first, then here. */
function expire(walk: Walk): Promise<Snapshot> {
  const { deps } = walk;
  return changePayment(
    deps,
    walk.id,
    (payment, { now }) => {
      if (!isExpired(payment, deps.policy, now)) return null;
      if (payment.status === 'failed') return { payment: { ...payment, goal: 'failed' } };
      // Where nothing of it was sent, or all of it is over, this is its end already.
      return ending({ ...payment, goal: 'canceled', ending: failureOf('expired') });
    },
    { cause: walk.cause },
  );
}
