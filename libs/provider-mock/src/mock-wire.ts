import { isNativeError } from 'node:util/types';
import { failureOf, type Answer, type Send } from '@payments/domain';
import { openJournal, type Journal } from './journal.ts';
import { mockBank, type MockBank } from './mock-bank.ts';
import { settled, THINKS_MS, type MockObject } from './mock-objects.ts';
import type { MockRecord, MockRequest, Outcome, Refusal } from './mock-records.ts';
import { METHOD_PREFIX, MOCK_FAULTS, type MockFault, type Scenario } from './scenarios.ts';

export interface WireOptions {
  readonly dataDir: string;
  readonly now: () => Date;
  /** Called where something happened at the mock that nobody asked it for. Must not throw. */
  readonly knock?: ((providerPaymentId: string) => void) | undefined;
  /** How long an unanswered call takes; 0 by default, because nobody learns from waiting. */
  readonly silenceMs?: number | undefined;
  /** What the next request meets, reads too, whatever is paid with; asked once for each. For tests. */
  readonly fault?: (() => MockFault | null) | undefined;
}

/** One request on its way. */
export interface Call<T> {
  /** What the fault of a scenario happens to once: the first call of it. */
  readonly step: string;
  readonly scenario: () => Scenario;
  readonly send: { readonly key: string } & Partial<Send>;
  readonly request: MockRequest;
  /** The object that it is about, or makes. */
  readonly about: string | null;
  readonly view: () => Answer<T>;
}

/** The way to the mock and back: its journal, what gets lost on the way, and its knocks. */
export interface MockWire {
  readonly bank: MockBank;
  /** The object as it is now, whoever changed it; `null` where there is none. */
  object(id: string): MockObject | null;
  objectOfRefund(refundId: string): string | undefined;
  /** Every object, after what other processes did was taken in. */
  objects(): Iterable<MockObject>;
  /** The scenario of a token, or of a kept method, whoever saved it. */
  scenario(token: string | null): Scenario;
  call<T>(call: Call<T>): Promise<Answer<T>>;
  /** A read, which nothing gets in the way of but a disk that can't be read. */
  read<T>(view: () => Answer<T>): Promise<Answer<T>>;
  /** Does it without anything getting lost: what is done by hand at the mock. */
  ask(request: MockRequest): Outcome;
  knock(id: string): void;
  close(): void;
}

/** A knock comes a little after what it tells of. */
const KNOCK_DELAY_MS = 10;

export function mockWire({ dataDir, now, knock, silenceMs = 0, fault = () => null }: WireOptions): MockWire {
  const bank = mockBank();
  const timers = new Map<string, NodeJS.Timeout>();
  let journal: Journal<MockRecord, Outcome> | null = null;

  /** Opened with the first request, so that a service that never uses the mock leaves no file. */
  const opened = (): Journal<MockRecord, Outcome> => {
    if (journal) return journal;
    journal = openJournal<MockRecord, Outcome>({ dataDir, apply: bank.apply });
    journal.catchUp();
    // Who died before it could knock left that to us.
    if (knock) for (const object of bank.objects.values()) plan(object);
    return journal;
  };
  const ask = (request: MockRequest): Outcome => opened().append({ at: now().getTime(), ...request });

  /** Knocks once the bank has decided. */
  const plan = (object: MockObject | undefined): void => {
    if (!knock || !object || timers.has(object.id)) return;
    const dueAt = nextDue(object);
    if (dueAt === null) return;
    const waitMs = Math.min(Math.max(0, dueAt - now().getTime()), THINKS_MS);
    const timer = setTimeout(() => {
      timers.delete(object.id);
      const isDue = now().getTime() >= dueAt;
      // Where it can't be written down now, whoever hears the knock and looks does it.
      if (isDue) void overDisk(async () => found(current(object.id))).then(() => knock(object.id));
      const after = bank.objects.get(object.id);
      if (after && (!isDue || nextDue(after) !== dueAt)) plan(after);
    }, waitMs + KNOCK_DELAY_MS);
    timer.unref();
    timers.set(object.id, timer);
  };

  /** Writes down what time has brought, so that every process sees the same. */
  const current = (id: string): MockObject | null => {
    const object = bank.objects.get(id);
    if (!object) return null;
    if (settled(object, now().getTime()) === object) return object;
    ask({ do: 'settle', id });
    return bank.objects.get(id) ?? null;
  };

  /** Does what was asked, and answers as a provider does. */
  const answered = <T>({ send, request, about, view }: Call<T>): Answer<T> => {
    const outcome = ask(request);
    if (outcome !== 'done' && outcome !== 'repeated') return noTo(send, outcome);
    const answer = view();
    if (about !== null) plan(bank.objects.get(about));
    return answer;
  };

  const travel = async <T>(one: Call<T>): Promise<Answer<T>> => {
    const { send, scenario, step } = one;
    if (send.sendBefore && now() >= send.sendBefore) return { verdict: 'unknown', reason: 'the time to send is over' };
    const planned = fault() ?? scenarioFault(scenario(), step);
    if (planned === null) return answered(one);
    const { acts, answer, reason } = MOCK_FAULTS[planned];
    if (acts) answered(one);
    if (answer === 'not_done') return { verdict: 'not_done', reason };
    if (answer === 'refused') return noTo(send, planned);
    if (silenceMs > 0) await new Promise((resolve) => setTimeout(resolve, silenceMs));
    return { verdict: 'unknown', reason };
  };

  /** The first call of a step meets it; what is unavailable stays so. */
  const scenarioFault = ({ fault: own }: Scenario, step: string): MockFault | null => {
    if (own === undefined || own === 'unavailable') return own ?? null;
    return ask({ do: 'hear', step }) === 'done' ? own : null;
  };

  const look = <T>(view: () => Answer<T>): Answer<T> => {
    const planned = fault();
    return planned === null ? view() : { verdict: 'unknown', reason: MOCK_FAULTS[planned].reason };
  };

  return {
    bank,
    object: (id) => {
      opened().catchUp();
      return current(id);
    },
    objectOfRefund: (refundId) => {
      opened().catchUp();
      return bank.refunds.get(refundId);
    },
    objects: function* () {
      opened().catchUp();
      for (const id of [...bank.objects.keys()]) {
        const object = current(id);
        if (object) yield object;
      }
    },
    scenario: (token) => {
      if (token?.startsWith(METHOD_PREFIX)) opened().catchUp();
      return bank.scenario(token);
    },
    call: (one) => overDisk(() => travel(one)),
    read: (view) => overDisk(async () => look(view)),
    ask,
    knock: (id) => {
      plan(bank.objects.get(id));
      knock?.(id);
    },
    close: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      journal?.close();
      journal = null;
    },
  };
}

function found<T>(value: T | null): Answer<T> {
  return value === null ? { verdict: 'absent' } : { verdict: 'known', value };
}

function nextDue({ decidesAt, refunds }: MockObject): number | null {
  return [decidesAt, ...refunds.map((refund) => refund.endsAt)].reduce(
    (first, at) => (at !== null && (first === null || at < first) ? at : first),
    null,
  );
}

/** A 4xx is a no only on the first request of an attempt: after one that may have arrived it proves nothing. */
function noTo<T>({ first }: Partial<Send>, refusal: Refusal | MockFault): Answer<T> {
  if (first === false) return { verdict: 'unknown', reason: `the mock said ${refusal} to a repeated request` };
  const code = refusal === 'refund_refused' ? 'refund_refused' : 'invalid_request';
  return { verdict: 'refused', failure: failureOf(code, `mock_${refusal}`) };
}

/** A disk that is full or gone is the mock's network being down: what was written may have arrived. Anything else is a bug. */
async function overDisk<T>(work: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await work();
  } catch (error) {
    if (!isNativeError(error) || !('syscall' in error)) throw error;
    return { verdict: 'unknown', reason: `the mock's journal can't be used: ${error.message}` };
  }
}
