import type { WebhookReading, WebhookRequest, WebhookTarget } from '@payments/domain';
import type Stripe from 'stripe';
import { isLiveKey, type StripeOptions } from './stripe-config.ts';

/** Stripe's own advice; both ways, because the SDK takes a time far in the future. */
export const TOLERANCE_SECONDS = 300;

type Named = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const id = (value: unknown): string | null => text(value) ?? (isNamed(value) ? text(value['id']) : null);

/** `null`: it names no PaymentIntent, so it is another system's. */
const payment = (providerPaymentId: string | null): WebhookTarget | null =>
  providerPaymentId === null ? null : { kind: 'payment', providerPaymentId };

const ofIntent = (object: Named): WebhookTarget | null => payment(id(object));
const ofCharge = (object: Named): WebhookTarget | null => payment(id(object['payment_intent']));
const ofRefund = (object: Named): WebhookTarget | null => {
  const providerRefundId = id(object);
  const providerPaymentId = id(object['payment_intent']);
  if (providerRefundId === null || providerPaymentId === null) return null;
  return { kind: 'refund', providerRefundId, providerPaymentId };
};
const ofMethod = (object: Named): WebhookTarget | null => {
  const reference = id(object);
  return reference === null ? null : { kind: 'method', reference };
};
const ofDispute = (object: Named): WebhookTarget | null => {
  const reference = id(object);
  return reference === null ? null : { kind: 'dispute', providerPaymentId: id(object['payment_intent']), reference };
};

/** The events to subscribe to, and what each one names. Nothing else of an event is read: the object is fetched. */
export const STRIPE_EVENTS = {
  'payment_intent.succeeded': ofIntent,
  'payment_intent.payment_failed': ofIntent,
  'payment_intent.processing': ofIntent,
  'payment_intent.requires_action': ofIntent,
  'payment_intent.canceled': ofIntent,
  'payment_intent.amount_capturable_updated': ofIntent,
  'charge.refunded': ofCharge,
  'charge.refund.updated': ofRefund,
  'refund.created': ofRefund,
  'refund.updated': ofRefund,
  'refund.failed': ofRefund,
  'payment_method.detached': ofMethod,
  'charge.dispute.created': ofDispute,
} as const satisfies Partial<Readonly<Record<Stripe.Event.Type, (object: Named) => WebhookTarget | null>>>;

/** Reads what comes in at the webhook's door. No byte of the body is used before its signature is checked. */
export function webhookReader(
  { webhooks }: Pick<Stripe, 'webhooks'>,
  { webhookSecrets, secretKey }: Pick<StripeOptions, 'webhookSecrets' | 'secretKey'>,
): (request: WebhookRequest, now: Date) => WebhookReading {
  const live = isLiveKey(secretKey);
  const isSigned = (body: string, header: string, now: Date): boolean =>
    webhookSecrets.some((secret) => {
      try {
        return (
          webhooks.signature?.verifyHeader(body, header, secret, TOLERANCE_SECONDS, undefined, now.getTime()) === true
        );
      } catch {
        return false; // Not by this secret, or not now; the SDK's message would repeat the body.
      }
    });
  return ({ headers, body }, now) => {
    const header = headers['stripe-signature'] ?? '';
    const raw = decoded(body);
    if (raw === null || !isTimely(header, now) || !isSigned(raw, header, now))
      return forged('the signature does not fit');
    const event = eventOf(raw);
    if (event === null) return forged('the body is not an event');
    if (event.livemode !== null && event.livemode !== live)
      return forged(live ? 'a test event on a live setup' : 'a live event on a test setup');
    const { eventId, type, object } = event;
    const target = Object.hasOwn(STRIPE_EVENTS, type)
      ? STRIPE_EVENTS[type as keyof typeof STRIPE_EVENTS](object)
      : null;
    return target === null
      ? { kind: 'ignored', eventId, type }
      : { kind: 'knock', eventId, type, target, knocksAgain: false };
  };
}

function forged(reason: string): WebhookReading {
  return { kind: 'forged', reason };
}

/** The bytes as text, exactly: what is signed is the bytes, what the SDK takes is their text. */
function decoded(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null; // Not UTF-8, so not Stripe's.
  }
}

/** One time, near enough to ours on both sides. */
function isTimely(header: string, now: Date): boolean {
  const times = [...header.matchAll(/(?:^|,)\s*t=(\d{1,12})(?=,|$)/g)].map((match) => Number(match[1]));
  const [time, ...others] = times;
  return time !== undefined && others.length === 0 && Math.abs(now.getTime() / 1000 - time) <= TOLERANCE_SECONDS;
}

interface ReadEvent {
  readonly eventId: string;
  readonly type: string;
  /** `null` where the event does not say: it is signed, and what it names is fetched with our own key. */
  readonly livemode: boolean | null;
  readonly object: Named;
}

function eventOf(raw: string): ReadEvent | null {
  const event = parsed(raw);
  if (!isNamed(event)) return null;
  const { object: kind = 'event', id: eventId, type, livemode = null, data } = event;
  const object = isNamed(data) ? data['object'] : null;
  if (kind !== 'event' || (livemode !== null && typeof livemode !== 'boolean')) return null;
  if (text(eventId) === null || text(type) === null || !isNamed(object)) return null;
  return { eventId: String(eventId), type: String(type), livemode, object };
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
