import { setTimeout as sleep } from 'node:timers/promises';
import { eventRig, type EventRig } from '../test/event-rig.ts';
import { cleanEvents, cleanQueues } from './event-cleaning.ts';
import { claimDeliveries, recordDeliveries, type ClaimedDelivery, type DeliveryOutcome } from './event-deliveries.ts';
import { deleteEndpoint, disableEndpoint, markEndpoint } from './event-endpoints.ts';
import { listDeliveries, listEvents, sendTestEvent } from './event-log.ts';
import { pumpOutbox } from './outbox-pump.ts';
import { redeliverEvent } from './redeliver-event.ts';

const LEASE_MS = 30_000;
let rig: EventRig;

beforeAll(async () => {
  rig = await eventRig();
});
afterAll(() => rig.opened.close());
afterEach(async () => {
  await rig.database.pool.query('TRUNCATE outbox, event_endpoints CASCADE');
});

const claim = (endpoint: string, limit = 10, leaseMs = LEASE_MS) => claimDeliveries(rig, endpoint, limit, leaseMs);
const outcome = (delivery: ClaimedDelivery, change: Partial<DeliveryOutcome> = {}): DeliveryOutcome => ({
  delivery,
  status: 'delivered',
  delayMs: 0,
  responseStatus: 200,
  latencyMs: 3,
  answer: 'ok',
  error: null,
  ...change,
});
const deliver = async (endpoint: string, deliveries: readonly ClaimedDelivery[], change?: Partial<DeliveryOutcome>) =>
  recordDeliveries(
    rig.database,
    endpoint,
    deliveries.map((d) => outcome(d, change)),
  );

/** Takes and delivers until nothing is due, and tells what went out. */
async function drain(endpoint: string): Promise<string[]> {
  const sent: string[] = [];
  for (;;) {
    const batch = await claim(endpoint);
    if (batch.length === 0) return sent;
    sent.push(...batch.map((d) => d.eventId));
    await deliver(endpoint, batch);
  }
}

describe('the pump', () => {
  it('E1 loses no event of transactions that commit out of the order of their ids', async () => {
    const endpoint = await rig.endpoint();
    const slow = await rig.database.pool.connect();
    await slow.query('BEGIN');
    const early = await rig.tell(rig.newStream(), 1, { q: slow });
    await sleep(2);
    const late = await rig.tell(rig.newStream(), 1);
    expect(await pumpOutbox(rig)).toMatchObject({ events: 1, deliveries: 1 });
    await slow.query('COMMIT');
    slow.release();
    expect(await pumpOutbox(rig)).toMatchObject({ events: 1, deliveries: 1 });
    expect((await drain(endpoint)).sort()).toEqual([early, late].sort());
  });

  it("X5 what was committed before a crash goes out afterwards, once, with its consumers' writes or not at all", async () => {
    const endpoint = await rig.endpoint();
    const id = await rig.tell(rig.newStream(), 1);
    const heard: string[][] = [];
    const dies = () => Promise.reject(new Error('the process stopped'));
    await expect(pumpOutbox(rig, { consumers: [dies] })).rejects.toThrow('stopped');
    expect(await claim(endpoint)).toEqual([]);
    const hears = (_tx: unknown, rows: readonly { id: string }[]) => {
      heard.push(rows.map((row) => row.id));
      return Promise.resolve();
    };
    await pumpOutbox(rig, { consumers: [hears] });
    await pumpOutbox(rig, { consumers: [hears] });
    expect(heard).toEqual([[id]]);
    expect(await drain(endpoint)).toEqual([id]);
  });

  it('is one at a time, and none waits for it', async () => {
    await rig.endpoint();
    for (let n = 0; n < 20; n++) await rig.tell(rig.newStream(), 1);
    const rounds = await Promise.all(Array.from({ length: 5 }, () => pumpOutbox(rig)));
    expect(rounds.reduce((sum, round) => sum + round.events, 0)).toBe(20);
    expect(rounds.reduce((sum, round) => sum + round.deliveries, 0)).toBe(20);
  });

  it('takes an event that has a smaller number together with one that has a smaller id', async () => {
    const endpoint = await rig.endpoint();
    const stream = rig.newStream();
    const second = await rig.tell(stream, 2);
    await sleep(2);
    const first = await rig.tell(stream, 1);
    await pumpOutbox(rig, { batch: 1 });
    expect(await drain(endpoint)).toEqual([first, second]);
  });

  it('fans out to those who are enabled and want the type', async () => {
    const all = await rig.endpoint();
    const some = await rig.endpoint(['payment.succeeded']);
    const off = await rig.endpoint();
    await disableEndpoint(rig.database, off, 'gone');
    await rig.database.pool.query(`UPDATE event_endpoints SET types = '{payment.failed}' WHERE id = $1`, [some]);
    const id = await rig.tell(rig.newStream(), 1);
    await pumpOutbox(rig);
    expect((await listDeliveries(rig.database, id)).map((d) => d.endpointId)).toEqual([all]);
  });
});

describe('the lines of a subscriber', () => {
  it('give out the oldest unfinished event of a payment only, and its next one once it is delivered', async () => {
    const endpoint = await rig.endpoint();
    const stream = rig.newStream();
    const ids = [await rig.tell(stream, 1), await rig.tell(stream, 2), await rig.tell(stream, 3)];
    await pumpOutbox(rig);
    for (const id of ids) {
      const batch = await claim(endpoint);
      expect(batch.map((d) => d.eventId)).toEqual([id]);
      expect(await claim(endpoint)).toEqual([]);
      await deliver(endpoint, batch);
    }
    expect(await claim(endpoint)).toEqual([]);
  });

  it('are shared by two workers without one event twice', async () => {
    const endpoint = await rig.endpoint();
    const ids = new Set<string>();
    for (let n = 0; n < 60; n++) ids.add(await rig.tell(rig.newStream(), 1));
    await pumpOutbox(rig);
    const batches = await Promise.all(Array.from({ length: 8 }, () => claim(endpoint, 10)));
    const taken = batches.flat().map((d) => d.eventId);
    expect(new Set(taken).size).toBe(taken.length);
    for (const batch of batches) await deliver(endpoint, batch);
    expect([...taken, ...(await drain(endpoint))].sort()).toEqual([...ids].sort());
  });

  it('are in order and complete while events join, workers race and some of them die', async () => {
    const endpoint = await rig.endpoint();
    const streams = Array.from({ length: 12 }, rig.newStream);
    const seen = new Map<string, string[]>(streams.map((stream) => [stream, []]));
    const told = new Map<string, string[]>(streams.map((stream) => [stream, []]));
    let telling = true;
    const tells = async () => {
      for (let seq = 1; seq <= 8; seq++)
        for (const stream of streams) told.get(stream)?.push(await rig.tell(stream, seq));
      telling = false;
    };
    const pumps = async () => {
      while (telling || (await pumpOutbox(rig)).events > 0) await pumpOutbox(rig, { batch: 5 });
    };
    const works = async (dies: number) => {
      for (let idle = 0, round = 0; idle < 30; round++) {
        const batch = await claim(endpoint, 4, 60);
        idle = batch.length > 0 || telling ? 0 : idle + 1;
        for (const { stream, eventId } of batch) seen.get(stream)?.push(eventId);
        // Some rounds end before anything was recorded: their lease runs out, and somebody sends it again.
        if (round % dies !== 0) await deliver(endpoint, batch);
        await sleep(3);
      }
    };
    await Promise.all([tells(), pumps(), works(5), works(7), works(11)]);
    for (const stream of streams) {
      const firsts = [...new Set(seen.get(stream))];
      expect(firsts).toEqual(told.get(stream));
    }
    const { rows } = await rig.database.pool.query('SELECT sum(pending)::int AS left FROM delivery_queues');
    expect(rows).toEqual([{ left: 0 }]);
  });

  it('E2 try a failed one again when its time has come, the same event, before any later one of the payment', async () => {
    const endpoint = await rig.endpoint();
    const stream = rig.newStream();
    const first = await rig.tell(stream, 1);
    const second = await rig.tell(stream, 2);
    const other = await rig.tell(rig.newStream(), 1);
    await pumpOutbox(rig);
    const batch = await claim(endpoint);
    const failed = batch.filter((d) => d.eventId === first);
    await deliver(endpoint, failed, { status: 'pending', delayMs: 100, responseStatus: 500, error: 'answered 500' });
    await deliver(
      endpoint,
      batch.filter((d) => d.eventId === other),
    );
    expect(await claim(endpoint)).toEqual([]);
    await sleep(150);
    const again = await claim(endpoint);
    expect(again.map((d) => [d.eventId, d.tries])).toEqual([[first, 1]]);
    await deliver(endpoint, again);
    expect(await drain(endpoint)).toEqual([second]);
  });

  it('let go on after a dead one, and say whether nothing got through at all', async () => {
    const endpoint = await rig.endpoint();
    const stream = rig.newStream();
    const first = await rig.tell(stream, 1);
    const second = await rig.tell(stream, 2);
    await pumpOutbox(rig);
    await markEndpoint(rig.database, endpoint, true);
    expect(await deliver(endpoint, await claim(endpoint), { status: 'dead' })).toEqual([
      { eventId: first, hopeless: true },
    ]);
    await markEndpoint(rig.database, endpoint, false);
    expect(await deliver(endpoint, await claim(endpoint), { status: 'dead' })).toEqual([
      { eventId: second, hopeless: false },
    ]);
    expect(await listDeliveries(rig.database, first)).toMatchObject([{ status: 'dead', tries: 1 }]);
  });

  it('take nothing from a worker whose time was over', async () => {
    const endpoint = await rig.endpoint();
    const id = await rig.tell(rig.newStream(), 1);
    await pumpOutbox(rig);
    const slow = await claim(endpoint, 10, 1);
    await sleep(10);
    const fast = await claim(endpoint);
    expect(fast.map((d) => d.eventId)).toEqual([id]);
    await deliver(endpoint, slow, { status: 'dead' });
    expect(await listDeliveries(rig.database, id)).toMatchObject([{ status: 'pending' }]);
    await deliver(endpoint, fast);
    expect(await listDeliveries(rig.database, id)).toMatchObject([{ status: 'delivered', tries: 1 }]);
  });
});

describe('what an administrator can do', () => {
  it('send a dead or delivered event again, once, however often it is asked for at once', async () => {
    const endpoint = await rig.endpoint();
    const id = await rig.tell(rig.newStream(), 1);
    await pumpOutbox(rig);
    await deliver(endpoint, await claim(endpoint), { status: 'dead' });
    await Promise.all([1, 2, 3].map(() => redeliverEvent(rig.database, id)));
    expect(await drain(endpoint)).toEqual([id]);
    await redeliverEvent(rig.database, id);
    expect(await drain(endpoint)).toEqual([id]);
    expect(await listDeliveries(rig.database, id)).toMatchObject([{ status: 'delivered', tries: 3 }]);
  });

  it('send a test event to one subscriber alone', async () => {
    const [mine, other] = [await rig.endpoint(), await rig.endpoint()];
    const id = await sendTestEvent(rig, mine);
    await pumpOutbox(rig);
    expect(await drain(other)).toEqual([]);
    const [test] = await claim(mine);
    expect([test?.eventId, test?.type, test?.event()]).toEqual([id, 'endpoint.test', null]);
    await disableEndpoint(rig.database, other, 'gone');
    expect(await sendTestEvent(rig, other)).toBeNull();
  });

  it('list events, newest first, with how their deliveries stand', async () => {
    const endpoint = await rig.endpoint();
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      ids.unshift(await rig.tell(rig.newStream(), 1));
      await sleep(2);
    }
    await pumpOutbox(rig);
    await deliver(endpoint, await claim(endpoint, 2), { status: 'dead' });
    const query = { limit: 2, before: null, type: null, paymentId: null };
    const page = await listEvents(rig, query);
    expect(page.map((event) => event.id)).toEqual(ids);
    expect((await listEvents(rig, { ...query, before: ids[1] ?? null })).map((event) => event.id)).toEqual(
      ids.slice(2),
    );
    expect(page.reduce((sum, { dead }) => sum + dead, 0)).toBe(2);
  });
});

describe('the cleaning', () => {
  it('deletes what is old and delivered to all, and keeps what is dead, to be sent, or not fanned out', async () => {
    const endpoint = await rig.endpoint();
    const done = await rig.tell(rig.newStream(), 1);
    await pumpOutbox(rig);
    await drain(endpoint);
    const dead = await rig.tell(rig.newStream(), 1);
    await pumpOutbox(rig);
    await deliver(endpoint, await claim(endpoint), { status: 'dead' });
    const pending = await rig.tell(rig.newStream(), 1);
    await pumpOutbox(rig);
    const fresh = await rig.tell(rig.newStream(), 1);
    const all = { limit: 10, before: null, type: null, paymentId: null };
    expect(await cleanEvents(rig.database, new Date(Date.now() - 60_000), null)).toEqual({ events: 0, next: null });
    expect(await cleanEvents(rig.database, new Date(Date.now() + 60_000), null)).toEqual({ events: 1, next: null });
    const left = (await listEvents(rig, all)).map((event) => event.id);
    expect(left.sort()).toEqual([dead, pending, fresh].sort());
    expect(left).not.toContain(done);
    await cleanQueues(rig.database);
    expect(await drain(endpoint)).toEqual([pending]);
  });

  it('takes what a deleted subscriber was still to be sent', async () => {
    const endpoint = await rig.endpoint();
    const id = await rig.tell(rig.newStream(), 1);
    await pumpOutbox(rig);
    expect(await deleteEndpoint(rig.database, endpoint)).toBe(true);
    await cleanQueues(rig.database);
    expect(await listDeliveries(rig.database, id)).toEqual([]);
    expect(await cleanEvents(rig.database, new Date(Date.now() + 60_000), null)).toMatchObject({ events: 1 });
  });
});
