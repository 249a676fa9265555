import {
  paymentId,
  type Decide,
  type OutgoingEvent,
  type Payment,
  type PaymentId,
  type Receipt,
  type Refund,
} from '@payments/domain';
import { paid, samplePayment, sampleRefund, testClock, uuidV7, WORKER } from '@payments/domain/testing';
import type { NewMail } from '../src/mail-outbox.ts';
import { pumpOutbox, type OutboxConsumer, type PumpRound } from '../src/outbox-pump.ts';
import { receiptConsumer, type ReceiptOptions } from '../src/receipts.ts';
import { listReceipts } from '../src/receipts-read.ts';
import { openTestStorage, type TestStorage } from './test-storage.ts';

export interface ReceiptRig extends TestStorage {
  readonly now: () => Date;
  /** A payment whose money came in: two events. */
  paid(change?: Partial<Payment>): Promise<Payment>;
  /** A refund that is reserved and then told as it says. */
  refunded(payment: Payment, minor: bigint, change?: Partial<Refund>): Promise<Refund>;
  /** The provider says another thing of a refund. */
  told(refund: Refund, status: Refund['status']): Promise<void>;
  change(id: PaymentId, decide: Decide): Promise<Payment>;
  /** Rounds until nothing is left. */
  pump(more?: Partial<ReceiptOptions>, consumers?: readonly OutboxConsumer[]): Promise<readonly PumpRound[]>;
  receipts(id: PaymentId): Promise<readonly Receipt[]>;
  numbers(): Promise<readonly string[]>;
  events(id: PaymentId): Promise<readonly Pick<OutgoingEvent, 'type' | 'seq'>[]>;
}

export const SELLER: ReceiptOptions['seller'] = { name: 'Shop', details: 'Street 1', contact: 'shop@example.com' };

/** One letter a document, as the host writes them. */
export function letterFor(receipt: Receipt): readonly NewMail[] {
  const { email } = receipt.customer;
  if (email === null) return [];
  const about = { kind: receipt.kind, paymentId: receipt.paymentId, receiptNumber: receipt.number };
  return [{ ...about, messageId: `<receipt.${receipt.number}@shop.example>`, recipient: email, content: null }];
}

export function receiptOptions(more: Partial<ReceiptOptions> = {}): ReceiptOptions {
  return {
    seller: SELLER,
    vatCode: 1,
    mailsFor: letterFor,
    isAddressed: ({ customer }) => customer.email !== null,
    onUnreadable: () => undefined,
    ...more,
  };
}

/** Payments and refunds on a fresh database, and the pump that numbers their documents. */
export async function receiptRig(): Promise<ReceiptRig> {
  const clock = testClock(new Date());
  const opened = await openTestStorage(clock.now, () => uuidV7(new Date()));
  const { storage, database, context } = opened;
  const cause = { cause: WORKER };

  async function change(id: PaymentId, decide: Decide): Promise<Payment> {
    const outcome = await storage.change(id, decide, cause);
    if (outcome.kind !== 'done') throw new Error('a key was found');
    return outcome.snapshot.payment;
  }
  const sums = (payment: Payment, refunds: readonly Refund[], next: Refund): Payment => {
    const all = [...refunds.filter(({ id }) => id !== next.id), next].filter(({ origin }) => origin !== 'duplicate');
    const sum = (status: Refund['status']) =>
      all.filter((r) => r.status === status).reduce((total, r) => total + r.money.minor, 0n);
    const amountRefunded = sum('succeeded');
    const status =
      amountRefunded === 0n ? 'succeeded' : amountRefunded < payment.amountCaptured ? 'partially_refunded' : 'refunded';
    return { ...payment, amountRefunded, amountReserved: sum('pending'), status };
  };
  async function told(refund: Refund, status: Refund['status']): Promise<void> {
    await change(refund.paymentId, (payment, { refunds }) => {
      const next = { ...refund, status };
      return { payment: sums(payment, refunds, next), refunds: [next] };
    });
  }
  return {
    ...opened,
    now: clock.now,
    paid: async (more = {}) => {
      const inserted = await storage.insertOnce({ payment: samplePayment(new Date(), more), claim: null, ...cause });
      if (inserted.kind !== 'inserted') throw new Error(inserted.kind);
      return change(inserted.snapshot.payment.id, (payment) => ({ payment: paid(payment, new Date()) }));
    },
    refunded: async (payment, minor, more = {}) => {
      const money = { ...payment.money, minor };
      const refund = sampleRefund(payment, new Date(), { money, ...more, status: 'pending' });
      await told(refund, 'pending');
      if (more.status !== undefined && more.status !== 'pending') await told(refund, more.status);
      return refund;
    },
    told,
    change,
    pump: async (more = {}, consumers = []) => {
      const consumer = receiptConsumer(context, receiptOptions(more));
      const rounds: PumpRound[] = [];
      for (;;) {
        const round = await pumpOutbox(context, { consumers: [consumer, ...consumers] });
        rounds.push(round);
        if (round.events === 0) return rounds;
      }
    },
    receipts: (id) => listReceipts(context, id),
    numbers: async () => {
      const rows = await database.pool.query<{ number: string }>('SELECT number FROM receipts ORDER BY year, place');
      return rows.rows.map(({ number }) => number);
    },
    events: async (id) => {
      const { rows } = await database.pool.query<Pick<OutgoingEvent, 'type' | 'seq'>>(
        'SELECT type, seq FROM outbox WHERE stream = $1 ORDER BY seq',
        [paymentId(id)],
      );
      return rows;
    },
  };
}
