import type { FailureCode } from '@payments/domain';

interface Fault {
  /** The request has its effect all the same. */
  readonly acts: boolean;
  readonly answer: 'unknown' | 'not_done' | 'refused';
  readonly reason: string;
}

/** What may go wrong between the service and the mock. */
export const MOCK_FAULTS = {
  timeout: { acts: true, answer: 'unknown', reason: 'the mock did not answer' },
  timeout_before: { acts: false, answer: 'unknown', reason: 'the mock did not answer' },
  error: { acts: true, answer: 'unknown', reason: 'the mock answered 500' },
  error_before: { acts: false, answer: 'unknown', reason: 'the mock answered 500' },
  unavailable: { acts: false, answer: 'not_done', reason: 'the mock is unavailable' },
  unauthorized: { acts: false, answer: 'refused', reason: 'the mock answered 401' },
} as const satisfies Readonly<Record<string, Fault>>;
export type MockFault = keyof typeof MOCK_FAULTS;

/** What the bank behind the mock does with a method, and with what follows. */
export interface Scenario {
  /** `asks`: the payer must act first; `thinks`: it decides after a while; `waits`: it decides when somebody says so (`finish`). */
  readonly bank: 'pays' | 'declines' | 'asks' | 'thinks' | 'waits';
  /** Why it declines, at once or after having thought. */
  readonly decline?: FailureCode;
  /** Met by the first call of each step; `unavailable` by every call. */
  readonly fault?: MockFault;
  /** What becomes of refunds; they succeed at once where nothing is said. `succeeds_later` and `fails_later` are pending first. */
  readonly refunds?: 'succeeds_later' | 'fails_later' | 'refused';
  /** It can't be canceled while it waits for its payer. */
  readonly uncancelable?: true;
  /** It is declined, but it can be saved all the same: the payment with the saved one is what fails. */
  readonly savable?: true;
  readonly last4: string;
}

/** The manual of these is at the top of `mock-provider.ts`. */
export const MOCK_SCENARIOS = {
  mock_success: { bank: 'pays', last4: '4242' },
  mock_declined: { bank: 'declines', decline: 'card_declined', last4: '0002' },
  mock_insufficient_funds: { bank: 'declines', decline: 'insufficient_funds', last4: '9995' },
  mock_expired_card: { bank: 'declines', decline: 'expired_card', last4: '0069' },
  mock_fraud: { bank: 'declines', decline: 'fraud_suspected', last4: '0019' },
  mock_charge_fail: { bank: 'declines', decline: 'card_declined', savable: true, last4: '0341' },
  mock_requires_action: { bank: 'asks', last4: '4242' },
  mock_no_cancel: { bank: 'asks', uncancelable: true, last4: '4242' },
  mock_pending: { bank: 'thinks', last4: '4242' },
  mock_pending_declined: { bank: 'thinks', decline: 'card_declined', last4: '0002' },
  mock_processing: { bank: 'waits', last4: '4242' },
  mock_pending_refund: { bank: 'pays', refunds: 'succeeds_later', last4: '4242' },
  mock_refund_fail: { bank: 'pays', refunds: 'fails_later', last4: '4242' },
  mock_refund_refused: { bank: 'pays', refunds: 'refused', last4: '4242' },
  mock_timeout: { bank: 'pays', fault: 'timeout', last4: '4242' },
  mock_timeout_before: { bank: 'pays', fault: 'timeout_before', last4: '4242' },
  mock_error: { bank: 'pays', fault: 'error', last4: '4242' },
  mock_unavailable: { bank: 'pays', fault: 'unavailable', last4: '4242' },
} as const satisfies Readonly<Record<string, Scenario>>;
export type MockToken = keyof typeof MOCK_SCENARIOS;

/** The tokens behind the names that `POST /api/payments/test/simulate` takes. */
export const SIMULATE_TOKENS = {
  success: 'mock_success',
  failure: 'mock_declined',
  pending: 'mock_processing',
  requires_action: 'mock_requires_action',
} as const satisfies Readonly<Record<string, MockToken>>;
export type SimulateScenario = keyof typeof SIMULATE_TOKENS;

/** Everything that begins so is the mock's own: a scenario, or a reference of a method that it keeps. */
export const MOCK_PREFIX = 'mock_';
/** How the reference of a kept method begins. */
export const METHOD_PREFIX = 'mock_pm_';

/** Wide enough for the tokens of every provider; no spaces, no markup. */
const TOKEN_FORM = /^[\w.:/+=-]{1,500}$/;

/** True for a token that may be paid with: a scenario, or one of another provider's form. */
export function isPayable(token: string): boolean {
  return token.startsWith(MOCK_PREFIX) ? Object.hasOwn(MOCK_SCENARIOS, token) : TOKEN_FORM.test(token);
}

/** The scenario behind a token; one of another provider's form, or none, pays at once. */
export function scenarioOf(token: string | null): Scenario {
  return token !== null && Object.hasOwn(MOCK_SCENARIOS, token)
    ? MOCK_SCENARIOS[token as MockToken]
    : MOCK_SCENARIOS.mock_success;
}
