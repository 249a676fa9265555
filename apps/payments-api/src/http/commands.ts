import {
  currentAttempt,
  PaymentError,
  type CommandOptions,
  type KeptAnswer,
  type KeyClaim,
  type Outcome,
  type Payment,
  type Snapshot,
} from '@payments/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import type { Host } from '../host.ts';
import { actorOf, mayPay } from './access.ts';
import { fingerprint } from './canonical-json.ts';
import { holdsCardNumber } from './card-numbers.ts';
import { idempotencyKeyOf } from './idempotency-header.ts';
import { presentPayment } from './present.ts';

const HOUR_MS = 3_600_000;

/** What every command brings along: who asks, and the key, if there is one. */
export interface CommandRequest {
  readonly host: Host;
  readonly request: FastifyRequest;
  readonly caller: Caller;
  /** The use case: aliases share it, and so they share the keys. */
  readonly operation: string;
  /** What is compared with the first request of the key. */
  readonly compared: unknown;
  /** What is kept under the key is what is sent: made once for both. */
  made?: { readonly payment: Payment; readonly body: string };
}

/** The key that the request brings, bound to caller and operation; `null` where there is none. Throws `idempotency_key_invalid`. */
export function claimOf(
  { host, request, caller, operation, compared }: CommandRequest,
  fallbackKey?: string,
): KeyClaim | null {
  const given = idempotencyKeyOf(request.raw.rawHeaders);
  const key = given ?? fallbackKey;
  return key === undefined
    ? null
    : makeClaim(host, `user:${caller.userId}`, operation, key, compared, given === undefined);
}

export function makeClaim(
  host: Host,
  scope: string,
  operation: string,
  key: string,
  compared: unknown,
  derived: boolean,
): KeyClaim {
  const now = host.deps.now().getTime();
  return {
    scope,
    operation,
    // A card number in a header is not refused, but it stands in no row.
    key: holdsCardNumber(key) ? fingerprint(key) : key,
    requestHash: fingerprint(compared),
    derived,
    leaseUntil: new Date(now + host.settings.recoveryAfterMs),
    expiresAt: new Date(now + host.settings.idempotencyTtlHours * HOUR_MS),
  };
}

/** For commands that can't do without one. */
export function requireKey(claim: KeyClaim | null): KeyClaim {
  if (claim) return claim;
  throw new PaymentError(
    'idempotency_key_missing',
    'Send an Idempotency-Key header, a UUID for example: it makes sending this again safe.',
  );
}

/** How a payment looks to this caller. */
export function viewOf(host: Host, payment: Payment, caller: Caller) {
  const payer = mayPay(payment, caller);
  return presentPayment(payment, {
    viewer: payer ? 'payer' : 'staff',
    publicUrl: host.settings.publicUrl,
    ...(payer ? { checkoutUrl: host.links.url(payment.id) } : {}),
  });
}

/**
 * The options of a command on a payment: its cause, its key, and the answer that is kept once `isKnown`.
 * Until then the caller gets 202 and the key goes on with the same work.
 */
export function commandOptions(
  command: CommandRequest,
  status: number,
  isKnown: (payment: Payment) => boolean,
  claim = claimOf(command),
): CommandOptions {
  const { caller, request } = command;
  return {
    cause: { actor: actorOf(caller), requestId: request.id },
    claim,
    answer: ({ payment }) => (isKnown(payment) ? { status, body: bodyOf(command, payment) } : null),
  };
}

/** Sends a command's outcome: the kept answer byte for byte, or how the payment stands. */
export function sendPayment(
  command: CommandRequest,
  reply: FastifyReply,
  outcome: Outcome<Snapshot>,
  status: number,
  isKnown: (payment: Payment) => boolean,
): void {
  if (outcome.kind === 'replayed') return sendKept(reply, outcome.answer);
  const { payment } = outcome.value;
  sendJson(reply, isKnown(payment) ? status : 202, bodyOf(command, payment));
}

function bodyOf(command: CommandRequest, payment: Payment): string {
  if (command.made?.payment !== payment)
    command.made = { payment, body: JSON.stringify(viewOf(command.host, payment, command.caller)) };
  return command.made.body;
}

export function sendKept(reply: FastifyReply, answer: KeptAnswer): void {
  void reply.header('idempotency-replayed', 'true');
  const problem = answer.status >= 400;
  void reply
    .code(answer.status)
    .header('content-type', problem ? 'application/problem+json; charset=utf-8' : 'application/json; charset=utf-8');
  void reply.header('cache-control', 'no-store').send(answer.body);
}

export function sendJson(reply: FastifyReply, status: number, body: string): void {
  void reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(body);
}

/** The outcome of a create, confirm or retry is known once the payment has left `pending`, and no method that it brought is unanswered. */
export const isAnswered = (payment: Payment): boolean =>
  payment.status !== 'pending' && (payment.status !== 'processing' || currentAttempt(payment).confirm === null);
/** The outcome of a capture or cancel is known once nothing is under way. */
export const nothingUnderWay = (payment: Payment): boolean =>
  payment.operation === null &&
  !(
    (payment.goal === 'canceled' || payment.goal === 'failed') &&
    payment.status !== 'canceled' &&
    payment.status !== 'failed'
  );
