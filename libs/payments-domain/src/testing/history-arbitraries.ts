import fc from 'fast-check';
import type { Command, HistoryOptions, Step } from './history-steps.ts';

const payment = fc.nat(3);
const token = fc.oneof(
  { weight: 4, arbitrary: fc.constant('ok') },
  { weight: 3, arbitrary: fc.constant('declined') },
  { weight: 3, arbitrary: fc.constantFrom(null, 'requires_action', 'pending', 'pending_refund') },
);
const amount = fc.option(fc.integer({ min: 1, max: 60 }));

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      order: fc.option(fc.nat(1), { freq: 3 }),
      token,
      manual: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), key: fc.nat(5) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('confirm' as const, 'retry' as const),
      payment,
      token,
      elsewhere: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('capture' as const, 'refund' as const), payment, amount }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'fail' as const, 'sync' as const), payment }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('payer' as const),
      object: fc.nat(2),
      act: fc.constantFrom(
        'pays' as const,
        'pays' as const,
        'declines' as const,
        'cancels' as const,
        'succeeded' as const,
        'failed' as const,
        'lapses' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('dashboard' as const),
      object: fc.nat(7),
      amount: fc.integer({ min: 1, max: 100 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('refundEnds' as const),
      refund: fc.nat(5),
      status: fc.constantFrom('succeeded' as const, 'failed' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('webhooks' as const),
      how: fc.constantFrom('in order' as const, 'reversed' as const, 'twice' as const, 'lost' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('worker' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('late' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      seconds: fc.constantFrom(1, 16, 61, 200, 1_000, 4_000, 90_000),
    }),
  },
);

/** What may happen in a history, what goes wrong in it, and whether the next one waits for it. */
export const anyStep: fc.Arbitrary<Step> = fc.record({
  command,
  seed: fc.nat(),
  faulty: fc.constantFrom(0, 0, 0.2, 0.6),
  dies: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 4 }),
  atOnce: fc.boolean(),
});

/** How the providers of a history are, and what is done with money that comes too late. */
export const anyOptions: fc.Arbitrary<HistoryOptions> = fc.record({
  declinesStayOpen: fc.boolean(),
  waitingCancelable: fc.boolean(),
  repeats: fc.constantFrom('first_answer' as const, 'object_now' as const),
  lateSuccess: fc.constantFrom('alert' as const, 'refund' as const),
});
