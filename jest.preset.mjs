import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const swc = { ...JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8')), swcrc: false };
const file = (name) => new URL(name, import.meta.url).pathname;

/** Only the domain's coverage is measured, and only by its own tests: the others would lend it lines it doesn't prove. */
const MEASURED = 'payments-domain';

/**
 * A test that needs longer says so; the limit is for machines with two busy cores. Jest reads it from the run's own
 * settings alone: beside `projects` a project's word does not count, so the root's file says it, too.
 */
export const TEST_TIMEOUT_MS = 60_000;

/**
 * One project's Jest settings: real ES modules, libraries by their sources, TypeScript through swc.
 * A project with `*.int.spec.ts` files or an `e2e` folder gets a PostgreSQL (`TEST_DATABASE_URL`), one for the whole run.
 */
export function jestProject(rootDir, more = {}) {
  const displayName = basename(rootDir);
  return {
    displayName,
    rootDir,
    testMatch: ['<rootDir>/{src,e2e,test}/**/*.spec.ts'],
    testEnvironmentOptions: { customExportConditions: ['@payments/source', 'node', 'node-addons'] },
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '^.+\\.ts$': ['@swc/jest', swc], '/node_modules/.+\\.m?js$': ['@swc/jest', swc] },
    // Two ESM-only packages that CommonJS ones require.
    transformIgnorePatterns: ['/node_modules/(?!(?:.+/)?(?:cookie|content-disposition)/)'],
    // Built files hold the same names and packages a second time.
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out-tsc/'],
    coveragePathIgnorePatterns: displayName === MEASURED ? ['/node_modules/', '\\.spec\\.ts$', '/src/testing/'] : ['/'],
    testTimeout: TEST_TIMEOUT_MS,
    ...(needsDatabase(rootDir) && {
      globalSetup: file('./tools/test-setup.mjs'),
      globalTeardown: file('./tools/test-teardown.mjs'),
    }),
    ...more,
  };
}

function needsDatabase(rootDir) {
  if (existsSync(join(rootDir, 'e2e'))) return true;
  const src = join(rootDir, 'src');
  return existsSync(src) && readdirSync(src, { recursive: true }).some((name) => name.endsWith('.int.spec.ts'));
}
