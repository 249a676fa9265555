import {
  createPayment,
  PaymentError,
  processWebhook,
  receiveWebhook,
  recoverPayments,
  userId,
  type CreatePayment,
  type Deps,
  type Payment,
  type PaymentId,
  type Policy,
} from '@payments/domain';
import {
  inMemoryStorage,
  sampleClaim,
  TEST_POLICY,
  uuidV7,
  valueOf,
  type InMemoryStorage,
} from '@payments/domain/testing';
import { startYookassaSimulator, type YookassaSimulator } from '@payments/yookassa-simulator';
import type { YookassaOptions } from '../src/index.ts';
import { IMPATIENCE_MS, isSilenceDue, notification, providerAt, YOOKASSA_PEER } from './yookassa-rig.ts';

/** The domain with a storage in memory, and YooKassa's adapter at a simulator, all by one clock. */
export interface YookassaWorld {
  readonly deps: Deps;
  readonly storage: InMemoryStorage;
  readonly sim: YookassaSimulator;
  create(request?: Partial<CreatePayment>): Promise<Payment>;
  payment(id: PaymentId): Promise<Payment>;
  /** The id of the payment's last object at YooKassa. */
  objectOf(id: PaymentId): string;
  /** A notification as YooKassa sends it, taken in and followed. */
  knock(event: string, object: object, peer?: string): Promise<string>;
  pass(ms: number): void;
  /** The worker's rounds, until nothing is due for a while. */
  recover(rounds?: number): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly policy?: Partial<Policy>;
  readonly yookassa?: Partial<YookassaOptions>;
  readonly requireReceipt?: boolean;
}

/** What a caller of the tests is. */
export const CAUSE = { actor: { type: 'user', id: 'u_1' }, requestId: 'r_1' } as const;
/** Longer than the first pauses of the worker, a few rounds shorter than the window in which a charge may be sent again. */
const ROUND_MS = 45_000;

export async function yookassaWorld(options: WorldOptions = {}): Promise<YookassaWorld> {
  let clock = Date.parse('2026-03-01T12:00:00.000Z');
  const now = (): Date => new Date(clock);
  const sim = await startYookassaSimulator({ now, requireReceipt: options.requireReceipt ?? false });
  const provider = providerAt(sim, { now, ...options.yookassa });
  const impatient = providerAt(sim, { now, timeoutMs: IMPATIENCE_MS, ...options.yookassa });
  const newId = (): string => uuidV7(now());
  const storage = inMemoryStorage({ now, newId });
  const deps: Deps = {
    storage,
    provider: (name) => {
      if (name !== provider.name) throw new PaymentError('unsupported', `${name} is not enabled.`);
      return isSilenceDue(sim) ? impatient : provider;
    },
    fraud: null,
    policy: { ...TEST_POLICY, routes: { '*': [provider.name] }, ...options.policy },
    now,
    newId,
    random: () => 0.5,
  };
  const pass = (ms: number) => {
    clock += ms;
    sim.advance(0);
  };
  return {
    deps,
    storage,
    sim,
    pass,
    create: async (request) => {
      const wanted: CreatePayment = {
        userId: userId('u_1'),
        createdBy: 'user:u_1',
        money: { minor: 10_000n, currency: 'RUB' },
        returnUrl: 'https://shop.example/thanks',
        ...request,
      };
      const outcome = await createPayment(deps, wanted, { cause: CAUSE, claim: sampleClaim(now()) });
      return valueOf(outcome).payment;
    },
    payment: async (id) => {
      const snapshot = await storage.load(id);
      if (!snapshot) throw new Error('there is no such payment');
      return snapshot.payment;
    },
    objectOf: (id) => {
      const object = sim.payments().findLast((payment) => payment.metadata['payment_id'] === id);
      if (!object) throw new Error('there is no such object');
      return object.id;
    },
    knock: async (event, object, peer = YOOKASSA_PEER) => {
      const received = await receiveWebhook(deps, provider.name, notification(event, object, peer));
      const entry = received.kind === 'stored' ? storage.inbox.get(received.id) : undefined;
      if (entry) await processWebhook(deps, entry);
      return received.kind === 'forged' ? received.reason : received.kind;
    },
    recover: async (rounds = 12) => {
      for (let round = 0; round < rounds; round++) {
        pass(ROUND_MS);
        const { failed } = await recoverPayments(deps, { worker: 'test' });
        if (failed[0]) throw failed[0].error;
      }
    },
    close: () => sim.close(),
  };
}
