import { countsForPayment, type OutgoingEvent, type Payment, type Refund } from '@payments/domain';

/** What one bucket counts; the names are the columns. Amounts in minor units. */
export interface Kind {
  readonly bucket: string;
  readonly currency: string;
  readonly provider: string;
  readonly failure: string;
}
export interface Sums {
  readonly payments: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly revenue: bigint;
  readonly refunded: bigint;
}
export interface CountedRefund extends Kind {
  readonly amount: bigint;
}

const QUARTER_MS = 15 * 60_000;
const NOTHING: Sums = { payments: 0, succeeded: 0, failed: 0, revenue: 0n, refunded: 0n };

/** Adds up by bucket and kind. */
export class Tally {
  readonly #rows = new Map<string, { kind: Kind; sums: Sums }>();

  add(kind: Kind, change: Partial<Sums>): void {
    const key = JSON.stringify([kind.bucket, kind.currency, kind.provider, kind.failure]);
    const { sums } = this.#rows.get(key) ?? { sums: NOTHING };
    this.#rows.set(key, {
      kind,
      sums: {
        payments: sums.payments + (change.payments ?? 0),
        succeeded: sums.succeeded + (change.succeeded ?? 0),
        failed: sums.failed + (change.failed ?? 0),
        revenue: sums.revenue + (change.revenue ?? 0n),
        refunded: sums.refunded + (change.refunded ?? 0n),
      },
    });
  }

  rows(): readonly { readonly kind: Kind; readonly sums: Sums }[] {
    return [...this.#rows.values()];
  }
}

/** The quarter of an hour that a moment lies in. */
export function bucketOf(at: Date): string {
  return new Date(Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS).toISOString();
}

/** A payment counts where and when it was made. */
export function madeKind(payment: Payment): Kind {
  return kindOf(payment, payment.createdAt, payment.attempts[0]?.provider);
}

/** Its money counts where and when it came in. */
export function paidKind(payment: Payment): Kind | null {
  const attempt = payment.attempts.find((a) => a.number === payment.paidAttempt);
  return payment.succeededAt === null ? null : kindOf(payment, payment.succeededAt, attempt?.provider);
}

/** A payment that stands failed counts when it was made, with the reason. */
export function failedKind(payment: Payment): Kind {
  return {
    ...kindOf(payment, payment.createdAt, payment.attempts.at(-1)?.provider),
    failure: payment.failure?.category ?? 'other',
  };
}

/** What went back counts when it was asked for; a duplicate's money was never counted, so its refund is not either. */
export function refundKind(refund: Refund): CountedRefund | null {
  if (!countsForPayment(refund)) return null;
  const { minor, currency } = refund.money;
  return { bucket: bucketOf(refund.createdAt), currency, provider: refund.provider, failure: '', amount: minor };
}

/** True for the success that brought the money, not for one that came back because a refund failed. */
export function isFirstSuccess({ type, at }: Pick<OutgoingEvent, 'type' | 'at'>, payment: Payment): boolean {
  return type === 'payment.succeeded' && payment.succeededAt?.getTime() === at.getTime();
}

function kindOf(payment: Payment, at: Date, provider = 'none'): Kind {
  return { bucket: bucketOf(at), currency: payment.money.currency, provider, failure: '' };
}
