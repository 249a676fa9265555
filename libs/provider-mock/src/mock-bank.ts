import { paymentId } from '@payments/domain';
import {
  approved,
  charged,
  declined,
  ended,
  isCancelable,
  left,
  settled,
  takesMethod,
  THINKS_MS,
  type MockObject,
  type MockRefund,
} from './mock-objects.ts';
import type { MockRecord, Outcome } from './mock-records.ts';
import { METHOD_PREFIX, scenarioOf, type Scenario } from './scenarios.ts';

/** A method that the mock keeps. */
export interface KeptMethod {
  readonly scenario: Scenario;
  readonly customer: string | null;
}

/** What the mock knows: it follows from the journal, record by record, the same in every process. */
export interface MockBank {
  readonly objects: ReadonlyMap<string, MockObject>;
  /** The object that a refund belongs to, by the refund's id. */
  readonly refunds: ReadonlyMap<string, string>;
  readonly methods: ReadonlyMap<string, KeptMethod>;
  apply(record: MockRecord): Outcome;
  /** The scenario of a token or a kept method's reference; a method that is gone declines. */
  scenario(token: string | null): Scenario;
}

/** Told of each object that changed, for a ledger. */
export type Watch = (before: MockObject | null, after: MockObject, at: number) => void;

type Handlers = {
  readonly [K in MockRecord['do']]: (record: Extract<MockRecord, { do: K }>) => Outcome;
};

const REMOVED: Scenario = { bank: 'declines', decline: 'method_not_supported', last4: '4242' };

/** An object's id says by which key it was made, so the objects are their own index of keys. */
export const objectId = (key: string): string => `mock_${key}`;
export const refundObjectId = (key: string): string => `mock_re_${key}`;
export const methodReference = (key: string): string => `${METHOD_PREFIX}${key}`;

export function mockBank(watch: Watch = () => undefined): MockBank {
  const objects = new Map<string, MockObject>();
  const refunds = new Map<string, string>();
  const methods = new Map<string, KeptMethod>();
  /** Requests that made nothing of their own, by key. */
  const done = new Map<string, number>();
  const heard = new Set<string>();

  const scenario = (token: string | null): Scenario =>
    token?.startsWith(METHOD_PREFIX) ? (methods.get(token)?.scenario ?? REMOVED) : scenarioOf(token);

  const put = (object: MockObject, at: number): void => {
    const before = objects.get(object.id) ?? null;
    if (before === object) return;
    objects.set(object.id, object);
    const newlyCharged = object.charges > (before?.charges ?? 0);
    if (object.save && newlyCharged)
      methods.set(methodReference(object.id), { scenario: object.scenario, customer: object.customer });
    watch(before, object, at);
  };

  /** Brings an object up to the record's time, and changes it; `null` from `change`: it can't be done. */
  const on = (id: string, at: number, change: (object: MockObject) => MockObject | Outcome): Outcome => {
    const object = objects.get(id);
    if (!object) return 'no_such_object';
    const next = change(settled(object, at));
    if (typeof next === 'string') return next;
    put(next, at);
    return 'done';
  };

  /** As `on`, once for a key. */
  const once = (
    { key, hash, id, at }: { readonly key: string; readonly hash: number; readonly id: string; readonly at: number },
    change: (object: MockObject) => MockObject | Outcome,
  ): Outcome => {
    const before = done.get(key);
    if (before !== undefined) return before === hash ? 'repeated' : 'key_reused';
    const outcome = on(id, at, change);
    if (outcome === 'done') done.set(key, hash);
    return outcome;
  };

  const addRefund = (object: MockObject, refund: MockRefund): MockObject => {
    refunds.set(refund.id, object.id);
    return { ...object, refunds: [...object.refunds, refund] };
  };

  const handlers: Handlers = {
    submit: ({ key, hash, attempt, terms, at }) => {
      const id = objectId(key);
      const before = objects.get(id);
      if (before) return before.requestHash === hash ? 'repeated' : 'key_reused';
      const given = scenario(terms.token);
      const blank: MockObject = {
        id,
        paymentId: paymentId(terms.paymentId),
        attempt,
        amount: BigInt(terms.amount),
        currency: terms.currency,
        manual: terms.manual,
        status: 'needs_payer',
        amountCaptured: 0n,
        failure: null,
        open: true,
        tries: 0,
        charges: 0,
        declines: 0,
        scenario: given,
        save: terms.save,
        customer: terms.customer,
        decidesAt: null,
        refunds: NO_REFUNDS,
        createdAt: at,
        requestHash: hash,
      };
      put(charged(blank, given, at), at);
      return 'done';
    },
    confirm: (record) =>
      once(record, (object) => (takesMethod(object) ? charged(object, scenario(record.token), record.at) : object)),
    capture: (record) =>
      once(record, (object) => {
        if (object.status !== 'authorized') return object;
        const amount = BigInt(record.amount);
        if (amount < 1n || amount > object.amount) return 'amount_too_large';
        return { ...object, status: 'succeeded', amountCaptured: amount, open: false };
      }),
    cancel: (record) =>
      once(record, (object) => (isCancelable(object) ? ended(object, 'canceled_by_merchant') : object)),
    refund: ({ key, hash, id, refundId, amount, currency, at }) => {
      const refund = refundObjectId(key);
      const before = objects.get(refunds.get(refund) ?? '')?.refunds.find((r) => r.id === refund);
      if (before) return before.requestHash === hash ? 'repeated' : 'key_reused';
      return on(id, at, (object) => {
        const minor = BigInt(amount);
        const how = object.scenario.refunds;
        if (how === 'refused' || currency !== object.currency || minor < 1n || minor > left(object))
          return 'refund_refused';
        return addRefund(object, {
          id: refund,
          objectId: id,
          refundId,
          amount: minor,
          status: how ? 'pending' : 'succeeded',
          becomes: how === 'fails_later' ? 'failed' : 'succeeded',
          endsAt: how ? at + THINKS_MS : null,
          createdAt: at,
          requestHash: hash,
        });
      });
    },
    save: ({ key, hash, token, customer }) => {
      const reference = methodReference(key);
      const before = done.get(key);
      if (before !== undefined) return before === hash ? 'repeated' : 'key_reused';
      done.set(key, hash);
      methods.set(reference, { scenario: scenarioOf(token), customer });
      return 'done';
    },
    remove: ({ reference }) => (methods.delete(reference) ? 'done' : 'repeated'),
    hear: ({ step }) => {
      if (heard.has(step)) return 'repeated';
      heard.add(step);
      return 'done';
    },
    settle: ({ id, at }) => on(id, at, (object) => object),
    finish: ({ id, how, at }) =>
      on(id, at, (object) => {
        const { status, open } = object;
        if (how === 'expire') return open ? ended(object, 'expired') : 'not_possible';
        if (!open || status === 'authorized') return 'not_possible';
        if (how === 'abandon') return ended(object, 'canceled_by_payer');
        return how === 'pay' ? approved(object) : declined(object, 'authentication_failed');
      }),
    dashboard_refund: ({ id, refund, amount, at }) =>
      on(id, at, (object) => {
        const minor = BigInt(amount);
        if (minor < 1n || minor > left(object)) return 'not_possible';
        return addRefund(object, {
          id: refund,
          objectId: id,
          refundId: null,
          amount: minor,
          status: 'succeeded',
          becomes: 'succeeded',
          endsAt: null,
          createdAt: at,
          requestHash: 0,
        });
      }),
    end_refund: ({ refund, status, at }) =>
      on(refunds.get(refund) ?? '', at, (object) => {
        const found = object.refunds.find((r) => r.id === refund);
        const may = found?.status === 'pending' || (found?.status === 'succeeded' && status === 'failed');
        if (!may) return 'not_possible';
        return {
          ...object,
          refunds: object.refunds.map((r) => (r.id === refund ? { ...r, status, endsAt: null } : r)),
        };
      }),
  };

  return { objects, refunds, methods, scenario, apply: (record) => handle(handlers, record) };
}

const NO_REFUNDS: readonly MockRefund[] = [];

/** A record of a kind that this version does not know does nothing. */
function handle<K extends MockRecord['do']>(handlers: Handlers, record: Extract<MockRecord, { do: K }>): Outcome {
  const name: K = record.do;
  return Object.hasOwn(handlers, name) ? handlers[name](record) : 'not_possible';
}
