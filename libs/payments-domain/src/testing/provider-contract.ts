import { captureCases } from './provider-captures.ts';
import { chargeCases } from './provider-charges.ts';
import { confirmCases } from './provider-confirms.ts';
import { lookupCases } from './provider-lookups.ts';
import { methodPowerCases } from './provider-method-cases.ts';
import { refundCases } from './provider-refunds.ts';
import type { Capability, MakeProvider, ProviderRig, ProviderSuite } from './provider-rig.ts';
import { secrecyCases } from './provider-secrecy.ts';
import { testRunner } from './test-runner.ts';

/** A request that must time out, several times, on a machine with two busy cores. */
const CASE_TIMEOUT_MS = 60_000;

/**
 * One suite for every `PaymentProvider`: the same hard questions to each. Call it in an adapter's spec file.
 * `lacks` says what the adapter can't do; everything else it must do.
 */
export function providerContract(name: string, makeProvider: MakeProvider, lacks: readonly Capability[] = []): void {
  const runner = testRunner();
  runner.describe(`${name} keeps the provider contract`, () => {
    let current: ProviderRig | null = null;
    const rig = (): ProviderRig => {
      if (current === null) throw new Error('the provider is made before each test');
      return current;
    };
    runner.beforeEach(async () => {
      current = await makeProvider();
    });
    runner.afterEach(async () => {
      await current?.close();
      current = null;
    });
    const it = (title: string, body: () => Promise<void>) => runner.it(title, body, CASE_TIMEOUT_MS);
    const suite: ProviderSuite = {
      describe: (title, body) => runner.describe(title, body),
      it,
      beforeEach: (body) => runner.beforeEach(body),
      afterEach: (body) => runner.afterEach(body),
      expect: (actual) => runner.expect(actual),
      rig,
      itWith: (capability, title, body) => {
        if (!lacks.includes(capability)) it(title, body);
      },
    };
    it('lacks no more and no less than it says', () => {
      const { provider } = rig();
      runner.expect(provider.methods === undefined).toBe(lacks.includes('methods'));
      runner.expect(provider.webhooks === undefined).toBe(lacks.includes('webhooks'));
      if (lacks.includes('confirm')) runner.expect(provider.reconfirms).toBe(false);
      return Promise.resolve();
    });
    runner.describe('charges', () => chargeCases(suite));
    runner.describe('confirms', () => confirmCases(suite));
    runner.describe('captures and cancels', () => captureCases(suite));
    runner.describe('refunds', () => refundCases(suite));
    runner.describe('look-ups', () => lookupCases(suite));
    runner.describe('secrecy and webhooks', () => secrecyCases(suite));
    runner.describe('saved methods', () => methodPowerCases(suite));
  });
}
