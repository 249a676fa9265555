import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from './database.mjs';
import { CREATES, load } from './load.mjs';
import { startPayments, startWorker } from './payments-process.mjs';
import { startServer, stop } from './processes.mjs';

/** A payment that succeeds tells that it started, that it succeeded, and that its receipt was issued. */
const EVENTS_PER_PAYMENT = 3;
const WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 50;

/**
 * How fast events go out: as many creates as make `events`, the worker running beside them, then until the last has arrived.
 * Rates a second: of creates, of events while payments came in, of events alone.
 */
export async function delivery({ url, dataDir, events }) {
  const subscriber = await startServer('subscriber.mjs', {});
  const more = {
    EVENTS_WEBHOOK_URL: `${subscriber.url}/`,
    EVENTS_WEBHOOK_SECRET: `whsec_${Buffer.from('a secret of the bench, 32 bytes.').toString('base64')}`,
  };
  const api = await startPayments(url, dataDir, { ...more, ROLE: 'api' });
  const worker = startWorker(url, dataDir, more);
  try {
    const amount = Math.ceil(events / EVENTS_PER_PAYMENT);
    const startedAt = performance.now();
    const creates = await load({ url: api.url, requests: CREATES, connections: 32, amount }, { pid: api.pid });
    const during = await arrived(subscriber.url);
    const createdAt = performance.now();
    const total = await drained(subscriber.url, amount * EVENTS_PER_PAYMENT);
    const drainedAt = performance.now();
    const rate = (count, from, to) => (count * 1_000) / (to - from);
    const [{ lag }] = await sql(url, "SELECT count(*)::integer AS lag FROM deliveries WHERE status <> 'delivered'");
    return {
      creates: creates.rate,
      whileCreating: rate(during, startedAt, createdAt),
      alone: rate(total - during, createdAt, drainedAt),
      overall: rate(total, startedAt, drainedAt),
      events: total,
      undelivered: lag,
    };
  } finally {
    await Promise.all([api.stop(), stop(worker)]);
    await subscriber.stop();
  }
}

async function drained(url, wanted) {
  const giveUpAt = performance.now() + WITHIN_MS;
  for (;;) {
    const count = await arrived(url);
    if (count >= wanted) return count;
    if (performance.now() > giveUpAt) throw new Error(`only ${count} of ${wanted} events arrived`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function arrived(url) {
  const answer = await fetch(`${url}/`);
  return (await answer.json()).events;
}
