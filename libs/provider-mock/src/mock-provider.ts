/*
 * The mock provider: a payment provider without money and without a network, for development and tests.
 *
 * What happens is chosen by the payment method:
 *
 *   none, or a token of another provider's form   pays at once (`authorized` where it is captured later)
 *   mock_success             the same, by name
 *   mock_declined            declined; like everything declined here it can be paid with another method afterwards
 *   mock_insufficient_funds  declined: there is not enough money
 *   mock_expired_card        declined: the card has expired
 *   mock_fraud               declined: suspected fraud
 *   mock_charge_fail         declined, but it can be saved: the payment with the saved one is what fails
 *   mock_requires_action     waits for the payer, with a redirect to the checkout page; `confirm` with another token ends it
 *                            (`mock_success` pays, `mock_declined` declines), or `finish`
 *   mock_no_cancel           the same, and it can't be canceled while it waits
 *   mock_pending             processing, succeeded after 2 s, told by a knock of its own
 *   mock_pending_declined    processing, declined after 2 s, told by a knock
 *   mock_processing          processing until somebody calls `finish`
 *   mock_pending_refund      pays; its refunds are pending and succeed after 2 s, told by a knock
 *   mock_refund_fail         pays; its refunds are pending and fail after 2 s, told by a knock
 *   mock_refund_refused      pays; its refunds are refused
 *   mock_timeout             pays; the first call of each step (submit, confirm, capture, cancel, refund, save, remove) acts
 *                            and is never answered
 *   mock_timeout_before      pays; the first call of each step neither acts nor is answered
 *   mock_error               pays; the first call of each step acts and is answered with a 500
 *   mock_unavailable         certainly nothing is done, each time
 *   any other mock_…         is not accepted (422)
 *
 * A step is one idempotency key, and for capture, cancel and remove the object that they are about.
 * A saved method behaves like the token that it was made from; a declining one can't be saved, a removed one declines.
 *
 * Everything that was asked of it is a line in `<dataDir>/mock-provider/journal.ndjson`, and its state follows from those lines
 * in their order: for one key the first line counts. So several processes are one provider, and a killed one has forgotten nothing.
 */
import { createHash } from 'node:crypto';
import {
  failureOf,
  invalidField,
  type Answer,
  type MethodChoice,
  type Payment,
  type PaymentProvider,
  type ProviderObject,
  type ProviderRefund,
} from '@payments/domain';
import { methodReference, objectId, refundObjectId } from './mock-bank.ts';
import { requestHash, type FinishWay, type Terms } from './mock-records.ts';
import { cardOf, MOCK, refundViewOf, viewOf } from './mock-views.ts';
import { mockWire, type WireOptions } from './mock-wire.ts';
import { isPayable, MOCK_SCENARIOS, type Scenario } from './scenarios.ts';

export interface MockProviderOptions extends WireOptions {
  /** Where the service is reached from outside: what the payer is redirected to begins so. */
  readonly publicUrl: string;
  /** The link to the checkout page of a payment, where the host has a signed one. */
  readonly checkoutUrl?: ((paymentId: string) => string) | undefined;
  /** A payment without a method pays at once (`pays`, the default), or waits for its payer, as at a real provider (`asks`). */
  readonly withoutMethod?: 'pays' | 'asks' | undefined;
  /** A retry goes on with the declined object (`true`), or makes another (`false`, the default), so that one without a method pays. */
  readonly reconfirms?: boolean | undefined;
}

/** The mock, and what happens at it without us. Each hand knocks, and answers whether it was possible. */
export interface MockProvider extends PaymentProvider {
  /** The payer, or the bank, ends an object that is open: pays, declines, leaves it (`abandon`), or its time is over (`expire`). */
  finish(providerPaymentId: string, how: FinishWay): boolean;
  /** A refund that somebody makes in the provider's dashboard; its id, or `null` where there is not so much left. Minor units. */
  dashboardRefund(providerPaymentId: string, amount: bigint): string | null;
  /** Ends a pending refund, or fails a succeeded one after all. */
  endRefund(providerRefundId: string, status: 'succeeded' | 'failed'): boolean;
  /** Stops its knocks and closes its journal. */
  close(): void;
}

/** The mock provider; the manual of its scenarios is at the top of this file. Does nothing before its first call. */
export function mockProvider(options: MockProviderOptions): MockProvider {
  const wire = mockWire(options);
  const { bank } = wire;
  const origin = options.publicUrl.replace(/\/+$/, '');
  const checkoutUrl = options.checkoutUrl ?? ((id: string) => `${origin}/checkout/${id}`);

  const withoutMethod = options.withoutMethod === 'asks' ? 'mock_requires_action' : null;

  const known = (id: string) => (): Answer<ProviderObject> => {
    const object = wire.object(id);
    return object ? { verdict: 'known', value: viewOf(object, checkoutUrl) } : { verdict: 'absent' };
  };
  const knownRefund = (id: string) => (): Answer<ProviderRefund> => {
    const object = wire.object(wire.objectOfRefund(id) ?? '');
    const refund = object?.refunds.find((r) => r.id === id);
    return object && refund ? { verdict: 'known', value: refundViewOf(refund, object) } : { verdict: 'absent' };
  };
  /** The scenario of what an object is paid with: its faults go on with it. */
  const scenarioAt = (id: string): Scenario => wire.object(id)?.scenario ?? bank.scenario(null);
  const byHand = (id: string | undefined, done: boolean): boolean => {
    if (done && id !== undefined) wire.knock(id);
    return done;
  };

  return {
    name: MOCK,
    account: MOCK,
    reconfirms: options.reconfirms ?? false,
    check: (_payment, method) => {
      if (method?.kind === 'token') checkToken(method.token);
    },
    prepareSubmit: (payment, method, customer) => {
      const token = method === null ? withoutMethod : tokenOf(method);
      return JSON.stringify(termsOf(payment, token, customer));
    },
    submit: (_payment, { number }, send) => {
      const terms = JSON.parse(send.params) as Terms;
      const { key } = send;
      return wire.call({
        step: key,
        scenario: () => wire.scenario(terms.token),
        send,
        request: { do: 'submit', key, hash: requestHash(`${number} ${send.params}`), attempt: number, terms },
        about: objectId(key),
        view: known(objectId(key)),
      });
    },
    prepareConfirm: (_payment, method) => JSON.stringify({ token: tokenOf(method) }),
    confirm: (_payment, { providerPaymentId }, send) => {
      const { token } = JSON.parse(send.params) as { readonly token: string };
      const id = providerPaymentId ?? '';
      const { key } = send;
      return wire.call({
        step: key,
        scenario: () => wire.scenario(token),
        send,
        request: { do: 'confirm', key, hash: requestHash(`confirm ${id} ${send.params}`), id, token },
        about: id,
        view: known(id),
      });
    },
    capture: (_payment, id, amount, send) =>
      wire.call({
        step: `capture.${id}`,
        scenario: () => scenarioAt(id),
        send,
        request: {
          do: 'capture',
          key: send.key,
          hash: requestHash(`capture ${id} ${amount}`),
          id,
          amount: `${amount}`,
        },
        about: id,
        view: known(id),
      }),
    cancel: (_payment, id, send) =>
      wire.call({
        step: `cancel.${id}`,
        scenario: () => scenarioAt(id),
        send,
        request: { do: 'cancel', key: send.key, hash: requestHash(`cancel ${id}`), id },
        about: id,
        view: known(id),
      }),
    fetch: (id) => wire.read(known(id)),
    find: (paymentId, attempt) =>
      wire.read(() => {
        for (const object of wire.objects()) {
          if (object.paymentId === paymentId && object.attempt === attempt) return known(object.id)();
        }
        return { verdict: 'absent' };
      }),
    prepareRefund: ({ id, money, providerPaymentId }) =>
      JSON.stringify({ refundId: id, amount: `${money.minor}`, currency: money.currency, id: providerPaymentId }),
    refund: ({ id: refundId, money, providerPaymentId }, send) =>
      wire.call({
        step: send.key,
        scenario: () => scenarioAt(providerPaymentId),
        send,
        request: {
          do: 'refund',
          key: send.key,
          hash: requestHash(`${providerPaymentId} ${send.params}`),
          id: providerPaymentId,
          refundId,
          amount: `${money.minor}`,
          currency: money.currency,
        },
        about: providerPaymentId,
        view: knownRefund(refundObjectId(send.key)),
      }),
    fetchRefund: (id) => wire.read(knownRefund(id)),
    findRefund: ({ id, providerPaymentId }) =>
      wire.read(() => {
        const refund = wire.object(providerPaymentId)?.refunds.find((r) => r.refundId === id);
        return refund ? knownRefund(refund.id)() : { verdict: 'absent' };
      }),
    list: async function* (from, to) {
      for (const object of wire.objects()) {
        const createdAt = new Date(object.createdAt);
        if (createdAt >= from && createdAt < to) yield viewOf(object, checkoutUrl);
      }
    },
    methods: {
      ensureCustomer: async (userId) => ({ verdict: 'known', value: customerOf(userId) }),
      prepareSave: (_userId, token, customer) => {
        checkToken(token);
        return JSON.stringify({ token, customer });
      },
      save: async (send) => {
        const { token, customer } = JSON.parse(send.params) as { token: string; customer: string | null };
        const reference = methodReference(send.key);
        const scenario: Scenario = bank.scenario(token);
        if (scenario.decline && !scenario.savable && scenario.bank === 'declines')
          return { verdict: 'refused', failure: failureOf(scenario.decline, `mock_${scenario.decline}`) };
        return wire.call({
          step: send.key,
          scenario: () => scenario,
          send,
          request: { do: 'save', key: send.key, hash: requestHash(send.params), token, customer },
          about: null,
          view: () => ({ verdict: 'known', value: { ...cardOf(scenario), reference, customer } }),
        });
      },
      remove: (reference, { key }) =>
        wire.call({
          step: `remove.${reference}`,
          scenario: () => wire.scenario(reference),
          send: { key },
          request: { do: 'remove', reference },
          about: null,
          view: () => ({ verdict: 'known', value: null }),
        }),
    },
    finish: (id, how) => byHand(id, wire.ask({ do: 'finish', id, how }) === 'done'),
    dashboardRefund: (id, amount) => {
      const refund = refundObjectId(`dashboard-${crypto.randomUUID()}`);
      const done = wire.ask({ do: 'dashboard_refund', id, refund, amount: `${amount}` }) === 'done';
      return byHand(id, done) ? refund : null;
    },
    endRefund: (refund, status) =>
      byHand(wire.objectOfRefund(refund), wire.ask({ do: 'end_refund', refund, status }) === 'done'),
    close: wire.close,
  };
}

/** Throws `PaymentError` `validation_failed` for one of the mock's own form that means nothing, or of no known form. */
function checkToken(token: string): void {
  if (isPayable(token)) return;
  throw invalidField(
    'payment_method',
    'unknown_token',
    `must be a token of another provider's form, or one of ${Object.keys(MOCK_SCENARIOS).join(', ')}`,
  );
}

function tokenOf(method: MethodChoice): string {
  return method.kind === 'token' ? method.token : (method.method.reference ?? '');
}

function termsOf(payment: Payment, token: string | null, customer: string | null): Terms {
  return {
    amount: `${payment.money.minor}`,
    currency: payment.money.currency,
    manual: payment.captureMethod === 'manual',
    paymentId: payment.id,
    token,
    save: payment.saveMethod,
    customer,
  };
}

/** One customer for a user, made of the user's id so that there can't be two. */
function customerOf(userId: string): string {
  return `mock_cus_${createHash('sha256').update(userId).digest('hex').slice(0, 24)}`;
}
