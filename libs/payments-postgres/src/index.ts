export { databaseClock, type DatabaseClock } from './database-clock.ts';
export { openDatabase, type Database, type DatabaseOptions } from './database.ts';
export { EnvelopeBox, UnreadableError, type KeyMaterial } from './envelope.ts';
export { migrate, type MigrateOptions } from './migrate.ts';
export { rotateKeys, type RotatedColumn } from './rotate-keys.ts';
export { postgresStorage } from './postgres-storage.ts';
export { postgresReads, type HeldDeposit, type PostgresReads } from './reads.ts';
export type { PaymentPage, PaymentQuery, PaymentSort } from './payment-list.ts';
export type { AuditFilters, AuditPage } from './audit-list.ts';
export type { InboxPage, InboxQuery } from './inbox-list.ts';
export { sealAudit } from './sealer.ts';
export { verifyAudit, type AuditFault, type VerifiedAudit, type VerifyOptions } from './audit-verify.ts';
export type { Context } from './context.ts';
export { leaseProviderCalls, type RateLease } from './provider-rate.ts';
export { cleanEvents, cleanQueues, type CleaningRound } from './event-cleaning.ts';
export { claimDeliveries, recordDeliveries, type ClaimedDelivery, type DeliveryOutcome } from './event-deliveries.ts';
export {
  changeEndpoint,
  deleteEndpoint,
  disableEndpoint,
  dueEndpoints,
  findEndpoint,
  insertEndpoint,
  keepSettingsEndpoint,
  listEndpoints,
  markEndpoint,
  toldOfEndpoint,
  untoldEndpoints,
  type DisabledEndpoint,
  type EndpointChange,
  type EventEndpoint,
  type NewEndpoint,
  type SigningEndpoint,
} from './event-endpoints.ts';
export {
  countEvents,
  eventExists,
  listDeliveries,
  listEvents,
  sendTestEvent,
  type EventQuery,
  type LoggedDelivery,
  type LoggedEvent,
} from './event-log.ts';
export { pumpOutbox, type OutboxConsumer, type OutboxRow, type PumpOptions, type PumpRound } from './outbox-pump.ts';
export { redeliverEvent } from './redeliver-event.ts';
export { issuedKeys, type IssuedKey, type IssuedKeys } from './issued-keys.ts';
export { countOrphans, forgetOrphan, keepOrphan, listOrphans, type Orphan, type OrphanQuery } from './orphans.ts';
export { cleanKeys } from './clean-keys.ts';
export { listen, type Listener } from './listen.ts';
export {
  claimMails,
  insertMails,
  recordMail,
  renewMails,
  type ClaimedMail,
  type MailKind,
  type MailRecord,
  type MailState,
  type NewMail,
} from './mail-outbox.ts';
export { insertMailAgain } from './mail-outbox-again.ts';
export { receiptConsumer, type ReceiptOptions } from './receipts.ts';
export { listMails, listReceipts, type LoggedMail } from './receipts-read.ts';
export { analyticsConsumer } from './analytics-consumer.ts';
export {
  readAnalytics,
  readBuckets,
  type AnalyticsQuery,
  type AnalyticsRow,
  type AnalyticsSums,
} from './analytics-read.ts';
