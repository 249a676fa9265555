import type { KeyRef, PaymentStorage } from '@payments/domain';

/** Keys that this process has met, at least so many of the latest: a quarter of a minute's creates and more. Some 2 MB. */
const KEYS_MAX = 5_000;

/**
 * `insertOnce` that looks a key up first where it has met it before: a repeat then costs a read instead of a refused write, and does not
 * undo the statement that others share with it. A hint and no more: whether the key lives is the database's word.
 */
export function rememberingKeys(
  storage: Pick<PaymentStorage, 'insertOnce' | 'findKey'>,
  keysMax = KEYS_MAX,
): PaymentStorage['insertOnce'] {
  // Two generations: forgetting the older one as a whole costs nothing, where taking the oldest key out of one set costs a walk.
  let met = new Set<string>();
  let before = new Set<string>();
  return async (creation) => {
    const { claim } = creation;
    if (claim === null) return storage.insertOnce(creation);
    const name = nameOf(claim);
    const found = met.has(name) || before.has(name) ? await storage.findKey(claim) : null;
    if (found) return { kind: 'key', found };
    met.add(name);
    if (met.size >= keysMax) [before, met] = [met, new Set()];
    return storage.insertOnce(creation);
  };
}

function nameOf({ scope, operation, key }: KeyRef): string {
  return `${scope}\n${operation}\n${key}`;
}
