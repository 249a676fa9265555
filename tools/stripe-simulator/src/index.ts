export {
  SIMULATOR_PUBLISHABLE_KEY,
  SIMULATOR_SECRET_KEY,
  SIMULATOR_WEBHOOK_SECRET,
  startStripeSimulator,
  type StripeSimulator,
  type StripeSimulatorOptions,
} from './simulator.ts';
export type { Admin, DashboardRefund } from './admin.ts';
export { FAULT_KINDS, type Fault, type FaultKind, type Faults } from './faults.ts';
export type { Ledger, LedgerEntry, LedgerTotals } from './ledger.ts';
export type { RequestRecord } from './endpoint.ts';
export { TEST_METHODS } from './test-methods.ts';
export { signWebhook, type Webhooks, type WebhookSettings } from './webhooks.ts';
export { API_VERSION } from './world.ts';
