import type { Answer, PaymentProvider, ProviderMethods, ProviderObject, Send } from '@payments/domain';
import type { Logger } from '../logging.ts';
import { providerCaller, type TryWatcher } from './provider-call.ts';

/** A complete listing is many requests, each with the adapter's own deadline; this bounds all of them. */
const LISTING_MS = 60_000;
/** Providers answer listings in pages of about this many. */
const PAGE = 100;
/** Ours to bear: so many sockets and waiting requests one process carries for one provider. */
const MAX_IN_FLIGHT = 256;
/** A provider in our own process holds no sockets: as many as requests may wait. */
const OWN_IN_FLIGHT = 10_000;

export interface Resilience {
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxInFlight?: number;
  /** Resolves to true once a call may go out, to false where none may within the wait. Absent: the provider is not limited. */
  readonly takePermit?: (waitMs: number) => Promise<boolean>;
  /** False for a provider in our own process, which can't be away. */
  readonly breaks?: boolean;
  /** All tries of one call together, and the first pause between two; for tests. */
  readonly triesTogetherMs?: number;
  readonly firstPauseMs?: number;
  readonly logger: Logger;
  readonly observe?: (provider: string, ...ended: Parameters<TryWatcher>) => void;
  readonly now: () => Date;
}

/**
 * A provider with patience and bounds, the same for each: deadline, tries, circuit, concurrency, rate.
 * Adds no verdict of its own but `not_done` for what was kept back here and `unknown` for what got no answer.
 */
export function resilientProvider(inner: PaymentProvider, resilience: Resilience): PaymentProvider {
  const { logger, observe, takePermit } = resilience;
  const call = providerCaller(
    { maxInFlight: resilience.breaks === false ? OWN_IN_FLIGHT : MAX_IN_FLIGHT, breaks: true, ...resilience },
    (ended) => {
      observe?.(inner.name, ended);
      const { verb, verdict, reason, ms } = ended;
      const facts = { provider: inner.name, verb, verdict, reason, ms: Math.round(ms) };
      if (ended.fault !== undefined) logger.error({ ...facts, err: ended.fault }, 'a provider adapter threw');
      else if (verdict === 'unknown' || verdict === 'not_done') logger.warn(facts, 'a call to a provider');
      else if (verdict === 'refused') logger.info(facts, 'a call to a provider');
    },
    (state) => logger.warn({ provider: inner.name, state }, "a provider's circuit changed"),
  );
  const send = <T, S extends Partial<Send>>(verb: string, sent: S, ask: (send: S) => Promise<Answer<T>>) =>
    call<T>({ verb, send: sent, ask: (first) => ask('first' in sent ? { ...sent, first } : sent) });
  const read = <T>(verb: string, ask: () => Promise<Answer<T>>) => call<T>({ verb, send: null, ask });
  const listing = <T>(verb: string, ask: () => Promise<Answer<T>>) =>
    call<T>({ verb, send: null, ask, onceWithinMs: LISTING_MS });
  const { methods, webhooks } = inner;

  return {
    name: inner.name,
    account: inner.account,
    reconfirms: inner.reconfirms,
    check: (payment, method) => {
      inner.check(payment, method);
    },
    prepareSubmit: (payment, method, customer) => inner.prepareSubmit(payment, method, customer),
    prepareConfirm: (payment, method) => inner.prepareConfirm(payment, method),
    prepareRefund: (refund, payment) => inner.prepareRefund(refund, payment),
    submit: (payment, attempt, sent) => send('submit', sent, (s) => inner.submit(payment, attempt, s)),
    confirm: (payment, attempt, sent) => send('confirm', sent, (s) => inner.confirm(payment, attempt, s)),
    capture: (payment, id, amount, sent) => send('capture', sent, (s) => inner.capture(payment, id, amount, s)),
    cancel: (payment, id, sent) => send('cancel', sent, (s) => inner.cancel(payment, id, s)),
    refund: (refund, sent) => send('refund', sent, (s) => inner.refund(refund, s)),
    fetch: (id) => read('fetch', () => inner.fetch(id)),
    fetchRefund: (id) => read('fetch_refund', () => inner.fetchRefund(id)),
    find: (id, attempt, around) => listing('find', () => inner.find(id, attempt, around)),
    findRefund: (refund) => listing('find_refund', () => inner.findRefund(refund)),
    list: (from, to) => paced(inner.list(from, to), takePermit),
    ...(methods ? { methods: resilientMethods(methods, send) } : {}),
    ...(webhooks ? { webhooks: { read: (request, now) => webhooks.read(request, now) } } : {}),
  };
}

type SendCall = <T, S extends Partial<Send>>(
  verb: string,
  sent: S,
  ask: (send: S) => Promise<Answer<T>>,
) => Promise<Answer<T>>;

function resilientMethods(methods: ProviderMethods, send: SendCall): ProviderMethods {
  return {
    prepareSave: (userId, token, customer) => methods.prepareSave(userId, token, customer),
    ensureCustomer: (userId, sent) => send('ensure_customer', sent, (s) => methods.ensureCustomer(userId, s)),
    save: (sent) => send('save_method', sent, (s) => methods.save(s)),
    remove: (reference, sent) => send('remove_method', sent, (s) => methods.remove(reference, s)),
  };
}

/** A listing for the reconciler: each page takes its permit, so that a long one leaves room for payers. */
async function* paced(
  objects: AsyncIterable<ProviderObject>,
  takePermit: Resilience['takePermit'],
): AsyncIterable<ProviderObject> {
  let seen = 0;
  if (takePermit) await takePermit(LISTING_MS);
  for await (const object of objects) {
    yield object;
    seen += 1;
    if (takePermit && seen % PAGE === 0) await takePermit(LISTING_MS);
  }
}
