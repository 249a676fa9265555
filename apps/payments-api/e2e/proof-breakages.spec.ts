import { spawnSync } from 'node:child_process';
import { PROVE } from './proof.ts';

describe('the proof is not blind', () => {
  it('promises 1 to 9: what keeps each is broken on purpose in a copy of the code, and found', () => {
    const args = [PROVE, '--built', '--breakages', '--short'];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stdout + stderr]).toEqual([0, expect.stringContaining('9 breakages, 0 not found')]);
    for (const promise of [1, 2, 3, 4, 5, 6, 7, 8, 9])
      expect(stdout).toMatch(new RegExp(`^found +promise ${promise}:`, 'm'));
  }, 300_000);
});
