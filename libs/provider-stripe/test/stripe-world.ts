import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  paymentId,
  PaymentError,
  processWebhook,
  receiveWebhook,
  recoverPayments,
  userId,
  type Cause,
  type Deps,
  type Payment,
  type PaymentId,
  type PaymentMethod,
  type Policy,
  type Received,
} from '@payments/domain';
import { inMemoryStorage, TEST_POLICY, uuidV7, type InMemoryStorage } from '@payments/domain/testing';
import { startStripeSimulator, type StripeSimulator, type StripeSimulatorOptions } from '@payments/stripe-simulator';
import { stripeProvider, type StripeOptions } from '../src/index.ts';
import { stripeOptions } from './stripe-account.ts';

export const USER = userId('u_1');
export const BY_USER: Cause = { actor: { type: 'user', id: USER }, requestId: 'r_1' };
export const BY_ADMIN: Cause = { actor: { type: 'admin', id: 'a_1' }, requestId: 'r_2' };

/** A small service around the domain: storage in memory, Stripe simulated, webhooks over HTTP, a clock that can be moved on. */
export interface StripeWorld {
  readonly deps: Deps;
  readonly sim: StripeSimulator;
  readonly storage: InMemoryStorage;
  /** What came in at the webhook's door, and how it was judged. */
  readonly received: Received[];
  payment(id: PaymentId): Promise<Payment>;
  methods(): readonly PaymentMethod[];
  /** A card as Stripe.js hands it over: a method of its own. */
  card(token?: string): Promise<string>;
  /** Asks Stripe itself, past the adapter. */
  ask(path: string): Promise<Record<string, unknown>>;
  /** Lets time pass, and the worker do what is due. */
  recover(ms: number): Promise<void>;
  /** Waits until every webhook is delivered and processed. */
  knocked(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly simulator?: StripeSimulatorOptions;
  readonly stripe?: Partial<StripeOptions>;
  readonly policy?: Partial<Policy>;
  /** False: nothing knocks, so that only the worker can find out. */
  readonly webhooks?: boolean;
}

export async function stripeWorld(options: WorldOptions = {}): Promise<StripeWorld> {
  let aheadMs = 0;
  const now = (): Date => new Date(Date.now() + aheadMs);
  const sim = await startStripeSimulator({ settleMs: null, ...options.simulator });
  const storage = inMemoryStorage({ now, newId: () => uuidV7(now()) });
  const provider = stripeProvider(stripeOptions(sim, { now, ...options.stripe }));
  const deps: Deps = {
    storage,
    provider: (name) => {
      if (name === provider.name) return provider;
      throw new PaymentError('unsupported', `${name} is not enabled.`);
    },
    fraud: null,
    policy: { ...TEST_POLICY, routes: { '*': ['stripe'] }, ...options.policy },
    now,
    newId: () => uuidV7(now()),
    random: () => 0.5,
  };
  const door = await openDoor(deps);
  if (options.webhooks !== false) sim.webhooks.configure({ url: door.url });
  const authorization = `Bearer ${sim.secretKey}`;
  const read = async (path: string, init: RequestInit = {}): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${sim.url}/v1/${path}`, { ...init, headers: { authorization } });
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    deps,
    sim,
    storage,
    received: door.received,
    payment: async (id) => {
      const snapshot = await storage.load(id);
      if (!snapshot) throw new Error('there is no such payment');
      return snapshot.payment;
    },
    methods: () => [...storage.methods.values()],
    card: async (token = 'tok_visa') => {
      const body = new URLSearchParams({ type: 'card', 'card[token]': token });
      return String((await read('payment_methods', { method: 'POST', body }))['id']);
    },
    ask: (path) => read(path),
    recover: async (ms) => {
      aheadMs += ms;
      const round = await recoverPayments(deps, { worker: 'w_1' });
      for (const { error } of round.failed) throw error;
    },
    knocked: async () => {
      await sim.webhooks.idle();
      await door.idle();
    },
    close: async () => {
      await sim.close();
      await door.close();
    },
  };
}

/** The webhook's door as a host opens it: raw bytes in, stored before it is answered, processed after. */
async function openDoor(deps: Deps) {
  const received: Received[] = [];
  const working = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const work = (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const judged = await receiveWebhook(deps, 'stripe', { headers, body: new Uint8Array(Buffer.concat(parts)) });
      received.push(judged);
      response.writeHead(judged.kind === 'forged' ? 400 : 200).end();
      const entry = judged.kind === 'stored' ? await deps.storage.loadWebhook(judged.id) : null;
      if (entry) await processWebhook(deps, entry);
    })();
    working.add(work);
    void work.finally(() => working.delete(work));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/stripe`,
    idle: async () => {
      while (working.size > 0) await Promise.all(working);
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** What Stripe's own books say of a payment, in its smallest unit. */
export function moved(sim: StripeSimulator, id: PaymentId | string) {
  const key = paymentId(id);
  const charges = sim.ledger.chargesFor('payment_id', key).map(({ amount }) => amount);
  const refunds = sim.ledger.refundsFor('payment_id', key).map(({ amount }) => amount);
  return { charges, refunds };
}
