import {
  parseCurrency,
  paymentId,
  type AuditEntry,
  type Money,
  type OrderId,
  type Payment,
  type PaymentId,
  type Refund,
  type UserId,
} from '@payments/domain';
import { auditOf, auditPage, auditStream, countAudit, type AuditFilters, type AuditPage } from './audit-list.ts';
import type { Context } from './context.ts';
import { load } from './finds.ts';
import { countInbox, listInbox, type InboxFilters, type InboxPage, type InboxQuery } from './inbox-list.ts';
import { webhookBody } from './inbox.ts';
import { listPayments, type PaymentPage, type PaymentQuery } from './payment-list.ts';

/** A deposit that holds its order: one that lives, or is paid. */
export interface HeldDeposit {
  readonly paymentId: PaymentId;
  /** What came in, less what went back; `null` until it is paid. */
  readonly paid: Money | null;
}

/** What pages and administrators read beside the port; nothing here writes. */
export interface PostgresReads {
  getPayment(id: PaymentId): Promise<Payment | null>;
  listPayments(query: PaymentQuery): Promise<PaymentPage>;
  /** Oldest first. */
  listRefunds(id: PaymentId): Promise<readonly Refund[]>;
  auditOf(id: PaymentId): Promise<readonly AuditEntry[]>;
  auditPage(query: AuditFilters & { readonly cursor?: string | null; readonly limit: number }): Promise<AuditPage>;
  countAudit(query: AuditFilters): Promise<number>;
  auditStream(query: AuditFilters): AsyncIterable<AuditEntry>;
  listInbox(query: InboxQuery): Promise<InboxPage>;
  countInbox(query: InboxFilters): Promise<number>;
  /** A webhook's body as it came. Throws `UnreadableError`. */
  webhookBody(id: string): Promise<Uint8Array | null>;
  /** The deposit that holds the order. */
  heldDeposit(user: UserId, order: OrderId): Promise<HeldDeposit | null>;
}

export function postgresReads(context: Context): PostgresReads {
  return {
    getPayment: async (id) => (await load(context, id))?.payment ?? null,
    listPayments: (query) => listPayments(context, query),
    listRefunds: async (id) => (await load(context, id))?.refunds ?? [],
    auditOf: (id) => auditOf(context, id),
    auditPage: (query) => auditPage(context, query),
    countAudit: (query) => countAudit(context, query),
    auditStream: (query) => auditStream(context, query),
    listInbox: (query) => listInbox(context, query),
    countInbox: (query) => countInbox(context, query),
    webhookBody: (id) => webhookBody(context, id),
    heldDeposit: (user, order) => heldDeposit(context, user, order),
  };
}

async function heldDeposit({ database }: Context, user: UserId, order: OrderId): Promise<HeldDeposit | null> {
  const [row] = await database.query<{ id: string; currency: string; paid: string | null }>({
    name: 'payment_held_deposit',
    text: `SELECT id, currency, CASE WHEN status IN ('succeeded','partially_refunded') THEN amount_captured - amount_refunded END AS paid
      FROM payments WHERE user_id = $1 AND order_id = $2 AND purpose = 'deposit' AND holds_order`,
    values: [user, order],
  });
  if (!row) return null;
  const paid = row.paid === null ? null : { minor: BigInt(row.paid), currency: parseCurrency(row.currency) };
  return { paymentId: paymentId(row.id), paid };
}
