import { parseArgs } from 'node:util';
import { build } from '../build.mjs';

/**
 * `npm run prove`: shows that money moves once, on a PostgreSQL of its own in a temporary folder.
 *   a  a real process is stopped (SIGKILL) at every port call, at every step, with every answer of the provider
 *   b  random histories over PostgreSQL
 *   c  load on two API processes and two workers, of which one after the other is killed, and PostgreSQL for some seconds
 *   d  what must not get in or lie open: forged webhooks, card numbers, what is sealed
 * `--only a|b|c|d`, `--seed <n>` (replays), `--minutes <n>` (at most, for each part), `--runs <n>` (histories; crash points drawn
 * at random, instead of all), `--match <text>` (steps so named), `--memory` (histories without PostgreSQL, many a second), `--breakages` (breaks the code on purpose and
 * shows that it is found; `--short`: one thing for each promise).
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string' },
    runs: { type: 'string' },
    minutes: { type: 'string' },
    match: { type: 'string', default: '' },
    'stop-at-first': { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    breakages: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Date.now() % 2_147_483_647);
const number = (text) => (text === undefined ? null : Number(text));
const startedAt = performance.now();
const seconds = () => Math.round((performance.now() - startedAt) / 1000);

if (!values.built) await build();
const rows = [];
const counts = { histories: 0, points: 0, broken: 0 };
const options = {
  seed,
  runs: number(values.runs),
  match: values.match,
  stopAtFirst: values['stop-at-first'],
  minutes: number(values.minutes),
  memory: values.memory,
  short: values.short,
  progress: (text) => progress(text),
};

/** One line that is written over where a person looks on, and a line now and then where nobody does. */
let toldAt = 0;
function progress(text) {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K${seconds()} s  ${text}`);
  else if (performance.now() - toldAt > 10_000) {
    toldAt = performance.now();
    console.log(`${seconds()} s  ${text}`);
  }
}

const PARTS = {
  a: { title: 'every crash point', run: async () => (await import('./prove-points.mjs')).provePart },
  b: { title: 'random histories', run: async () => (await import('./prove-histories.mjs')).provePart },
  c: { title: 'load, kill -9, database away', run: async () => (await import('./prove-load.mjs')).provePart },
  d: { title: 'forged news, card numbers', run: async () => (await import('./prove-intruders.mjs')).provePart },
};

if (values.breakages) {
  const { proveBreakages } = await import('./breakages.mjs');
  process.exitCode = (await proveBreakages(options)) ? 0 : 1;
} else {
  for (const [name, { title, run }] of Object.entries(PARTS)) {
    if (values.only !== undefined && !values.only.includes(name)) continue;
    const from = seconds();
    const prove = await run();
    const result = await prove(options);
    counts.histories += result.histories ?? 0;
    counts.points += result.points ?? 0;
    counts.broken += result.broken.length;
    rows.push([name, title, result.what, `${result.broken.length} broken`, `${seconds() - from} s`]);
    if (process.stdout.isTTY) process.stdout.write('\r\u001B[K');
    for (const line of result.broken.slice(0, 20)) console.log(`BROKEN ${name}: ${line}`);
  }
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column].length)));
  console.log();
  for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  '));
  const args = process.argv.slice(2).filter((arg, index, all) => !/^--seed/.test(arg) && all[index - 1] !== '--seed');
  console.log(`\nreplay: npm run prove -- ${[...args, `--seed ${seed}`].join(' ')}`);
  console.log(`${counts.histories} histories, ${counts.points} crash points, ${counts.broken} promises broken`);
  process.exitCode = counts.broken === 0 ? 0 : 1;
}
