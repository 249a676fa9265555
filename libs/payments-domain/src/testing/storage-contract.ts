import { changeCases } from './storage-changes.ts';
import { creationCases } from './storage-creations.ts';
import { keyCases } from './storage-keys.ts';
import { methodCases } from './storage-methods.ts';
import type { MakeStorage, StorageRig } from './storage-rig.ts';
import { workCases } from './storage-work.ts';
import { testRunner } from './test-runner.ts';

/**
 * One suite for every `PaymentStorage`: what it must hold, whoever calls at once and whatever fails. Call it in a spec file.
 * `makeStorage` is asked before each test; it may hand out the same database again, because every test uses ids of its own.
 */
export function storageContract(name: string, makeStorage: MakeStorage): void {
  const runner = testRunner();
  runner.describe(`${name} keeps the storage contract`, () => {
    let current: StorageRig | null = null;
    const rig = (): StorageRig => {
      if (current === null) throw new Error('the storage is made before each test');
      return current;
    };
    runner.beforeEach(async () => {
      current = await makeStorage();
    });
    runner.afterEach(async () => {
      await current?.close();
      current = null;
    });
    const suite = {
      describe: (title: string, body: () => void) => runner.describe(title, body),
      it: (title: string, body: () => Promise<void>) => runner.it(title, body, CASE_TIMEOUT_MS),
      beforeEach: (body: () => Promise<void>) => runner.beforeEach(body),
      afterEach: (body: () => Promise<void>) => runner.afterEach(body),
      expect: (actual: unknown) => runner.expect(actual),
      rig,
      storage: () => rig().storage,
    };
    runner.describe('creations', () => creationCases(suite));
    runner.describe('changes', () => changeCases(suite));
    runner.describe('keys', () => keyCases(suite));
    runner.describe('due work, the inbox and refusals', () => workCases(suite));
    runner.describe('saved methods', () => methodCases(suite));
  });
}

/** A hundred writers on one row of a real database, on a machine with two busy cores. */
const CASE_TIMEOUT_MS = 60_000;
