import type { PaymentStorage } from '@payments/domain';
import { change } from './change.ts';
import type { Context } from './context.ts';
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
import { changeWriter } from './write-change.ts';
import { inserter } from './write-insert.ts';

/** `PaymentStorage` on PostgreSQL: one statement a write on the way of a payment, its SQL beside what it is for. */
export function postgresStorage(context: Context): PaymentStorage {
  const insert = inserter(context.database);
  const put = changeWriter(context.database);
  return {
    insertOnce: (creation) => insertOnce(context, insert, creation),
    load: (id) => load(context, id),
    change: (id, decide, more) => change(context, put, id, decide, more),
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
