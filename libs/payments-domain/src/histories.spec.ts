import fc from 'fast-check';
import { brokenAtRest, brokenNow } from './testing/history-checks.ts';
import type { Command, HistoryOptions, Step } from './testing/history-steps.ts';
import { history } from './testing/history.ts';

const runs = Number(process.env['HISTORIES_RUNS'] ?? 200);
const seed = Number(process.env['HISTORIES_SEED'] ?? Date.now() % 2_147_483_647);

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

const step: fc.Arbitrary<Step> = fc.record({
  command,
  seed: fc.nat(),
  faulty: fc.constantFrom(0, 0, 0.2, 0.6),
  dies: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 4 }),
  atOnce: fc.boolean(),
});

const options: fc.Arbitrary<HistoryOptions> = fc.record({
  declinesStayOpen: fc.boolean(),
  waitingCancelable: fc.boolean(),
  repeats: fc.constantFrom('first_answer' as const, 'object_now' as const),
  lateSuccess: fc.constantFrom('alert' as const, 'refund' as const),
});

/**
 * Random histories: commands, webhooks, faults, crashes and clock jumps against the domain, with the promises held after each step
 * against the provider's own ledger. A failure prints its seed; `HISTORIES_SEED=… HISTORIES_RUNS=…` play it again.
 */
describe('random histories', () => {
  it(
    `keep promises 1, 2, 3, 5, 6 and 9 (seed ${seed}, ${runs} runs)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(options, fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), async (how, steps) => {
          const world = history(how);
          for (const [index, one] of steps.entries()) {
            await world.play(one);
            const broken = brokenNow(world);
            if (broken.length > 0) throw new Error(`after step ${index + 1}: ${broken.join('; ')}`);
          }
          await world.settled();
          await world.quiet();
          const broken = brokenAtRest(world);
          if (broken.length > 0) throw new Error(broken.join('; '));
        }),
        { numRuns: runs, seed, interruptAfterTimeLimit: 50 * 60_000, markInterruptAsFailure: false },
      );
    },
    60 * 60_000,
  );
});
