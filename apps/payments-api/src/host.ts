import type { Deps } from '@payments/domain';
import type { Context, PostgresReads } from '@payments/postgres';
import type { MockProvider } from '@payments/provider-mock';
import type { Settings } from './config.ts';
import type { CheckoutLinks } from './http/checkout-links.ts';
import type { Logger } from './logging.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Metrics } from './metrics.ts';
import type { PdfPress } from './receipts/pdf-press.ts';

/** The token by which Nest hands the host to controllers and jobs. */
export const HOST = Symbol('host');

/** Everything that controllers and jobs share: the use cases' world, and what the edge needs beside it. */
export interface Host {
  readonly settings: Settings;
  readonly deps: Deps;
  /** The database, its envelopes, clock and ids: for SQL that is not a use case's. */
  readonly context: Context;
  readonly reads: PostgresReads;
  readonly links: CheckoutLinks;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly mailer: Mailer | null;
  /** Makes PDFs beside the thread that answers. */
  readonly press: PdfPress;
  /** The mock itself, where it is enabled: for `simulate`. */
  readonly mock: MockProvider | null;
  readonly enabledProviders: readonly string[];
  /** False while the process is draining or the database is away: no new work should be sent here. */
  isReady(): Promise<boolean>;
  /** Work that goes on behind an answer; ended before the process ends. */
  inBackground(work: Promise<unknown>): void;
}
