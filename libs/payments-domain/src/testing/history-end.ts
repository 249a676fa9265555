import type { Payment } from '../payment.ts';
import type { HistoryOptions } from './history-steps.ts';
import type { InMemoryStorage } from './in-memory-storage.ts';
import type { SimulatedProvider } from './simulated-provider.ts';

/** Nothing is due any more, but a look at what is held and waits for its capture. */
export function isOver({ payments, refunds, methods, inbox }: InMemoryStorage): boolean {
  const waits = ({ status, goal, operation }: Payment) =>
    status === 'authorized' && goal === 'authorized' && operation === null;
  const works = [
    ...[...payments.values()].filter((payment) => !waits(payment)),
    ...refunds.values(),
    ...methods.values(),
  ];
  return works.every((work) => work.advanceAt === null) && [...inbox.values()].every((entry) => entry.dueAt === null);
}

/** What a provider does by itself within an hour: it decides, it finishes refunds, and ends what can't be canceled and nobody pays. */
export function goOnWithout(
  { objects, refunds, payer }: SimulatedProvider,
  { waitingCancelable }: HistoryOptions,
): void {
  for (const [id, { status }] of objects) {
    if (status === 'processing') payer.decides(id, 'failed');
    if (status === 'needs_payer' && !waitingCancelable) payer.cancels(id);
  }
  for (const [id, { status }] of refunds) if (status === 'pending') payer.refundEnds(id, 'succeeded');
}
