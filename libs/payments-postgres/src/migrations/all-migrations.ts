import { Payments1763700000001 } from './0001-payments.ts';
import { Keys1763700000002 } from './0002-keys.ts';
import { Audit1763700000003 } from './0003-audit.ts';
import { Seals1763700000004 } from './0004-seals.ts';
import { IssuedKeys1763700000008 } from './0008-issued-keys.ts';
import { Orphans1763700000009 } from './0009-orphans.ts';
import { EventDeliveries1763700000010 } from './0010-event-deliveries.ts';
import { ProviderRate1763700000011 } from './0011-provider-rate.ts';
import { Receipts1763700000012 } from './0012-receipts.ts';
import { Analytics1763700000013 } from './0013-analytics.ts';
import { LookUps1763700000014 } from './0014-look-ups.ts';

/** In the order in which they run. One that was released is never changed: another one follows it. */
export const MIGRATIONS = [
  Payments1763700000001,
  Keys1763700000002,
  Audit1763700000003,
  Seals1763700000004,
  IssuedKeys1763700000008,
  Orphans1763700000009,
  EventDeliveries1763700000010,
  ProviderRate1763700000011,
  Receipts1763700000012,
  Analytics1763700000013,
  LookUps1763700000014,
] as const;
