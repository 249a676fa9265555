import { hash } from 'node:crypto';

/** Names one key: keys of another caller, or for another operation, are others. */
export interface KeyRef {
  /** The caller: `user:u_1`, `anonymous:appt_1`. */
  readonly scope: string;
  /** The use case, not the path: aliases share it. */
  readonly operation: string;
  readonly key: string;
}

/** A key that a command brings. It is written in the command's own transaction, or not at all. */
export interface KeyClaim extends KeyRef {
  /** SHA-256 over the canonical body and the payment's id, in hex. */
  readonly requestHash: string;
  /** Made by us from the order: lives while its payment holds the order. */
  readonly derived: boolean;
  /** Until then the first request is taken to be still running. */
  readonly leaseUntil: Date;
  readonly expiresAt: Date;
}

/** An HTTP-like answer, to be given again byte for byte. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
}

/** A key that is already there, and what is known of its work. */
export interface FoundKey extends KeyRef {
  readonly requestHash: string;
  readonly derived: boolean;
  readonly leaseUntil: Date;
  readonly expiresAt: Date;
  /** What the command was about: a payment's, refund's or method's id. */
  readonly subject: string;
  /** The payment whose work it is, too, where the subject is a refund. */
  readonly paymentId: string | null;
  /** Kept once the outcome is known. `unreadable`: it is there, but its encryption key is not. */
  readonly answer: KeptAnswer | 'unreadable' | null;
}

/** The key that a create without one gets from its order: a double click is one payment. */
export function derivedKey(parts: readonly (string | null)[]): string {
  return `order-${hash('sha256', JSON.stringify(parts))}`;
}
