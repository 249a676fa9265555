export { startYookassaSimulator } from './simulator.ts';
export type { Refusal, YookassaSimulator, YookassaSimulatorOptions } from './simulator.ts';
export { FAULT_KINDS, ROUTES } from './faults.ts';
export type { Fault, FaultKind, Faults, Route } from './faults.ts';
export type { Ledger, LedgerEntry } from './ledger.ts';
export type { Delivery, Forgery, Notifications, NotificationSettings } from './notifications.ts';
export { CANCEL_REASONS } from './records.ts';
export type { PaymentParty, PaymentRecord, RefundRecord } from './records.ts';
export type { SeenRequest } from './api.ts';
