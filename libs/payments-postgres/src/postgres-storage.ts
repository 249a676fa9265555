import type { PaymentStorage } from '@payments/domain';
import { change } from './change.ts';
import type { Context } from './context.ts';
import type { Database } from './database.ts';
import { EnvelopeBox, type KeyMaterial } from './envelope.ts';
import { findByObject, findRefund, load, openRemains, orderHolder } from './finds.ts';
import { claimWebhooks, keepWebhook, loadWebhook, updateWebhook } from './inbox.ts';
import { insertOnce } from './insert-once.ts';
import { findKey, leaseKey, settleKey } from './keys.ts';
import {
  changeMethod,
  customerOf,
  findMethodByReference,
  insertMethod,
  keepCustomer,
  listMethods,
  loadMethod,
} from './methods.ts';
import { recordRefusal } from './refusals.ts';
import { claimStalled } from './stalled.ts';

export interface PostgresStorageOptions {
  readonly database: Database;
  /** The first seals, all open. */
  readonly keys: readonly KeyMaterial[];
  /** `databaseClock(database).now`, or a test's. */
  readonly now: () => Date;
  /** UUIDv7. */
  readonly newId: () => string;
}

/** What the storage and the reads share. */
export function storageContext({ database, keys, now, newId }: PostgresStorageOptions): Context {
  return { database, box: new EnvelopeBox(keys), now, newId };
}

/** `PaymentStorage` on PostgreSQL: one statement a write on the way of a payment, its SQL beside what it is for. */
export function postgresStorage(options: PostgresStorageOptions): PaymentStorage {
  const context = storageContext(options);
  return {
    insertOnce: (creation) => insertOnce(context, creation),
    load: (id) => load(context, id),
    change: (id, decide, more) => change(context, id, decide, more),
    findByObject: (provider, object) => findByObject(context, provider, object),
    findRefund: (id) => findRefund(context, id),
    openRemains: (payment) => openRemains(context, payment),
    orderHolder: (payment) => orderHolder(context, payment),
    findKey: (ref) => findKey(context, ref),
    settleKey: (ref, answer) => settleKey(context, ref, answer),
    leaseKey: (ref, until) => leaseKey(context, ref, until),
    claimStalled: (limit, leaseMs) => claimStalled(context, limit, leaseMs),
    recordRefusal: (cause, draft, id) => recordRefusal(context, cause, draft, id),
    insertMethod: (method, more) => insertMethod(context, method, more),
    changeMethod: (id, decide, more) => changeMethod(context, id, decide, more),
    loadMethod: (id) => loadMethod(context, id),
    listMethods: (user) => listMethods(context, user),
    findMethodByReference: (provider, reference) => findMethodByReference(context, provider, reference),
    customerOf: (user, provider) => customerOf(context, user, provider),
    keepCustomer: (user, provider, customer) => keepCustomer(context, user, provider, customer),
    keepWebhook: (entry, body, again) => keepWebhook(context, entry, body, again),
    loadWebhook: (id) => loadWebhook(context, id),
    updateWebhook: (id, more) => updateWebhook(context, id, more),
    claimWebhooks: (limit, leaseMs) => claimWebhooks(context, limit, leaseMs),
  };
}
