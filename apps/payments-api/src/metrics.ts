import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What a person who runs this looks at. Labels are few and bounded: no ids, no users, no paths with ids. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly providerCalls: Histogram<'provider' | 'verb' | 'verdict'>;
  readonly payments: Counter<'status' | 'provider'>;
  readonly forgedWebhooks: Counter<'provider'>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry of its own, so that two hosts in one process (tests) don't meet. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'payments_http_seconds',
      help: 'Requests by route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    providerCalls: new Histogram({
      name: 'payments_provider_call_seconds',
      help: 'Calls to providers by verdict.',
      labelNames: ['provider', 'verb', 'verdict'],
      buckets: SECONDS,
      registers,
    }),
    payments: new Counter({
      name: 'payments_outcomes_total',
      help: 'How commands on payments were answered.',
      labelNames: ['status', 'provider'],
      registers,
    }),
    forgedWebhooks: new Counter({
      name: 'payments_forged_webhooks_total',
      help: 'Webhooks that failed their check.',
      labelNames: ['provider'],
      registers,
    }),
  };
}
