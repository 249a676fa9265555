import type { Cause } from '../audit.ts';
import type { KeyClaim } from '../idempotency.ts';
import { orderId, userId, type PaymentId } from '../ids.ts';
import { PaymentError } from '../payment-error.ts';
import type { Deps, WebhookRequest } from '../ports.ts';
import { cancelPayment, capturePayment, failPayment } from '../use-cases/change-goal.ts';
import { confirmPayment } from '../use-cases/confirm-payment.ts';
import { createPayment } from '../use-cases/create-payment.ts';
import { removeMethod, saveMethod } from '../use-cases/payment-methods.ts';
import { processWebhook, receiveWebhook } from '../use-cases/receive-webhook.ts';
import { recoverPayments } from '../use-cases/recover-payments.ts';
import { refundPayment } from '../use-cases/refund-payment.ts';
import { retryPayment } from '../use-cases/retry-payment.ts';
import { syncPayment } from '../use-cases/sync-payment.ts';
import { inMemoryStorage, type InMemoryOptions, type InMemoryStorage } from './in-memory-storage.ts';
import { goOnWithout, isOver } from './history-end.ts';
import { Crash } from './port-hooks.ts';
import { countedIds, sampleClaim, testClock, type TestClock } from './samples.ts';
import type { Command, HistoryOptions, Step } from './history-steps.ts';
import { generator, mortalPort, mortalProvider, type Life } from './mortal-ports.ts';
import { simulatedProvider, type SimulatedProvider } from './simulated-provider.ts';
import { signedAgain } from './simulated-webhooks.ts';
import { TEST_POLICY } from './world.ts';

/** Later than this no request is still on its way; the domain believes in absence only long after. */
export const LATEST_MS = 5 * 60_000;
const USER = userId('u_1');
const CAUSE: Cause = { actor: { type: 'user', id: 'u_1' }, requestId: 'r_1' };
const HOUR_MS = 3_600_000;
const AMOUNT = 100n;
const WEBHOOK_SECRET = 'history-webhook-secret';

/** A world in which a history is played. Two providers: the second is the route's next one. */
export interface History {
  readonly deps: Deps;
  readonly storage: InMemoryStorage;
  readonly providers: readonly SimulatedProvider[];
  readonly clock: TestClock;
  play(step: Step): Promise<void>;
  /** How many processes died so far. */
  deaths(): number;
  /** Waits for everything that was started and not waited for. */
  settled(): Promise<void>;
  /** Everything heals, and time passes until nothing is left to do. */
  quiet(): Promise<void>;
}

/** A storage whose tables may be looked at. Where they are a copy of tables elsewhere, `refresh` reads those again. */
export interface HistoryStorage extends InMemoryStorage {
  refresh?(): Promise<void>;
}

export function history(
  options: HistoryOptions,
  openStorage: (world: InMemoryOptions) => HistoryStorage = inMemoryStorage,
): History {
  const clock = testClock();
  const { now } = clock;
  const newId = countedIds(now);
  const storage = openStorage({ now, newId });
  const providers = ['first', 'second'].map((name) =>
    simulatedProvider({ now, name, account: `acct-${name}`, webhookSecret: WEBHOOK_SECRET, ...options }),
  );
  const policy = { ...TEST_POLICY, routes: { '*': ['first', 'second'] }, lateSuccess: options.lateSuccess };
  /** The world as one process sees it, with that process' own faults, turns and death. */
  const depsOf = (life: Life): Deps => {
    const mortal = providers.map((provider) => mortalProvider(provider, life));
    return {
      storage: mortalPort(storage, life),
      provider: (name) => {
        const found = mortal.find((provider) => provider.name === name);
        if (!found) throw new PaymentError('unsupported', `${name} is not enabled`);
        return found;
      },
      fraud: null,
      policy,
      now,
      newId,
      random: life.random,
    };
  };
  const deps = depsOf({ random: () => 0.5, faulty: 0, places: 0, dies: null, dead: false });
  const claims: { readonly claim: KeyClaim; readonly command: Command & { readonly do: 'create' } }[] = [];
  const running = new Set<Promise<void>>();
  let dead = 0;
  /** Webhooks that did not arrive: a provider sends them again, for days. */
  const lost: { readonly provider: SimulatedProvider; readonly knock: WebhookRequest }[] = [];

  const ids = (): PaymentId[] => [...storage.payments.keys()];
  const pick = <T>(from: readonly T[], index: number): T | undefined => from[index % Math.max(1, from.length)];
  /** Objects that may still change, the newest first: what a payer has before them. */
  const open = () =>
    providers.flatMap((provider) =>
      [...provider.objects.values()]
        .filter((object) => object.open)
        .map(({ id }) => ({ provider, id }))
        .toReversed(),
    );
  const objects = () => providers.flatMap((provider) => [...provider.objects.keys()].map((id) => ({ provider, id })));

  async function create(deps: Deps, command: Command & { readonly do: 'create' }, claim: KeyClaim): Promise<void> {
    await createPayment(
      deps,
      {
        userId: USER,
        createdBy: 'user:u_1',
        money: { minor: AMOUNT, currency: 'USD' },
        orderId: command.order === null ? null : orderId(`order-${command.order % 3}`),
        method: command.token,
        captureMethod: command.manual ? 'manual' : 'automatic',
      },
      { cause: CAUSE, claim, answer },
    );
  }

  async function perform(deps: Deps, command: Command): Promise<void> {
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
        return create(deps, command, claim);
      }
      case 'repeat': {
        const again = pick(claims, command.key);
        const leaseUntil = new Date(now().getTime() + deps.policy.recoveryAfterMs);
        const expiresAt = new Date(now().getTime() + deps.policy.keyTtlMs);
        return again && create(deps, again.command, { ...again.claim, leaseUntil, expiresAt });
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
        const found = pick(open(), command.object);
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
        for (const provider of providers) await deliver(deps, provider, command.how);
        return;
      case 'saveMethod': {
        const request = { userId: USER, token: command.token, provider: 'first', makeDefault: true };
        await saveMethod(deps, request, { cause: CAUSE });
        return;
      }
      case 'removeMethod': {
        const id = pick([...storage.methods.keys()], command.method);
        if (id !== undefined) await removeMethod(deps, USER, id, { cause: CAUSE });
        return;
      }
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

  async function deliver(
    deps: Deps,
    provider: SimulatedProvider,
    how: 'in order' | 'reversed' | 'twice' | 'lost',
  ): Promise<void> {
    const knocks = provider.knocks.splice(0);
    if (how === 'lost') return void lost.push(...knocks.map((knock) => ({ provider, knock })));
    const order = how === 'reversed' ? knocks.toReversed() : how === 'twice' ? [...knocks, ...knocks] : knocks;
    // What gets no 200 is sent again.
    const waiting = [...order];
    try {
      for (let knock = waiting[0]; knock; knock = waiting[0]) {
        const received = await receiveWebhook(deps, provider.name, signedAgain(WEBHOOK_SECRET, now(), knock));
        waiting.shift();
        const entry = received.kind === 'stored' ? await storage.loadWebhook(received.id) : null;
        if (entry) await processWebhook(deps, entry);
      }
    } finally {
      lost.push(...waiting.map((knock) => ({ provider, knock })));
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
      // No call takes longer than its timeout: time passes between them.
      if (command.do === 'clock') await Promise.all(running);
      const own: Life = { random: generator(seed), faulty, places: 0, dies, dead: false };
      const work = perform(depsOf(own), command).catch((error: unknown) => {
        if (!(error instanceof Crash) && !(error instanceof PaymentError)) throw error;
      });
      const tracked = work.finally(() => {
        running.delete(tracked);
        if (own.dead) dead += 1;
      });
      running.add(tracked);
      // Nobody may be waiting for it yet when it fails; `settled` is.
      tracked.catch(() => undefined);
      if (!atOnce) await tracked;
      await storage.refresh?.();
    },
    deaths: () => dead,
    settled: async () => {
      await Promise.all(running);
      await storage.refresh?.();
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
        for (const provider of providers) await deliver(deps, provider, 'in order');
        await storage.refresh?.();
        if (isOver(storage)) return;
        clock.advance(untilDueMs());
      }
    },
  };
}

const answer = ({ payment }: { readonly payment: { readonly status: string; readonly version: number } }) =>
  payment.status === 'pending' ? null : { status: 201, body: `${payment.status} ${payment.version}` };
