import { proof } from './proof.ts';

describe('every crash point, in short', () => {
  it('X1 X2 X3 X4 X8 promises 1 to 6 and 9: a process stopped at any port call, at any step, leaves nothing twice and nothing lost', async () => {
    const { broken, points, text } = await proof('--only', 'a', '--runs', '32');
    expect([broken, text]).toEqual([0, expect.stringContaining('9 steps')]);
    expect(points).toBe(32);
  }, 300_000);
});
