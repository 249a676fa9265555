// Plays random histories against the domain: `npm run histories -- --runs 20000 --seed 7`. A failure prints the seed that replays it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5000' }, seed: { type: 'string' } },
});
const room = join(import.meta.dirname, '..', 'libs', 'payments-domain');
const jest = join(import.meta.dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js');
const seed = values.seed ? { HISTORIES_SEED: values.seed } : {};
const run = spawn(process.execPath, ['--experimental-vm-modules', jest, 'src/histories.spec.ts'], {
  cwd: room,
  stdio: 'inherit',
  env: { ...process.env, NODE_NO_WARNINGS: '1', HISTORIES_RUNS: values.runs, ...seed },
});
run.on('exit', (code) => process.exit(code ?? 1));
