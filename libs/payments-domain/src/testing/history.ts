import { AsyncLocalStorage } from 'node:async_hooks';
import type { Cause } from '../audit.ts';
import type { KeyClaim } from '../idempotency.ts';
import { orderId, userId, type PaymentId } from '../ids.ts';
import { PaymentError } from '../payment-error.ts';
import type { Deps, WebhookRequest } from '../ports.ts';
import { cancelPayment, capturePayment, failPayment } from '../use-cases/change-goal.ts';
import { confirmPayment } from '../use-cases/confirm-payment.ts';
import { createPayment } from '../use-cases/create-payment.ts';
import { processWebhook, receiveWebhook } from '../use-cases/receive-webhook.ts';
import { recoverPayments } from '../use-cases/recover-payments.ts';
import { refundPayment } from '../use-cases/refund-payment.ts';
import { retryPayment } from '../use-cases/retry-payment.ts';
import { syncPayment } from '../use-cases/sync-payment.ts';
import { inMemoryStorage, type InMemoryStorage } from './in-memory-storage.ts';
import { Crash } from './port-hooks.ts';
import { countedIds, sampleClaim, testClock, type TestClock } from './samples.ts';
import type { Fault } from './simulated-faults.ts';
import { simulatedProvider, type SimulatedProvider } from './simulated-provider.ts';
import { signedAgain } from './simulated-webhooks.ts';
import { TEST_POLICY } from './world.ts';

/** What may happen in a history. Numbers that pick something (`payment`, `order`, `key`) are taken modulo what there is. */
export type Command =
  | { readonly do: 'create'; readonly order: number | null; readonly token: string | null; readonly manual: boolean }
  | { readonly do: 'repeat'; readonly key: number }
  | {
      readonly do: 'confirm' | 'retry';
      readonly payment: number;
      readonly token: string | null;
      readonly elsewhere?: boolean;
    }
  | { readonly do: 'capture' | 'refund'; readonly payment: number; readonly amount: number | null }
  | { readonly do: 'cancel' | 'fail' | 'sync'; readonly payment: number }
  | {
      readonly do: 'payer';
      readonly object: number;
      readonly act: 'pays' | 'declines' | 'cancels' | 'succeeded' | 'failed' | 'lapses';
    }
  | { readonly do: 'dashboard'; readonly object: number; readonly amount: number }
  | { readonly do: 'refundEnds'; readonly refund: number; readonly status: 'succeeded' | 'failed' }
  | { readonly do: 'webhooks'; readonly how: 'in order' | 'reversed' | 'twice' | 'lost' }
  | { readonly do: 'worker' }
  | { readonly do: 'late' }
  | { readonly do: 'clock'; readonly seconds: number };

/** One step: a command, what goes wrong in it, and whether the next one waits for it. */
export interface Step {
  readonly command: Command;
  /** Decides the faults and turns of this step alone, so that a history can be cut down without changing the rest. */
  readonly seed: number;
  /** From 0 to 1: how likely each call to a provider goes wrong. */
  readonly faulty: number;
  /** The process dies at this port call of the step: before it (even) or after it (odd); `null`: it lives. */
  readonly dies: number | null;
  readonly atOnce: boolean;
}

export interface HistoryOptions {
  readonly declinesStayOpen: boolean;
  readonly waitingCancelable: boolean;
  readonly repeats: 'first_answer' | 'object_now';
  readonly lateSuccess: 'alert' | 'refund';
}

/** Later than this no request is still on its way; the domain believes in absence only long after. */
const LATEST_MS = 5 * 60_000;
const CAUSE: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'r_1' };
const HOUR_MS = 3_600_000;
const AMOUNT = 100n;
const WEBHOOK_SECRET = 'history-webhook-secret';

const WILD: readonly Fault[] = [
  'slow',
  'timeout_before',
  'timeout_after',
  'arrives_late',
  'error_5xx_before',
  'error_5xx_after',
  'unreadable',
  'unauthorized',
  'refused',
  'too_many_requests',
  'connection_refused',
];

/** A world in which a history is played. Two providers: the second is the route's next one. */
export interface History {
  readonly deps: Deps;
  readonly storage: InMemoryStorage;
  readonly providers: readonly SimulatedProvider[];
  readonly clock: TestClock;
  play(step: Step): Promise<void>;
  /** Waits for everything that was started and not waited for. */
  settled(): Promise<void>;
  /** Everything heals, and time passes until nothing is left to do. */
  quiet(): Promise<void>;
}

interface Life {
  random: () => number;
  faulty: number;
  calls: number;
  dies: number | null;
  dead: boolean;
}

export function history(options: HistoryOptions): History {
  const clock = testClock();
  const { now } = clock;
  const newId = countedIds(now);
  const storage = inMemoryStorage({ now, newId });
  const providers = ['first', 'second'].map((name) =>
    simulatedProvider({ now, name, account: `acct-${name}`, webhookSecret: WEBHOOK_SECRET, ...options }),
  );
  const [first] = providers;
  if (!first) throw new Error('a history has providers');
  const lives = new AsyncLocalStorage<Life>();
  const calm: Life = { random: () => 0.5, faulty: 0, calls: 0, dies: null, dead: false };
  const life = (): Life => lives.getStore() ?? calm;
  const deps: Deps = {
    storage,
    provider: (name) => {
      const found = providers.find((provider) => provider.name === name);
      if (!found) throw new PaymentError('unsupported', `${name} is not enabled`);
      return found;
    },
    fraud: null,
    policy: { ...TEST_POLICY, routes: { '*': ['first', 'second'] }, lateSuccess: options.lateSuccess },
    now,
    newId,
    random: () => life().random(),
  };
  const claims: { readonly claim: KeyClaim; readonly command: Command & { readonly do: 'create' } }[] = [];
  const running = new Set<Promise<void>>();
  /** Webhooks that did not arrive: a provider sends them again, for days. */
  const lost: { readonly provider: SimulatedProvider; readonly knock: WebhookRequest }[] = [];

  for (const { hooks } of [storage, ...providers]) {
    hooks.before = (call) => turn(life(), call, 0);
    hooks.after = (call) => turn(life(), call, 1);
  }
  for (const { faults } of providers) {
    faults.choose = () => {
      const { random, faulty } = life();
      return random() < faulty ? (WILD[Math.floor(random() * WILD.length)] ?? 'none') : 'none';
    };
  }

  const ids = (): PaymentId[] => [...storage.payments.keys()];
  const pick = <T>(from: readonly T[], index: number): T | undefined => from[index % Math.max(1, from.length)];
  const objects = () => providers.flatMap((provider) => [...provider.objects.keys()].map((id) => ({ provider, id })));

  async function create(command: Command & { readonly do: 'create' }, claim: KeyClaim): Promise<void> {
    await createPayment(
      deps,
      {
        userId: userId('u_1'),
        createdBy: 'user:u_1',
        money: { minor: AMOUNT, currency: 'USD' },
        orderId: command.order === null ? null : orderId(`order-${command.order % 3}`),
        method: command.token,
        captureMethod: command.manual ? 'manual' : 'automatic',
      },
      { cause: CAUSE, claim, answer },
    );
  }

  async function perform(command: Command): Promise<void> {
    const options = () => ({
      cause: CAUSE,
      claim: sampleClaim(now(), { key: newId(), operation: command.do }),
      answer,
    });
    const on = async (index: number, work: (id: PaymentId) => Promise<unknown>) => {
      const id = pick(ids(), index);
      if (id !== undefined) await work(id);
    };
    switch (command.do) {
      case 'create': {
        const claim = sampleClaim(now(), { key: newId() });
        claims.push({ claim, command });
        return create(command, claim);
      }
      case 'repeat': {
        const again = pick(claims, command.key);
        const leaseUntil = new Date(now().getTime() + deps.policy.recoveryAfterMs);
        const expiresAt = new Date(now().getTime() + deps.policy.keyTtlMs);
        return again && create(again.command, { ...again.claim, leaseUntil, expiresAt });
      }
      case 'confirm':
        return on(command.payment, (id) => confirmPayment(deps, { id, method: command.token }, options()));
      case 'retry': {
        const provider = command.elsewhere ? 'second' : null;
        return on(command.payment, (id) => retryPayment(deps, { id, method: command.token, provider }, options()));
      }
      case 'capture': {
        const amount = command.amount === null ? null : BigInt(command.amount);
        return on(command.payment, (id) => capturePayment(deps, id, amount, options()));
      }
      case 'refund': {
        const amount = command.amount === null ? null : BigInt(command.amount);
        const { cause, claim } = options();
        return on(command.payment, (id) => refundPayment(deps, { id, amount }, { cause, claim }));
      }
      case 'cancel':
        return on(command.payment, (id) => cancelPayment(deps, id, options()));
      case 'fail':
        return on(command.payment, (id) => failPayment(deps, id, 'given up by hand', options()));
      case 'sync':
        return on(command.payment, (id) => syncPayment(deps, id, CAUSE));
      case 'payer': {
        const found = pick(objects(), command.object);
        if (!found) return;
        const { payer } = found.provider;
        if (command.act === 'succeeded' || command.act === 'failed') payer.decides(found.id, command.act);
        else payer[command.act](found.id);
        return;
      }
      case 'dashboard': {
        const found = pick(objects(), command.object);
        found?.provider.payer.refundsInDashboard(found.id, BigInt(command.amount));
        return;
      }
      case 'refundEnds': {
        const all = providers.flatMap((provider) => [...provider.refunds.keys()].map((id) => ({ provider, id })));
        const found = pick(all, command.refund);
        found?.provider.payer.refundEnds(found.id, command.status);
        return;
      }
      case 'webhooks':
        for (const provider of providers) await deliver(provider, command.how);
        return;
      case 'worker':
        await recoverPayments(deps, { worker: 'recovery' });
        return;
      case 'late':
        for (const provider of providers) provider.deliverLate();
        return;
      case 'clock':
        if (command.seconds * 1000 >= LATEST_MS) for (const provider of providers) provider.deliverLate();
        clock.advance(command.seconds * 1000);
        return;
    }
  }

  async function deliver(provider: SimulatedProvider, how: 'in order' | 'reversed' | 'twice' | 'lost'): Promise<void> {
    const knocks = provider.knocks.splice(0);
    if (how === 'lost') return void lost.push(...knocks.map((knock) => ({ provider, knock })));
    const order = how === 'reversed' ? knocks.toReversed() : how === 'twice' ? [...knocks, ...knocks] : knocks;
    for (const knock of order) {
      const received = await receiveWebhook(deps, provider.name, signedAgain(WEBHOOK_SECRET, now(), knock)).catch(
        (error: unknown) => {
          lost.push({ provider, knock }); // No 200: it is sent again.
          throw error;
        },
      );
      const entry = received.kind === 'stored' ? await storage.loadWebhook(received.id) : null;
      if (entry) await processWebhook(deps, entry);
    }
  }

  /** When something is due next, an hour at the latest. */
  function untilDueMs(): number {
    const times = [
      ...[...storage.payments.values(), ...storage.refunds.values(), ...storage.methods.values()].map(
        (o) => o.advanceAt,
      ),
      ...[...storage.inbox.values()].map((entry) => entry.dueAt),
    ];
    const due = Math.min(HOUR_MS, ...times.flatMap((at) => (at === null ? [] : [at.getTime() - now().getTime()])));
    return Math.max(due, deps.policy.recoveryAfterMs + 1);
  }

  return {
    deps,
    storage,
    providers,
    clock,
    play: async ({ command, seed, faulty, dies, atOnce }) => {
      const own: Life = { random: generator(seed), faulty, calls: 0, dies, dead: false };
      const work = lives
        .run(own, () => perform(command))
        .catch((error: unknown) => {
          if (!(error instanceof Crash) && !(error instanceof PaymentError)) throw error;
        });
      const tracked = work.finally(() => running.delete(tracked));
      running.add(tracked);
      // Nobody may be waiting for it yet when it fails; `settled` is.
      tracked.catch(() => undefined);
      if (!atOnce) await tracked;
    },
    settled: async () => {
      await Promise.all(running);
    },
    quiet: async () => {
      await Promise.all(running);
      for (const provider of providers) {
        provider.faults.heal();
        provider.deliverLate();
      }
      // Longer than a payment may wait, than a key lives, and than any pause.
      const end = now().getTime() + 50 * HOUR_MS;
      while (now().getTime() < end) {
        await recoverPayments(deps, { worker: 'recovery' });
        for (const provider of providers) goOnWithout(provider, options);
        for (const { provider, knock } of lost.splice(0)) provider.knocks.push(knock);
        for (const provider of providers) await deliver(provider, 'in order');
        if (isOver(storage)) return;
        clock.advance(untilDueMs());
      }
    },
  };
}

/** Nothing is due any more, but a look at what is held and waits for its capture. */
function isOver({ payments, refunds, inbox }: InMemoryStorage): boolean {
  const works = [...[...payments.values()].filter((payment) => payment.status !== 'authorized'), ...refunds.values()];
  return works.every((work) => work.advanceAt === null) && [...inbox.values()].every((entry) => entry.dueAt === null);
}

/** What a provider does by itself within an hour: it decides, it finishes refunds, and ends what can't be canceled and nobody pays. */
function goOnWithout({ objects, refunds, payer }: SimulatedProvider, { waitingCancelable }: HistoryOptions): void {
  for (const [id, { status }] of objects) {
    if (status === 'processing') payer.decides(id, 'failed');
    if (status === 'needs_payer' && !waitingCancelable) payer.cancels(id);
  }
  for (const [id, { status }] of refunds) if (status === 'pending') payer.refundEnds(id, 'succeeded');
}

/** Others get some turns; and here the process may die, and stays dead. */
async function turn(life: Life, call: string, side: 0 | 1): Promise<void> {
  if (life.dead) throw new Crash(`before ${call}, long dead`);
  for (let turns = Math.floor(life.random() * 4); turns > 0; turns--) await Promise.resolve();
  if (side === 0) life.calls += 1;
  if (life.dies === null || life.calls * 2 + side !== life.dies) return;
  life.dead = true;
  throw new Crash(`${side === 0 ? 'before' : 'after'} ${call}`);
}

const answer = ({ payment }: { readonly payment: { readonly status: string; readonly version: number } }) =>
  payment.status === 'pending' ? null : { status: 201, body: `${payment.status} ${payment.version}` };

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
