import type { PaymentId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { SimulatedObject, SimulatedRefund } from './simulated-objects.ts';

/** One movement of money at the provider. Lines are only ever added. */
export interface LedgerLine {
  readonly kind: 'charge' | 'refund' | 'refund_failed';
  readonly paymentId: PaymentId | null;
  readonly objectId: string;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly at: Date;
}

/** What a payment's objects hold: one line an object that was paid. */
export interface ChargedObject {
  readonly objectId: string;
  readonly amount: bigint;
  readonly currency: Currency;
  /** What went back of it, or is on its way back. */
  readonly refunded: bigint;
}

/** The truth about money, whatever anybody was told. */
export interface SimulatedLedger {
  readonly lines: readonly LedgerLine[];
  /** The payment's objects that were paid. More than one is a double charge. */
  charges(paymentId: PaymentId): readonly ChargedObject[];
}

export interface LedgerBook extends SimulatedLedger {
  charge(object: SimulatedObject, at: Date): void;
  refund(kind: 'refund' | 'refund_failed', refund: SimulatedRefund, paymentId: PaymentId | null, at: Date): void;
}

export function ledgerBook(): LedgerBook {
  const lines: LedgerLine[] = [];
  return {
    lines,
    charge: ({ id, paymentId, amountCaptured, currency }, at) =>
      void lines.push({ kind: 'charge', paymentId, objectId: id, amount: amountCaptured, currency, at }),
    refund: (kind, { objectId, amount, currency }, paymentId, at) =>
      void lines.push({ kind, paymentId, objectId, amount, currency, at }),
    charges: (paymentId) => {
      const mine = lines.filter((line) => line.paymentId === paymentId);
      return mine
        .filter((line) => line.kind === 'charge')
        .map(({ objectId, amount, currency }) => ({
          objectId,
          amount,
          currency,
          refunded: refundedOf(mine, objectId),
        }));
    },
  };
}

function refundedOf(lines: readonly LedgerLine[], objectId: string): bigint {
  const sign = { charge: 0n, refund: 1n, refund_failed: -1n } as const;
  return lines
    .filter((line) => line.objectId === objectId)
    .reduce((sum, line) => sum + sign[line.kind] * line.amount, 0n);
}
