import { PaymentError } from '@payments/domain';
import { createRateLimiter, publicLimit, type RateLimiter } from './rate-limit.ts';

const START = 60_000 * 1_000;

/** Seconds to wait; 0 where the call was let through. */
function waitFor(limiter: RateLimiter, caller: string): number {
  try {
    limiter.take(caller);
    return 0;
  } catch (thrown) {
    if (thrown instanceof PaymentError && thrown.code === 'rate_limited') return thrown.details.retryAfterSeconds ?? -1;
    throw thrown;
  }
}

it('lets a minute’s share through, then says how long to wait, and that wait is enough', () => {
  let at = START + 15_000;
  const limiter = createRateLimiter(60, () => at);
  for (let call = 0; call < 60; call++) expect(waitFor(limiter, 'u_1')).toBe(0);
  const seconds = waitFor(limiter, 'u_1');
  expect(seconds).toBeGreaterThan(0);
  expect(waitFor(limiter, 'u_2')).toBe(0);
  at += seconds * 1_000;
  expect(waitFor(limiter, 'u_1')).toBe(0);
});

it('allows no burst of twice the share around a full minute', () => {
  let at = START + 59_000;
  const limiter = createRateLimiter(100, () => at);
  for (let call = 0; call < 100; call++) limiter.take('u_1');
  at += 2_000;
  const passed = Array.from({ length: 100 }, () => waitFor(limiter, 'u_1')).filter((wait) => wait === 0);
  expect(passed.length).toBeLessThanOrEqual(2);
});

it('tells a wait that is enough, wherever in the minute it was', () => {
  for (let offset = 0; offset < 60_000; offset += 1_700) {
    let at = START;
    const limiter = createRateLimiter(10, () => at);
    for (let call = 0; call < 8; call++) limiter.take('u_1');
    at = START + 60_000 + offset;
    let seconds = 0;
    while (seconds === 0) seconds = waitFor(limiter, 'u_1');
    expect(seconds).toBeLessThanOrEqual(61);
    at += seconds * 1_000;
    expect(waitFor(limiter, 'u_1')).toBe(0);
  }
});

it('remembers a bounded number of callers, the busy ones longest', () => {
  const limiter = createRateLimiter(2, () => START, 10);
  limiter.take('busy');
  for (let other = 0; other < 9; other++) limiter.take(`u_${other}`);
  limiter.take('busy');
  for (let other = 20; other < 29; other++) limiter.take(`u_${other}`);
  expect(waitFor(limiter, 'busy')).toBeGreaterThan(0);
  limiter.take('u_30');
  expect(waitFor(limiter, 'busy')).toBe(0);
});

it('0 is off, and a tenth of little is not off', () => {
  const limiter = createRateLimiter(0);
  for (let call = 0; call < 10_000; call++) limiter.take('u_1');
  expect([publicLimit(0), publicLimit(5), publicLimit(600)]).toEqual([0, 1, 60]);
});
