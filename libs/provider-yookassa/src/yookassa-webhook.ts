import ipaddr from 'ipaddr.js';
import type { WebhookReading, WebhookRequest, WebhookTarget } from '@payments/domain';
import { isRecord } from './yookassa-objects.ts';

/**
 * Where the host writes the address that a notification truly came from, behind its trusted proxies.
 * The host sets it itself, always, and takes away what a caller wrote there.
 */
export const PEER_HEADER = 'x-payments-peer';

/** The notifications that we follow, and what they point at; refunds that are canceled are not told, and found by polling. */
const FOLLOWED: Readonly<Record<string, 'payment' | 'refund'>> = {
  'payment.waiting_for_capture': 'payment',
  'payment.succeeded': 'payment',
  'payment.canceled': 'payment',
  'refund.succeeded': 'refund',
};

/** An object's id goes into addresses and rows: nothing else may stand where it should, what could be a card number least of all. */
const ID = /^(?!(?:\d-?){13,19}$)[\w-]{1,64}$/;
const TYPE = /^[\w.]{1,64}$/;

type Address = ReturnType<typeof ipaddr.process>;
export type Ranges = readonly (readonly [Address, number])[];

/** Addresses and CIDR ranges, IPv4 and IPv6. Throws for what is neither. */
export function parseRanges(texts: readonly string[]): Ranges {
  return texts.map((text) => {
    if (!ipaddr.isValid(text) && !ipaddr.isValidCIDR(text)) throw new Error(`"${text}" is no address and no range`);
    const [address, bits] = text.includes('/') ? ipaddr.parseCIDR(text) : [ipaddr.parse(text), null];
    const plain = ipaddr.process(address.toString());
    const whole = plain.kind() === 'ipv4' ? 32 : 128;
    // ::ffff:185.71.76.0/123 is 185.71.76.0/27
    return [plain, bits === null ? whole : plain.kind() === address.kind() ? bits : bits - 96] as const;
  });
}

/**
 * Reads a notification. It is not signed: the address is checked before a byte of it is used, and then it only points at an object
 * that is read from YooKassa. It has no id of its own: event and object are one, and a repeat knocks again.
 */
export function readWebhook(allowed: Ranges, { headers, body }: WebhookRequest): WebhookReading {
  if (!isAllowed(headers[PEER_HEADER], allowed)) return { kind: 'forged', reason: 'foreign_address' };
  const notification = parsed(body);
  if (!isRecord(notification) || notification['type'] !== 'notification')
    return { kind: 'forged', reason: 'unreadable' };
  const { event: type, object } = notification;
  const id = isRecord(object) ? object['id'] : null;
  if (typeof type !== 'string' || !TYPE.test(type)) return { kind: 'forged', reason: 'unreadable' };
  const kind = Object.hasOwn(FOLLOWED, type) ? FOLLOWED[type] : undefined;
  const isObject = typeof id === 'string' && ID.test(id);
  // What is of no interest need not name an object in a way that we know.
  if (kind === undefined) return { kind: 'ignored', eventId: isObject ? `${type}:${id}` : type, type };
  if (!isObject) return { kind: 'forged', reason: 'unreadable' };
  const eventId = `${type}:${id}`;
  const payment = isRecord(object) ? object['payment_id'] : null;
  const target: WebhookTarget =
    kind === 'payment'
      ? { kind, providerPaymentId: id }
      : {
          kind,
          providerRefundId: id,
          providerPaymentId: typeof payment === 'string' && ID.test(payment) ? payment : null,
        };
  return { kind: 'knock', eventId, type, target, knocksAgain: true };
}

/** An IPv4 address mapped into IPv6 counts as what it is; no address, or a text that is none, is foreign. */
function isAllowed(peer: string | undefined, allowed: Ranges): boolean {
  if (
    peer === undefined ||
    !(peer.includes(':') ? ipaddr.IPv6.isValid(peer) : ipaddr.IPv4.isValidFourPartDecimal(peer))
  )
    return false;
  const address = ipaddr.process(peer);
  return allowed.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return null; // Answered as unreadable, like any other body that is no notification.
  }
}
