import { currentAttempt, type Attempt, type Payment, type Sending } from '../payment.ts';
import type { Deps, MethodChoice } from '../ports.ts';
import type { ProviderName } from '../provider-facts.ts';
import type { Refund } from '../refund.ts';

/** A fresh attempt at a provider, with the request it will send, word for word. Its first send is counted already: who opens it sends. */
export function openAttempt(
  deps: Deps,
  payment: Payment,
  providerName: ProviderName,
  method: MethodChoice | null,
  customer: string | null,
): Attempt {
  const provider = deps.provider(providerName);
  return {
    ...blankAttempt(payment.attempts.length + 1, providerName, deps.now()),
    submit: sending(deps, provider.prepareSubmit(payment, method, customer), provider.account),
    hasMethod: method !== null,
  };
}

/** An attempt that goes on with the object of the one before: confirmed again where a method is given, else waiting for the payer. */
export function reopenAttempt(deps: Deps, payment: Payment, method: MethodChoice | null): Attempt {
  const last = currentAttempt(payment);
  const provider = deps.provider(last.provider);
  return {
    ...blankAttempt(payment.attempts.length + 1, last.provider, deps.now()),
    providerPaymentId: last.providerPaymentId,
    providerChargeId: last.providerChargeId,
    confirm: method === null ? null : sending(deps, provider.prepareConfirm(payment, method), provider.account),
    hasMethod: method !== null,
    seen: last.shown,
    shown: last.shown,
    open: last.open,
    needsMethod: last.needsMethod,
  };
}

/** A request that is about to be sent for the first time. */
export function sending(deps: Deps, params: string, account: string): Sending {
  return { params, account, sends: 1, firstSentAt: deps.now() };
}

/** A refund's request, made once and kept. */
export function withRefundSending(deps: Deps, refund: Refund, payment: Payment): Refund {
  const provider = deps.provider(refund.provider);
  return { ...refund, submit: sending(deps, provider.prepareRefund(refund, payment), provider.account) };
}

function blankAttempt(number: number, provider: ProviderName, now: Date): Attempt {
  return {
    number,
    provider,
    providerPaymentId: null,
    providerChargeId: null,
    outcome: 'open',
    failure: null,
    submit: null,
    confirm: null,
    hasMethod: false,
    seen: null,
    shown: null,
    open: false,
    needsMethod: false,
    createdAt: now,
  };
}
