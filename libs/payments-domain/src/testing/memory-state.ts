import type { AuditEntry } from '../audit.ts';
import type { OutgoingEvent } from '../events.ts';
import type { FoundKey } from '../idempotency.ts';
import type { MethodId, PaymentId, RefundId } from '../ids.ts';
import type { InboxEntry } from '../inbox.ts';
import type { Payment } from '../payment.ts';
import type { PaymentMethod } from '../payment-method.ts';
import type { Snapshot } from '../ports.ts';
import type { Refund } from '../refund.ts';

/** The tables. Entries and events only ever grow. */
export interface MemoryState {
  readonly payments: Map<PaymentId, Payment>;
  readonly refunds: Map<RefundId, Refund>;
  readonly keys: Map<string, FoundKey>;
  readonly methods: Map<MethodId, PaymentMethod>;
  readonly customers: Map<string, string>;
  readonly inbox: Map<string, InboxEntry>;
  /** The raw bodies of stored webhooks, by their row's id. */
  readonly bodies: Map<string, Uint8Array>;
  readonly entries: AuditEntry[];
  readonly events: OutgoingEvent[];
  readonly raws: { readonly paymentId: PaymentId; readonly raw: string }[];
  /** Until when a due row belongs to the worker that took it. A write of the row ends it. */
  readonly leases: Map<string, Date>;
  /** Refused tries by chain: how many in the current hour, and how many were only counted. */
  readonly refusals: Map<string, RefusalCount>;
}

export interface RefusalCount {
  readonly hour: number;
  readonly kept: number;
  readonly counted: number;
}

/** The world that a storage lives in. */
export interface MemoryWorld {
  readonly state: MemoryState;
  readonly now: () => Date;
  readonly newId: () => string;
}

export function emptyState(): MemoryState {
  return {
    payments: new Map(),
    refunds: new Map(),
    keys: new Map(),
    methods: new Map(),
    customers: new Map(),
    inbox: new Map(),
    bodies: new Map(),
    entries: [],
    events: [],
    raws: [],
    leases: new Map(),
    refusals: new Map(),
  };
}

/** A payment with its refunds, oldest first; `null` where there is none. */
export function snapshotOf(state: MemoryState, id: PaymentId): Snapshot | null {
  const payment = state.payments.get(id);
  if (!payment) return null;
  return { payment, refunds: [...state.refunds.values()].filter((refund) => refund.paymentId === id) };
}
