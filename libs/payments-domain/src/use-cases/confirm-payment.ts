import type { PaymentId } from '../ids.ts';
import { currentAttempt, withAttempt, type Payment } from '../payment.ts';
import { PaymentError } from '../payment-error.ts';
import type { Deps, MethodChoice, Snapshot } from '../ports.ts';
import { scheduled } from '../schedule.ts';
import { chooseMethod, type GivenMethod } from './choose-method.ts';
import type { CommandOptions } from './create-payment.ts';
import type { Outcome } from './keyed-command.ts';
import { loadPayment } from './load.ts';
import { reopenAttempt, sending } from './open-attempt.ts';
import { runCommand } from './run-command.ts';

export interface ConfirmPayment extends GivenMethod {
  readonly id: PaymentId;
}

/**
 * Brings a payment method to a payment that waits for one, or, without a method, only asks the provider how it stands:
 * the client's word is never taken. A payment that is paid answers as it is.
 * Throws `PaymentError` `not_found`, `invalid_state` (a method for a failed, canceled or authorized payment).
 */
export async function confirmPayment(
  deps: Deps,
  request: ConfirmPayment,
  options: CommandOptions,
): Promise<Outcome<Snapshot>> {
  const { payment } = await loadPayment(deps, request.id);
  const choice = await chooseMethod(deps, payment.userId, request, options.cause.actor);
  if (choice !== null) deps.provider(currentAttempt(payment).provider).check(payment, choice);
  return runCommand(
    deps,
    request.id,
    options,
    (current) => (choice === null ? null : withMethod(deps, current, choice)),
    ({ payment: after }) => ({ openedAttempt: currentAttempt(after).number }),
  );
}

/** The request that brings the method, opened once: whoever comes second finds it there and only reads. */
function withMethod(deps: Deps, payment: Payment, choice: MethodChoice) {
  if (payment.status === 'failed' || payment.status === 'canceled' || payment.status === 'authorized') {
    throw new PaymentError('invalid_state', `A ${payment.status} payment takes no payment method.`, {
      currentStatus: payment.status,
    });
  }
  const attempt = currentAttempt(payment);
  const provider = deps.provider(attempt.provider);
  if (choice.kind === 'saved' && choice.method.provider !== attempt.provider) {
    throw new PaymentError('unsupported', 'This saved method belongs to another provider than the payment.');
  }
  if (payment.status !== 'processing' || attempt.confirm !== null) return null;
  if (!attempt.needsMethod) {
    if (provider.reconfirms) return null;
    // Another method would mean another object while this one can still be paid.
    throw new PaymentError(
      'invalid_state',
      'This payment waits for its payer at the provider, and takes no other method now.',
      { currentStatus: payment.status },
    );
  }
  const next = attempt.hasMethod
    ? anotherMethod(deps, payment, choice)
    : withAttempt(payment, attempt.number, {
        confirm: sending(deps, provider.prepareConfirm(payment, choice), provider.account),
        hasMethod: true,
        seen: attempt.shown,
      });
  return {
    payment: scheduled(
      { ...next, methodId: choice.kind === 'saved' ? choice.method.id : next.methodId },
      deps.policy,
      deps.now(),
      deps.random(),
      true,
    ),
  };
}

/** The object still waits for a method after it had one: a further attempt at the same object, because a key is for one request. */
function anotherMethod(deps: Deps, payment: Payment, choice: MethodChoice): Payment {
  const { number } = currentAttempt(payment);
  const ended = withAttempt(payment, number, { outcome: 'canceled' });
  return { ...ended, attempts: [...ended.attempts, reopenAttempt(deps, payment, choice)] };
}
