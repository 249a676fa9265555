import type { PaymentProvider } from '@payments/domain';
import type { ProviderRig, RigFault } from '@payments/domain/testing';
import { startYookassaSimulator, type FaultKind, type YookassaSimulator } from '@payments/yookassa-simulator';
import { PEER_HEADER, yookassaProvider, type YookassaOptions } from '../src/index.ts';

/** One of YooKassa's own, and somebody else's (RFC 5737). */
export const YOOKASSA_PEER = '185.71.76.5';
export const FOREIGN_PEER = '203.0.113.9';

/** A busy machine's answers are waited for; a silence that a test has ordered is not, and is met several times. */
export const PATIENCE_MS = 10_000;
export const IMPATIENCE_MS = 200;
export const isSilenceDue = ({ faults }: YookassaSimulator): boolean =>
  faults.pending.some(({ kind }) => /^(timeout|slow)/.test(kind));
/** Nobody listens there (RFC 6335: tcpmux, long unused). */
const CLOSED = 'http://127.0.0.1:1/v3';

/** The adapter as a host makes it, at a simulator. */
export function providerAt(sim: YookassaSimulator, more: Partial<YookassaOptions> = {}): PaymentProvider {
  const { shopId, secretKey } = sim.settings;
  return yookassaProvider({
    ...{ shopId, secretKey, apiBase: sim.url, timeoutMs: PATIENCE_MS },
    ...{ publicUrl: 'https://pay.example', vatCode: 1, now: () => sim.now() },
    ...more,
  });
}

const FAULTS: Readonly<Record<Exclude<RigFault, 'connection_refused'>, FaultKind>> = {
  timeout_before: 'timeout_before',
  timeout_after: 'timeout_after',
  error_5xx_before: '500_before',
  error_5xx_after: '500_after',
  unreadable: 'html_after',
  too_many_requests: '429',
  unauthorized: '401',
};

export async function yookassaRig(): Promise<ProviderRig> {
  const sim = await startYookassaSimulator();
  let refusesNext = false;
  const provider = providerAt(sim);
  const impatient = providerAt(sim, { timeoutMs: IMPATIENCE_MS });
  const dead = providerAt(sim, { apiBase: CLOSED });
  /** A refused connection is a real one: the same adapter, at a port where nobody listens. */
  const next = (): PaymentProvider => {
    const alive = isSilenceDue(sim) ? impatient : provider;
    const chosen = refusesNext ? dead : alive;
    refusesNext = false;
    return chosen;
  };
  return {
    provider: {
      ...withoutMethods(provider),
      submit: (...given) => next().submit(...given),
      capture: (...given) => next().capture(...given),
      cancel: (...given) => next().cancel(...given),
      fetch: (...given) => next().fetch(...given),
      find: (...given) => next().find(...given),
      refund: (...given) => next().refund(...given),
      fetchRefund: (...given) => next().fetchRefund(...given),
      findRefund: (...given) => next().findRefund(...given),
    },
    money: { minor: 10_000n, currency: 'RUB' },
    tokens: { ok: null, declined: null },
    secrets: [sim.settings.secretKey, `${sim.settings.shopId}:${sim.settings.secretKey}`],
    now: () => sim.now(),
    fault: (fault) => {
      if (fault === 'connection_refused') refusesNext = true;
      else sim.faults.add({ on: '*', kind: FAULTS[fault] });
    },
    ledger: (paymentId) => {
      const mine = sim.payments().filter((payment) => payment.metadata['payment_id'] === paymentId);
      const refunds = sim.refunds().filter(({ status }) => status !== 'canceled');
      const charged = sim.ledger.charges('payment_id', paymentId);
      return Promise.resolve({
        objects: mine.length,
        charges: charged.map((entry) => {
          const { currency } = sim.payment(entry.paymentId).money;
          return { objectId: entry.paymentId, amount: BigInt(entry.amount.replace('.', '')), currency };
        }),
        refunds: refunds
          .filter((refund) => mine.some(({ id }) => id === refund.paymentId))
          .map(({ paymentId: objectId, money }) => ({ objectId, amount: money.minor, currency: money.currency })),
      });
    },
    payer: {
      pays: (id) => Promise.resolve(void sim.pay(id)),
      declines: (id) => Promise.resolve(void sim.decline(id)),
    },
    genuineWebhook: (id) => Promise.resolve(notification('payment.succeeded', { id }, YOOKASSA_PEER)),
    forgedWebhook: (id) => Promise.resolve(notification('payment.succeeded', { id }, FOREIGN_PEER)),
    close: () => sim.close(),
  };
}

/** The suite's cases of `methods` save a token. YooKassa has none: what it can of methods is tested in `saved-methods.spec.ts`. */
function withoutMethods({ methods: _, ...provider }: PaymentProvider): PaymentProvider {
  return provider;
}

/** A notification as the host hands it over. */
export function notification(event: string, object: object | null, peer?: string) {
  return {
    headers: { 'content-type': 'application/json', ...(peer === undefined ? {} : { [PEER_HEADER]: peer }) },
    body: Buffer.from(JSON.stringify({ type: 'notification', event, object })),
  };
}
