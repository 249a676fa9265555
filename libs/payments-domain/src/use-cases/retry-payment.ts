import type { PaymentId } from '../ids.ts';
import { currentAttempt, withAttempt, type Payment } from '../payment.ts';
import { invalidField, PaymentError } from '../payment-error.ts';
import type { Decision, Deps, MethodChoice, Snapshot } from '../ports.ts';
import type { ProviderName } from '../provider-facts.ts';
import { scheduled } from '../schedule.ts';
import { chooseMethod, customerFor, type GivenMethod } from './choose-method.ts';
import { duplicate, type CommandOptions } from './create-payment.ts';
import type { Outcome } from './keyed-command.ts';
import { changePayment, loadPayment } from './load.ts';
import { openAttempt, reopenAttempt } from './open-attempt.ts';
import { runCommand } from './run-command.ts';

export interface RetryPayment extends GivenMethod {
  readonly id: PaymentId;
  readonly provider?: ProviderName | null;
}

/**
 * A fresh attempt of a failed payment, with another method or provider where one is given. What the attempt before left open at
 * another object is ended at its provider first: paid meanwhile, and the payment is succeeded and nothing is sent.
 * Throws `PaymentError` `not_found`, `invalid_state` (not failed, or the old object can't be ended now), `duplicate_payment`.
 */
export async function retryPayment(
  deps: Deps,
  request: RetryPayment,
  options: CommandOptions,
): Promise<Outcome<Snapshot>> {
  const { payment } = await loadPayment(deps, request.id);
  const choice = await chooseMethod(deps, payment.userId, request, options.cause.actor);
  const providerName = pinned(choice) ?? request.provider ?? currentAttempt(payment).provider;
  if (pinned(choice) && request.provider && request.provider !== providerName) {
    throw invalidField('provider', 'other_provider', 'is not the provider of this saved method');
  }
  deps.provider(providerName).check(payment, choice);
  const customer = await customerFor(deps, providerName, payment.userId, choice, payment.saveMethod);
  let stillOpen = false;
  const outcome = await runCommand(
    deps,
    request.id,
    options,
    (current, { orderTaken }) => retried(deps, current, providerName, choice, customer, orderTaken),
    ({ payment: after }) => ({
      openedAttempt: currentAttempt(after).number,
      onStep: (step, answer) => {
        stillOpen = step === 'cancel' && answer.verdict === 'known' && answer.value.open;
      },
    }),
  ).catch((error: unknown) => rethrowDuplicate(deps, payment, error));
  if (outcome.kind === 'fresh' && stillOpen && isUnsent(outcome.value.payment)) {
    const withdrawn = await withdraw(deps, payment, options);
    throw new PaymentError(
      'invalid_state',
      'What is left of the last attempt can not be ended at the provider yet. Try again later.',
      {
        currentStatus: withdrawn.payment.status,
      },
    );
  }
  return outcome;
}

function pinned(choice: MethodChoice | null): ProviderName | null {
  return choice?.kind === 'saved' ? choice.method.provider : null;
}

function retried(
  deps: Deps,
  payment: Payment,
  provider: ProviderName,
  choice: MethodChoice | null,
  customer: string | null,
  orderTaken: boolean,
): Decision {
  if (payment.status !== 'failed') {
    throw new PaymentError(
      'invalid_state',
      `Only a failed payment can be tried again; this one is ${payment.status}.`,
      { currentStatus: payment.status },
    );
  }
  if (orderTaken) throw new PaymentError('duplicate_payment', 'This order has a live or paid payment already.');
  const last = currentAttempt(payment);
  const goesOn = last.provider === provider && last.open && deps.provider(provider).reconfirms;
  const attempt = goesOn
    ? reopenAttempt(deps, payment, choice)
    : openAttempt(deps, payment, provider, choice, customer);
  const fresh: Payment = {
    ...payment,
    status: 'pending',
    goal: payment.captureMethod === 'manual' ? 'authorized' : 'succeeded',
    ending: null,
    operation: null,
    attempts: [...payment.attempts, attempt],
    route: [],
    methodId: choice?.kind === 'saved' ? choice.method.id : null,
    failure: null,
    failureMessage: null,
    nextAction: null,
    holdsOrder: payment.orderId !== null,
  };
  return { payment: scheduled(fresh, deps.policy, deps.now(), deps.random(), true) };
}

/** Nothing of the new attempt was sent: only who opened it may say so, and only while nobody else can have. */
function isUnsent(payment: Payment): boolean {
  const { providerPaymentId, submit } = currentAttempt(payment);
  return payment.status === 'pending' && providerPaymentId === null && submit?.sends === 1;
}

/** Gives the new attempt up: the payment is failed again, as it was before. */
function withdraw(deps: Deps, before: Payment, { cause }: CommandOptions): Promise<Snapshot> {
  return changePayment(
    deps,
    before.id,
    (payment) => {
      const current = currentAttempt(payment);
      if (!isUnsent(payment)) return null;
      const ended = withAttempt(payment, current.number, { outcome: 'not_done' });
      const failed: Payment = {
        ...ended,
        status: 'failed',
        failure: before.failure,
        failureMessage: before.failureMessage,
        holdsOrder: false,
      };
      return { payment: scheduled(failed, deps.policy, deps.now(), deps.random(), true) };
    },
    { cause },
  );
}

async function rethrowDuplicate(deps: Deps, payment: Payment, error: unknown): Promise<never> {
  if (!(error instanceof PaymentError) || error.code !== 'duplicate_payment') throw error;
  throw duplicate((await deps.storage.orderHolder(payment)) ?? payment.id);
}
