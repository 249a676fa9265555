import type { Failure } from './failure.ts';
import { isLost } from './next-step.ts';
import type { Payment } from './payment.ts';
import { mayBecome } from './payment-status.ts';
import type { Decision } from './ports.ts';

/** Declined or given up. */
export function failed(payment: Payment, failure: Failure): Decision {
  if (!mayBecome(payment.status, 'failed')) return { payment };
  return {
    payment: {
      ...payment,
      status: 'failed',
      failure,
      failureMessage: failure.message,
      nextAction: null,
      operation: null,
      holdsOrder: false,
    },
  };
}

/** What the payment is once nothing of it is open any more: what its goal says. */
export function ending(payment: Payment): Decision {
  const unfinished = payment.attempts.some((a) => a.open || isLost(a));
  const status = payment.goal === 'failed' ? 'failed' : 'canceled';
  if (unfinished) return { payment };
  const closed = { ...payment, operation: null, nextAction: null };
  if (!mayBecome(payment.status, status)) return { payment: closed };
  const failure = payment.ending ?? payment.failure;
  return {
    payment: {
      ...closed,
      status,
      failure,
      failureMessage: payment.failureMessage ?? failure?.message ?? null,
      holdsOrder: false,
    },
  };
}
