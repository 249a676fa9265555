import { readdirSync } from 'node:fs';

/**
 * npm run mutation: changes the core's decisions one at a time and asks whether a test notices. Slow, so it is a command of its own.
 * The score, and what its survivors are: CONTRIBUTING.md.
 */
const DOMAIN = 'libs/payments-domain';
const CORE = ['next-step', 'apply-answer', 'apply-object', 'apply-refunds', 'endings', 'schedule', 'record-change'];

/** They find by trying much, and take half a minute: each of some hundred changes would wait for them. */
const TOO_LONG = ['crash-points', 'histories', 'currencies', 'money', 'receipt'];

const neighbours = readdirSync('libs')
  .map((name) => `/libs/${name}`)
  .filter((room) => room !== `/${DOMAIN}`);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'jest',
  // The domain's own tests alone: other rooms would lend it proofs that are not its own.
  jest: {
    projectType: 'custom',
    configFile: `${DOMAIN}/jest.config.mjs`,
    config: { testPathIgnorePatterns: TOO_LONG.map((name) => `/src/${name}\\.spec\\.ts$`) },
  },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  mutate: CORE.map((name) => `${DOMAIN}/src/${name}.ts`),
  // What is copied is the domain, and what its tests read.
  ignorePatterns: ['/apps', '/tools', ...neighbours, '**/dist', '**/out-tsc'],
  coverageAnalysis: 'perTest',
  // Sentences for people are no decisions.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: null },
};
