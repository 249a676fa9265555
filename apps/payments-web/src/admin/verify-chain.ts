import type { AuditEntry } from './admin-calls.ts';

export type ChainVerdict =
  | { readonly kind: 'whole'; readonly count: number }
  | { readonly kind: 'broken'; readonly seq: number }
  | { readonly kind: 'linked' };

const GENESIS = '0'.repeat(64);

/**
 * Whether a payment's audit is the chain that was written: numbered without a gap, each entry naming the hash of the one before, each
 * hash that of its entry. The service computes it the same way (`hashEntry` in `@payments/domain`); computing it here again means
 * that not even the service has to be believed. Hashes can't be computed outside a secure context: then `linked`.
 */
export async function verifyChain(paymentId: string, entries: readonly AuditEntry[]): Promise<ChainVerdict> {
  let before = GENESIS;
  let seq = 0;
  // A try that was refused belongs to its caller's chain, not to the payment's.
  const chain = entries.filter(({ outcome }) => outcome !== 'forbidden');
  const computes = 'subtle' in crypto;
  for (const entry of chain) {
    seq += 1;
    const fits = entry.seq === seq && entry.prev_hash === before;
    if (!fits || (computes && entry.hash !== (await hashOf(paymentId, entry))))
      return { kind: 'broken', seq: entry.seq };
    before = entry.hash;
  }
  return computes ? { kind: 'whole', count: chain.length } : { kind: 'linked' };
}

async function hashOf(paymentId: string, entry: AuditEntry): Promise<string> {
  const canonical = JSON.stringify([
    entry.id,
    paymentId,
    entry.payment_id,
    entry.seq,
    entry.at,
    entry.actor.type,
    entry.actor.id,
    entry.action,
    entry.from,
    entry.to,
    entry.amount === null ? null : String(entry.amount),
    entry.currency,
    entry.outcome,
    entry.reason,
    entry.request_id,
    entry.prev_hash,
  ]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
