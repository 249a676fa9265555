import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';

// npm test: every test of every package in one run of Jest; `npm test -- <arguments>` passes them on.
const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const counts = join(root, 'coverage', 'counts.json');

// The end-to-end tests start the built program. A build that fails is one failure more, and no reason to hide the rest.
const built = await build().then(
  () => true,
  (error) => {
    console.error(error.message);
    return false;
  },
);

rmSync(counts, { force: true });
// Part of the tests can't cover the whole.
const coverage = args.length === 0 ? ['--coverage'] : [];
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const jest = spawn(process.execPath, [...flags, join(root, 'node_modules/jest/bin/jest.js'), ...coverage, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TEST_COUNTS_FILE: counts },
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => jest.kill(signal));

jest.on('exit', (code) => {
  const { passed, failed } = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 0 };
  // Jest also fails for what is no test: the coverage that is to be held, or a run that never began.
  const beside = (code !== 0 && failed === 0 ? 1 : 0) + (built ? 0 : 1);
  console.log(`${passed} passed, ${failed + beside} failed`);
  process.exitCode = failed + beside > 0 ? 1 : 0;
});
