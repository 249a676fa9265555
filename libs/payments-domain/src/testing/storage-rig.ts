import { GENESIS, hashEntry, type AuditEntry, type Cause } from '../audit.ts';
import type { EventType } from '../events.ts';
import type { PaymentId } from '../ids.ts';
import type { Payment } from '../payment.ts';
import type { Decide, PaymentStorage, Snapshot } from '../ports.ts';
import { samplePayment } from './samples.ts';
import type { TestRunner } from './test-runner.ts';

/** An event as the outbox has it. */
export interface StoredEvent {
  readonly id: string;
  readonly type: EventType;
  readonly seq: number;
}

/** What `storageContract` needs of an implementation: the storage, its clock, and a look at what it wrote. */
export interface StorageRig {
  readonly storage: PaymentStorage;
  /** The clock that leases, keys and due times go by. */
  now(): Date;
  advanceClock(ms: number): Promise<void> | void;
  /** A payment's audit entries, refused tries about it too, oldest first. */
  readEntries(paymentId: PaymentId): Promise<readonly AuditEntry[]>;
  /** A payment's events, in their order. */
  readEvents(paymentId: PaymentId): Promise<readonly StoredEvent[]>;
  close(): Promise<void>;
}

export type MakeStorage = () => Promise<StorageRig>;

/** What each part of the suite gets. */
export interface StorageSuite extends TestRunner {
  rig(): StorageRig;
  storage(): PaymentStorage;
}

export const USER: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'req-1' };

/** A new payment in the storage. */
export async function stored(rig: StorageRig, change: Partial<Payment> = {}): Promise<Payment> {
  const payment = samplePayment(rig.now(), change);
  const outcome = await rig.storage.insertOnce({ payment, claim: null, cause: USER });
  if (outcome.kind !== 'inserted') throw new Error(`the sample was not inserted: ${outcome.kind}`);
  return outcome.snapshot.payment;
}

/** Changes a payment and gives back how it is afterwards. */
export async function changed(rig: StorageRig, id: PaymentId, decide: Decide): Promise<Snapshot> {
  const outcome = await rig.storage.change(id, decide, { cause: USER });
  if (outcome.kind !== 'done') throw new Error('a change without a claim found a key');
  return outcome.snapshot;
}

/** True where each entry follows its predecessor, from the first one on, and has the hash that it must have. */
export function isChain(entries: readonly AuditEntry[]): boolean {
  return entries.every((entry, index) => {
    const before = entries[index - 1];
    const follows = entry.seq === index + 1 && entry.prevHash === (before?.hash ?? GENESIS);
    return follows && entry.hash === hashEntry(entry);
  });
}

/** `count` calls at once; all their outcomes. */
export function atOnce<T>(count: number, call: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => call(index)));
}
