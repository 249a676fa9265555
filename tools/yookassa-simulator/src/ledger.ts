import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { toAmount, type Money } from './money.ts';
import type { PaymentRecord, RefundRecord } from './records.ts';

/** One movement of real money: what a card statement would show. Holds that were released are not in it. */
export interface LedgerEntry {
  readonly kind: 'charge' | 'refund';
  readonly paymentId: string;
  readonly refundId?: string;
  /** The payment's metadata, on its refunds too, so that one key finds everything of one order. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly amount: string;
  readonly currency: string;
  /** ISO 8601, the simulator's clock. */
  readonly at: string;
}

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** All movements whose payment carried this metadata. */
  byMetadata(key: string, value: string): readonly LedgerEntry[];
  charges(key?: string, value?: string): readonly LedgerEntry[];
  refunds(key?: string, value?: string): readonly LedgerEntry[];
  /** Charges less refunds, in hundredths. */
  netMinor(key: string, value: string): bigint;
  /** The values of this metadata key that were charged more than once, e.g. orders paid twice. */
  chargedTwice(key: string): readonly string[];
}

export interface WritableLedger extends Ledger {
  charge(payment: PaymentRecord, money: Money, at: Date): void;
  refund(payment: PaymentRecord, refund: RefundRecord, at: Date): void;
  clear(): void;
}

/** @param file JSON lines; entries of earlier runs are read back, new ones are on disk before the answer goes out. */
export function createLedger(file?: string): WritableLedger {
  const entries: LedgerEntry[] = file !== undefined && existsSync(file) ? readEntries(file) : [];

  function write(entry: LedgerEntry): void {
    entries.push(entry);
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(entry)}\n`);
  }
  const matching = (key?: string, value?: string): readonly LedgerEntry[] =>
    key === undefined ? entries : entries.filter((entry) => entry.metadata[key] === value);
  const charges = (key?: string, value?: string): readonly LedgerEntry[] =>
    matching(key, value).filter((entry) => entry.kind === 'charge');

  return {
    entries,
    byMetadata: matching,
    charges,
    refunds: (key, value) => matching(key, value).filter((entry) => entry.kind === 'refund'),
    netMinor: (key, value) =>
      matching(key, value).reduce((sum, entry) => sum + BigInt(entry.amount.replace('.', '')) * SIGN[entry.kind], 0n),
    chargedTwice(key) {
      const seen = charges().flatMap((entry) => entry.metadata[key] ?? []);
      return [...new Set(seen.filter((value, index) => seen.indexOf(value) !== index))];
    },
    charge: (payment, money, at) => write({ kind: 'charge', paymentId: payment.id, ...written(payment, money, at) }),
    refund: (payment, refund, at) =>
      write({ kind: 'refund', paymentId: payment.id, refundId: refund.id, ...written(payment, refund.money, at) }),
    clear: () => void entries.splice(0),
  };
}

const SIGN = { charge: 1n, refund: -1n } as const;

function written(payment: PaymentRecord, money: Money, at: Date) {
  const { value, currency } = toAmount(money);
  return { metadata: payment.metadata, amount: value, currency, at: at.toISOString() };
}

function readEntries(file: string): LedgerEntry[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LedgerEntry);
}
