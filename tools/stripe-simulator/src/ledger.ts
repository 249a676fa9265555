import { appendFileSync } from 'node:fs';

/** One movement of money. A hold on a card moves nothing, so it is not here; its capture is. */
export interface LedgerEntry {
  /** `charge` and `capture` take from the payer, `refund` gives back, `refund_failed` takes that giving back again. */
  readonly kind: 'capture' | 'charge' | 'refund' | 'refund_failed';
  readonly payment_intent: string;
  readonly charge: string;
  readonly refund: string | null;
  /** The PaymentIntent's metadata at that moment. */
  readonly metadata: Readonly<Record<string, string>>;
  /** In the currency's smallest unit at Stripe, always positive. */
  readonly amount: number;
  readonly currency: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface LedgerTotals {
  readonly charged: number;
  readonly refunded: number;
  readonly net: number;
}

const TAKES = new Set<LedgerEntry['kind']>(['charge', 'capture']);

/** What money really moved, whatever an answer said or a network lost: tests hold the service against it. */
export class Ledger {
  #entries: LedgerEntry[] = [];
  readonly #file: string | undefined;

  /** With a file, each entry is appended to it as one line of JSON before it counts. */
  constructor(file?: string) {
    this.#file = file;
  }

  get entries(): readonly LedgerEntry[] {
    return this.#entries;
  }

  record(entry: LedgerEntry): void {
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
    this.#entries.push(entry);
  }

  /** All entries of the intents that carry this metadata. */
  entriesFor(metadataKey: string, value: string): readonly LedgerEntry[] {
    return this.#entries.filter((entry) => entry.metadata[metadataKey] === value);
  }

  /** Every time that money was taken from the payer: more than one for one payment is the bug of bugs. */
  chargesFor(metadataKey: string, value: string): readonly LedgerEntry[] {
    return this.entriesFor(metadataKey, value).filter((entry) => TAKES.has(entry.kind));
  }

  refundsFor(metadataKey: string, value: string): readonly LedgerEntry[] {
    return this.entriesFor(metadataKey, value).filter((entry) => entry.kind === 'refund');
  }

  /** Sums by currency, in its smallest unit. */
  totals(entries: readonly LedgerEntry[] = this.#entries): Readonly<Record<string, LedgerTotals>> {
    const totals: Record<string, LedgerTotals> = {};
    for (const { kind, amount, currency } of entries) {
      const before = totals[currency] ?? { charged: 0, refunded: 0, net: 0 };
      const charged = before.charged + (TAKES.has(kind) ? amount : 0);
      const refunded = before.refunded + (kind === 'refund' ? amount : kind === 'refund_failed' ? -amount : 0);
      totals[currency] = { charged, refunded, net: charged - refunded };
    }
    return totals;
  }

  reset(): void {
    this.#entries = [];
  }
}
