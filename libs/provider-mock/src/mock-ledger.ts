import { existsSync } from 'node:fs';
import type { Currency, PaymentId } from '@payments/domain';
import { journalPath, openJournal } from './journal.ts';
import { mockBank, type Watch } from './mock-bank.ts';

/** One movement of money at the mock, in the order in which they happened. Amounts in minor units. */
export interface MockLedgerLine {
  /** `hold`: authorized, no money yet; `charge`: captured; `refund_failed` takes a refund back. */
  readonly kind: 'hold' | 'charge' | 'refund' | 'refund_failed';
  readonly paymentId: PaymentId | null;
  readonly objectId: string;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly at: Date;
}

/** What one object of a payment holds. */
export interface MockCharge {
  readonly objectId: string;
  readonly amount: bigint;
  readonly currency: Currency;
  /** What went back of it, or is on its way back. */
  readonly refunded: bigint;
}

/** The truth about money, whatever anybody was told. */
export interface MockLedger {
  readonly lines: readonly MockLedgerLine[];
  /** How many objects, paid or not, the mock has of each payment. */
  readonly objects: ReadonlyMap<PaymentId, number>;
  /** The payment's objects that were paid. More than one is a double charge. */
  charges(paymentId: PaymentId): readonly MockCharge[];
}

/** Reads what the mock did from its journal, without a mock. For tests and for proofs; an empty ledger where there is none. */
export function readMockLedger(dataDir: string): MockLedger {
  const lines: MockLedgerLine[] = [];
  const objects = new Map<PaymentId, number>();
  if (existsSync(journalPath(dataDir))) {
    const bank = mockBank(lineWriter(lines, objects));
    const journal = openJournal({ dataDir, apply: bank.apply });
    journal.catchUp();
    journal.close();
  }
  const byPayment = new Map<PaymentId | null, MockLedgerLine[]>();
  for (const line of lines) {
    const known = byPayment.get(line.paymentId);
    if (known) known.push(line);
    else byPayment.set(line.paymentId, [line]);
  }
  return { lines, objects, charges: (id) => chargesOf(byPayment.get(id) ?? []) };
}

function lineWriter(lines: MockLedgerLine[], objects: Map<PaymentId, number>): Watch {
  return (before, after, time) => {
    const { paymentId, id: objectId, currency } = after;
    if (paymentId !== null && before === null) objects.set(paymentId, (objects.get(paymentId) ?? 0) + 1);
    const at = new Date(time);
    const write = (kind: MockLedgerLine['kind'], amount: bigint): void =>
      void lines.push({ kind, paymentId, objectId, amount, currency, at });
    if (after.status === 'authorized' && before?.status !== 'authorized') write('hold', after.amount);
    const captured = after.amountCaptured - (before?.amountCaptured ?? 0n);
    if (captured > 0n) write('charge', captured);
    for (const refund of after.refunds) {
      const was = before?.refunds.find((r) => r.id === refund.id);
      if (!was) write('refund', refund.amount);
      if (refund.status === 'failed' && was && was.status !== 'failed') write('refund_failed', refund.amount);
    }
  };
}

function chargesOf(lines: readonly MockLedgerLine[]): readonly MockCharge[] {
  return lines
    .filter((line) => line.kind === 'charge')
    .map(({ objectId, amount, currency }) => ({ objectId, amount, currency, refunded: refundedOf(lines, objectId) }));
}

const SIGN = { hold: 0n, charge: 0n, refund: 1n, refund_failed: -1n } as const;

function refundedOf(lines: readonly MockLedgerLine[], objectId: string): bigint {
  return lines
    .filter((line) => line.objectId === objectId)
    .reduce((sum, line) => sum + SIGN[line.kind] * line.amount, 0n);
}
