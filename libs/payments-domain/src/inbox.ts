import type { PaymentId } from './ids.ts';
import type { WebhookTarget } from './ports.ts';
import type { ProviderName } from './provider-facts.ts';

/** `received`: to be processed; `parked`: its payment is not known yet; `done`; `skipped`: not ours; `dead`: given up, a person may replay it. */
export type InboxStatus = 'received' | 'parked' | 'done' | 'skipped' | 'dead';

/** A webhook that was verified and stored, before it was answered. */
export interface InboxEntry {
  readonly id: string;
  readonly provider: ProviderName;
  /** The provider's event id, or event and object where it has none. */
  readonly eventId: string;
  readonly type: string;
  readonly target: WebhookTarget;
  readonly status: InboxStatus;
  readonly tries: number;
  readonly lastError: string | null;
  readonly paymentId: PaymentId | null;
  readonly receivedAt: Date;
  readonly dueAt: Date | null;
}

export interface InboxStorage {
  /** Stores it with its raw body (encrypted). A repeat is answered with the first one; where it knocks again, that one is due again. */
  keepWebhook(
    entry: InboxEntry,
    body: Uint8Array,
    knocksAgain: boolean,
  ): Promise<{ readonly entry: InboxEntry; readonly isNew: boolean }>;
  loadWebhook(id: string): Promise<InboxEntry | null>;
  updateWebhook(
    id: string,
    change: Partial<Pick<InboxEntry, 'status' | 'tries' | 'lastError' | 'paymentId' | 'dueAt'>>,
  ): Promise<void>;
  /** Due ones, each given to one worker for `leaseMs`. */
  claimWebhooks(limit: number, leaseMs: number): Promise<readonly InboxEntry[]>;
}
