import { pauseAfter, TRIES_MAX } from './retry-schedule.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('the schedule of retries', () => {
  it("is the contract's: 5 s, 30 s, 2 min, 10 min, 1 h, then every 3 h for three days, then dead", () => {
    const pauses = Array.from({ length: TRIES_MAX }, (_, tries) => pauseAfter(tries + 1, 5_000, 0));
    expect(pauses.slice(0, 6)).toEqual([5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR]);
    const long = pauses.slice(5, -1);
    expect(new Set(long)).toEqual(new Set([3 * HOUR]));
    expect(long.length * 3).toBe(72);
    expect(pauses.at(-1)).toBeNull();
  });

  it('is spread by up to a tenth, so that what failed together is not tried together', () => {
    expect(pauseAfter(1, 5_000, 1)).toBe(5_500);
    expect(pauseAfter(1, 5_000, 0.5)).toBe(5_250);
  });
});
