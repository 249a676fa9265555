import { settleDebit } from './actions/attempt-charge.ts';
import { authenticate, intentNamed, type Authentication } from './actions/authenticate.ts';
import { confirmPayment } from './actions/confirm-payment.ts';
import { openDispute } from './actions/dispute.ts';
import { settleRefund } from './actions/refund.ts';
import { missingResource } from './api-error.ts';
import type { Fault, FaultKind, Faults } from './faults.ts';
import type { FormTree } from './form.ts';
import type { IdempotencyKeys } from './idempotency.ts';
import type { LedgerEntry } from './ledger.ts';
import { refundFrom } from './routes/refunds.ts';
import type { RequestRecord } from './endpoint.ts';
import type { WebhookSettings } from './webhooks.ts';
import { idOf, type World } from './world.ts';

/** A refund by hand in Stripe's dashboard: it carries no metadata of the shop's. */
export interface DashboardRefund {
  readonly payment_intent?: string;
  readonly charge?: string;
  /** In the smallest unit; all that is left when left out. */
  readonly amount?: number;
  readonly reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer';
}

export interface AdminParts {
  readonly world: World;
  readonly faults: Faults;
  readonly keys: IdempotencyKeys;
  readonly requests: RequestRecord[];
}

/** What happens outside the API: payers, banks, the dashboard, time. The HTTP doors under `/_sim/` lead here. */
export class Admin {
  readonly #parts: AdminParts;

  constructor(parts: AdminParts) {
    this.#parts = parts;
  }

  /** The payer pays in the browser with one of the test methods. @throws ApiError 402 when declined */
  pay(intentId: string, method: string, returnUrl?: string): object {
    const { world } = this.#parts;
    const intent = world.paymentIntents.get(intentId);
    if (!intent) throw missingResource('payment_intent', intentId, 'intent');
    this.#byHand();
    return confirmPayment(world, intent, {
      caller: 'browser',
      errorOnRequiresAction: false,
      method,
      offSession: false,
      returnUrl,
      useStripeSdk: false,
    });
  }

  /** The payer finishes 3D Secure for a payment or setup intent. */
  authenticate(intentId: string, authorized: boolean): Authentication {
    this.#byHand();
    return authenticate(this.#parts.world, intentId, authorized);
  }

  intent(id: string): Authentication['intent'] {
    return intentNamed(this.#parts.world, id);
  }

  refund(wish: DashboardRefund): object {
    this.#byHand();
    const params: FormTree = {
      ...(wish.payment_intent === undefined ? {} : { payment_intent: wish.payment_intent }),
      ...(wish.charge === undefined ? {} : { charge: wish.charge }),
      ...(wish.amount === undefined ? {} : { amount: String(wish.amount) }),
      ...(wish.reason === undefined ? {} : { reason: wish.reason }),
    };
    return refundFrom(this.#parts.world, params);
  }

  settleRefund(refundId: string, succeeds: boolean): object {
    this.#byHand();
    return settleRefund(this.#parts.world, refundId, succeeds);
  }

  /** The bank's word on a debit that is `processing`. */
  settleDebit(intentId: string, succeeds: boolean): object {
    this.#byHand();
    const intent = settleDebit(this.#parts.world, intentId, succeeds);
    if (!intent) throw missingResource('payment_intent', intentId, 'intent');
    return intent;
  }

  /** Takes a charge, or an intent for its latest one. */
  dispute(id: string): object {
    const { world } = this.#parts;
    this.#byHand();
    return openDispute(world, idOf(world.paymentIntents.get(id)?.latest_charge) ?? id);
  }

  /** Lets time pass at Stripe: keys are forgotten after 24 h, holds lapse after 7 days. */
  advance(ms: number): void {
    this.#parts.world.advance(ms);
  }

  /** A new account: no objects, keys, faults, requests, money. Settings stay. */
  reset(): void {
    const { world, faults, keys, requests } = this.#parts;
    world.reset();
    faults.clear();
    keys.reset();
    requests.length = 0;
  }

  configureWebhooks(change: Partial<WebhookSettings>): WebhookSettings {
    this.#parts.world.webhooks.configure(change);
    return this.#parts.world.webhooks.settings;
  }

  ledger(
    metadataKey: string | null,
    value: string | null,
  ): { readonly entries: readonly LedgerEntry[]; readonly totals: object } {
    const { ledger } = this.#parts.world;
    const entries = metadataKey !== null && value !== null ? ledger.entriesFor(metadataKey, value) : ledger.entries;
    return { entries, totals: ledger.totals(entries) };
  }

  addFault(fault: Fault): void {
    this.#parts.faults.add(fault);
  }

  /** Reads faults from another process; a wrong one throws a plain Error that says what is wrong. */
  addFaults(sent: unknown): readonly Fault[] {
    const { faults } = this.#parts;
    for (const one of Array.isArray(sent) ? sent : [sent]) faults.add(faultFrom(one));
    return faults.waiting;
  }

  #byHand(): void {
    this.#parts.world.request = { id: null, idempotency_key: null };
  }
}

function faultFrom(sent: unknown): Fault {
  if (typeof sent !== 'object' || sent === null) throw new Error('a fault is an object: { on, kind, times? }');
  const { on, kind, times, skip, ms, shouldRetry, kept } = sent as Readonly<Record<string, unknown>>;
  if (typeof on !== 'string' && kind !== 'refused') throw new Error('on: "POST /v1/payment_intents", "POST *" or "*"');
  return {
    on: typeof on === 'string' ? on : '*',
    // An unknown kind is refused where faults are added.
    kind: kind as FaultKind,
    ...(typeof times === 'number' ? { times } : {}),
    ...(typeof skip === 'number' ? { skip } : {}),
    ...(typeof ms === 'number' ? { ms } : {}),
    ...(typeof shouldRetry === 'boolean' ? { shouldRetry } : {}),
    ...(typeof kept === 'boolean' ? { kept } : {}),
  };
}
