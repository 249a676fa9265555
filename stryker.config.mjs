import { readdirSync } from 'node:fs';

/**
 * npm run mutation: changes the core's decisions one at a time and asks whether a test notices. Slow, so it is a command of its own.
 * The score, and what its survivors are: CONTRIBUTING.md.
 */
const DOMAIN = 'libs/payments-domain';
const CORE = ['next-step', 'apply-answer', 'apply-object', 'apply-refunds', 'endings', 'schedule', 'record-change'];

/** The stories that go through the core by themselves, quick enough to be told again for each of some hundred changes. */
const STORIES = [...CORE, 'whole-life', 'take-payment', 'refund-payment', 'confirm-and-retry'];

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
    config: { testMatch: STORIES.map((name) => `<rootDir>/src/**/${name}.spec.ts`) },
  },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  mutate: CORE.map((name) => `${DOMAIN}/src/${name}.ts`),
  // What is copied is the domain, and what its tests read.
  ignorePatterns: ['/apps', '/tools', ...neighbours, '**/dist', '**/out-tsc'],
  coverageAnalysis: 'perTest',
  // Sentences for people are no decisions, and an emptied body or literal is found by the compiler or by anybody: what is left are the conditions.
  mutator: {
    excludedMutations: ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration', 'BlockStatement', 'OptionalChaining'],
  },
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: null },
};
