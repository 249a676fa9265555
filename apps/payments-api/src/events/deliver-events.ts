import type { EventType } from '@payments/domain';
import {
  claimDeliveries,
  disableEndpoint,
  findEndpoint,
  markEndpoint,
  recordDeliveries,
  type ClaimedDelivery,
  type Context,
  type DeliveryOutcome,
  type SigningEndpoint,
} from '@payments/postgres';
import type { Logger } from '../logging.ts';
import { errorFacts } from '../http/refusal.ts';
import { eventBody } from './event-body.ts';
import { INTERRUPTED, type EventPoster, type Posted } from './post-event.ts';
import { pauseAfter } from './retry-schedule.ts';
import { eventHeaders } from './sign-event.ts';

/** Events under way to one subscriber, from one process: a slow one uses up its own, and nobody else's. */
const IN_FLIGHT = 64;
/** New ones are claimed when so many may go: a statement for each would cost more than the sending. */
const CLAIM_FROM = 16;
/** Beyond the deadline, before another worker may take the line: the time to write down what came of it. */
const LEASE_SLACK_MS = 5_000;
/** Answers that come together are written together. */
const GATHER_MS = 2;
const GONE = 410;

export interface DeliveryWorld {
  readonly context: Context;
  readonly poster: EventPoster;
  readonly publicUrl: string;
  /** The settings' own subscriber, wherever it is; every other address is judged. */
  readonly trustedUrl: string | null;
  readonly retryBaseMs: number;
  readonly deadlineMs: number;
  readonly logger: Logger;
  readonly random: () => number;
}

/** One subscriber's deliveries, from its first due event until none is left. */
export interface Lane {
  /** There may be more to send. */
  wake(): void;
  /** Claims no more; what is under way is finished. */
  stop(): void;
  readonly ended: Promise<void>;
}

interface Ended {
  readonly delivery: ClaimedDelivery;
  readonly posted: Posted;
}

/** Delivers to one subscriber, line by line in order, lines side by side. Other subscribers have lanes of their own. */
export function openLane(world: DeliveryWorld, endpointId: string): Lane {
  const { context } = world;
  const ended: Ended[] = [];
  let underWay = 0;
  let stopped = false;
  let more = true;
  let failing = false;
  let knock: () => void = () => undefined;

  const quiet = () => new Promise<void>((resolve) => (knock = resolve));

  const mayClaim = () => !stopped && more && (underWay === 0 || IN_FLIGHT - underWay >= CLAIM_FROM);

  async function claim(): Promise<void> {
    if (!mayClaim()) return;
    const room = IN_FLIGHT - underWay;
    more = false;
    // As it is now: a busy lane is open for long, and meanwhile a secret is rolled, an address changed, a subscriber switched off.
    const endpoint = await findEndpoint(context, endpointId);
    if (!endpoint?.enabled) return stop();
    failing = endpoint.failingSince !== null;
    const claimed = await claimDeliveries(context, endpointId, room, world.deadlineMs + LEASE_SLACK_MS);
    more ||= claimed.length === room;
    for (const delivery of claimed) {
      underWay += 1;
      void send(world, endpoint, delivery).then((posted) => {
        ended.push({ delivery, posted });
        knock();
      });
    }
  }

  async function record(): Promise<void> {
    const batch = ended.splice(0);
    if (batch.length === 0) return;
    underWay -= batch.length;
    const delivered = batch.some(({ posted }) => posted.error === null);
    const judged = batch.some(({ posted }) => posted.error !== INTERRUPTED);
    if (judged && delivered === failing) {
      failing = !delivered;
      await markEndpoint(context.database, endpointId, failing);
    }
    const died = await recordDeliveries(
      context.database,
      endpointId,
      batch.map((one) => outcomeOf(world, one)),
    );
    // The next one of each line may go.
    more = true;
    if (batch.some(({ posted }) => posted.status === GONE)) await switchOff('it answered 410 Gone');
    else if (died.some(({ hopeless }) => hopeless)) await switchOff('nothing got through in all its retries');
  }

  async function switchOff(reason: string): Promise<void> {
    stop();
    if (await disableEndpoint(context.database, endpointId, reason))
      world.logger.warn({ endpoint: endpointId, reason }, 'an event endpoint was disabled');
  }

  function stop(): void {
    stopped = true;
  }

  async function run(): Promise<void> {
    for (;;) {
      await claim();
      // Woken while it claimed: there may be more after all.
      if (mayClaim()) continue;
      if (underWay === 0) return;
      if (ended.length === 0) await quiet();
      if (ended.length > 0) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      await record();
    }
  }

  const running = run().catch((error: unknown) => {
    // The lane's edge: what is under way has leases, and goes on from there.
    world.logger.error({ endpoint: endpointId, ...errorFacts(error) }, 'deliveries were interrupted');
  });
  return {
    wake: () => {
      more = true;
      knock();
    },
    stop,
    ended: running,
  };
}

async function send(world: DeliveryWorld, endpoint: SigningEndpoint, delivery: ClaimedDelivery): Promise<Posted> {
  const { context, poster, publicUrl, trustedUrl, logger } = world;
  try {
    const told = { id: delivery.eventId, type: delivery.type as EventType, at: delivery.at, event: delivery.event() };
    const body = JSON.stringify(eventBody(told, publicUrl));
    const headers = eventHeaders(delivery.eventId, context.now(), body, endpoint.secrets());
    const trusted = endpoint.fromSettings && endpoint.url === trustedUrl;
    return await poster.post(endpoint.url, headers, body, trusted);
  } catch (error) {
    logger.error({ event: delivery.eventId, ...errorFacts(error) }, 'an event could not be made');
    return { status: null, latencyMs: 0, answer: null, error: 'could not be read here' };
  }
}

function outcomeOf({ retryBaseMs, random }: DeliveryWorld, { delivery, posted }: Ended): DeliveryOutcome {
  const pauseMs = pauseAfter(delivery.tries + 1, retryBaseMs, random());
  return {
    delivery,
    status: posted.error === null ? 'delivered' : pauseMs === null ? 'dead' : 'pending',
    delayMs: posted.error === INTERRUPTED ? 0 : (pauseMs ?? 0),
    responseStatus: posted.status,
    latencyMs: posted.latencyMs,
    answer: posted.answer,
    error: posted.error,
  };
}
