/** The process died here: whoever waited for the call never hears of it, and what was not written did not happen. */
export class Crash extends Error {
  override readonly name = 'Crash';
  constructor(place: string) {
    super(`the process stopped ${place}`);
  }
}

/**
 * What a test may do around each call of a port: throw a `Crash`, wait for a scheduler, count.
 * `before` runs while nothing is written yet, `after` when all of it is.
 */
export interface PortHooks {
  before?: (call: string) => void | Promise<void>;
  after?: (call: string) => void | Promise<void>;
}

/** Runs a call as a remote one runs: others get their turn before it happens and before its answer is heard. */
export async function throughPort<T>(hooks: PortHooks, call: string, work: () => T | Promise<T>): Promise<T> {
  await Promise.resolve();
  await hooks.before?.(call);
  const answer = await work();
  await hooks.after?.(call);
  return answer;
}
