import { proof } from './proof.ts';

describe('random histories over PostgreSQL, in short', () => {
  it('promises 1, 2, 3, 5, 6 and 9 hold after every step, whatever is asked, fails, dies or comes late', async () => {
    const { broken, histories, text } = await proof('--only', 'b', '--runs', '25');
    expect([broken, text]).toEqual([0, expect.stringContaining('25 histories')]);
    expect(histories).toBeGreaterThan(0);
  }, 300_000);
});
