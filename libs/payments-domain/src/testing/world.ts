import type { KeyClaim } from '../idempotency.ts';
import { userId, type PaymentId } from '../ids.ts';
import type { Payment } from '../payment.ts';
import { PaymentError } from '../payment-error.ts';
import type { Deps, FraudCheck, Policy } from '../ports.ts';
import { createPayment, type CreatePayment } from '../use-cases/create-payment.ts';
import type { Outcome } from '../use-cases/keyed-command.ts';
import { inMemoryStorage, type InMemoryStorage } from './in-memory-storage.ts';
import { sampleClaim, uuidV7 } from './samples.ts';
import { simulatedProvider, type SimulatedProvider } from './simulated-provider.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** The contract's defaults. */
export const TEST_POLICY: Policy = {
  routes: { '*': ['simulated'] },
  submitWindowMs: 15 * 60 * SECOND_MS,
  recoveryAfterMs: 15 * SECOND_MS,
  reconcileAfterMs: 60 * SECOND_MS,
  expireAfterMs: 24 * HOUR_MS,
  refundWindowMs: 180 * 24 * HOUR_MS,
  keyTtlMs: 24 * HOUR_MS,
  sending: true,
  lateSuccess: 'alert',
};

/** A whole small world: a storage, providers with ledgers, and a clock that only moves when it is told to. */
export interface TestWorld {
  readonly deps: Deps;
  readonly storage: InMemoryStorage;
  /** The first provider. */
  readonly provider: SimulatedProvider;
  readonly providers: readonly SimulatedProvider[];
  advanceClock(ms: number): void;
  /** A key of its own for each call. */
  claim(change?: Partial<KeyClaim>): KeyClaim;
  /** A create with sensible values; `ok` is paid at once, no method waits for one. */
  create(request?: Partial<CreatePayment>, claim?: KeyClaim | null): Promise<Payment>;
  payment(id: PaymentId): Promise<Payment>;
}

export interface TestWorldOptions {
  readonly policy?: Partial<Policy>;
  readonly providers?: readonly ((now: () => Date) => SimulatedProvider)[];
  readonly fraud?: FraudCheck;
}

/** `createPayment` and all the others, with nothing outside memory: for the specs here, and for services that embed the domain. */
export function testWorld({ policy, providers: make, fraud }: TestWorldOptions = {}): TestWorld {
  let clock = Date.parse('2026-03-01T12:00:00.000Z');
  const now = (): Date => new Date(clock);
  const newId = (): string => uuidV7(now());
  const providers = (make ?? [(at) => simulatedProvider({ now: at })]).map((one) => one(now));
  const storage = inMemoryStorage({ now, newId });
  const [provider] = providers;
  if (!provider) throw new Error('a world needs a provider');
  const deps: Deps = {
    storage,
    provider: (name) => {
      const found = providers.find((one) => one.name === name);
      if (!found) throw new PaymentError('unsupported', `${name} is not enabled.`);
      return found;
    },
    fraud: fraud ?? null,
    policy: { ...TEST_POLICY, ...policy },
    now,
    newId,
    random: () => 0.5,
  };
  const world: TestWorld = {
    deps,
    storage,
    provider,
    providers,
    advanceClock: (ms) => void (clock += ms),
    claim: (change) => sampleClaim(now(), change),
    create: async (request, claim = sampleClaim(now())) => {
      const wanted = {
        userId: userId('u_1'),
        createdBy: 'user:u_1',
        money: { minor: 100n, currency: 'USD' as const },
        ...request,
      };
      return valueOf(
        await createPayment(deps, wanted, { cause: { actor: { type: 'user', id: 'u_1' }, requestId: 'r_1' }, claim }),
      ).payment;
    },
    payment: async (id) => {
      const snapshot = await storage.load(id);
      if (!snapshot) throw new Error('there is no such payment');
      return snapshot.payment;
    },
  };
  return world;
}

/** What a command came to, where it was not a replay. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'replayed') throw new Error('it was answered from a kept answer');
  return outcome.value;
}
