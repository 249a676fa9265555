import type { KeyRef, PaymentStorage } from '@payments/domain';

/** Keys that this process has met, the oldest forgotten first: more than a minute's creates. About 2 MB. */
const KEYS_MAX = 10_000;

/**
 * `insertOnce` that looks a key up first where it has met it before: a repeat then costs a read instead of a refused write, and does not
 * undo the statement that others share with it. A hint and no more: whether the key lives is the database's word.
 */
export function rememberingKeys(
  storage: Pick<PaymentStorage, 'insertOnce' | 'findKey'>,
  keysMax = KEYS_MAX,
): PaymentStorage['insertOnce'] {
  const met = new Set<string>();
  return async (creation) => {
    const { claim } = creation;
    if (claim === null) return storage.insertOnce(creation);
    const name = nameOf(claim);
    const found = met.has(name) ? await storage.findKey(claim) : null;
    if (found) return { kind: 'key', found };
    met.add(name);
    const [oldest] = met;
    if (met.size > keysMax && oldest !== undefined) met.delete(oldest);
    return storage.insertOnce(creation);
  };
}

function nameOf({ scope, operation, key }: KeyRef): string {
  return `${scope}\n${operation}\n${key}`;
}
