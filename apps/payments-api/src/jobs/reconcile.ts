import { reconcilePayments, type Payment, type ReconciliationReport } from '@payments/domain';
import { forgetOrphan, keepOrphan } from '@payments/postgres';
import type { Host } from '../host.ts';

const PAGE = 100;

/** Holds a provider's list for a time window against ours, keeps its orphans, and repairs what the corridor can. */
export function runReconciliation(host: Host, provider: string, from: Date, to: Date): Promise<ReconciliationReport> {
  return reconcilePayments(host.deps, {
    provider,
    from,
    to,
    ours: paymentsOf(host, provider, from, to),
    onOrphan: (object) => keepOrphan(host.context, object),
    onKnown: (object) => forgetOrphan(host.context, provider, object.providerPaymentId),
  });
}

async function* paymentsOf(
  { reads }: Host,
  provider: string,
  createdFrom: Date,
  createdTo: Date,
): AsyncIterable<Payment> {
  let cursor: string | null = null;
  do {
    const page = await reads.listPayments({
      provider,
      createdFrom,
      createdTo,
      sort: 'created_at',
      limit: PAGE,
      cursor,
    });
    yield* page.payments;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
