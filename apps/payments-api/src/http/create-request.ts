import {
  derivedKey,
  invalidField,
  methodId,
  orderId,
  parseAmount,
  parseCurrency,
  type CreatePayment,
  type Item,
  type UserId,
} from '@payments/domain';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import type { Host } from '../host.ts';
import { makerOf, subjectOf } from './access.ts';
import type { CreatePaymentBody } from './bodies.ts';
import { preferredLanguage } from './language.ts';
import { checkReturnUrl } from './return-url.ts';
import { peerOf } from './peer.ts';

/** The use case's request out of the body. Throws `validation_failed` for what single fields can't show. */
export async function createRequest(
  host: Host,
  request: FastifyRequest,
  caller: Caller,
  body: CreatePaymentBody,
): Promise<CreatePayment> {
  const user = await subjectOf(host, request, caller, body.user_id);
  const money = { minor: parseAmount(body.amount), currency: parseCurrency(body.currency) };
  if (body.payment_method !== undefined && body.payment_method_id !== undefined) {
    throw invalidField('payment_method_id', 'ambiguous', 'must not be given together with payment_method');
  }
  if (body.purpose !== undefined && body.purpose !== 'full' && body.order_id === undefined) {
    throw invalidField('order_id', 'missing', 'is needed for a deposit or a balance');
  }
  return {
    userId: user,
    createdBy: makerOf(caller),
    money,
    orderId: body.order_id === undefined ? null : orderId(body.order_id),
    purpose: body.purpose ?? 'full',
    captureMethod: body.capture_method ?? 'automatic',
    provider: body.provider ?? null,
    method: body.payment_method ?? null,
    methodId: body.payment_method_id === undefined ? null : methodId(body.payment_method_id.toLowerCase()),
    saveMethod: body.save_payment_method ?? false,
    description: body.description ?? null,
    items: itemsOf(body, money.minor),
    customerEmail: body.customer_email ?? null,
    metadata: body.metadata ?? {},
    locale: body.locale ?? preferredLanguage(request),
    returnUrl: body.return_url === undefined ? null : checkReturnUrl(body.return_url, host.settings),
    ip: peerOf(host, request),
  };
}

/** The key of a create that brings an order and no key: user, order, purpose, amount and currency make it. */
export function keyFromOrder(user: UserId, body: CreatePaymentBody): string | undefined {
  if (body.order_id === undefined) return undefined;
  return derivedKey([user, body.order_id, body.purpose ?? 'full', String(body.amount), body.currency.toUpperCase()]);
}

function itemsOf(body: CreatePaymentBody, total: bigint): readonly Item[] {
  const items = (body.items ?? []).map((item) => ({
    description: item.description,
    quantity: item.quantity,
    unitAmount: BigInt(item.unit_amount),
  }));
  const sum = items.reduce((all, item) => all + item.unitAmount * BigInt(item.quantity), 0n);
  if (items.length > 0 && sum !== total)
    throw invalidField('items', 'do_not_add_up', `must add up to the amount: they make ${sum}, the amount is ${total}`);
  return items;
}
