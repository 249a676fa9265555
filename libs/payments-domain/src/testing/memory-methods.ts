import type { Cause } from '../audit.ts';
import { methodId, type MethodId, type UserId } from '../ids.ts';
import { GENESIS } from '../audit.ts';
import type { Payment } from '../payment.ts';
import { PaymentError } from '../payment-error.ts';
import type { PaymentMethod } from '../payment-method.ts';
import type { MethodChangeOptions, MethodChangeOutcome } from '../ports.ts';
import type { ProviderMethod, ProviderName } from '../provider-facts.ts';
import { recordMethodChange, type MethodRecord } from '../record-method-change.ts';
import { findLiveKey, keepAnswer, writeKey } from './memory-keys.ts';
import type { MemoryState, MemoryWorld } from './memory-state.ts';

/** One transaction: the method, its key, its audit entries and events. */
export function insertMethod(
  world: MemoryWorld,
  method: PaymentMethod,
  options: MethodChangeOptions,
): MethodChangeOutcome {
  if (world.state.methods.has(method.id)) throw new Error(`method ${method.id} is there already`);
  return claimAndWrite(world, null, () => method, method.id, options);
}

export function changeMethod(
  world: MemoryWorld,
  id: MethodId,
  decide: (method: PaymentMethod, now: Date) => PaymentMethod | null,
  options: MethodChangeOptions,
): MethodChangeOutcome {
  const method = world.state.methods.get(id);
  if (!method) throw new PaymentError('not_found', 'There is no such payment method.');
  return claimAndWrite(world, method, (now) => decide(method, now), id, options);
}

/** The method that a provider kept beside a payment: saved once, whoever tells it again. */
export function saveKeptMethod(world: MemoryWorld, payment: Payment, kept: ProviderMethod, cause: Cause): void {
  const provider = payment.attempts.find((a) => a.number === payment.paidAttempt)?.provider;
  if (provider === undefined || findMethodByReference(world.state, provider, kept.reference)) return;
  const now = world.now();
  const method: PaymentMethod = {
    ...kept,
    id: methodId(world.newId()),
    userId: payment.userId,
    provider,
    status: 'active',
    isDefault: false,
    submit: null,
    advanceAt: null,
    idleLooks: 0,
    version: 0,
    auditSeq: 0,
    auditHead: GENESIS,
    eventSeq: 0,
    createdAt: now,
    updatedAt: now,
  };
  insertMethod(world, method, { cause });
}

/** Active ones of a user, the default first, then the newest. */
export function listMethods(state: MemoryState, userId: UserId): PaymentMethod[] {
  return [...state.methods.values()]
    .filter((method) => method.userId === userId && method.status === 'active')
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault) || (a.id < b.id ? 1 : -1));
}

export function findMethodByReference(
  state: MemoryState,
  provider: ProviderName,
  reference: string,
): PaymentMethod | null {
  const found = [...state.methods.values()].find((m) => m.provider === provider && m.reference === reference);
  return found ?? null;
}

export function keepCustomer(state: MemoryState, userId: UserId, provider: ProviderName, customer: string): string {
  const name = JSON.stringify([userId, provider]);
  const first = state.customers.get(name);
  if (first !== undefined) return first;
  state.customers.set(name, customer);
  return customer;
}

export function customerOf(state: MemoryState, userId: UserId, provider: ProviderName): string | null {
  return state.customers.get(JSON.stringify([userId, provider])) ?? null;
}

function claimAndWrite(
  world: MemoryWorld,
  before: PaymentMethod | null,
  decide: (now: Date) => PaymentMethod | null,
  id: MethodId,
  { cause, claim, settle }: MethodChangeOptions,
): MethodChangeOutcome {
  const { state, newId } = world;
  const now = world.now();
  const found = claim && findLiveKey(state, claim, now);
  if (found) return { kind: 'key', found };
  const decided = decide(now);
  const record = decided && recordMethodChange(before, decided, cause, now, newId);
  const method = record?.method ?? before;
  if (method === null) throw new Error(`method ${id} is neither there nor new`);
  const answer = settle?.answer(method) ?? null;
  if (record) {
    for (const other of otherDefaults(state, record.method)) {
      writeRecord(state, recordMethodChange(other, { ...other, isDefault: false }, cause, now, newId));
    }
    writeRecord(state, record);
  }
  if (claim) writeKey(state, claim, { subject: id, paymentId: null }, null);
  if (settle && answer) keepAnswer(state, settle.ref, answer);
  return { kind: 'done', method, changed: record !== null };
}

function writeRecord(state: MemoryState, { method, entries, events }: MethodRecord): void {
  state.methods.set(method.id, method);
  state.leases.delete(method.id);
  state.entries.push(...entries);
  state.events.push(...events);
}

/** A user has at most one default: a new one takes the place of the old. */
function otherDefaults(state: MemoryState, { id, userId, isDefault }: PaymentMethod): PaymentMethod[] {
  if (!isDefault) return [];
  return [...state.methods.values()].filter((other) => other.userId === userId && other.id !== id && other.isDefault);
}
