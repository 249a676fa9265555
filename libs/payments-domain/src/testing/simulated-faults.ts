/** The calls that a provider answers; each may go wrong in its own way. */
export const SIMULATED_VERBS = [
  'submit',
  'confirm',
  'capture',
  'cancel',
  'fetch',
  'find',
  'refund',
  'fetchRefund',
  'findRefund',
  'ensureCustomer',
  'save',
  'remove',
] as const;
export type SimulatedVerb = (typeof SIMULATED_VERBS)[number];

/** What a fault does to the request's effect, and what the caller hears of it. */
interface FaultKind {
  /** `later`: the request is on its way still, and arrives when the test lets it (`deliverLate`). */
  readonly effect: 'now' | 'never' | 'later';
  readonly answer: 'truth' | 'unknown' | 'not_done' | 'refused';
}

/** Everything that is known to go wrong between two computers. `slow` is right in the end, after others had their turns. */
export const FAULTS = {
  none: { effect: 'now', answer: 'truth' },
  slow: { effect: 'now', answer: 'truth' },
  timeout_before: { effect: 'never', answer: 'unknown' },
  timeout_after: { effect: 'now', answer: 'unknown' },
  arrives_late: { effect: 'later', answer: 'unknown' },
  error_5xx_before: { effect: 'never', answer: 'unknown' },
  error_5xx_after: { effect: 'now', answer: 'unknown' },
  unreadable: { effect: 'now', answer: 'unknown' },
  unauthorized: { effect: 'never', answer: 'refused' },
  refused: { effect: 'never', answer: 'refused' },
  too_many_requests: { effect: 'never', answer: 'not_done' },
  connection_refused: { effect: 'never', answer: 'not_done' },
  /** The object is made with one minor unit more than was asked for. */
  wrong_amount: { effect: 'now', answer: 'truth' },
} as const satisfies Readonly<Record<string, FaultKind>>;
export type Fault = keyof typeof FAULTS;

/** Which fault the next call of a verb meets. */
export interface FaultPlan {
  /** The next call of the verb meets this one, once; several wait in line. */
  next(verb: SimulatedVerb, ...faults: readonly Fault[]): void;
  /** Every call meets it until it is told otherwise; a `next` goes first. */
  always(verb: SimulatedVerb, fault: Fault): void;
  /** Asked where nothing is planned: for random histories. */
  choose: (verb: SimulatedVerb) => Fault;
  /** Nothing goes wrong any more. */
  heal(): void;
  take(verb: SimulatedVerb): Fault;
}

export function faultPlan(): FaultPlan {
  const lines = new Map<SimulatedVerb, Fault[]>();
  const standing = new Map<SimulatedVerb, Fault>();
  const plan: FaultPlan = {
    next: (verb, ...faults) => void lines.set(verb, [...(lines.get(verb) ?? []), ...faults]),
    always: (verb, fault) => void standing.set(verb, fault),
    choose: () => 'none',
    heal: () => {
      lines.clear();
      standing.clear();
      plan.choose = () => 'none';
    },
    take: (verb) => lines.get(verb)?.shift() ?? standing.get(verb) ?? plan.choose(verb),
  };
  return plan;
}
