import type { InboxEntry, InboxStorage } from '../inbox.ts';
import { claimDue } from './memory-work.ts';
import type { MemoryWorld } from './memory-state.ts';

type WebhookChange = Parameters<InboxStorage['updateWebhook']>[1];

/** Once for each event of a provider; a repeat that knocks again makes the first one due again. */
export function keepWebhook(
  { state, now }: MemoryWorld,
  entry: InboxEntry,
  body: Uint8Array,
  knocksAgain: boolean,
): { readonly entry: InboxEntry; readonly isNew: boolean } {
  const first = [...state.inbox.values()].find((e) => e.provider === entry.provider && e.eventId === entry.eventId);
  if (!first) {
    state.inbox.set(entry.id, entry);
    state.bodies.set(entry.id, body);
    return { entry, isNew: true };
  }
  if (!knocksAgain) return { entry: first, isNew: false };
  const again: InboxEntry = { ...first, status: 'received', tries: 0, dueAt: now() };
  state.inbox.set(first.id, again);
  state.leases.delete(first.id);
  return { entry: again, isNew: false };
}

export function updateWebhook({ state }: MemoryWorld, id: string, change: WebhookChange): void {
  const entry = state.inbox.get(id);
  if (!entry) return;
  state.inbox.set(id, { ...entry, ...change });
  state.leases.delete(id);
}

/** Due ones, the oldest first, each to one worker. */
export function claimWebhooks(world: MemoryWorld, limit: number, leaseMs: number): InboxEntry[] {
  const open = [...world.state.inbox.values()].filter((e) => e.status === 'received' || e.status === 'parked');
  return claimDue(
    world,
    open.map((entry) => ({ id: entry.id, dueAt: entry.dueAt, item: entry })),
    limit,
    leaseMs,
  );
}
