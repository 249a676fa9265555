import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';

// Plays random histories against the domain in memory, on every core: `npm run histories -- --runs 100000 --seed 7`. A failure prints what replays it.
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5000' }, seed: { type: 'string' } },
});
const processes = availableParallelism();
const runs = Math.ceil(Number(values.runs) / processes);
const seed = Number(values.seed ?? Date.now() % 2_147_483_647);
const prove = join(import.meta.dirname, 'prove/prove.mjs');

await build();
console.log(`${runs} histories on each of ${processes} cores, from seed ${seed} on`);
const outcomes = await Promise.all(Array.from({ length: processes }, (_, index) => play(seed + index)));
const total = (name) => outcomes.reduce((sum, outcome) => sum + outcome[name], 0);
console.log(`${total('histories')} histories, ${total('broken')} promises broken`);
process.exitCode = total('broken') > 0 ? 1 : 0;

/** Each core plays its own: histories are drawn one after the other from a seed. */
async function play(from) {
  const args = ['--built', '--only', 'b', '--memory', '--runs', String(runs), '--seed', String(from)];
  const child = spawn(process.execPath, [prove, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const [, histories = 0, broken = 1] = /^(\d+) histories, .*?(\d+) promises broken$/m.exec(said) ?? [];
  if (code !== 0) console.log(said);
  return { histories: Number(histories), broken: Number(broken) };
}
