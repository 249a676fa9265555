import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { PaymentId } from '@payments/domain';

const HOUR_MS = 3_600_000;

/** What a checkout token says: `valid`, over (its signature is right, its time has come), or not ours. */
export type LinkCheck = 'valid' | 'expired' | 'forged';

/** Signed links to the checkout page: whoever has one may pay this payment, until its time is over. */
export interface CheckoutLinks {
  /** The page's whole address, token included. A secret like the payment itself. */
  url(id: PaymentId): string;
  token(id: PaymentId): string;
  check(id: string, token: unknown): LinkCheck;
}

/**
 * Links signed by HMAC-SHA256 with a key derived (HKDF, RFC 5869) from the first encryption key, so that every process makes
 * and knows the same ones. The time ends on a whole hour, so that links made within one hour are the same.
 */
export function checkoutLinks(
  publicUrl: string,
  keys: readonly Uint8Array[],
  linkHours: number,
  now: () => Date,
): CheckoutLinks {
  const derived = keys.map((key) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'payments checkout link', 32))),
  );
  const [first] = derived;
  if (first === undefined) throw new Error('a checkout link needs a key');
  const token = (id: PaymentId): string => {
    const expires = Math.ceil(now().getTime() / HOUR_MS) + linkHours;
    return `${expires.toString(36)}.${sign(first, id, expires)}`;
  };
  return {
    token,
    url: (id) => `${publicUrl}/checkout/${id}?token=${token(id)}`,
    check: (id, given) => {
      const [time = '', signature = ''] = typeof given === 'string' && given.length < 200 ? given.split('.') : [];
      const expires = Number.parseInt(time, 36);
      if (!Number.isSafeInteger(expires) || !derived.some((key) => same(sign(key, id, expires), signature)))
        return 'forged';
      return now().getTime() < expires * HOUR_MS ? 'valid' : 'expired';
    },
  };
}

function sign(key: KeyObject, id: string, expires: number): string {
  return createHmac('sha256', key).update(`${id}.${expires}`).digest('base64url');
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
