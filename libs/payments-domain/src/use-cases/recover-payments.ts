import type { Cause } from '../audit.ts';
import type { Deps, DueWork } from '../ports.ts';
import { advancePayment } from './advance-payment.ts';
import { advanceMethod } from './payment-methods.ts';
import { advanceRefund } from './advance-refund.ts';
import { processWebhook } from './receive-webhook.ts';

/** How many due rows one round takes: few enough that a worker that dies leaves little to wait for. */
export const RECOVERY_BATCH = 50;

export interface RecoveryRound {
  readonly done: number;
  /** What could not be done now; each is due again after its lease. */
  readonly failed: readonly { readonly work: DueWork; readonly error: unknown }[];
}

/**
 * One round of what is due: unfinished payments, refunds, methods and webhooks, through the same corridor as requests.
 * Any number of workers at once; each row is handled by one. Never throws for a single row.
 */
export async function recoverPayments(
  deps: Deps,
  options: { readonly worker: string; readonly limit?: number },
): Promise<RecoveryRound> {
  const limit = options.limit ?? RECOVERY_BATCH;
  const cause: Cause = { actor: { type: 'worker', id: options.worker }, requestId: null };
  const leaseMs = deps.policy.recoveryAfterMs;
  const [works, webhooks] = await Promise.all([
    deps.storage.claimStalled(limit, leaseMs),
    deps.storage.claimWebhooks(limit, leaseMs),
  ]);
  const failed: { work: DueWork; error: unknown }[] = [];
  const rows = works.map(async (work) => {
    try {
      await advance(deps, work, cause);
    } catch (error) {
      failed.push({ work, error }); // One row must not stop the others; the caller logs it, and its lease ends.
    }
  });
  await Promise.all([...rows, ...webhooks.map((entry) => processWebhook(deps, entry))]);
  return { done: works.length + webhooks.length - failed.length, failed };
}

async function advance(deps: Deps, work: DueWork, cause: Cause): Promise<unknown> {
  switch (work.kind) {
    case 'payment':
      return advancePayment(deps, work.id, cause, { read: await wantsReading(deps, work.id) });
    case 'refund':
      return advanceRefund(deps, work.paymentId, work.id, cause);
    case 'method':
      return advanceMethod(deps, work.id, { cause });
  }
}

/** A payment without a next step is due because the provider may know more: it is read. One with a step begins with that. */
async function wantsReading(deps: Deps, id: Parameters<typeof advancePayment>[1]): Promise<boolean> {
  const snapshot = await deps.storage.load(id);
  if (snapshot === null) return false;
  const { status, attempts } = snapshot.payment;
  return status !== 'pending' && attempts.some((a) => a.providerPaymentId !== null);
}
