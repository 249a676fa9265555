import { openWorld, quiet } from './crash-world.mjs';
import { SCENARIOS } from './crash-scenarios.mjs';

/** As many rounds of the worker as a process may die in: each later one begins like one of these. */
export const ARMED_ROUNDS = 3;

/** What one process does with its life: the step, then the worker's rounds. */
export async function live(world, scenario, subject) {
  await scenario.act(world, subject);
  await quiet(world, ARMED_ROUNDS);
}

// A process that is stopped at a place of its port calls: `node crash-child.mjs <json>`.
if (process.argv[1] === import.meta.filename) {
  const { lane, scenario, subject, death } = JSON.parse(process.argv[2]);
  const world = openWorld(lane, death);
  await live(
    world,
    SCENARIOS.find(({ name }) => name === scenario),
    subject,
  );
  await world.close();
}
