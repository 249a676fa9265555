// node tools/bench/seed.mjs [--rows 5000000] [--rounds 5]: two databases with the real schema, one with 10 000 payments, one with `rows` (about 2 kB
// each on disk), and what lists and creates cost on the second beside the first, in turns.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../build.mjs';
import { openCluster } from './database.mjs';
import { compareLists, listReport } from './lists.mjs';
import { startPayments } from './payments-process.mjs';
import { untilStopped } from './processes.mjs';
import { fillPayments } from './seed-rows.mjs';

const FEW = 10_000;
const ENCRYPTION_KEY = `bench:${Buffer.alloc(32, 7).toString('base64')}`;
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '5000000' }, rounds: { type: 'string', default: '5' } },
});
const many = Number(values.rows);
const log = (line) => console.error(line);

await build();
const dataDir = mkdtempSync(join(tmpdir(), 'payments-bench-files-'));
const cluster = await openCluster();
try {
  await untilStopped(compare);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await cluster.close();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

async function compare() {
  const filled = [];
  for (const rows of [FEW, many]) {
    const url = await cluster.fresh(`rows_${rows}`);
    const server = await startPayments(url, dataDir, { ROLE: 'api', ENCRYPTION_KEYS: ENCRYPTION_KEY });
    const deepId = await fillPayments({ url, serviceUrl: server.url, rows, encryptionKey: ENCRYPTION_KEY, log });
    filled.push({ ...server, deepId });
  }
  const { postmaster } = cluster;
  const rounds = await compareLists({ few: filled[0], many: filled[1], postmaster, rounds: Number(values.rounds) });
  console.log(listReport(rounds, FEW, many));
}
