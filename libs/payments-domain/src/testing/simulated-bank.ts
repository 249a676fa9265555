import type { WebhookRequest, WebhookTarget } from '../ports.ts';
import { ledgerBook, type LedgerBook } from './simulated-ledger.ts';
import { approved, charged, declined, ended, type SimulatedObject, type SimulatedRefund } from './simulated-objects.ts';
import { signedWebhook } from './simulated-webhooks.ts';

/** What a payer, a merchant in the dashboard, or time itself does at the provider, without us. Each answers whether it was possible. */
export interface SimulatedHands {
  /** The payer acts on an object that waits for them: pays, or fails to. */
  pays(objectId: string): boolean;
  /** It was ended, and is paid all the same: what a provider promises can't happen, and a bank does. */
  paysAfterAll(objectId: string): boolean;
  declines(objectId: string): boolean;
  cancels(objectId: string): boolean;
  /** The provider has thought long enough about a `processing` one. */
  decides(objectId: string, verdict: 'succeeded' | 'failed'): boolean;
  /** The hold of an authorized one lapses. */
  lapses(objectId: string): boolean;
  refundsInDashboard(objectId: string, amount: bigint): boolean;
  /** A pending refund ends, or a succeeded one fails after all. */
  refundEnds(refundId: string, status: 'succeeded' | 'failed'): boolean;
}

export interface BankOptions {
  readonly now: () => Date;
  readonly webhookSecret: string;
  /** A declined object may be paid with another method (Stripe), or is over (YooKassa). */
  readonly declinesStayOpen: boolean;
}

/** The provider's inside: objects, refunds, the ledger, and a knock for each change. */
export interface SimulatedBank {
  readonly objects: ReadonlyMap<string, SimulatedObject>;
  readonly refunds: ReadonlyMap<string, SimulatedRefund>;
  readonly ledger: LedgerBook;
  /** Webhooks that wait to be delivered: in any order, more than once, or never. */
  readonly knocks: WebhookRequest[];
  readonly hands: SimulatedHands;
  nextId(kind: string): string;
  /** Puts an object's new state in place; what it newly holds goes into the ledger. */
  put(object: SimulatedObject): SimulatedObject;
  charge(object: SimulatedObject, token: string): SimulatedObject;
  capture(object: SimulatedObject, amount: bigint): SimulatedObject;
  refund(refund: SimulatedRefund): SimulatedRefund;
  refundsOf(objectId: string): readonly SimulatedRefund[];
  /** What could still be refunded of an object. */
  left(object: SimulatedObject): bigint;
}

export function simulatedBank({ now, webhookSecret, declinesStayOpen }: BankOptions): SimulatedBank {
  const objects = new Map<string, SimulatedObject>();
  const refunds = new Map<string, SimulatedRefund>();
  const knocks: WebhookRequest[] = [];
  const ledger = ledgerBook();
  let count = 0;
  const nextId = (kind: string): string => `${kind}-${(count += 1)}`;
  const knock = (type: string, target: WebhookTarget): void => {
    knocks.push(signedWebhook(webhookSecret, now(), { eventId: nextId('event'), type, target }));
  };
  const put = (object: SimulatedObject): SimulatedObject => {
    const before = objects.get(object.id);
    objects.set(object.id, object);
    if (object.amountCaptured > (before?.amountCaptured ?? 0n)) ledger.charge(object, now());
    knock(`payment.${object.status}`, { kind: 'payment', providerPaymentId: object.id });
    return object;
  };
  const putRefund = (refund: SimulatedRefund): SimulatedRefund => {
    refunds.set(refund.id, refund);
    const { id, objectId } = refund;
    knock(`refund.${refund.status}`, { kind: 'refund', providerRefundId: id, providerPaymentId: objectId });
    return refund;
  };
  const book = (kind: 'refund' | 'refund_failed', refund: SimulatedRefund): void =>
    ledger.refund(kind, refund, objects.get(refund.objectId)?.paymentId ?? null, now());
  const refundsOf = (objectId: string) => [...refunds.values()].filter((refund) => refund.objectId === objectId);
  const left = (object: SimulatedObject): bigint =>
    refundsOf(object.id)
      .filter((refund) => refund.status !== 'failed')
      .reduce((rest, refund) => rest - refund.amount, object.amountCaptured);
  const refund = (wanted: SimulatedRefund): SimulatedRefund => {
    book('refund', wanted);
    return putRefund(wanted);
  };
  const bank = {
    objects,
    refunds,
    ledger,
    knocks,
    nextId,
    put,
    charge: (object: SimulatedObject, token: string) => put(charged(object, token, declinesStayOpen)),
    capture: (object: SimulatedObject, amount: bigint) =>
      put({ ...object, status: 'succeeded', amountCaptured: amount, open: false }),
    refund,
    refundsOf,
    left,
  };
  const when = (
    id: string,
    may: (object: SimulatedObject) => boolean,
    next: (o: SimulatedObject) => SimulatedObject,
  ) => {
    const object = objects.get(id);
    if (!object || !may(object)) return false;
    put(next(object));
    return true;
  };
  const waits = (o: SimulatedObject) => o.status === 'needs_payer' || (o.status === 'failed' && o.open);
  const isOver = (o: SimulatedObject) => o.status === 'canceled' || o.status === 'failed';
  const hands: SimulatedHands = {
    pays: (id) => when(id, waits, (o) => approved({ ...o, token: o.token ?? 'ok' })),
    paysAfterAll: (id) => when(id, isOver, (o) => approved({ ...o, token: o.token ?? 'ok' })),
    declines: (id) => when(id, waits, (o) => declined(o, 'card_declined', declinesStayOpen)),
    cancels: (id) => when(id, waits, (o) => ended(o, 'canceled_by_payer')),
    decides: (id, verdict) =>
      when(
        id,
        (o) => o.status === 'processing',
        (o) => (verdict === 'succeeded' ? approved(o) : declined(o, 'card_declined', declinesStayOpen)),
      ),
    lapses: (id) =>
      when(
        id,
        (o) => o.status === 'authorized',
        (o) => ended(o, 'expired'),
      ),
    refundsInDashboard: (id, amount) => {
      const object = objects.get(id);
      if (!object || amount <= 0n || amount > left(object)) return false;
      const { currency } = object;
      refund({
        id: nextId('refund'),
        objectId: id,
        refundId: null,
        amount,
        currency,
        status: 'succeeded',
        createdAt: now(),
      });
      return true;
    },
    refundEnds: (id, status) => {
      const found = refunds.get(id);
      const may = found && (found.status === 'pending' || (found.status === 'succeeded' && status === 'failed'));
      if (!found || !may) return false;
      if (status === 'failed') book('refund_failed', found);
      putRefund({ ...found, status });
      return true;
    },
  };
  return { ...bank, hands };
}
