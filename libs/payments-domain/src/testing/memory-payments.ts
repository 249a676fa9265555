import type { PaymentId } from '../ids.ts';
import type { Payment, Purpose } from '../payment.ts';
import { PaymentError } from '../payment-error.ts';
import type { ChangeOptions, ChangeOutcome, Creation, Decide, Decision, InsertOutcome, Snapshot } from '../ports.ts';
import { standsInTheWay } from '../schedule.ts';
import { recordChange, type ChangeRecord } from '../record-change.ts';
import { findLiveKey, keepAnswer, writeKey } from './memory-keys.ts';
import { saveKeptMethod } from './memory-methods.ts';
import { snapshotOf, type MemoryState, type MemoryWorld } from './memory-state.ts';

/** Which purposes of one order shut each other out. */
const EXCLUDES: Readonly<Record<Purpose, readonly Purpose[]>> = {
  full: ['full', 'deposit', 'balance'],
  deposit: ['full', 'deposit'],
  balance: ['full', 'balance'],
};

/** Each function here is one transaction: it runs without a pause, and everything that can refuse comes before the first write. */
export function insertOnce(world: MemoryWorld, { payment, claim, cause, answer }: Creation): InsertOutcome {
  const { state } = world;
  const now = world.now();
  const found = claim && findLiveKey(state, claim, now);
  if (found) return { kind: 'key', found };
  if (payment.holdsOrder) {
    const holder = orderHolder(state, payment);
    if (holder) return { kind: 'order', paymentId: holder };
  }
  if (state.payments.has(payment.id)) throw new Error(`payment ${payment.id} is there already`);
  const record = recordChange(null, { payment }, cause, now, world.newId);
  assertConstraints(state, record.payment);
  const snapshot: Snapshot = { payment: record.payment, refunds: [] };
  const kept = answer?.(snapshot) ?? null;
  write(state, record);
  if (claim) writeKey(state, claim, { subject: payment.id, paymentId: payment.id }, kept);
  return { kind: 'inserted', snapshot, remains: openRemains(state, payment) };
}

export function change(world: MemoryWorld, id: PaymentId, decide: Decide, options: ChangeOptions): ChangeOutcome {
  const { state } = world;
  const { claim, settle } = options;
  const now = world.now();
  const before = snapshotOf(state, id);
  if (!before) throw new PaymentError('not_found', 'There is no such payment.');
  const found = claim && findLiveKey(state, claim, now);
  if (found) return { kind: 'key', found };
  const decision = decideWithOrder(state, before, decide, now);
  const record = decision && recordChange(before, decision, options.cause, now, world.newId);
  if (decision && record) assertReserve(before.payment, record.payment);
  if (record) assertConstraints(state, record.payment);
  const after = record ? { payment: record.payment, refunds: merged(before, record) } : before;
  const answer = settle?.answer(after) ?? null;
  if (decision && record) {
    write(state, record);
    if (decision.raw !== undefined) state.raws.push({ paymentId: id, raw: decision.raw });
    if (decision.savedMethod) saveKeptMethod(world, record.payment, decision.savedMethod, options.cause);
  }
  if (claim) writeKey(state, claim, { subject: options.claimSubject ?? id, paymentId: id }, null);
  if (settle && answer) keepAnswer(state, settle.ref, answer);
  return { kind: 'done', snapshot: after, changed: decision !== null };
}

/** The payment that holds the order of this one, another one, if any. */
export function orderHolder(state: MemoryState, payment: Payment): PaymentId | null {
  if (payment.orderId === null) return null;
  for (const other of state.payments.values()) {
    const same = other.userId === payment.userId && other.orderId === payment.orderId && other.id !== payment.id;
    if (same && other.holdsOrder && EXCLUDES[payment.purpose].includes(other.purpose)) return other.id;
  }
  return null;
}

/** Failed payments of the same user and order whose provider object could still be paid. */
export function openRemains(state: MemoryState, payment: Payment): PaymentId[] {
  if (payment.orderId === null) return [];
  return [...state.payments.values()]
    .filter((other) => other.userId === payment.userId && other.orderId === payment.orderId && other.id !== payment.id)
    .filter(standsInTheWay)
    .map((other) => other.id);
}

/** Decides once more where the order that the decision wants is another payment's. */
function decideWithOrder(state: MemoryState, before: Snapshot, decide: Decide, now: Date): Decision | null {
  const { payment, refunds } = before;
  const decision = decide(payment, { refunds, orderTaken: false, now });
  const wantsOrder = decision?.payment.holdsOrder === true && !payment.holdsOrder;
  if (!wantsOrder || orderHolder(state, payment) === null) return decision;
  const second = decide(payment, { refunds, orderTaken: true, now });
  if (second?.payment.holdsOrder) throw new Error(`payment ${payment.id} takes an order that another one holds`);
  return second;
}

/** The guard of the reserving statement: what we promise back anew must be there. */
function assertReserve(before: Payment, after: Payment): void {
  const left = after.amountCaptured - after.amountRefunded - after.amountReserved;
  if (after.amountReserved > before.amountReserved && left < 0n) {
    throw new PaymentError('amount_exceeds_refundable', 'More than what is left would go back.');
  }
}

/** What the tables themselves refuse, whoever decided: a bug, never a command's refusal. */
function assertConstraints(state: MemoryState, payment: Payment): void {
  const refuse = (rule: string): never => {
    throw new Error(`payment ${payment.id}: ${rule}`);
  };
  if (payment.money.minor <= 0n) refuse('its amount is not positive');
  if (payment.amountReserved < 0n || payment.amountRefunded < 0n) refuse('a sum is negative');
  if (payment.holdsOrder && payment.orderId === null) refuse('it holds an order that it does not have');
  if (payment.paidAttempt !== null && !payment.attempts.some((a) => a.number === payment.paidAttempt)) {
    refuse('its paid attempt is not there');
  }
  for (const { provider, providerPaymentId } of payment.attempts) {
    if (providerPaymentId === null) continue;
    const owner = findByObject(state, provider, providerPaymentId);
    if (owner !== null && owner !== payment.id) refuse(`object ${providerPaymentId} belongs to ${owner}`);
  }
}

export function findByObject(state: MemoryState, provider: string, providerPaymentId: string): PaymentId | null {
  for (const payment of state.payments.values()) {
    const has = payment.attempts.some((a) => a.provider === provider && a.providerPaymentId === providerPaymentId);
    if (has) return payment.id;
  }
  return null;
}

function merged(before: Snapshot, record: ChangeRecord): Snapshot['refunds'] {
  const kept = before.refunds.map((refund) => record.refunds.find((r) => r.id === refund.id) ?? refund);
  return [...kept, ...record.refunds.filter((r) => !before.refunds.some((b) => b.id === r.id))];
}

function write(state: MemoryState, record: ChangeRecord): void {
  state.payments.set(record.payment.id, record.payment);
  state.leases.delete(record.payment.id);
  for (const refund of record.refunds) {
    state.refunds.set(refund.id, refund);
    state.leases.delete(refund.id);
  }
  state.entries.push(...record.entries);
  state.events.push(...record.events);
}
