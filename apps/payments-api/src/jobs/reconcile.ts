import { reconcilePayments, type Payment, type ReconciliationReport } from '@payments/domain';
import { forgetOrphan, keepOrphan } from '@payments/postgres';
import type { Host } from '../host.ts';

const PAGE = 100;

/**
 * Holds a provider's list for a time window against ours, keeps its orphans, and repairs what the corridor can. `readsRefunds`: what
 * went back, too, where that costs a call for each payment.
 */
export function runReconciliation(
  host: Host,
  provider: string,
  { from, to, readsRefunds }: { readonly from: Date; readonly to: Date; readonly readsRefunds: boolean },
): Promise<ReconciliationReport> {
  return reconcilePayments(host.deps, {
    provider,
    from,
    to,
    readsRefunds,
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
