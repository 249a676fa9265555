import { orThrow, type components } from '@payments/client';
import { signedIn } from '../api/client.ts';
import { dayRange } from '../api/day-range.ts';
import { STATUSES, type PaymentStatus } from '../api/shapes.ts';

type Schemas = components['schemas'];
export type AuditEntry = Schemas['AuditEntryView'];
export type Attempt = Schemas['AttemptView'];
export type InboxEntry = Schemas['InboxEntryView'];
export type Orphan = Schemas['OrphanView'];
export type Analytics = Schemas['AnalyticsView'];

/** The orders a list of payments can have. */
export const SORTS = ['-created_at', 'created_at', '-amount', 'amount'] as const;
export type Sort = (typeof SORTS)[number];

export interface AdminFilters {
  readonly status: string;
  readonly provider: string;
  readonly user: string;
  readonly order: string;
  readonly q: string;
  readonly from: string;
  readonly to: string;
  readonly attention: string;
  readonly sort: string;
}

export function listAllPayments(filters: AdminFilters, cursor: string) {
  const status = STATUSES.find((known) => known === filters.status);
  const sort = SORTS.find((known) => known === filters.sort);
  const query = {
    include_total: 'true' as const,
    ...(status && { status: [status] }),
    ...(sort && { sort }),
    ...(filters.provider && { provider: filters.provider }),
    ...(filters.user && { user_id: filters.user }),
    ...(filters.order && { order_id: filters.order }),
    ...(filters.q && { q: filters.q }),
    ...(filters.attention && { needs_attention: 'true' as const }),
    ...dayRange(filters.from, filters.to),
    ...(cursor && { cursor }),
  };
  return orThrow(signedIn().GET('/api/payments', { params: { query } }));
}

const path = (id: string) => ({ params: { path: { id } } });

export async function readAudit(id: string): Promise<readonly AuditEntry[]> {
  return (await orThrow(signedIn().GET('/api/payments/{id}/audit', path(id)))).data;
}

/** Reads the provider first. */
export async function syncPayment(id: string): Promise<void> {
  await orThrow(signedIn().GET('/api/payments/{id}', { params: { path: { id }, query: { sync: 'true' } } }));
}

/** `amount` in minor units. */
export async function capture(id: string, amount: number): Promise<PaymentStatus> {
  return (await orThrow(signedIn().POST('/api/payments/{id}/capture', { ...path(id), body: { amount } }))).status;
}

export async function cancel(id: string): Promise<PaymentStatus> {
  return (await orThrow(signedIn().POST('/api/payments/{id}/cancel', path(id)))).status;
}

/** `key` makes pressing again after a lost answer the same refund. */
export async function refund(id: string, amount: number, reason: string, key: string) {
  const body = { amount, ...(reason.trim() && { reason: reason.trim() }) };
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  return orThrow(signedIn().POST('/api/payments/{id}/refunds', { params, body }));
}

export function listInbox(status: readonly InboxEntry['status'][], cursor = '') {
  const query = { limit: 100, ...(status.length > 0 && { status: [...status] }), ...(cursor && { cursor }) };
  return orThrow(signedIn().GET('/api/webhook-inbox', { params: { query } }));
}

export async function replayWebhook(id: string): Promise<InboxEntry['status']> {
  return (await orThrow(signedIn().POST('/api/webhook-inbox/{id}/replay', path(id)))).status;
}

export async function listOrphans(): Promise<readonly Orphan[]> {
  return (await orThrow(signedIn().GET('/api/orphans', { params: { query: { limit: 100 } } }))).data;
}
