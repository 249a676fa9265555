import { failureOf } from '../failure.ts';
import { userId, type PaymentId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Payment } from '../payment.ts';
import { invalidField } from '../payment-error.ts';
import type { MethodChoice, PaymentProvider, WebhookRequest } from '../ports.ts';
import type { Answer, ProviderMethod, ProviderObject, ProviderRefund } from '../provider-facts.ts';
import type { PortHooks } from './port-hooks.ts';
import { simulatedBank, type SimulatedHands } from './simulated-bank.ts';
import { faultPlan, type Fault, type FaultPlan } from './simulated-faults.ts';
import type { SimulatedLedger } from './simulated-ledger.ts';
import {
  cardOf,
  ended,
  kindOf,
  refundViewOf,
  tokenOf,
  viewOf,
  type SimulatedObject,
  type SimulatedRefund,
} from './simulated-objects.ts';
import { readWebhook } from './simulated-webhooks.ts';
import { noTo, simulatedWire, type SimulatedRequest } from './simulated-wire.ts';

export interface SimulatedOptions {
  readonly now: () => Date;
  readonly name?: string;
  readonly account?: string;
  readonly webhookSecret?: string;
  /** A declined object may be paid with another method, as at Stripe (the default), or is over, as at YooKassa. */
  readonly declinesStayOpen?: boolean;
  /** An object that waits for its payer can be canceled, as at Stripe (the default), or not yet, as at YooKassa. */
  readonly waitingCancelable?: boolean;
  /** A repeated key answers as the first time, however things stand now (Stripe), or with the object as it is (YooKassa, the default). */
  readonly repeats?: 'first_answer' | 'object_now';
}

export interface SimulatedProvider extends PaymentProvider {
  readonly ledger: SimulatedLedger;
  readonly objects: ReadonlyMap<string, SimulatedObject>;
  readonly refunds: ReadonlyMap<string, SimulatedRefund>;
  /** What reached the provider, faults or not. */
  readonly requests: readonly SimulatedRequest[];
  readonly faults: FaultPlan;
  readonly hooks: PortHooks;
  readonly payer: SimulatedHands;
  /** Webhooks that were not delivered yet; take them out as you like. */
  readonly knocks: WebhookRequest[];
  /** Lets the requests arrive that were on their way. */
  deliverLate(): void;
}

/** How far around its time an object is looked for: a charge may be sent again for the window, and arrive a little later. */
const LISTING_MS = 2 * 3_600_000;

/** What `prepare…` keep. One shape for all, so that a key used for another request is seen. */
interface Params {
  readonly amount: string;
  readonly currency: Currency;
  readonly manual: boolean;
  readonly paymentId: string | null;
  readonly token: string | null;
  readonly save: boolean;
  readonly customer: string | null;
}

/**
 * A payment provider in memory, with a ledger of what money really moved, and every fault at hand.
 * It is idempotent by key as real ones are: the same key and parameters make nothing twice, other parameters under it are refused.
 */
export function simulatedProvider(options: SimulatedOptions): SimulatedProvider {
  const { now, name = 'simulated', account = 'acct-simulated', webhookSecret = 'simulated-webhook-secret' } = options;
  const bank = simulatedBank({ now, webhookSecret, declinesStayOpen: options.declinesStayOpen ?? true });
  const faults = faultPlan();
  const hooks: PortHooks = {};
  const wire = simulatedWire({ now, faults, hooks, repeats: options.repeats ?? 'object_now' });
  const gone = new Set<string>();

  const view = (object: SimulatedObject): ProviderObject =>
    viewOf(name, bank.objects.get(object.id) ?? object, bank.refundsOf(object.id));

  const known = (object: SimulatedObject) => (): Answer<ProviderObject> => ({ verdict: 'known', value: view(object) });
  const knownRefund = (refund: SimulatedRefund) => (): Answer<ProviderRefund> => ({
    verdict: 'known',
    value: refundViewOf(bank.refunds.get(refund.id) ?? refund),
  });
  const refundOrAbsent = (refund: SimulatedRefund | undefined): Answer<ProviderRefund> =>
    refund ? knownRefund(refund)() : { verdict: 'absent' };

  function open(params: Params, attempt: number, fault: Fault): SimulatedObject {
    const object: SimulatedObject = {
      id: bank.nextId(`${name}-payment`),
      paymentId: params.paymentId as PaymentId | null,
      attempt,
      amount: BigInt(params.amount) + (fault === 'wrong_amount' ? 1n : 0n),
      currency: params.currency,
      manual: params.manual,
      status: 'needs_payer',
      amountCaptured: 0n,
      failure: null,
      open: true,
      needsMethod: true,
      charges: 0,
      declines: 0,
      token: null,
      save: params.save,
      customer: params.customer,
      createdAt: now(),
    };
    return params.token === null ? bank.put(object) : bank.charge(object, usable(params.token));
  }

  /** A method that was removed can't be paid with. */
  const usable = (token: string): string => (gone.has(token) ? 'declined' : token);

  function prepare(payment: Payment, method: MethodChoice | null, customer: string | null): string {
    const params: Params = {
      amount: payment.money.minor.toString(),
      currency: payment.money.currency,
      manual: payment.captureMethod === 'manual',
      paymentId: payment.id,
      token: method === null ? null : given(method),
      save: payment.saveMethod,
      customer,
    };
    return JSON.stringify(params);
  }

  return {
    name,
    account,
    reconfirms: options.declinesStayOpen ?? true,
    ledger: bank.ledger,
    objects: bank.objects,
    refunds: bank.refunds,
    requests: wire.requests,
    faults,
    hooks,
    payer: bank.hands,
    knocks: bank.knocks,
    deliverLate: () => wire.deliverLate(),
    check: (_payment, method) => {
      if (method !== null && tokenOf(given(method)) === null) {
        throw invalidField('payment_method', 'unknown_token', 'must be a method that the simulated provider knows');
      }
    },
    prepareSubmit: prepare,
    submit: (_payment, attempt, send) =>
      wire.write('submit', send, send.params, (fault) =>
        known(open(JSON.parse(send.params) as Params, attempt.number, fault)),
      ),
    prepareConfirm: (payment, method) => prepare(payment, method, null),
    confirm: (_payment, attempt, send) =>
      wire.write('confirm', send, `${attempt.providerPaymentId ?? ''} ${send.params}`, () => {
        const object = bank.objects.get(attempt.providerPaymentId ?? '');
        if (!object) return () => noTo(send, 'resource_missing');
        const { token } = JSON.parse(send.params) as Params;
        const waits = object.status === 'needs_payer' || (object.status === 'failed' && object.open);
        return known(waits && token !== null ? bank.charge(object, usable(token)) : object);
      }),
    capture: (_payment, id, amount, send) =>
      wire.write('capture', send, `${id} ${amount}`, () => {
        const object = bank.objects.get(id);
        if (!object) return () => noTo(send, 'resource_missing');
        if (object.status !== 'authorized') return known(object);
        if (amount < 1n || amount > object.amount) return () => noTo(send, 'amount_too_large');
        return known(bank.capture(object, amount));
      }),
    cancel: (_payment, id, send) =>
      wire.write('cancel', send, id, () => {
        const object = bank.objects.get(id);
        if (!object) return () => noTo(send, 'resource_missing');
        const waiting = object.status === 'needs_payer' && (options.waitingCancelable ?? true);
        const may = waiting || object.status === 'authorized' || (object.status === 'failed' && object.open);
        return known(may ? bank.put(ended(object, 'canceled_by_merchant')) : object);
      }),
    fetch: (id) =>
      wire.read('fetch', () => {
        const object = bank.objects.get(id);
        return object ? known(object)() : { verdict: 'absent' };
      }),
    find: (id, attempt, around) =>
      wire.read('find', () => {
        const near = (o: SimulatedObject) => Math.abs(o.createdAt.getTime() - around.getTime()) <= LISTING_MS;
        const mine = (o: SimulatedObject) => o.paymentId === id && o.attempt === attempt;
        const object = [...bank.objects.values()].find((o) => mine(o) && near(o));
        return object ? known(object)() : { verdict: 'absent' };
      }),
    prepareRefund: ({ id, money, providerPaymentId }) =>
      JSON.stringify({ id, amount: money.minor.toString(), currency: money.currency, providerPaymentId }),
    refund: (refund, send) =>
      wire.write('refund', send, send.params, () => {
        const object = bank.objects.get(refund.providerPaymentId);
        const { minor, currency } = refund.money;
        if (!object || currency !== object.currency || minor > bank.left(object))
          return () => noTo(send, 'refund_refused');
        return knownRefund(
          bank.refund({
            id: bank.nextId('refund'),
            objectId: object.id,
            refundId: refund.id,
            amount: minor,
            currency,
            status: kindOf(object.token).refunds ?? 'succeeded',
            createdAt: now(),
          }),
        );
      }),
    fetchRefund: (id) => wire.read('fetchRefund', () => refundOrAbsent(bank.refunds.get(id))),
    findRefund: (refund) =>
      wire.read('findRefund', () =>
        refundOrAbsent(bank.refundsOf(refund.providerPaymentId).find((r) => r.refundId === refund.id)),
      ),
    list: async function* (from, to) {
      for (const object of [...bank.objects.values()]) {
        await Promise.resolve();
        if (object.createdAt >= from && object.createdAt < to) yield view(object);
      }
    },
    methods: {
      ensureCustomer: (user, send) =>
        wire.write('ensureCustomer', send, user, () => () => ({ verdict: 'known', value: `customer-${user}` })),
      prepareSave: (user, token, customer) => JSON.stringify({ user: userId(user), token, customer }),
      save: (send) =>
        wire.write('save', send, send.params, () => {
          const { token, customer } = JSON.parse(send.params) as { token: string; customer: string | null };
          const kind = kindOf(token);
          if (kind.decline) return () => ({ verdict: 'refused', failure: failureOf(kind.decline ?? 'other') });
          const reference = `${bank.nextId('saved')}-${tokenOf(token) ?? 'ok'}`;
          const method: ProviderMethod = { ...cardOf(token), reference, customer };
          return () => ({ verdict: 'known', value: method });
        }),
      remove: (reference, send) =>
        wire.write('remove', send, reference, () => {
          gone.add(reference);
          return () => ({ verdict: 'known', value: null });
        }),
    },
    webhooks: { read: (request, at) => readWebhook(webhookSecret, request, at) },
  };
}

function given(method: MethodChoice): string {
  return method.kind === 'token' ? method.token : (method.method.reference ?? '');
}
