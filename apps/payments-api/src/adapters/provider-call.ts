import {
  BulkheadRejectedError,
  BrokenCircuitError,
  ExponentialBackoff,
  bulkhead,
  handleWhenResult,
  retry,
} from 'cockatiel';
import type { Answer, Send } from '@payments/domain';
import { providerCircuit, type CircuitWatcher } from './provider-circuit.ts';
import { within } from './within.ts';

/** All tries of one call together: a caller waits no longer, and gets a 202. The contract's 10 s, less what our own writes take. */
const TRIES_TOGETHER_MS = 9_500;
/** A try that has less than this left would only become one more unknown. */
const SHORTEST_TRY_MS = 20;
const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 2_000;

export interface CallLimits {
  /** How long one try may take. */
  readonly timeoutMs: number;
  /** Tries after the first. */
  readonly maxRetries: number;
  /** Calls in flight at once; more are refused here, without having been sent. */
  readonly maxInFlight: number;
  /** Resolves to false where no permit came free in time; absent where the provider is not limited. */
  readonly takePermit?: (waitMs: number) => Promise<boolean>;
  /** False for a provider that can't be ill, such as the built-in one. */
  readonly breaks: boolean;
  readonly triesTogetherMs?: number;
  readonly firstPauseMs?: number;
  readonly now: () => Date;
}

/** Hears of each try that ended, for metrics and logs; `fault` is what an adapter threw. */
export type TryWatcher = (ended: {
  readonly verb: string;
  readonly verdict: Answer<unknown>['verdict'];
  /** Code words why it is not what was asked for; no text of the provider's, nothing of a body. */
  readonly reason: string | null;
  readonly ms: number;
  readonly fault?: unknown;
}) => void;

/** What is asked, and how often it may be. */
export interface Call<T> {
  readonly verb: string;
  readonly ask: (first: boolean) => Promise<Answer<T>>;
  /** A send changes something at the provider; a read says nothing about what it could not see. */
  readonly send: Partial<Pick<Send, 'first' | 'sendBefore'>> | null;
  /** One try, as long as it needs within this; for listings, which are many requests. */
  readonly onceWithinMs?: number;
}

export type ProviderCaller = <T>(call: Call<T>) => Promise<Answer<T>>;

interface Tried<T> {
  readonly answer: Answer<T>;
  readonly again: boolean;
}

/**
 * Every call to one provider goes through here: a permit, a bound, a circuit, a deadline, and the same request again while there is time.
 * What comes out judges all tries together: after one that may have arrived, neither "it was not done" nor "it was refused" is certain.
 */
export function providerCaller(limits: CallLimits, onTry: TryWatcher, onCircuit: CircuitWatcher): ProviderCaller {
  const room = bulkhead(limits.maxInFlight);
  const circuit = limits.breaks ? providerCircuit(onCircuit) : null;
  const tries = retry(
    handleWhenResult((result) => (result as Tried<unknown>).again),
    {
      maxAttempts: limits.maxRetries,
      backoff: new ExponentialBackoff({
        initialDelay: limits.firstPauseMs ?? FIRST_PAUSE_MS,
        maxDelay: LONGEST_PAUSE_MS,
      }),
    },
  );

  async function askOnce<T>(call: Call<T>, first: boolean, ms: number): Promise<Answer<T>> {
    const started = performance.now();
    const tell = (answer: Answer<T>, fault?: unknown) => {
      const ms = performance.now() - started;
      const facts = { verb: call.verb, verdict: answer.verdict, reason: reasonOf(answer), ms };
      onTry(fault === undefined ? facts : { ...facts, fault });
      return answer;
    };
    try {
      return tell((await within(ms, call.ask(first))) ?? unknown('no answer in time'));
    } catch (fault) {
      // An adapter that throws has a bug; what it had sent by then may have arrived.
      return tell(unknown('the adapter failed'), fault);
    }
  }

  async function tryOnce<T>(call: Call<T>, first: boolean, left: () => number): Promise<Tried<T>> {
    if (limits.takePermit && !(await limits.takePermit(left() - SHORTEST_TRY_MS)))
      return { answer: notSent(call, 'rate limit'), again: true };
    if (isLate(call, limits)) return { answer: unknown('the time to send is over'), again: false };
    const within = Math.min(call.onceWithinMs ?? limits.timeoutMs, Math.max(1, Math.floor(left())));
    const ask = () => askOnce(call, first, within);
    try {
      const answer = await room.execute(() => (circuit === null ? ask() : circuit.execute(ask)));
      const again = (answer.verdict === 'not_done' || answer.verdict === 'unknown') && answer.atOnce !== false;
      return { answer, again };
    } catch (error) {
      // An open circuit stays open for longer than we pause: the route's next provider is the better try.
      if (error instanceof BrokenCircuitError) return { answer: notSent(call, 'circuit open'), again: false };
      if (error instanceof BulkheadRejectedError) return { answer: notSent(call, 'too many in flight'), again: true };
      throw error;
    }
  }

  return async <T>(call: Call<T>): Promise<Answer<T>> => {
    const end = performance.now() + (call.onceWithinMs ?? limits.triesTogetherMs ?? TRIES_TOGETHER_MS);
    const left = () => end - performance.now();
    let doubt: Answer<T> | null = null;
    let last: Answer<T> | null = null;
    const { answer } = await tries.execute(async (): Promise<Tried<T>> => {
      if (last !== null && (left() < SHORTEST_TRY_MS || isLate(call, limits))) return { answer: last, again: false };
      const tried = await tryOnce(call, (call.send?.first ?? false) && doubt === null, left);
      last = tried.answer;
      if (last.verdict === 'unknown') doubt ??= last;
      return call.onceWithinMs === undefined ? tried : { ...tried, again: false };
    });
    return judged(answer, doubt);
  };
}

function reasonOf(answer: Answer<unknown>): string | null {
  if (answer.verdict === 'refused') return answer.failure.providerCode ?? answer.failure.code;
  return answer.verdict === 'unknown' || answer.verdict === 'not_done' ? answer.reason : null;
}

/** Once a request may have arrived, what a later one was told proves nothing about it. */
function judged<T>(answer: Answer<T>, doubt: Answer<T> | null): Answer<T> {
  const proves = answer.verdict === 'known' || answer.verdict === 'absent';
  return proves || doubt === null ? answer : doubt;
}

function isLate<T>({ send }: Call<T>, { now }: CallLimits): boolean {
  return send?.sendBefore != null && now() >= send.sendBefore;
}

/** A send that we kept back was not done; a read that we kept back says nothing. */
function notSent<T>({ send }: Call<T>, reason: string): Answer<T> {
  return send === null ? unknown(reason) : { verdict: 'not_done', reason };
}

function unknown<T>(reason: string): Answer<T> {
  return { verdict: 'unknown', reason };
}
