import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { jestProject, TEST_TIMEOUT_MS } from './jest.preset.mjs';

const root = import.meta.dirname;
const rooms = ['libs', 'apps', 'tools'].flatMap((room) =>
  readdirSync(join(root, room)).map((name) => join(root, room, name)),
);
const packages = rooms.filter((room) => existsSync(join(room, 'jest.config.mjs')));
const configs = await Promise.all(packages.map(async (room) => (await import(join(room, 'jest.config.mjs'))).default));

/** Half of what the suites do is to wait for programs, so a core carries more than one; each holds connections of one PostgreSQL. */
const WORKERS = Math.min(Math.ceil(availableParallelism() * 1.5), 8);
/** What a suite loaded as modules stays in its worker for good; a full one collects garbage more than it tests. */
const WORKER_MEMORY = '600MB';

/** Every package's project, and the house's own rules in `tools/*.spec.ts`. */
export default {
  projects: [...configs, jestProject(join(root, 'tools'), { testMatch: ['<rootDir>/*.spec.ts'] })],
  reporters: ['default', join(root, 'tools/count-reporter.mjs')],
  testSequencer: join(root, 'tools/longest-first.mjs'),
  testTimeout: TEST_TIMEOUT_MS,
  maxWorkers: WORKERS,
  workerIdleMemoryLimit: WORKER_MEMORY,
  collectCoverageFrom: ['libs/payments-domain/src/**/*.ts'],
  coverageDirectory: join(root, 'coverage'),
  coverageReporters: ['text-summary', 'json-summary', 'lcovonly'],
  // The payment logic is covered whole, each line and each branch.
  coverageThreshold: { global: { lines: 100, branches: 100 } },
};
