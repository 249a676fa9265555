import { randomBytes, randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import type { Ledger } from './ledger.ts';
import { testMethodNamed, type TestMethod } from './test-methods.ts';
import type { Webhooks } from './webhooks.ts';

/** The version whose shapes and parameters are simulated. */
export const API_VERSION = '2026-10-28.endive';

export type EventType = Stripe.Event['type'];

/** What Stripe knows about an intent and does not show. */
export interface IntentSecrets {
  readonly returnUrl: string | null;
  readonly offSession: boolean;
}

/** What Stripe knows about a payment method and does not show. */
export interface MethodSecrets {
  readonly behaviour: TestMethod;
  /** It was attached once, or paid without being attached: unattached, it can't be used (again). */
  readonly spent: boolean;
  /** Set up for payments without the payer. */
  readonly setUp: boolean;
}

export interface WorldSettings {
  /** How long pending refunds, refunds that fail later, and debits take, in milliseconds; null: until they are settled by hand. */
  settleMs: number | null;
  /** Whether the release of an uncaptured rest is listed as a refund too. Unconfirmed of the real Stripe: be right either way. */
  releasesAsRefunds: boolean;
}

/** Which request an event came from, shown in the event. */
export interface RequestMark {
  readonly id: string | null;
  readonly idempotency_key: string | null;
}

/** One Stripe account: its objects, clock, ledger and events. Objects are replaced, never changed, so that events keep theirs. */
export class World {
  readonly paymentIntents = new Map<string, Stripe.PaymentIntent>();
  readonly setupIntents = new Map<string, Stripe.SetupIntent>();
  readonly charges = new Map<string, Stripe.Charge>();
  readonly refunds = new Map<string, Stripe.Refund>();
  readonly customers = new Map<string, Stripe.Customer>();
  readonly paymentMethods = new Map<string, Stripe.PaymentMethod>();
  readonly disputes = new Map<string, Stripe.Dispute>();
  readonly events = new Map<string, Stripe.Event>();
  readonly intentSecrets = new Map<string, IntentSecrets>();
  readonly methodSecrets = new Map<string, MethodSecrets>();
  readonly settings: WorldSettings;
  readonly ledger: Ledger;
  readonly webhooks: Webhooks;
  /** The simulator's own origin, known once it listens. */
  origin = '';
  request: RequestMark = { id: null, idempotency_key: null };
  #aheadMs = 0;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(ledger: Ledger, webhooks: Webhooks, settings: WorldSettings) {
    this.ledger = ledger;
    this.webhooks = webhooks;
    this.settings = settings;
  }

  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  /** Stripe's clock in seconds, as in every `created`. */
  seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }

  advance(ms: number): void {
    this.#aheadMs += ms;
  }

  /** An id as Stripe's look: `pi_3` and 23 more letters and digits. */
  newId(prefix: string): string {
    return `${prefix}_3${randomUUID().replaceAll('-', '').slice(0, 23)}`;
  }

  newSecret(id: string): string {
    return `${id}_secret_${randomBytes(12).toString('hex')}`;
  }

  behaviourOf(methodId: string): TestMethod {
    const behaviour = this.methodSecrets.get(methodId)?.behaviour ?? testMethodNamed('pm_card_visa');
    if (!behaviour) throw new Error('the table of test methods lacks pm_card_visa');
    return behaviour;
  }

  /** Records that something happened: the object as it is now, sent to the endpoint. */
  emit(type: EventType, object: object, previous?: object): void {
    const id = this.newId('evt');
    const event = {
      id,
      object: 'event',
      api_version: API_VERSION,
      created: this.seconds(),
      data: {
        object: structuredClone(object),
        ...(previous ? { previous_attributes: structuredClone(previous) } : {}),
      },
      livemode: false,
      pending_webhooks: this.webhooks.settings.url === undefined ? 0 : 1,
      request: this.request,
      type,
    };
    this.events.set(id, event as Stripe.Event);
    this.webhooks.send(JSON.stringify(event));
  }

  /** Does something after the settling time, or never where it is done by hand. */
  settleLater(work: () => void): void {
    if (this.settings.settleMs === null) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.request = { id: null, idempotency_key: null };
      work();
    }, this.settings.settleMs);
    this.#timers.add(timer);
  }

  /** Forgets every object; the ledger, the clock and the settings, too. */
  reset(): void {
    this.stop();
    const maps = [
      this.paymentIntents,
      this.setupIntents,
      this.charges,
      this.refunds,
      this.customers,
      this.paymentMethods,
      this.disputes,
      this.events,
      this.intentSecrets,
      this.methodSecrets,
    ];
    for (const map of maps) map.clear();
    this.ledger.reset();
    this.#aheadMs = 0;
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.webhooks.stop();
  }
}

/** Stored objects name one another by id; Stripe's types allow an expanded object in the same place. */
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === 'string' ? reference : reference.id;
}
