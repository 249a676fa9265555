import {
  cleanEvents,
  cleanQueues,
  dueEndpoints,
  insertMails,
  keepSettingsEndpoint,
  pumpOutbox,
  toldOfEndpoint,
  untoldEndpoints,
  type DisabledEndpoint,
  type NewMail,
  type OutboxConsumer,
} from '@payments/postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Host } from '../host.ts';
import { adminLetter } from '../jobs/admin-letters.ts';
import { startLoop, type Loop } from '../jobs/loop.ts';
import { endpointDisabledMail } from '../mail/admin-mails.ts';
import { openLane, type Lane } from './deliver-events.ts';
import { eventPoster } from './post-event.ts';

/** The contract's: no 2xx within it is a failure. */
const DEADLINE_MS = 15_000;
/** What is under way at the end may take so long; then it is interrupted, and sent again by another worker. */
const LAST_WORDS_MS = 5_000;
/** How long delivered events can still be looked at. */
const KEEP_MS = 7 * 86_400_000;
const CLEAN_EVERY_MS = 3_600_000;
/** Between two small batches, so that payments go first. */
const CLEAN_PAUSE_MS = 100;
/** Both secrets sign for so long after a roll. */
export const PREVIOUS_SECRET_MS = 86_400_000;
/** Rounds that only look for retries and for what other processes pumped. */
const ROUNDS_MAX_MS = 1_000;
/** A receipt is numbered by the pump, within a second of the success: so often an empty outbox is looked at. */
const PUMP_MAX_MS = 300;

export type EventsHost = Pick<Host, 'settings' | 'context' | 'logger' | 'mailer'>;

export interface EventJobsOptions {
  /** Who hears of every event in the pump's own transaction: receipts, roll-ups, letters. */
  readonly consumers?: readonly OutboxConsumer[];
  readonly deadlineMs?: number;
}

/** Tells the world: pumps the outbox, delivers, tells the administrator of disabled subscribers, and cleans up. */
export async function startEventJobs(host: EventsHost, options: EventJobsOptions = {}): Promise<Loop> {
  const { settings, context, logger } = host;
  await keepSettings(host);
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const interrupt = new AbortController();
  const poster = eventPoster({
    deadlineMs,
    publicOnly: settings.appEnv === 'production',
    signal: interrupt.signal,
  });
  const world = {
    context,
    poster,
    deadlineMs,
    logger,
    publicUrl: settings.publicUrl,
    trustedUrl: settings.eventsWebhookUrl ?? null,
    retryBaseMs: settings.eventsRetryBaseMs,
    random: Math.random,
  };
  const lanes = new Map<string, Lane>();
  let stopped = false;
  const intervalMs = Math.min(settings.workerIntervalMs, ROUNDS_MAX_MS);

  const deliver = startLoop({
    name: 'event deliveries',
    intervalMs,
    logger,
    run: async () => {
      for (const id of await dueEndpoints(context.database)) {
        const running = lanes.get(id);
        if (running) {
          running.wake();
          continue;
        }
        const lane = openLane(world, id);
        lanes.set(id, lane);
        void lane.ended.then(() => lanes.delete(id));
      }
      await tellAdministrator(host);
      return false;
    },
  });
  const pump = startLoop({
    name: 'event pump',
    intervalMs: Math.min(intervalMs, PUMP_MAX_MS),
    logger,
    run: async () => {
      const { events, deliveries } = await pumpOutbox(context, { consumers: options.consumers ?? [] });
      if (deliveries > 0) deliver.wake();
      return events > 0;
    },
  });
  const clean = startLoop({
    name: 'event cleaning',
    intervalMs: CLEAN_EVERY_MS,
    logger,
    run: () => cleanUp(host, () => stopped),
  });
  return {
    wake: () => pump.wake(),
    stop: async () => {
      stopped = true;
      await Promise.all([pump.stop(), deliver.stop()]);
      for (const lane of lanes.values()) lane.stop();
      const timer = setTimeout(() => interrupt.abort(), LAST_WORDS_MS);
      await Promise.all([...lanes.values()].map((lane) => lane.ended));
      clearTimeout(timer);
      poster.close();
      await clean.stop();
    },
  };
}

/** The settings' first subscriber is there before the first event goes out. */
async function keepSettings({ settings, context }: EventsHost): Promise<void> {
  const { eventsWebhookUrl: url, eventsWebhookSecret: secret } = settings;
  if (url === undefined || secret === undefined) return;
  await keepSettingsEndpoint(context, { url, secret, previousMs: PREVIOUS_SECRET_MS });
}

/** The letter goes the way of all letters, so that no mail server holds up events; whoever writes it too finds it written. */
async function tellAdministrator({ settings, context, mailer }: EventsHost): Promise<void> {
  const { adminEmail, publicUrl } = settings;
  const letterOf = ({ id: endpointId, ...facts }: DisabledEndpoint): NewMail[] =>
    mailer === null || adminEmail === undefined
      ? []
      : [adminLetter('alert', endpointDisabledMail({ endpointId, ...facts }, { adminEmail, publicUrl }), null)];
  for (const endpoint of await untoldEndpoints(context.database)) {
    await context.database.transaction(async (tx) => {
      await insertMails(context, tx, letterOf(endpoint));
      await toldOfEndpoint(tx, endpoint.id);
    });
  }
}

async function cleanUp({ context }: EventsHost, isStopped: () => boolean): Promise<boolean> {
  const { database } = context;
  const before = new Date(context.now().getTime() - KEEP_MS);
  for (let next: string | null = null; !isStopped(); await sleep(CLEAN_PAUSE_MS)) {
    const round = await cleanEvents(database, before, next);
    next = round.next;
    if (next === null) break;
  }
  while (!isStopped() && (await cleanQueues(database))) await sleep(CLEAN_PAUSE_MS);
  return false;
}
