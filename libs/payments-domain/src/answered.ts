import type { Step } from './next-step.ts';
import type { Attempt, Payment } from './payment.ts';
import type { Policy } from './ports.ts';
import type { Answer, ProviderName, ProviderObject } from './provider-facts.ts';
import type { Refund } from './refund.ts';

/** A provider's answer, with what is needed to judge it. */
export interface Answered {
  readonly step: Exclude<Step, 'rest'>;
  /** The attempt that the call was about. */
  readonly attempt: number;
  readonly answer: Answer<ProviderObject>;
  /** The caller opened this attempt or operation, and nobody can have sent before. */
  readonly first: boolean;
  /** The account that answered. */
  readonly account: string;
  readonly refunds: readonly Refund[];
  readonly orderTaken: boolean;
  readonly policy: Policy;
  readonly now: Date;
  readonly random: number;
  readonly newId: () => string;
  /** A fresh attempt at another provider, for a failover; `null` where that one would refuse the payment. */
  readonly openAttempt: (payment: Payment, provider: ProviderName) => Attempt | null;
  /** The parameters of a refund that we make by ourselves (a duplicate's). */
  readonly refundSending: (refund: Refund, payment: Payment) => Refund;
}
