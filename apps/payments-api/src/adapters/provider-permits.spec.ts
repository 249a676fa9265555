import { providerPermits } from './provider-permits.ts';

/** What the database keeps for all replicas: so many permits in each second. */
function sharedSecond(limit: number) {
  let second = 0;
  let used = 0;
  const leases: number[] = [];
  const lease = async (block: number) => {
    await Promise.resolve();
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, used] = [now, 0];
    const granted = Math.min(block, limit - used);
    used += granted;
    leases.push(granted);
    return { granted, secondLeftMs: 1000 - (performance.now() % 1000) };
  };
  return { lease, leases };
}

describe('permits to call a provider', () => {
  it('hold the limit over all replicas, second by second', async () => {
    const { lease } = sharedSecond(20);
    const replicas = [providerPermits({ lease, limit: 20 }), providerPermits({ lease, limit: 20 })];
    const taken: number[] = [];
    await Promise.all(
      replicas.flatMap((take) =>
        Array.from({ length: 25 }, async () => {
          expect(await take(5_000)).toBe(true);
          taken.push(Math.floor(performance.now() / 1000));
        }),
      ),
    );
    for (const count of countBy(taken).values()) expect(count).toBeLessThanOrEqual(20);
    expect(taken).toHaveLength(50);
  });

  it('are leased in blocks: a hundred calls are some ten statements', async () => {
    const { lease, leases } = sharedSecond(100_000);
    const take = providerPermits({ lease, limit: 100 });
    for (let n = 0; n < 100; n++) await take(1_000);
    expect(leases.length).toBeLessThan(16);
  });

  it('are refused, and not waited for, where the wait would outlast the request', async () => {
    const lease = () => Promise.resolve({ granted: 0, secondLeftMs: 900 });
    expect(await providerPermits({ lease, limit: 10 })(50)).toBe(false);
  });

  it('are not given while the database can not be asked', async () => {
    const lease = () => Promise.reject(new Error('away'));
    expect(await providerPermits({ lease, limit: 10 })(1_000)).toBe(false);
  });
});

function countBy(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
