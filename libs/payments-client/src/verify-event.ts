import { Webhook } from 'standardwebhooks';
import type { PaymentsEvent } from './payments-event.ts';

/** Headers as `fetch`, Node's `http` or a framework gives them. */
export type IncomingHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** The request was not sent by the payments service, was changed on its way, or is older than five minutes. Answer 400. */
export class EventNotVerified extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'EventNotVerified';
  }
}

/**
 * Verifies a delivery by the Standard Webhooks specification and gives its event.
 *
 * @param rawBody the body exactly as it came, before any JSON parser
 * @param secrets the endpoint's secret (`whsec_…`), or several while one is being rolled
 * @throws EventNotVerified where no secret fits, or the body is no event
 */
export function verifyEvent(
  headers: IncomingHeaders,
  rawBody: string | Uint8Array,
  secrets: string | readonly string[],
): PaymentsEvent {
  const body = typeof rawBody === 'string' ? rawBody : new TextDecoder().decode(rawBody);
  const signed = signatureHeaders(headers);
  const reasons: string[] = [];
  for (const secret of typeof secrets === 'string' ? [secrets] : secrets) {
    try {
      new Webhook(secret).verify(body, signed, { jsonParse: false });
      return eventIn(body);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : 'unreadable');
    }
  }
  throw new EventNotVerified(reasons.at(-1) ?? 'no secret was given');
}

const NAMES = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

function signatureHeaders(headers: IncomingHeaders): Record<string, string> {
  return Object.fromEntries(NAMES.map((name) => [name, oneHeader(headers, name) ?? '']));
}

function oneHeader(headers: IncomingHeaders, name: string): string | null | undefined {
  if (headers instanceof Headers) return headers.get(name);
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === 'object' ? found[0] : found;
}

function eventIn(body: string): PaymentsEvent {
  const event: unknown = JSON.parse(body);
  if (!isEvent(event)) throw new EventNotVerified('the body is no event');
  return event;
}

/** Who signed it is known by now, so its form alone is looked at. */
function isEvent(value: unknown): value is PaymentsEvent {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['id', 'type', 'timestamp'].every((name) => typeof Reflect.get(value, name) === 'string') &&
    typeof Reflect.get(value, 'data') === 'object'
  );
}
