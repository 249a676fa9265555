import {
  CircuitState,
  ExponentialBackoff,
  SamplingBreaker,
  circuitBreaker,
  handleWhenResult,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import type { Answer } from '@payments/domain';

/** Half of the calls of ten seconds, and at least twenty of them: one payer's bad luck opens nothing. */
const SAMPLE = { threshold: 0.5, duration: 10_000, minimumRps: 2 } as const;
/** The pause before one call is let through to see: short, so that a provider that is well again is found within seconds. */
const FIRST_LOOK_MS = 500;
const LONGEST_LOOK_MS = 2_000;

export type CircuitWatcher = (state: 'open' | 'half_open' | 'closed') => void;

/** A breaker over verdicts: a provider that leaves calls unanswered, or turns them away, is left alone for a while. */
export function providerCircuit(onChange: CircuitWatcher): CircuitBreakerPolicy {
  const circuit = circuitBreaker(handleWhenResult(isUnwell), {
    breaker: new SamplingBreaker(SAMPLE),
    halfOpenAfter: new ExponentialBackoff({ initialDelay: FIRST_LOOK_MS, maxDelay: LONGEST_LOOK_MS }),
  });
  circuit.onStateChange((state) => {
    const named = STATES[state];
    if (named !== null) onChange(named);
  });
  return circuit;
}

const STATES: Readonly<Record<CircuitState, Parameters<CircuitWatcher>[0] | null>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: null,
};

function isUnwell(result: unknown): boolean {
  const { verdict } = result as Answer<unknown>;
  return verdict === 'unknown' || verdict === 'not_done';
}
