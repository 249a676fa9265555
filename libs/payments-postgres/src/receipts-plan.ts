import {
  countsForPayment,
  paidAttempt,
  USUAL_LOCALE,
  type OutgoingEvent,
  type Payment,
  type Receipt,
  type ReceiptKind,
  type Refund,
} from '@payments/domain';

/** A document that is there. */
export interface IssuedDocument {
  readonly number: string;
  readonly kind: ReceiptKind;
  readonly paymentId: string;
  readonly refundId: string | null;
}

/** A document that an event calls for, before it has its number. */
export interface Draft {
  readonly kind: ReceiptKind;
  readonly eventId: string;
  readonly payment: Payment;
  readonly refund: Refund | null;
  /** What it refers to: the number of a document that is there, or one that gets its number with this one. */
  readonly corrects: string | Draft | null;
}

/**
 * Which documents events call for, given those that are there (oldest first), so that reading an event again changes nothing.
 * A payment gets one receipt, when its money came in. A refund's credit notes and their reversals take turns: it may fail, and succeed after all.
 * A duplicate's refund gets none: its money was never on a receipt (`docs/decisions/0011`).
 */
export function planDocuments(events: readonly OutgoingEvent[], issued: readonly IssuedDocument[]): readonly Draft[] {
  const drafts: Draft[] = [];
  const last = new Map<string, { readonly kind: ReceiptKind; readonly document: string | Draft }>();
  for (const { kind, number, paymentId, refundId } of issued)
    last.set(refundId ?? paymentId, { kind, document: number });
  const add = (draft: Draft): void => {
    drafts.push(draft);
    last.set(draft.refund?.id ?? draft.payment.id, { kind: draft.kind, document: draft });
  };
  for (const { id: eventId, subject } of events) {
    if (subject.kind !== 'payment' && subject.kind !== 'refund') continue;
    const { payment } = subject;
    if (payment.paidAttempt === null || payment.amountCaptured <= 0n) continue;
    if (!last.has(payment.id)) add({ kind: 'receipt', eventId, payment, refund: null, corrects: null });
    if (subject.kind !== 'refund' || !countsForPayment(subject.refund)) continue;
    const { refund } = subject;
    const before = last.get(refund.id);
    const isCredited = before?.kind === 'credit_note';
    const receipt = last.get(payment.id)?.document ?? null;
    if (refund.status === 'succeeded' && !isCredited)
      add({ kind: 'credit_note', eventId, payment, refund, corrects: receipt });
    if (refund.status === 'failed' && isCredited)
      add({ kind: 'credit_note_reversal', eventId, payment, refund, corrects: before.document });
  }
  return drafts;
}

/** What the seller says on every document, as the settings are when it is issued. */
export interface Seller {
  readonly seller: Receipt['seller'];
  /** For lines that have no code of their own; `null`: nothing is said of tax. */
  readonly vatCode: number | null;
}

/** The document as it is kept. `corrects` is the number that the draft's reference got. */
export function documentOf(
  { kind, payment, refund }: Draft,
  given: { readonly number: string; readonly corrects: string | null; readonly issuedAt: Date },
  { seller, vatCode }: Seller,
): Receipt {
  const attempt = paidAttempt(payment);
  const method = payment.paymentMethod;
  return {
    ...given,
    kind,
    seller,
    customer: { userId: payment.userId, email: payment.customerEmail },
    items: payment.items,
    money: refund?.money ?? { minor: payment.amountCaptured, currency: payment.money.currency },
    paymentMethod: method && { type: method.type, brand: method.brand, last4: method.last4 },
    provider: attempt?.provider ?? refund?.provider ?? '',
    providerPaymentId: refund?.providerPaymentId ?? attempt?.providerPaymentId ?? null,
    paymentId: payment.id,
    refundId: refund?.id ?? null,
    orderId: payment.orderId,
    locale: payment.locale ?? USUAL_LOCALE,
    description: payment.description,
    vatCode,
  };
}
