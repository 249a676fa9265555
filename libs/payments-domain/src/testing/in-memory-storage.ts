import type { AuditEntry } from '../audit.ts';
import type { OutgoingEvent } from '../events.ts';
import type { FoundKey } from '../idempotency.ts';
import type { InboxEntry } from '../inbox.ts';
import type { MethodId, PaymentId, RefundId } from '../ids.ts';
import type { Payment } from '../payment.ts';
import type { PaymentMethod } from '../payment-method.ts';
import type { PaymentStorage } from '../ports.ts';
import type { Refund } from '../refund.ts';
import { claimWebhooks, keepWebhook, updateWebhook } from './memory-inbox.ts';
import { endLease, findLiveKey, keepAnswer, takeLease } from './memory-keys.ts';
import {
  changeMethod,
  customerOf,
  findMethodByReference,
  insertMethod,
  keepCustomer,
  listMethods,
} from './memory-methods.ts';
import { change, findByObject, insertOnce, openRemains, orderHolder } from './memory-payments.ts';
import { emptyState, snapshotOf, type MemoryWorld } from './memory-state.ts';
import { claimStalled, recordRefusal } from './memory-work.ts';
import { throughPort, type PortHooks } from './port-hooks.ts';

export interface InMemoryOptions {
  readonly now: () => Date;
  readonly newId: () => string;
}

/** A storage in memory whose tables may be looked at, and that may die at any call. */
export interface InMemoryStorage extends PaymentStorage {
  readonly hooks: PortHooks;
  readonly payments: ReadonlyMap<PaymentId, Payment>;
  readonly refunds: ReadonlyMap<RefundId, Refund>;
  readonly methods: ReadonlyMap<MethodId, PaymentMethod>;
  readonly keys: ReadonlyMap<string, FoundKey>;
  readonly inbox: ReadonlyMap<string, InboxEntry>;
  readonly entries: readonly AuditEntry[];
  readonly events: readonly OutgoingEvent[];
  readonly raws: readonly { readonly paymentId: PaymentId; readonly raw: string }[];
}

/**
 * `PaymentStorage` in memory: a second implementation, not a mock. `storageContract` asks it what it asks PostgreSQL.
 * Each method is one transaction that runs without a pause; around it others get their turn.
 */
export function inMemoryStorage({ now, newId }: InMemoryOptions): InMemoryStorage {
  const state = emptyState();
  const world: MemoryWorld = { state, now, newId };
  const hooks: PortHooks = {};
  const run = <T>(call: keyof PaymentStorage, work: () => T): Promise<T> => throughPort(hooks, call, work);
  return {
    hooks,
    payments: state.payments,
    refunds: state.refunds,
    methods: state.methods,
    keys: state.keys,
    inbox: state.inbox,
    entries: state.entries,
    events: state.events,
    raws: state.raws,
    insertOnce: (creation) => run('insertOnce', () => insertOnce(world, creation)),
    load: (id) => run('load', () => snapshotOf(state, id)),
    change: (id, decide, options) => run('change', () => change(world, id, decide, options)),
    findByObject: (provider, object) => run('findByObject', () => findByObject(state, provider, object)),
    findRefund: (id) => run('findRefund', () => state.refunds.get(id) ?? null),
    openRemains: (payment) => run('openRemains', () => openRemains(state, payment)),
    orderHolder: (payment) => run('orderHolder', () => orderHolder(state, payment)),
    findKey: (ref) => run('findKey', () => findLiveKey(state, ref, now())),
    settleKey: (ref, answer) =>
      run('settleKey', () => (answer ? keepAnswer(state, ref, answer) : endLease(state, ref, now()))),
    leaseKey: (ref, leaseUntil) => run('leaseKey', () => takeLease(state, ref, leaseUntil, now())),
    claimStalled: (limit, leaseMs) => run('claimStalled', () => claimStalled(world, limit, leaseMs)),
    recordRefusal: (cause, draft, id) => run('recordRefusal', () => recordRefusal(world, cause, draft, id)),
    insertMethod: (method, options) => run('insertMethod', () => insertMethod(world, method, options)),
    changeMethod: (id, decide, options) => run('changeMethod', () => changeMethod(world, id, decide, options)),
    loadMethod: (id) => run('loadMethod', () => state.methods.get(id) ?? null),
    listMethods: (user) => run('listMethods', () => listMethods(state, user)),
    findMethodByReference: (provider, reference) =>
      run('findMethodByReference', () => findMethodByReference(state, provider, reference)),
    customerOf: (user, provider) => run('customerOf', () => customerOf(state, user, provider)),
    keepCustomer: (user, provider, customer) =>
      run('keepCustomer', () => keepCustomer(state, user, provider, customer)),
    keepWebhook: (entry, body, again) => run('keepWebhook', () => keepWebhook(world, entry, body, again)),
    loadWebhook: (id) => run('loadWebhook', () => state.inbox.get(id) ?? null),
    updateWebhook: (id, webhookChange) => run('updateWebhook', () => updateWebhook(world, id, webhookChange)),
    claimWebhooks: (limit, leaseMs) => run('claimWebhooks', () => claimWebhooks(world, limit, leaseMs)),
  };
}
