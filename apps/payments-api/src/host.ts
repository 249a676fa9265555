import type { Deps } from '@payments/domain';
import type { PostgresReads } from '@payments/postgres';
import type { Settings } from './config.ts';
import type { CheckoutLinks } from './http/checkout-links.ts';
import type { Logger } from './logging.ts';

/** The token by which Nest hands the host to controllers and jobs. */
export const HOST = Symbol('host');

/** Everything that controllers and jobs share: the use cases' world, and what the edge needs beside it. */
export interface Host {
  readonly settings: Settings;
  readonly deps: Deps;
  readonly reads: PostgresReads;
  readonly links: CheckoutLinks;
  readonly logger: Logger;
}
