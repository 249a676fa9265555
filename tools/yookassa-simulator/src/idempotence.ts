import { createHash } from 'node:crypto';
import { ApiError, invalid } from './api-error.ts';

/** https://yookassa.ru/developers/using-api/interaction-format#idempotence: a key is kept for a day. */
const KEPT_FOR_MS = 24 * 3_600_000;
const FORMAT = /^[0-9a-zA-Z+\-_.]{1,64}$/;

/** What a request made: the object that a repeat answers as it is by then, or the refusal it met. */
export type Outcome = { readonly kind: 'payment' | 'refund'; readonly id: string } | ApiError;

interface Kept {
  readonly fingerprint: string;
  readonly at: number;
  readonly outcome: Outcome;
}

export type KeyStore = Map<string, Kept>;

/**
 * Runs the work once for a key. A repeat gives back the outcome of the first; other data under the same key is a 400.
 * A refusal is kept as well: after a 4xx a client needs a new key.
 */
export function once(
  store: KeyStore,
  request: { readonly key: string | undefined; readonly path: string; readonly body: unknown; readonly now: Date },
  work: () => Outcome,
): Outcome {
  const { key } = request;
  if (key === undefined || key === '') throw invalid('Idempotence-Key', 'Idempotence key is missing');
  if (!FORMAT.test(key)) throw invalid('Idempotence-Key', 'At most 64 of 0-9 a-z A-Z + - _ .');
  const at = request.now.getTime();
  const fingerprint = createHash('sha256')
    .update(`${request.path}\n${canonical(request.body)}`)
    .digest('hex');
  const kept = store.get(key);
  if (kept && at - kept.at < KEPT_FOR_MS) {
    if (kept.fingerprint !== fingerprint) throw invalid('Idempotence-Key', 'The key was used with other data');
    return kept.outcome;
  }
  const outcome = attempt(work);
  store.set(key, { fingerprint, at, outcome });
  return outcome;
}

function attempt(work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

/** JSON with sorted keys: the order in which a client writes them is not part of the data. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
}
