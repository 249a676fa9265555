export { journalPath } from './journal.ts';
export { readMockLedger, type MockCharge, type MockLedger, type MockLedgerLine } from './mock-ledger.ts';
export { THINKS_MS } from './mock-objects.ts';
export { mockProvider, type MockProvider, type MockProviderOptions } from './mock-provider.ts';
export type { FinishWay } from './mock-records.ts';
export { MOCK } from './mock-views.ts';
export {
  MOCK_FAULTS,
  MOCK_SCENARIOS,
  SIMULATE_TOKENS,
  type MockFault,
  type MockToken,
  type SimulateScenario,
} from './scenarios.ts';
