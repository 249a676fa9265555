import { failureOf } from '../failure.ts';
import type { Send } from '../ports.ts';
import type { Answer } from '../provider-facts.ts';
import { throughPort, type PortHooks } from './port-hooks.ts';
import { FAULTS, type Fault, type FaultPlan, type SimulatedVerb } from './simulated-faults.ts';

/** One request that reached the provider. */
export interface SimulatedRequest {
  readonly verb: SimulatedVerb;
  readonly key: string | null;
  readonly at: Date;
}

/** What of a `Send` matters on the wire; a saved method's has only the key. */
export type WireSend = Pick<Send, 'key'> & Partial<Send>;

/** The way between us and the simulated provider: its faults, its lateness, and its memory of keys. */
export interface SimulatedWire {
  readonly requests: readonly SimulatedRequest[];
  /** `work` makes the effect, and answers how to look at it now and later. `request` is what must be the same under one key. */
  write<T>(
    verb: SimulatedVerb,
    send: WireSend,
    request: string,
    work: (fault: Fault) => () => Answer<T>,
  ): Promise<Answer<T>>;
  /** A read: whatever goes wrong with it says nothing about what it asked for. */
  read<T>(verb: SimulatedVerb, work: () => Answer<T>): Promise<Answer<T>>;
  /** Lets the requests arrive that are still on their way. */
  deliverLate(): void;
}

export interface WireOptions {
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly hooks: PortHooks;
  readonly repeats: 'first_answer' | 'object_now';
}

interface Remembered {
  readonly request: string;
  readonly answer: () => Answer<unknown>;
}

export function simulatedWire({ now, faults, hooks, repeats }: WireOptions): SimulatedWire {
  const requests: SimulatedRequest[] = [];
  const late: (() => void)[] = [];
  const memory = new Map<string, Remembered>();

  function byKey<T>(verb: SimulatedVerb, send: WireSend, request: string, work: () => () => Answer<T>): Answer<T> {
    requests.push({ verb, key: send.key, at: now() });
    const before = memory.get(send.key);
    if (before && before.request !== request) return noTo(send, 'idempotency_error');
    if (before) return before.answer() as Answer<T>;
    const look = work();
    const first = look();
    // What was refused made nothing, and is judged afresh.
    if (first.verdict === 'known')
      memory.set(send.key, { request, answer: repeats === 'first_answer' ? () => first : look });
    return first;
  }

  return {
    requests,
    write: (verb, send, request, work) =>
      throughPort(hooks, `provider.${verb}`, async () => {
        if (send.sendBefore && now() >= send.sendBefore)
          return { verdict: 'unknown', reason: 'the time to send is over' };
        const fault = faults.take(verb);
        if (fault === 'slow') await eventually();
        const { effect, answer } = FAULTS[fault];
        const arrive = () => byKey(verb, send, `${verb} ${request}`, () => work(fault));
        if (effect === 'later') late.push(() => void arrive());
        const truth = effect === 'now' ? arrive() : null;
        if (fault === 'slow') await eventually();
        if (truth && answer === 'truth') return truth;
        if (answer === 'not_done') return { verdict: 'not_done', reason: fault };
        return answer === 'refused' ? noTo(send, fault) : { verdict: 'unknown', reason: fault };
      }),
    read: (verb, work) =>
      throughPort(hooks, `provider.${verb}`, async () => {
        const fault = faults.take(verb);
        if (fault === 'slow') await eventually();
        requests.push({ verb, key: null, at: now() });
        return FAULTS[fault].answer === 'truth' ? work() : { verdict: 'unknown', reason: fault };
      }),
    deliverLate: () => {
      for (const arrive of late.splice(0)) arrive();
    },
  };
}

/** A 4xx is a no only on the first request of an attempt: after one that may have arrived it proves nothing. */
export function noTo<T>(send: Partial<Send>, reason: string): Answer<T> {
  if (send.first === false) return { verdict: 'unknown', reason };
  const code = reason === 'refund_refused' ? 'refund_refused' : 'invalid_request';
  return { verdict: 'refused', failure: failureOf(code, reason) };
}

/** Long enough for others to be faster. */
async function eventually(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}
