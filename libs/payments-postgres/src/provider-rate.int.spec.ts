import { setTimeout as sleep } from 'node:timers/promises';
import { testClock } from '@payments/domain/testing';
import { openTestStorage, type TestStorage } from '../test/test-storage.ts';
import { leaseProviderCalls } from './provider-rate.ts';

let opened: TestStorage;
beforeAll(async () => {
  opened = await openTestStorage(testClock().now, () => '');
});
afterAll(() => opened.close());

/** The start of a second, so that a test does not straddle two. */
const secondBegins = () => sleep(1_020 - (Date.now() % 1_000));

describe("a provider's calls of a second", () => {
  it('are shared by all replicas, and not one is granted twice', async () => {
    await secondBegins();
    const leases = await Promise.all(
      Array.from({ length: 16 }, () => leaseProviderCalls(opened.database, 'stripe', 100, 10)),
    );
    expect(leases.reduce((sum, lease) => sum + lease.granted, 0)).toBe(100);
    for (const { secondLeftMs } of leases) expect(secondLeftMs).toBeLessThanOrEqual(1_000);
  });

  it('come anew with the next second, and each provider has its own', async () => {
    await secondBegins();
    expect(await leaseProviderCalls(opened.database, 'yookassa', 5, 10)).toMatchObject({ granted: 5 });
    expect(await leaseProviderCalls(opened.database, 'yookassa', 5, 10)).toMatchObject({ granted: 0 });
    expect(await leaseProviderCalls(opened.database, 'other', 5, 2)).toMatchObject({ granted: 2 });
    await secondBegins();
    expect(await leaseProviderCalls(opened.database, 'yookassa', 5, 10)).toMatchObject({ granted: 5 });
  });
});
