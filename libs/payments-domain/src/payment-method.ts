import type { MethodId, UserId } from './ids.ts';
import type { MethodView, ProviderName } from './provider-facts.ts';
import type { Sending } from './payment.ts';

/**
 * `saving`: the provider has not confirmed it; `active`: can be paid with; `removing`: hidden here, not yet known to be gone there;
 * `removed`: gone at both ends (or never came to be).
 */
export type MethodStatus = 'saving' | 'active' | 'removing' | 'removed';

/** A payer's saved method: a reference and what a person needs to recognise it, nothing that could be charged elsewhere. */
export interface PaymentMethod extends MethodView {
  readonly id: MethodId;
  readonly userId: UserId;
  readonly provider: ProviderName;
  readonly status: MethodStatus;
  /** The provider's reference; `null` until it is saved there. */
  readonly reference: string | null;
  readonly customer: string | null;
  readonly isDefault: boolean;
  /** The request that saves it, kept to be sent again word for word. */
  readonly submit: Sending | null;
  readonly advanceAt: Date | null;
  readonly idleLooks: number;
  readonly version: number;
  readonly auditSeq: number;
  readonly auditHead: string;
  readonly eventSeq: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
