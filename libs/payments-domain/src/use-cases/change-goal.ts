import { ending } from '../endings.ts';
import { failureOf } from '../failure.ts';
import type { PaymentId } from '../ids.ts';
import { isEnding } from '../next-step.ts';
import type { Operation, Payment } from '../payment.ts';
import { invalidField, PaymentError } from '../payment-error.ts';
import { PAID_STATUSES } from '../payment-status.ts';
import type { Decision, Deps, Snapshot } from '../ports.ts';
import { hasOpenObject, scheduled } from '../schedule.ts';
import type { CommandOptions } from './create-payment.ts';
import type { Outcome } from './keyed-command.ts';
import { runCommand } from './run-command.ts';

/**
 * Takes the money that is held, or a part of it; the rest is released. While it is under way, amount and goal are frozen.
 * Throws `PaymentError` `not_found`, `invalid_state` (nothing is held, something is under way, or the provider refuses),
 * `validation_failed` (more than is held).
 */
export async function capturePayment(
  deps: Deps,
  id: PaymentId,
  amount: bigint | null,
  options: CommandOptions,
): Promise<Outcome<Snapshot>> {
  const outcome = await runCommand(
    deps,
    id,
    options,
    (payment) => {
      notUnderWay(payment);
      if (payment.status !== 'authorized') throw invalidState(payment, 'captured');
      if (amount !== null && amount > payment.money.minor)
        throw invalidField('amount', 'too_much', `must be at most ${payment.money.minor}, what is authorized`);
      const captured = amount ?? payment.money.minor;
      return begin(deps, { ...payment, goal: 'succeeded' }, 'capture', captured);
    },
    openedOperation,
  );
  const after = outcome.kind === 'replayed' ? null : outcome.value.payment;
  if (after?.status === 'authorized' && after.goal === 'authorized')
    throw invalidState(after, 'captured: the provider refused');
  return outcome;
}

/**
 * Ends a payment before capture, at the provider first. Where that can't be done yet it is `canceled` later, by itself.
 * Throws `PaymentError` `not_found`, `invalid_state` (paid or canceled already, or something is under way).
 */
export async function cancelPayment(
  deps: Deps,
  id: PaymentId,
  options: CommandOptions & { readonly byPayer?: boolean },
): Promise<Outcome<Snapshot>> {
  const failure = failureOf(options.byPayer ? 'canceled_by_payer' : 'canceled_by_merchant');
  const outcome = await runCommand(
    deps,
    id,
    options,
    (payment) => {
      notUnderWay(payment);
      if (PAID_STATUSES.includes(payment.status) || payment.status === 'canceled')
        throw invalidState(payment, 'canceled');
      return end(deps, { ...payment, goal: 'canceled', ending: failure });
    },
    openedOperation,
  );
  return unlessPaid(outcome, 'canceled');
}

/**
 * Gives a payment up: canceled at the provider, then `failed` with the message.
 * Throws `PaymentError` `not_found`, `invalid_state` (final already, or the provider says that it was paid).
 */
export async function failPayment(
  deps: Deps,
  id: PaymentId,
  message: string,
  options: CommandOptions,
): Promise<Outcome<Snapshot>> {
  const outcome = await runCommand(
    deps,
    id,
    options,
    (payment) => {
      notUnderWay(payment);
      if (PAID_STATUSES.includes(payment.status) || payment.status === 'canceled' || payment.status === 'failed')
        throw invalidState(payment, 'given up');
      return end(deps, { ...payment, goal: 'failed', ending: failureOf('given_up'), failureMessage: message });
    },
    openedOperation,
  );
  return unlessPaid(outcome, 'given up');
}

/** With an object to cancel it is an operation; with none, and nothing that could have made one, it is done. */
function end(deps: Deps, payment: Payment): Decision {
  if (hasOpenObject(payment)) return begin(deps, payment, 'cancel', null);
  const ended = ending(payment).payment;
  return { payment: scheduled(ended, deps.policy, deps.now(), deps.random(), true) };
}

function begin(deps: Deps, payment: Payment, kind: Operation['kind'], amount: bigint | null): Decision {
  const number = payment.operations + 1;
  const next: Payment = { ...payment, operations: number, operation: { kind, number, amount, sends: 1 } };
  return { payment: scheduled(next, deps.policy, deps.now(), deps.random(), true) };
}

function openedOperation({ payment }: Snapshot) {
  return payment.operation === null ? {} : { openedOperation: payment.operation.number };
}

function notUnderWay(payment: Payment): void {
  if (payment.operation === null && !isUnresolvedEnd(payment)) return;
  const what = payment.operation?.kind ?? 'cancel';
  throw new PaymentError('invalid_state', `A ${what} of this payment is under way.`, { currentStatus: payment.status });
}

/** It is being ended already, and not ended yet. */
function isUnresolvedEnd(payment: Payment): boolean {
  return isEnding(payment) && payment.status !== 'canceled' && payment.status !== 'failed';
}

function unlessPaid(outcome: Outcome<Snapshot>, what: string): Outcome<Snapshot> {
  if (outcome.kind !== 'replayed' && PAID_STATUSES.includes(outcome.value.payment.status))
    throw invalidState(outcome.value.payment, what);
  return outcome;
}

function invalidState(payment: Payment, what: string): PaymentError {
  return new PaymentError('invalid_state', `A ${payment.status} payment can not be ${what}.`, {
    currentStatus: payment.status,
  });
}
