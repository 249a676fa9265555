import { invalidField, type ProviderName } from '@payments/domain';
import { Conditions } from './conditions.ts';
import type { Context } from './context.ts';
import { countRows } from './count-rows.ts';

/** A provider's payment that nobody here knows. Amounts in minor units. */
export interface Orphan {
  readonly provider: ProviderName;
  readonly providerPaymentId: string;
  readonly status: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly createdAt: Date;
  readonly foundAt: Date;
}

export interface OrphanFilters {
  readonly provider?: string | null;
}

export interface OrphanQuery extends OrphanFilters {
  readonly cursor?: string | null;
  readonly limit: number;
}

interface OrphanRow {
  readonly provider: string;
  readonly provider_payment_id: string;
  readonly status: string;
  readonly amount: string;
  readonly currency: string;
  readonly created_at: Date;
  readonly found_at: Date;
}

/** Keeps what a reconciliation found; found again, only its state is new. */
export async function keepOrphan({ database, now }: Context, orphan: Omit<Orphan, 'foundAt'>): Promise<void> {
  await database.query({
    name: 'orphan_keep',
    text: `INSERT INTO orphans (provider, provider_payment_id, status, amount, currency, created_at, found_at)
      VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz)
      ON CONFLICT (provider, provider_payment_id) DO UPDATE SET status = EXCLUDED.status, amount = EXCLUDED.amount`,
    values: [
      orphan.provider,
      orphan.providerPaymentId,
      orphan.status,
      orphan.amount.toString(),
      orphan.currency,
      orphan.createdAt.toISOString(),
      now().toISOString(),
    ],
  });
}

/** No orphan any more: it is known here now. */
export async function forgetOrphan({ database }: Context, provider: string, providerPaymentId: string): Promise<void> {
  const values = [provider, providerPaymentId];
  const text = 'DELETE FROM orphans WHERE provider = $1 AND provider_payment_id = $2';
  await database.query({ name: 'orphan_forget', text, values });
}

/** The latest found first. Throws `PaymentError` `validation_failed` for a wrong cursor. */
export async function listOrphans(
  { database }: Context,
  { cursor, limit, ...narrow }: OrphanQuery,
): Promise<{ readonly orphans: readonly Orphan[]; readonly nextCursor: string | null }> {
  const conditions = filters(narrow);
  conditions.where(cursor, (text) => {
    const [at, name, id] = readPlace(text);
    const place = [conditions.value(at, 'timestamptz'), conditions.value(name, 'text'), conditions.value(id, 'text')];
    return `(found_at, provider, provider_payment_id) < (${place.join(', ')})`;
  });
  const rows = await database.query<OrphanRow>({
    name: '',
    text: `SELECT * FROM orphans WHERE ${conditions}
      ORDER BY found_at DESC, provider DESC, provider_payment_id DESC LIMIT ${conditions.value(limit + 1, 'integer')}`,
    values: conditions.values,
  });
  const page = rows.slice(0, limit).map(orphanFrom);
  const last = page.at(-1);
  return { orphans: page, nextCursor: last && rows.length > limit ? placeOf(last) : null };
}

export function countOrphans({ database }: Context, query: OrphanFilters): Promise<number> {
  return countRows(database, 'orphans', filters(query));
}

function filters({ provider }: OrphanFilters): Conditions {
  const conditions = new Conditions();
  conditions.where(provider, (name) => `provider = ${conditions.value(name, 'text')}`);
  return conditions;
}

function orphanFrom(row: OrphanRow): Orphan {
  return {
    provider: row.provider,
    providerPaymentId: row.provider_payment_id,
    status: row.status,
    amount: BigInt(row.amount),
    currency: row.currency,
    createdAt: row.created_at,
    foundAt: row.found_at,
  };
}

/** `found_at` has milliseconds, as a Date has, so that a place is exact. */
function placeOf({ foundAt, provider, providerPaymentId }: Orphan): string {
  return Buffer.from(JSON.stringify([foundAt.toISOString(), provider, providerPaymentId])).toString('base64url');
}

function readPlace(text: string): readonly [string, string, string] {
  const [at, provider, id, ...more] = parsed(text);
  const texts = typeof at === 'string' && typeof provider === 'string' && typeof id === 'string';
  if (texts && more.length === 0 && !Number.isNaN(Date.parse(at))) return [at, provider, id];
  throw invalidField('cursor', 'invalid', 'must be the next_cursor of the page before');
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
