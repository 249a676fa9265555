import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { generator } from '../../libs/payments-domain/dist/testing/mortal-ports.js';
import { verifyAudit } from '../../libs/payments-postgres/dist/audit-verify.js';
import { brokenPromises } from './books.mjs';
import { live } from './crash-child.mjs';
import { verbsOf } from './crash-ports.mjs';
import { forgotten } from './crash-scenarios.mjs';
import { leave, openWorld, quiet } from './crash-world.mjs';

const CHILD = join(import.meta.dirname, 'crash-child.mjs');
/** A step begins long after the one before it came to rest, so that no time of one reaches into another. */
const APART_MS = 30 * 24 * 3_600_000;
const START = Date.parse('2026-03-01T10:00:00.000Z');
/** A journal grows with every step and is read by every child: after so many a lane is a new one. */
const LANE_STEPS = 100;
/** How long the world stands still after a death: a deploy, or longer than a charge may be sent and its absence doubted. */
const AWAY_MS = [16_000, 3 * 3_600_000];
/** What the process after the dead one is answered first: `null` is the truth. */
const NEXT_ANSWERS = [null, { verdict: 'not_done', acts: false }, { verdict: 'unknown', acts: true }];
const CLIENTS = ['comes again', 'comes late', 'is gone'];

/** Steps and their provider's answers, each with the places to die at that a life without a death shows. */
export async function findPoints(server, cases) {
  const lane = await newLane(server);
  const points = [];
  const met = new Set();
  for (const { scenario, answer } of cases) {
    const { world, subject, view } = await begin(lane, scenario);
    const missing = forgotten(verbsOf(world.mock));
    if (missing.length > 0) throw new Error(`no crash point is made of ${missing.join(', ')}`);
    const rehearsal = openWorld({ ...view, at: world.clock.ms }, { answer });
    await live(rehearsal, scenario, subject);
    if (!rehearsal.places.some(({ name }) => name === `after provider.${scenario.verb}`)) {
      throw new Error(`${scenario.name} never asks the provider to ${scenario.verb}`);
    }
    for (const [index, { name, at }] of rehearsal.places.entries()) {
      points.push({ scenario, answer, dies: index + 1, place: name, at: at - world.clock.ms });
    }
    for (const { name } of rehearsal.places) met.add(name);
    // What is left to do would be done among the next one's places.
    await quiet(rehearsal);
    await Promise.all([leave(rehearsal), world.close()]);
  }
  await lane.room.drop();
  return { points, cases: cases.length, met };
}

/** Stops a process at each of the points, lets another one recover, and holds the books against the provider's. */
export async function provePoints(server, points, { seed, lanes = 3, until = () => false, onPoint = () => undefined }) {
  const broken = [];
  let next = 0;
  const work = async () => {
    let lane = await newLane(server);
    while (next < points.length && !until(broken)) {
      const point = points[next++];
      const found = await provePoint(lane, point, generator(seed + next)).catch((error) => [
        String(error?.stack ?? error),
      ]);
      if (found.length > 0) broken.push({ point, found });
      onPoint(next, broken.length);
      if (found.length > 0 || lane.steps >= LANE_STEPS) {
        if (found.length === 0) broken.push(...(await brokenSeals(lane)).map((what) => ({ point, found: [what] })));
        await lane.room.drop();
        lane = await newLane(server);
      }
    }
    broken.push(...(await brokenSeals(lane)).map((what) => ({ point: null, found: [what] })));
    await lane.room.drop();
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return broken;
}

async function provePoint(lane, { scenario, answer, dies, place, at }, random) {
  const { world, subject, view } = await begin(lane, scenario);
  const born = world.clock.ms;
  await world.close();
  const what = { lane: { ...view, at: born }, scenario: scenario.name, subject, death: { dies, answer } };
  const died = await dieAt(what);
  if (died !== place) return [`it was to die ${place}, and it died ${died}`];
  const pick = (list) => list[Math.floor(random() * list.length)];
  const heard = pick(NEXT_ANSWERS);
  const next = openWorld(
    { ...view, at: born + at + pick(AWAY_MS) },
    { answer: heard && { verb: scenario.verb, ...heard } },
  );
  try {
    const client = pick(CLIENTS);
    if (client === 'comes again') await scenario.act(next, subject);
    await quiet(next);
    if (client === 'comes late') await scenario.act(next, subject);
    await quiet(next);
    return await brokenPromises({ ...next, bornAt: born }, lane.room.dataDir);
  } finally {
    await leave(next);
  }
}

/** Starts a process that ends at its place; answers with the place, or with what it did instead. */
async function dieAt(what) {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(what)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const heard = ['', ''];
  child.stdout.on('data', (chunk) => (heard[0] += chunk));
  child.stderr.on('data', (chunk) => (heard[1] += chunk));
  const [code, signal] = await once(child, 'close');
  return signal === 'SIGKILL' ? heard[0].trim() : `not at all (${code}) ${heard[1]}`;
}

async function newLane(server) {
  return { room: await server.room(), steps: 0 };
}

/** The world before a step, with a caller of its own. */
async function begin(lane, scenario) {
  lane.steps += 1;
  const view = { url: lane.room.url, dataDir: lane.room.dataDir, user: `u_${lane.steps}` };
  const world = openWorld({ ...view, at: START + lane.steps * APART_MS });
  const subject = (await scenario.arrange?.(world)) ?? null;
  return { world, subject, view };
}

/** Promise 5, over all that a lane has seen. */
async function brokenSeals({ room }) {
  const { fault } = await verifyAudit({ url: room.url, files: [] });
  return fault === null ? [] : [`promise 5: ${fault.message}`];
}
