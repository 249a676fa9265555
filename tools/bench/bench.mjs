// npm run bench -- [--rounds 5] [--seconds 5] [--quick] [--events 10000]: our service against pgbench and two hand-written baselines, in turns within
// the same minutes, so that the ratios hold on any machine. docs/performance.md says what the figures mean.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../build.mjs';
import { openCluster } from './database.mjs';
import { delivery } from './delivery.mjs';
import { HOW_TO_INSTALL, hasPgbench } from './pgbench.mjs';
import { broken, deliveryReport, report } from './report.mjs';
import { untilStopped } from './processes.mjs';
import { openRounds } from './rounds.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    events: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const QUICK = { rounds: 1, seconds: 2, events: 1_500, warm: 1_500 };
const WHOLE = { rounds: 5, seconds: 5, events: 10_000, warm: 24_000 };
const usual = values.quick ? QUICK : WHOLE;
const option = (name) => Number(values[name] ?? usual[name]);
const log = (line) => console.error(line);

await build();
if (!hasPgbench()) log(`NOTE: ${HOW_TO_INSTALL}`);
const dataDir = mkdtempSync(join(tmpdir(), 'payments-bench-files-'));
const cluster = await openCluster();
try {
  await untilStopped(bench);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await cluster.close();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

async function bench() {
  const { version, fsync, synchronous_commit: commit } = cluster.facts;
  const machine = `${cpus().length} cores (${cpus()[0].model}), Node ${process.versions.node}`;
  console.log(`${machine}, PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${commit}`);
  const rounds = await measured();
  console.log(`\nmedians of the ratios of ${rounds.length} rounds of ${option('seconds')} s\n\n${report(rounds)}\n`);
  log('delivering events');
  const url = await cluster.fresh('events');
  console.log(deliveryReport(await delivery({ url, dataDir, events: option('events') })));
  for (const name of broken(rounds)) console.log(`NOT HELD: ${name}`);
  if (!hasPgbench()) console.log(`NOTE: ${HOW_TO_INSTALL}`);
}

async function measured() {
  const open = await openRounds({ cluster, dataDir, seconds: option('seconds'), log });
  try {
    await open.warm(usual.warm);
    const rounds = [];
    for (let round = 1; round <= option('rounds'); round++) {
      log(`round ${round} of ${option('rounds')}`);
      rounds.push({ ...(await open.once()), atRest: open.atRest });
    }
    return rounds;
  } finally {
    await open.close();
  }
}
