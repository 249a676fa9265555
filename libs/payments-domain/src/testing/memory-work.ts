import { chainEntries, GENESIS, type AuditDraft, type Cause } from '../audit.ts';
import type { PaymentId } from '../ids.ts';
import type { DueWork } from '../ports.ts';
import type { MemoryState, MemoryWorld } from './memory-state.ts';

/** Refused tries of one caller that are written down in an hour: enough to see a pattern, too few to fill a disk. */
const REFUSALS_KEPT_PER_HOUR = 100;
const HOUR_MS = 3_600_000;

interface Due<T> {
  readonly id: string;
  readonly dueAt: Date | null;
  readonly item: T;
}

/** Payments, refunds and methods whose time has come, the oldest first, each to one worker. */
export function claimStalled(world: MemoryWorld, limit: number, leaseMs: number): DueWork[] {
  const { payments, refunds, methods } = world.state;
  const due: Due<DueWork>[] = [
    ...[...payments.values()].map(({ id, advanceAt }) => ({
      id,
      dueAt: advanceAt,
      item: { kind: 'payment' as const, id },
    })),
    ...[...refunds.values()].map(({ id, advanceAt, paymentId }) => ({
      id,
      dueAt: advanceAt,
      item: { kind: 'refund' as const, id, paymentId },
    })),
    ...[...methods.values()].map(({ id, advanceAt }) => ({
      id,
      dueAt: advanceAt,
      item: { kind: 'method' as const, id },
    })),
  ];
  return claimDue(world, due, limit, leaseMs);
}

/** Gives out what is due and not leased, and leases it. */
export function claimDue<T>({ state, now }: MemoryWorld, rows: readonly Due<T>[], limit: number, leaseMs: number): T[] {
  const at = now();
  const isFree = (id: string) => (state.leases.get(id)?.getTime() ?? 0) <= at.getTime();
  const timed = rows.flatMap((row) => (row.dueAt === null ? [] : [{ ...row, dueMs: row.dueAt.getTime() }]));
  const due = timed.filter((row) => row.dueMs <= at.getTime() && isFree(row.id)).sort((a, b) => a.dueMs - b.dueMs);
  const claimed = due.slice(0, limit);
  for (const { id } of claimed) state.leases.set(id, new Date(at.getTime() + leaseMs));
  return claimed.map((row) => row.item);
}

/** Writes a refused try into its caller's chain; above the hour's bound it is only counted. */
export function recordRefusal(world: MemoryWorld, cause: Cause, draft: AuditDraft, paymentId: PaymentId | null): void {
  const { state } = world;
  const at = world.now();
  const chain = `refused:${cause.actor.type}:${cause.actor.id}`;
  const hour = Math.floor(at.getTime() / HOUR_MS);
  const before = state.refusals.get(chain);
  const count = before?.hour === hour ? before : { hour, kept: 0, counted: before?.counted ?? 0 };
  if (count.kept >= REFUSALS_KEPT_PER_HOUR) {
    state.refusals.set(chain, { ...count, counted: count.counted + 1 });
    return;
  }
  state.refusals.set(chain, { ...count, kept: count.kept + 1 });
  state.entries.push(...chainEntries({ ...chainHead(state, chain), paymentId }, [draft], cause, at, world.newId));
}

function chainHead(
  state: MemoryState,
  chain: string,
): { readonly chain: string; readonly seq: number; readonly hash: string } {
  const last = state.entries.findLast((entry) => entry.chain === chain);
  return { chain, seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS };
}
