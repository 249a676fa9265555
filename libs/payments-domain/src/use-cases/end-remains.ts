import type { Cause } from '../audit.ts';
import { ending } from '../endings.ts';
import { failureOf } from '../failure.ts';
import type { PaymentId } from '../ids.ts';
import { isEnding } from '../next-step.ts';
import { currentAttempt, withAttempt } from '../payment.ts';
import { PAID_STATUSES } from '../payment-status.ts';
import type { Deps, Snapshot } from '../ports.ts';
import { hasOpenObject, scheduled } from '../schedule.ts';
import { changePayment } from './load.ts';

/** The corridor, for the other payment. */
export type Advance = (from: Snapshot) => Promise<Snapshot>;

/**
 * Before a payment for an order is sent, what is left of a failed one is ended at its provider, so that a forgotten tab can't pay it.
 * `null`: nothing is in the way. Otherwise how the payment stands: ended as a duplicate where the other one turned out paid,
 * or still pending where the other one can't be ended yet (the worker tries again).
 */
export async function endRemains(
  deps: Deps,
  snapshot: Snapshot,
  cause: Cause,
  known: readonly PaymentId[] | null,
  unsent: boolean,
  advance: Advance,
): Promise<Snapshot | null> {
  const { payment } = snapshot;
  if (payment.orderId === null) return null;
  const remains = known ?? (await deps.storage.openRemains(payment));
  for (const id of remains) {
    const other = await endOne(deps, id, cause, advance);
    if (PAID_STATUSES.includes(other.payment.status)) return yieldTo(deps, snapshot, other, cause, unsent);
    if (hasOpenObject(other.payment)) return wait(deps, snapshot, cause, unsent);
  }
  return null;
}

async function endOne(deps: Deps, id: PaymentId, cause: Cause, advance: Advance): Promise<Snapshot> {
  const from = await changePayment(
    deps,
    id,
    (payment) =>
      payment.status === 'failed' && payment.goal !== 'failed' ? { payment: { ...payment, goal: 'failed' } } : null,
    { cause },
  );
  return advance(from);
}

/** The other one was paid: it has the order, and this one ends without having been sent. */
async function yieldTo(
  deps: Deps,
  snapshot: Snapshot,
  other: Snapshot,
  cause: Cause,
  unsent: boolean,
): Promise<Snapshot> {
  const after = await changePayment(
    deps,
    snapshot.payment.id,
    (payment) => {
      if (payment.status !== 'pending') return null;
      const sends = currentAttempt(payment).submit?.sends;
      const certain = sends === 0 || (unsent && sends === 1);
      const ended = certain ? withAttempt(payment, currentAttempt(payment).number, { outcome: 'not_done' }) : payment;
      return ending({ ...ended, goal: 'canceled', ending: failureOf('duplicate_payment') });
    },
    { cause },
  );
  if (!after.payment.holdsOrder && !other.payment.holdsOrder) {
    await changePayment(
      deps,
      other.payment.id,
      (payment, { orderTaken }) => (orderTaken ? null : { payment: { ...payment, holdsOrder: true } }),
      { cause },
    );
  }
  return after;
}

/** Not sent yet, and the one who opened it knows that: the count goes back to none, so that nobody has to look for it later. */
function wait(deps: Deps, snapshot: Snapshot, cause: Cause, unsent: boolean): Promise<Snapshot> {
  return changePayment(
    deps,
    snapshot.payment.id,
    (payment) => {
      const { number, submit } = currentAttempt(payment);
      const unsure = !unsent || submit?.sends !== 1;
      const next = unsure ? payment : withAttempt(payment, number, { submit: { ...submit, sends: 0 } });
      // Canceled meanwhile: nothing was sent, so that is its end.
      const settled = isEnding(next) ? ending(next).payment : next;
      return { payment: scheduled(settled, deps.policy, deps.now(), deps.random(), false) };
    },
    { cause },
  );
}
