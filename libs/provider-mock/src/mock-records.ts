import type { Currency, RefundId } from '@payments/domain';

/** The terms of a payment object: what `prepareSubmit` keeps. `amount` in minor units, as text. */
export interface Terms {
  readonly amount: string;
  readonly currency: Currency;
  readonly manual: boolean;
  readonly paymentId: string;
  readonly token: string | null;
  readonly save: boolean;
  readonly customer: string | null;
}

/** What somebody asked of the mock under an idempotency key. `hash` tells one request from another under the same key. */
interface Keyed {
  readonly key: string;
  readonly hash: number;
}

/** What was asked for, or done by hand: one line of the journal. The state of the mock follows from these alone, in their order. */
export type MockRequest =
  | (Keyed & { readonly do: 'submit'; readonly attempt: number; readonly terms: Terms })
  | (Keyed & { readonly do: 'confirm'; readonly id: string; readonly token: string | null })
  | (Keyed & { readonly do: 'capture'; readonly id: string; readonly amount: string })
  | (Keyed & { readonly do: 'cancel'; readonly id: string })
  | (Keyed & {
      readonly do: 'refund';
      readonly id: string;
      readonly refundId: RefundId;
      readonly amount: string;
      readonly currency: Currency;
    })
  | (Keyed & { readonly do: 'save'; readonly token: string; readonly customer: string | null })
  | { readonly do: 'remove'; readonly reference: string }
  /** The first call of a step that goes unanswered. */
  | { readonly do: 'hear'; readonly step: string }
  /** The bank has thought long enough. */
  | { readonly do: 'settle'; readonly id: string }
  | { readonly do: 'finish'; readonly id: string; readonly how: FinishWay }
  | { readonly do: 'dashboard_refund'; readonly id: string; readonly refund: string; readonly amount: string }
  | { readonly do: 'end_refund'; readonly refund: string; readonly status: 'succeeded' | 'failed' };

/** What a payer, a bank, or time may do to an open object. */
export type FinishWay = 'pay' | 'decline' | 'abandon' | 'expire';

export type MockRecord = MockRequest & { /** Milliseconds, by the mock's clock. */ readonly at: number };

/** What became of a request. `repeated`: its key was known with the same request; nothing was done again. */
export type Outcome = 'done' | 'repeated' | Refusal;
/** What the mock says no to, without having done anything. */
export type Refusal = 'key_reused' | 'no_such_object' | 'amount_too_large' | 'refund_refused' | 'not_possible';

/** FNV-1a, 32 bits: enough to see that a key came with another request. */
export function requestHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
