/** The contract's pauses between tries, in units of the first one (5 s): 5 s, 30 s, 2 min, 10 min, 1 h, then every 3 h for three days. */
const PAUSES: readonly number[] = [1, 6, 24, 120, 720, ...Array<number>(24).fill(2_160)];
/** Subscribers that failed together are not tried together: each pause is up to this part longer. */
const JITTER = 0.1;

/** How many times an event is sent before it is dead. */
export const TRIES_MAX = PAUSES.length + 1;

/** The pause after a number of failed tries (1 and more); `null`: it was the last one. All pauses go with the first one's length. */
export function pauseAfter(tries: number, firstMs: number, random: number): number | null {
  const units = PAUSES[tries - 1];
  return units === undefined ? null : Math.round(units * firstMs * (1 + JITTER * random));
}
