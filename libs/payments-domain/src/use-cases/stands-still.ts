import type { Attempt, Payment } from '../payment.ts';

/** Nothing moved: asking again at once would only turn in circles. */
export function standsStill(before: Payment, after: Payment): boolean {
  return (
    before.status === after.status &&
    before.goal === after.goal &&
    (before.operation === null) === (after.operation === null) &&
    before.attempts.length === after.attempts.length &&
    before.attempts.every((attempt, index) => isAsBefore(attempt, after.attempts[index]))
  );
}

function isAsBefore(before: Attempt, after: Attempt | undefined): boolean {
  return (
    before.outcome === after?.outcome &&
    before.providerPaymentId === after.providerPaymentId &&
    before.open === after.open &&
    (before.confirm === null) === (after.confirm === null)
  );
}
