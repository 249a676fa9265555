import { hash as digest } from 'node:crypto';
import type { PaymentId } from './ids.ts';

export type ActorType = 'user' | 'admin' | 'service' | 'provider' | 'worker';

export interface Actor {
  readonly type: ActorType;
  /** The user's or service's id, the provider's name, or the job's. */
  readonly id: string;
}

/** Why we moved: who asked, under which request, and a reason in words where there is one. */
export interface Cause {
  readonly actor: Actor;
  readonly requestId: string | null;
  readonly reason?: string;
}

/** What happened, before it has its place in a chain. Amounts are minor units. */
export interface AuditDraft {
  readonly action: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly amount: bigint | null;
  readonly currency: string | null;
  readonly outcome: string;
  readonly reason: string | null;
}

/**
 * One entry of a chain. A payment's chain is named by its id, a saved method's `method:…`, refused tries of a caller `refused:…`.
 * `hash` is SHA-256 over the entry's canonical form, `prevHash` included: who alters one must alter all that follow, and the sealed head.
 */
export interface AuditEntry extends AuditDraft {
  readonly id: string;
  readonly chain: string;
  readonly paymentId: PaymentId | null;
  readonly seq: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly requestId: string | null;
  readonly prevHash: string;
  readonly hash: string;
}

/** What the first entry of a chain names as its predecessor. */
export const GENESIS = '0'.repeat(64);

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Appends drafts to a chain whose head is known; the entries carry their hashes. */
export function chainEntries(
  head: { readonly chain: string; readonly paymentId: PaymentId | null; readonly seq: number; readonly hash: string },
  drafts: readonly AuditDraft[],
  cause: Cause,
  at: Date,
  newId: () => string,
): AuditEntry[] {
  const entries: AuditEntry[] = [];
  let { seq, hash } = head;
  for (const draft of drafts) {
    seq += 1;
    const entry: Writable<AuditEntry> = {
      id: newId(),
      chain: head.chain,
      paymentId: head.paymentId,
      seq,
      at,
      actor: cause.actor,
      action: draft.action,
      from: draft.from,
      to: draft.to,
      amount: draft.amount,
      currency: draft.currency,
      outcome: draft.outcome,
      reason: draft.reason ?? cause.reason ?? null,
      requestId: cause.requestId,
      prevHash: hash,
      hash: '',
    };
    hash = entry.hash = hashEntry(entry);
    entries.push(entry);
  }
  return entries;
}

/** The hash an entry must have. The canonical form is a JSON array in a fixed order, so that no serializer's habits matter. */
export function hashEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const canonical = JSON.stringify([
    entry.id,
    entry.chain,
    entry.paymentId,
    entry.seq,
    entry.at.toISOString(),
    entry.actor.type,
    entry.actor.id,
    entry.action,
    entry.from,
    entry.to,
    entry.amount === null ? null : entry.amount.toString(),
    entry.currency,
    entry.outcome,
    entry.reason,
    entry.requestId,
    entry.prevHash,
  ]);
  return digest('sha256', canonical);
}
