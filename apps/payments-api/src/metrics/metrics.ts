import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What is waiting, as the database has it at the time of a scrape. */
export interface Backlog {
  /** Payments, refunds and methods whose time has come, and nobody has taken yet. */
  readonly dueWork: number;
  /** How old the oldest of these is; 0 where there is none. */
  readonly dueWorkOldestSeconds: number;
  /** Events that are not delivered yet. */
  readonly outboxPending: number;
  readonly outboxOldestSeconds: number;
  /** Webhooks that a person must look at. */
  readonly deadWebhooks: number;
}

/** The numbers of this process, in Prometheus' form. Labels come from closed sets only, never from a caller. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  paymentBecame(provider: string, status: string): void;
  refundBecame(provider: string, status: string): void;
  providerAnswered(provider: string, call: string, verdict: string, seconds: number): void;
  webhookArrived(provider: string, outcome: 'stored' | 'ignored' | 'forged' | 'foreign'): void;
  /** Times every request, by the route's pattern. */
  watch(fastify: FastifyInstance): void;
}

/** From a replayed answer to a provider that takes its whole time. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** `backlog` is asked at each scrape; where it throws, its gauges are left out and the others are still answered. */
export function createMetrics(backlog: () => Promise<Backlog>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const http = new Histogram({
    name: 'payments_http_request_seconds',
    help: 'Requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const payments = new Counter({
    name: 'payments_payment_changes_total',
    help: 'Payments that came to a status.',
    labelNames: ['provider', 'status'],
    registers,
  });
  const refunds = new Counter({
    name: 'payments_refund_changes_total',
    help: 'Refunds that came to a status.',
    labelNames: ['provider', 'status'],
    registers,
  });
  const calls = new Histogram({
    name: 'payments_provider_call_seconds',
    help: 'Calls to providers by verdict.',
    labelNames: ['provider', 'call', 'verdict'],
    buckets: SECONDS,
    registers,
  });
  const webhooks = new Counter({
    name: 'payments_webhooks_total',
    help: 'Webhooks by what became of them; `forged` and `foreign` should stay where they are.',
    labelNames: ['provider', 'outcome'],
    registers,
  });
  const gauges = backlogGauges(registers);
  return {
    contentType: registry.contentType,
    text: async () => {
      await measure(gauges, backlog);
      return registry.metrics();
    },
    paymentBecame: (provider, status) => payments.inc({ provider, status }),
    refundBecame: (provider, status) => refunds.inc({ provider, status }),
    providerAnswered: (provider, call, verdict, seconds) => calls.observe({ provider, call, verdict }, seconds),
    webhookArrived: (provider, outcome) => webhooks.inc({ provider, outcome }),
    watch: (fastify) => {
      fastify.addHook('onResponse', (request, reply, done) => {
        const route = request.routeOptions.url ?? 'unknown';
        http.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
        done();
      });
    },
  };
}

type Gauges = Readonly<Record<keyof Backlog, Gauge>>;

function backlogGauges(registers: Registry[]): Gauges {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name: `payments_${name}`, help, registers });
  return {
    dueWork: gauge('due_work', 'Payments, refunds and methods whose time has come.'),
    dueWorkOldestSeconds: gauge('due_work_oldest_seconds', 'How long the oldest of them has been due.'),
    outboxPending: gauge('outbox_pending', 'Events that are not delivered yet.'),
    outboxOldestSeconds: gauge('outbox_oldest_seconds', 'How old the oldest of them is.'),
    deadWebhooks: gauge('dead_webhooks', 'Webhooks that a person must look at.'),
  };
}

async function measure(gauges: Gauges, backlog: () => Promise<Backlog>): Promise<void> {
  const found = await backlog().catch(() => null); // The database is away: readiness says so, the other numbers are still of use.
  for (const name of Object.keys(gauges) as (keyof Backlog)[]) {
    if (found === null) gauges[name].reset();
    else gauges[name].set(found[name]);
  }
}
