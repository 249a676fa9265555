import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookReading, WebhookRequest, WebhookTarget } from '../ports.ts';

export const SIGNATURE_HEADER = 'simulated-signature';

/** As Stripe's: long enough for a slow network, short enough that a stolen one is soon worth nothing. */
const TOLERANCE_MS = 300_000;

/** A webhook as the provider would send it: signed over its time and its raw bytes. */
export function signedWebhook(
  secret: string,
  at: Date,
  event: { readonly eventId: string; readonly type: string; readonly target: WebhookTarget },
): WebhookRequest {
  const body = Buffer.from(JSON.stringify(event));
  const time = at.getTime().toString();
  return { headers: { [SIGNATURE_HEADER]: `t=${time},v1=${sign(secret, time, body)}` }, body };
}

/** The same event, sent again later: providers sign each delivery anew. */
export function signedAgain(secret: string, at: Date, { body }: WebhookRequest): WebhookRequest {
  const time = at.getTime().toString();
  return { headers: { [SIGNATURE_HEADER]: `t=${time},v1=${sign(secret, time, body)}` }, body };
}

/** Verifies first, reads then: not a byte of a forged one is looked at. */
export function readWebhook(secret: string, request: WebhookRequest, now: Date): WebhookReading {
  const [, time = '', signature = ''] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(request.headers[SIGNATURE_HEADER] ?? '') ?? [];
  if (time === '') return { kind: 'forged', reason: 'there is no signature' };
  const expected = Buffer.from(sign(secret, time, request.body));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    return { kind: 'forged', reason: 'the signature is not ours' };
  }
  if (Math.abs(now.getTime() - Number(time)) > TOLERANCE_MS) return { kind: 'forged', reason: 'it is too old' };
  const event: unknown = JSON.parse(Buffer.from(request.body).toString());
  if (!isEvent(event)) return { kind: 'forged', reason: 'it is no event' };
  const { eventId, type, target } = event;
  if (target === null) return { kind: 'ignored', eventId, type };
  return { kind: 'knock', eventId, type, target, knocksAgain: false };
}

function sign(secret: string, time: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
}

interface SimulatedEvent {
  readonly eventId: string;
  readonly type: string;
  readonly target: WebhookTarget | null;
}

function isEvent(value: unknown): value is SimulatedEvent {
  return typeof value === 'object' && value !== null && 'eventId' in value && 'type' in value && 'target' in value;
}
