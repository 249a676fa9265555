import { proof } from './proof.ts';

describe('load, kill -9 and a database that is away, in short', () => {
  it('promises 1, 4 and 9: all that was answered 2xx is there, charged once, and nobody had to help', async () => {
    const { broken, text } = await proof('--only', 'c', '--minutes', '0.2');
    expect([broken, text]).toEqual([0, expect.stringMatching(/[1-9]\d* acknowledged .* [1-9]\d* processes killed/)]);
  }, 300_000);
});
