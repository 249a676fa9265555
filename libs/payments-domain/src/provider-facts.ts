import type { Failure } from './failure.ts';
import type { PaymentId, RefundId } from './ids.ts';
import type { Currency } from './money.ts';

/** The name under which a provider is enabled and routed: `mock`, `stripe`, `yookassa`. */
export type ProviderName = string;

/** What the payer must do next; `null` where there is nothing. A secret: only its owner sees it, and it is stored encrypted. */
export type NextAction =
  | { readonly type: 'client_secret'; readonly clientSecret: string; readonly publishableKey: string }
  | { readonly type: 'redirect'; readonly url: string }
  | { readonly type: 'embedded'; readonly confirmationToken: string };

/** What may be shown of a payer's method. Never a number. */
export interface MethodView {
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
}

/** A method as the provider keeps it, ready to be paid with again. */
export interface ProviderMethod extends MethodView {
  /** The provider's reference of the method, such as `pm_…`. */
  readonly reference: string;
  /** The provider's customer that it is attached to; `null` where the provider has no customers. */
  readonly customer: string | null;
}

/**
 * Where the provider's object stands, in our words.
 * `needs_payer`: the payer must act, or a method is missing; `processing`: the provider is working;
 * `failed`: a decline (with `failure`), `open` says whether it could still be paid; `canceled`: ended without money.
 */
export type ObjectStatus = 'needs_payer' | 'processing' | 'authorized' | 'succeeded' | 'failed' | 'canceled';

/** A provider's payment object, translated. Amounts are minor units of `currency`. */
export interface ProviderObject {
  readonly provider: ProviderName;
  readonly providerPaymentId: string;
  readonly providerChargeId: string | null;
  readonly status: ObjectStatus;
  /** Our payment's id as the object's metadata has it; `null` on an object that is not ours. */
  readonly paymentId: PaymentId | null;
  readonly amount: bigint;
  readonly currency: Currency;
  /** What the provider has captured; 0 before. Only ever the provider's word. */
  readonly amountCaptured: bigint;
  readonly failure: Failure | null;
  /** Somebody could still pay this object: a canceled or refused-for-good one is not open, a declined Stripe intent is. */
  readonly open: boolean;
  /** The object waits for a payment method, and `confirm` may bring one. */
  readonly needsMethod: boolean;
  /** Changes with every charge or error that the object shows: a decline is news only where this is another than before. */
  readonly fingerprint: string;
  readonly nextAction: NextAction | null;
  readonly method: MethodView | null;
  /** The method that the payer agreed to keep, once it can be used again. */
  readonly savedMethod: ProviderMethod | null;
  /** Every refund of this object that the provider knows; `null` where this answer does not list them. */
  readonly refunds: readonly ProviderRefund[] | null;
  readonly createdAt: Date;
  /** The provider's answer as it came, without client secrets; kept encrypted. */
  readonly raw: string;
}

/** A provider's refund object, translated. */
export interface ProviderRefund {
  readonly providerRefundId: string;
  readonly providerPaymentId: string;
  /** Our refund's id as its metadata has it; `null` for one made in the provider's dashboard. */
  readonly refundId: RefundId | null;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly failure: Failure | null;
  readonly createdAt: Date;
  readonly raw: string;
}

/**
 * What became of a call. The rule behind each is in `docs/architecture.md`:
 * `known`: the provider said how things stand;
 * `refused`: it said no to this request, and made nothing by it;
 * `not_done`: nothing arrived, for certain: every request on the wire was refused before anything was done;
 * `unknown`: it may have arrived; never a reason to fail, and never sent under another key;
 * `absent`: a complete listing, or a read by id, shows that there is no such object.
 * `atOnce: false`: the provider says that the same request at once would help nothing; later it may.
 */
export type Answer<T> =
  | { readonly verdict: 'known'; readonly value: T }
  | { readonly verdict: 'refused'; readonly failure: Failure }
  | { readonly verdict: 'not_done'; readonly reason: string; readonly atOnce?: false }
  | { readonly verdict: 'unknown'; readonly reason: string; readonly atOnce?: false }
  | { readonly verdict: 'absent' };

export const VERDICTS = [
  'known',
  'refused',
  'not_done',
  'unknown',
  'absent',
] as const satisfies readonly Answer<unknown>['verdict'][];
