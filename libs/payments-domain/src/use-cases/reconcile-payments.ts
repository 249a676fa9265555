import type { Cause } from '../audit.ts';
import type { PaymentId } from '../ids.ts';
import type { Payment } from '../payment.ts';
import { PAID_STATUSES } from '../payment-status.ts';
import type { Deps } from '../ports.ts';
import type { Answer, ProviderName, ProviderObject } from '../provider-facts.ts';
import { advancePayment } from './advance-payment.ts';
import { loadPayment } from './load.ts';

/** What a reconciliation asks for. `ours` are our payments of the same window, whatever their provider. */
export interface Reconciliation {
  readonly provider: ProviderName;
  readonly from: Date;
  readonly to: Date;
  readonly ours: AsyncIterable<Payment> | Iterable<Payment>;
  /** Some providers' lists don't tell what went back: then each paid object is read, too, which costs a call a payment. */
  readonly readsRefunds: boolean;
  /** Hears of every object at the provider that no payment here accounts for. */
  readonly onOrphan: (object: ProviderObject) => Promise<void>;
  /** Hears of every object that a payment here accounts for. */
  readonly onKnown: (object: ProviderObject) => Promise<void>;
}

/** One thing that two sides tell differently, and what became of it. */
export interface Difference {
  readonly kind: 'differs' | 'only_here' | 'only_there';
  readonly paymentId: PaymentId | null;
  readonly providerPaymentId: string | null;
  /** How it stands here and there, in words. */
  readonly here: string | null;
  readonly there: string | null;
  readonly repaired: boolean;
}

export interface ReconciliationReport {
  /** Objects that were compared. */
  readonly compared: number;
  readonly differences: readonly Difference[];
  /** Objects of another system on the same account: none of ours, and no money of ours. */
  readonly foreign: number;
}

/**
 * Holds the provider's own list for a time window against ours. What differs goes through the corridor, and is compared again:
 * `repaired` says whether it agrees now. Nothing is guessed, and with sending off nothing is sent.
 */
export async function reconcilePayments(deps: Deps, job: Reconciliation): Promise<ReconciliationReport> {
  const cause: Cause = { actor: { type: 'worker', id: 'reconciler' }, requestId: null };
  const differences: Difference[] = [];
  const seen = new Set<string>();
  let compared = 0;
  let foreign = 0;
  for await (const object of deps.provider(job.provider).list(job.from, job.to)) {
    compared += 1;
    seen.add(object.providerPaymentId);
    const id = await ownerOf(deps, object);
    if (id === null) {
      if (!isCharge(object) && object.paymentId === null) {
        foreign += 1;
        continue;
      }
      await job.onOrphan(object);
      differences.push({
        kind: 'only_there',
        paymentId: object.paymentId,
        providerPaymentId: object.providerPaymentId,
        here: null,
        there: object.status,
        repaired: false,
      });
      continue;
    }
    await job.onKnown(object);
    const difference = await compareListed(deps, job, id, object, cause);
    if (difference) differences.push(difference);
  }
  for await (const payment of job.ours) {
    for (const attempt of payment.attempts) {
      const object = attempt.provider === job.provider ? attempt.providerPaymentId : null;
      if (object === null || seen.has(object)) continue;
      compared += 1;
      const difference = await missing(deps, payment, job.provider, object, cause);
      if (difference) differences.push(difference);
    }
  }
  return { compared, differences, foreign };
}

async function ownerOf(deps: Deps, object: ProviderObject): Promise<PaymentId | null> {
  const known = await deps.storage.findByObject(object.provider, object.providerPaymentId);
  if (known !== null || object.paymentId === null) return known;
  return (await deps.storage.load(object.paymentId)) === null ? null : object.paymentId;
}

function isCharge(object: ProviderObject): boolean {
  return object.status === 'succeeded' || object.status === 'authorized';
}

async function compareListed(
  deps: Deps,
  { readsRefunds }: Reconciliation,
  id: PaymentId,
  object: ProviderObject,
  cause: Cause,
): Promise<Difference | null> {
  const isWhole = object.refunds !== null || object.status !== 'succeeded' || !readsRefunds;
  if (isWhole) return compare(deps, id, object, cause);
  const { provider, providerPaymentId } = object;
  const read = await deps.provider(provider).fetch(providerPaymentId);
  if (read.verdict === 'known') return compare(deps, id, read.value, cause);
  return unreadable('differs', (await loadPayment(deps, id)).payment, providerPaymentId, read.verdict);
}

async function compare(deps: Deps, id: PaymentId, object: ProviderObject, cause: Cause): Promise<Difference | null> {
  const before = await deps.storage.load(id);
  if (before === null || agrees(before.payment, object)) return null;
  const { provider, providerPaymentId } = object;
  const { payment } = await advancePayment(deps, id, cause, { read: { provider, providerPaymentId } });
  const after = await deps.provider(provider).fetch(providerPaymentId);
  const repaired = after.verdict === 'known' && agrees(payment, after.value);
  return {
    kind: 'differs',
    paymentId: id,
    providerPaymentId,
    here: picture(before.payment),
    there: `${object.status} ${object.amountCaptured}`,
    repaired,
  };
}

/** Ours, and not on the provider's list: read by its id, it may only have been made outside the window. */
async function missing(
  deps: Deps,
  payment: Payment,
  provider: ProviderName,
  providerPaymentId: string,
  cause: Cause,
): Promise<Difference | null> {
  const answer = await deps.provider(provider).fetch(providerPaymentId);
  if (answer.verdict === 'known') return compare(deps, payment.id, answer.value, cause);
  return unreadable('only_here', payment, providerPaymentId, answer.verdict);
}

/** What the provider does not show now: for a person, or for the next time. */
function unreadable(
  kind: Difference['kind'],
  payment: Payment,
  providerPaymentId: string,
  verdict: Exclude<Answer<ProviderObject>['verdict'], 'known'>,
): Difference {
  const there = verdict === 'absent' ? null : `not read: ${verdict}`;
  return { kind, paymentId: payment.id, providerPaymentId, here: picture(payment), there, repaired: false };
}

/** The money says the same on both sides, and so does what could still become money. */
function agrees(payment: Payment, object: ProviderObject): boolean {
  const attempt = payment.attempts.findLast(
    (a) => a.provider === object.provider && a.providerPaymentId === object.providerPaymentId,
  );
  if (!attempt) return false;
  if (object.amount !== payment.money.minor || object.currency !== payment.money.currency) return false;
  if (object.status === 'succeeded') {
    if (attempt.outcome !== 'succeeded') return false;
    if (attempt.number !== payment.paidAttempt) return true; // a duplicate, whose refund goes its own way
    const refunded = (object.refunds ?? [])
      .filter((r) => r.status === 'succeeded')
      .reduce((sum, r) => sum + r.amount, 0n);
    return (
      payment.amountCaptured === object.amountCaptured &&
      (object.refunds === null || refunded === payment.amountRefunded)
    );
  }
  if (PAID_STATUSES.includes(payment.status) && attempt.number === payment.paidAttempt) return false;
  if (object.status === 'authorized') return payment.status === 'authorized';
  return attempt.open === object.open;
}

function picture(payment: Payment): string {
  return `${payment.status} ${payment.amountCaptured}`;
}
