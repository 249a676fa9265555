import type { ChangeOutcome, Decide, Deps, PaymentProvider, PaymentStorage, Refund, Snapshot } from '@payments/domain';
import type { Metrics } from './metrics.ts';

/** The same world, with its changes and its calls to providers counted. */
export function meteredDeps(deps: Deps, metrics: Metrics): Deps {
  const providers = new Map<PaymentProvider, PaymentProvider>();
  return {
    ...deps,
    storage: meteredStorage(deps.storage, metrics),
    provider: (name) => {
      const provider = deps.provider(name);
      const known = providers.get(provider) ?? meteredProvider(provider, metrics);
      providers.set(provider, known);
      return known;
    },
  };
}

function meteredStorage(storage: PaymentStorage, metrics: Metrics): PaymentStorage {
  const metered: Pick<PaymentStorage, 'insertOnce' | 'change'> = {
    insertOnce: async (creation) => {
      const outcome = await storage.insertOnce(creation);
      if (outcome.kind === 'inserted') countPayment(metrics, null, outcome.snapshot);
      return outcome;
    },
    change: async (id, decide, options) => {
      const seen: { before: Before | null } = { before: null };
      const watched: Decide = (payment, context) => {
        seen.before = { status: payment.status, refunds: context.refunds };
        return decide(payment, context);
      };
      const outcome: ChangeOutcome = await storage.change(id, watched, options);
      if (outcome.kind === 'done' && outcome.changed) countPayment(metrics, seen.before, outcome.snapshot);
      return outcome;
    },
  };
  return over(storage, metered);
}

interface Before {
  readonly status: string;
  readonly refunds: readonly Refund[];
}

function countPayment(metrics: Metrics, before: Before | null, { payment, refunds }: Snapshot): void {
  const provider = payment.attempts.at(-1)?.provider ?? 'none';
  if (before?.status !== payment.status) metrics.paymentBecame(provider, payment.status);
  for (const refund of refunds) {
    const old = before?.refunds.find(({ id }) => id === refund.id);
    if (old?.status !== refund.status) metrics.refundBecame(refund.provider, refund.status);
  }
}

const CALLS = [
  'submit',
  'confirm',
  'capture',
  'cancel',
  'fetch',
  'find',
  'refund',
  'fetchRefund',
  'findRefund',
] as const satisfies readonly (keyof PaymentProvider)[];

function meteredProvider(provider: PaymentProvider, metrics: Metrics): PaymentProvider {
  const timed = Object.fromEntries(
    CALLS.map((call) => [
      call,
      async (...args: readonly unknown[]) => {
        const started = performance.now();
        const answer: { verdict: string } = await Reflect.apply(provider[call], provider, args);
        metrics.providerAnswered(provider.name, call, answer.verdict, (performance.now() - started) / 1_000);
        return answer;
      },
    ]),
  );
  return over(provider, timed);
}

/** The object with some of its methods replaced; the rest goes on with its own `this`, private fields included. */
function over<T extends object>(object: T, replaced: object): T {
  return new Proxy(object, {
    get(target, name) {
      if (Object.hasOwn(replaced, name)) return Reflect.get(replaced, name) as unknown;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
