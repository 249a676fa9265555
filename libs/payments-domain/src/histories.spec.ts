import fc from 'fast-check';
import { brokenAtRest, brokenNow } from './testing/history-checks.ts';
import { anyOptions, anyStep } from './testing/history-arbitraries.ts';
import { history } from './testing/history.ts';

const runs = Number(process.env['HISTORIES_RUNS'] ?? 200);
const seed = Number(process.env['HISTORIES_SEED'] ?? Date.now() % 2_147_483_647);

/**
 * Random histories: commands, webhooks, faults, crashes and clock jumps against the domain, with the promises held after each step
 * against the provider's own ledger. A failure prints its seed; `HISTORIES_SEED=… HISTORIES_RUNS=…` play it again.
 */
describe('random histories', () => {
  it(
    `keep promises 1, 2, 3, 5, 6 and 9 (seed ${seed}, ${runs} runs)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          anyOptions,
          fc.array(anyStep, { minLength: 1, maxLength: 40, size: 'max' }),
          async (how, steps) => {
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
          },
        ),
        { numRuns: runs, seed, interruptAfterTimeLimit: 50 * 60_000, markInterruptAsFailure: false },
      );
    },
    60 * 60_000,
  );
});
