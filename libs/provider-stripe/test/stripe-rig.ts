import type { Currency, PaymentId } from '@payments/domain';
import type { ProviderRig, RigFault, RigLine } from '@payments/domain/testing';
import { signWebhook, type FaultKind, type LedgerEntry, type StripeSimulator } from '@payments/stripe-simulator';
import { openAccount, PATIENCE_MS } from './stripe-account.ts';

/** Longer than the adapter waits for a connection that is refused at once, shorter than anybody's patience. */
const REFUSED_MS = 60_000;

const FAULTS: Readonly<Record<Exclude<RigFault, 'connection_refused'>, FaultKind>> = {
  timeout_before: 'timeout_before',
  timeout_after: 'timeout_after',
  error_5xx_before: 'error_before',
  error_5xx_after: 'error_after',
  unreadable: 'invalid_json',
  too_many_requests: '429',
  unauthorized: '401',
};

/** What `providerContract` needs of Stripe: the adapter before the simulator. */
export async function stripeRig(): Promise<ProviderRig> {
  const { sim, provider } = await openAccount();
  const door = openDoor(sim);
  return {
    provider: door.guard(provider),
    money: { minor: 1999n, currency: 'USD' },
    tokens: { ok: 'pm_card_visa', declined: 'pm_card_visa_chargeDeclined' },
    secrets: [sim.secretKey, sim.webhookSecret],
    now: () => new Date(),
    fault: (fault) =>
      fault === 'connection_refused' ? door.close() : sim.faults.add({ on: '*', kind: FAULTS[fault] }),
    ledger: async (paymentId) => {
      await door.open();
      return {
        objects: await countIntents(sim, paymentId),
        charges: sim.ledger.chargesFor('payment_id', paymentId).map(lineOf),
        refunds: sim.ledger.refundsFor('payment_id', paymentId).map(lineOf),
      };
    },
    payer: {
      pays: (id) => Promise.resolve(void sim.admin.pay(id, 'pm_card_visa')),
      declines: (id) => {
        try {
          sim.admin.pay(id, 'pm_card_visa_chargeDeclined');
        } catch {
          // The browser is told of the decline; the service has to read it.
        }
        return Promise.resolve();
      },
    },
    genuineWebhook: (id) => Promise.resolve(signed(eventAbout(id), sim.webhookSecret)),
    forgedWebhook: (id) => Promise.resolve(signed(eventAbout(id), 'whsec_of_somebody_else')),
    close: () => sim.close(),
  };
}

/** Refuses connections until the next call of the adapter is over: a fault is met by one request. */
function openDoor(sim: StripeSimulator) {
  let closed = false;
  const open = async (): Promise<void> => {
    if (!closed) return;
    closed = false;
    sim.faults.clear();
    await sim.settled();
  };
  const through =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      try {
        return await call(...args);
      } finally {
        await open();
      }
    };
  return {
    open,
    close: async (): Promise<void> => {
      closed = true;
      sim.faults.add({ on: '*', kind: 'refused', ms: REFUSED_MS });
      await sim.settled();
      // The adapter's idle connections hear of it, too.
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS / 20));
    },
    guard: (provider: ProviderRig['provider']): ProviderRig['provider'] => ({
      ...provider,
      submit: through(provider.submit),
      confirm: through(provider.confirm),
      capture: through(provider.capture),
      cancel: through(provider.cancel),
      refund: through(provider.refund),
      fetch: through(provider.fetch),
      find: through(provider.find),
      fetchRefund: through(provider.fetchRefund),
      findRefund: through(provider.findRefund),
    }),
  };
}

function lineOf({ payment_intent: objectId, amount, currency }: LedgerEntry): RigLine {
  return { objectId, amount: BigInt(amount), currency: currency.toUpperCase() as Currency };
}

/** Asked at the simulator's own API, past the adapter. */
async function countIntents(sim: StripeSimulator, paymentId: PaymentId): Promise<number> {
  let count = 0;
  for (let after: string | undefined; ;) {
    const cursor = after === undefined ? '' : `&starting_after=${after}`;
    const answer = await fetch(`${sim.url}/v1/payment_intents?limit=100${cursor}`, {
      headers: { authorization: `Bearer ${sim.secretKey}` },
    });
    const page = (await answer.json()) as {
      data: { id: string; metadata: Record<string, string> }[];
      has_more: boolean;
    };
    count += page.data.filter(({ metadata }) => metadata['payment_id'] === paymentId).length;
    after = page.data.at(-1)?.id;
    if (!page.has_more) return count;
  }
}

export function eventAbout(id: string, type = 'payment_intent.succeeded', more: object = {}): object {
  return {
    id: `evt_${id}`,
    object: 'event',
    livemode: false,
    type,
    data: { object: { id, object: 'payment_intent' } },
    ...more,
  };
}

/** An event as Stripe sends it, signed at a time. */
export function signed(event: object, secret: string, at = new Date()) {
  const body = JSON.stringify(event);
  const header = signWebhook(body, secret, Math.floor(at.getTime() / 1000));
  return { headers: { 'stripe-signature': header }, body: new Uint8Array(Buffer.from(body)) };
}
