import {
  isUuid,
  notFound,
  paymentId,
  PaymentError,
  userId,
  type Actor,
  type Payment,
  type PaymentId,
  type Snapshot,
  type UserId,
} from '@payments/domain';
import type { FastifyRequest } from 'fastify';
import { hasRole, type Caller, type Role } from '../auth/caller.ts';
import type { Host } from '../host.ts';

/** Who acts, as the audit names them: the strongest role counts. */
export function actorOf(caller: Caller): Actor {
  const type = hasRole(caller, 'admin') ? 'admin' : hasRole(caller, 'service') ? 'service' : 'user';
  return { type, id: caller.userId };
}

/** Who made a payment, as it stands on its row. */
export function makerOf(caller: Caller): string {
  return hasRole(caller, 'service') ? `service:${caller.userId}` : `user:${caller.userId}`;
}

/** The owner, and the service that made it: they see what is needed to pay. */
export function mayPay(payment: Payment, caller: Caller): boolean {
  return payment.userId === caller.userId || payment.createdBy === `service:${caller.userId}`;
}

/** An id from an address. What is no UUID does not exist: the same 404 as for one that is not there. */
export function idFrom(text: string): PaymentId {
  if (!isUuid(text)) throw notFound();
  return paymentId(text.toLowerCase());
}

/** The role is judged first: a refused try is audited, and answered with 403 whether or not the object exists. */
export async function requireRole(
  host: Host,
  request: FastifyRequest,
  caller: Caller,
  roles: readonly Role[],
  action: string,
  payment: string | null = null,
): Promise<void> {
  if (roles.some((role) => hasRole(caller, role))) return;
  await refuse(host, request, caller, action, payment);
}

/** Records the try in the caller's own chain, and throws `forbidden`. */
export async function refuse(
  host: Host,
  request: FastifyRequest,
  caller: Caller,
  action: string,
  payment: string | null,
): Promise<never> {
  const draft = { action, from: null, to: null, amount: null, currency: null, outcome: 'forbidden', reason: null };
  const about = payment !== null && isUuid(payment) ? paymentId(payment.toLowerCase()) : null;
  await host.deps.storage.recordRefusal({ actor: actorOf(caller), requestId: request.id }, draft, about);
  throw new PaymentError('forbidden', 'This is not allowed for you.');
}

/** A payment that the caller may see: their own, or any for admins and services. Another one's is a 404. */
export async function loadVisible(host: Host, caller: Caller, text: string): Promise<Snapshot> {
  const snapshot = await host.deps.storage.load(idFrom(text));
  if (snapshot === null || !maySee(snapshot.payment, caller)) throw notFound();
  return snapshot;
}

export function maySee(payment: Payment, caller: Caller): boolean {
  return payment.userId === caller.userId || hasRole(caller, 'admin') || hasRole(caller, 'service');
}

/** The user a command is for: oneself, or, for a service or admin, whom the body names. */
export async function subjectOf(
  host: Host,
  request: FastifyRequest,
  caller: Caller,
  named: string | undefined,
): Promise<UserId> {
  if (named === undefined || named === caller.userId) return caller.userId;
  await requireRole(host, request, caller, ['service', 'admin'], 'payment.create_for_other_user');
  return userId(named);
}
