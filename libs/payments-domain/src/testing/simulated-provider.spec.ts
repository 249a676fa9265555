import type { WebhookRequest } from '../ports.ts';
import {
  providerContract,
  simulatedProvider,
  SIMULATED_VERBS,
  testClock,
  type ProviderRig,
  type SimulatedProvider,
} from './index.ts';

/** The simulated provider under the suite that every real one passes; its faults meet whatever is called next. */
function rigOf(provider: SimulatedProvider, now: () => Date): ProviderRig {
  const webhookOf = (objectId: string): WebhookRequest => {
    const named = provider.knocks.filter(({ body }) => Buffer.from(body).includes(`"${objectId}"`));
    const last = named.at(-1);
    if (!last) throw new Error(`nothing knocked for ${objectId}`);
    return last;
  };
  return {
    provider,
    money: { minor: 1999n, currency: 'USD' },
    tokens: { ok: 'ok', declined: 'declined' },
    secrets: ['simulated-webhook-secret'],
    now,
    fault: (fault) => {
      let met = false;
      provider.faults.choose = (verb) => {
        if (met || !SIMULATED_VERBS.includes(verb)) return 'none';
        met = true;
        return fault;
      };
    },
    ledger: (paymentId) => {
      const objects = [...provider.objects.values()].filter((object) => object.paymentId === paymentId);
      const charges = provider.ledger.charges(paymentId);
      const refunds = provider.ledger.lines.filter((line) => line.paymentId === paymentId && line.kind === 'refund');
      return Promise.resolve({
        objects: objects.length,
        charges: charges.map(({ objectId, amount, currency }) => ({ objectId, amount, currency })),
        refunds: refunds.map(({ objectId, amount, currency }) => ({ objectId, amount, currency })),
      });
    },
    payer: {
      pays: (id) => Promise.resolve(void provider.payer.pays(id)),
      declines: (id) => Promise.resolve(void provider.payer.declines(id)),
    },
    genuineWebhook: (id) => Promise.resolve(webhookOf(id)),
    forgedWebhook: (id) => {
      const { headers, body } = webhookOf(id);
      return Promise.resolve({ headers: { ...headers, 'simulated-signature': 't=1,v1=00' }, body });
    },
    close: () => Promise.resolve(),
  };
}

const clock = testClock();
providerContract('the simulated provider', () =>
  Promise.resolve(rigOf(simulatedProvider({ now: clock.now }), clock.now)),
);
providerContract('the simulated provider with YooKassa’s habits', () => {
  const habits = { declinesStayOpen: false, waitingCancelable: false, repeats: 'first_answer' as const };
  return Promise.resolve(rigOf(simulatedProvider({ now: clock.now, ...habits }), clock.now));
});
