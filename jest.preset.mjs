import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const swc = { ...JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8')), swcrc: false };

/** One project's Jest settings: real ES modules, libraries by their sources, TypeScript through swc. */
export function jestProject(rootDir, more = {}) {
  return {
    displayName: basename(rootDir),
    rootDir,
    testMatch: ['<rootDir>/{src,e2e,test}/**/*.spec.ts'],
    testEnvironmentOptions: { customExportConditions: ['@payments/source', 'node', 'node-addons'] },
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '^.+\\.ts$': ['@swc/jest', swc], '/node_modules/.+\\.m?js$': ['@swc/jest', swc] },
    // Two ESM-only packages that CommonJS ones require.
    transformIgnorePatterns: ['/node_modules/(?!(?:.+/)?(?:cookie|content-disposition)/)'],
    ...more,
  };
}
