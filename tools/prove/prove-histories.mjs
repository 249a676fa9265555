import fc from 'fast-check';
import { anyOptions, anyStep } from '../../libs/payments-domain/dist/testing/history-arbitraries.js';
import { brokenAtRest, brokenNow } from '../../libs/payments-domain/dist/testing/history-checks.js';
import { history } from '../../libs/payments-domain/dist/testing/history.js';
import { EnvelopeBox } from '../../libs/payments-postgres/dist/envelope.js';
import { postgresStorage } from '../../libs/payments-postgres/dist/postgres-storage.js';
import { readBooks } from './books.mjs';
import { KEYS, openPool } from './crash-world.mjs';
import { openServer } from './server.mjs';

/** A quarter of an hour or so on two cores. */
const RUNS = 400;

/** Part b: the histories of the domain's own suite, each on a fresh database, the promises held after every step. */
export async function provePart({ seed, runs, minutes, memory, progress }) {
  const server = memory ? null : await openServer();
  let histories = 0;
  let steps = 0;
  const end = performance.now() + (minutes ?? Infinity) * 60_000;
  const property = fc.asyncProperty(
    anyOptions,
    fc.array(anyStep, { minLength: 1, maxLength: 40, size: 'max' }),
    async (how, all) => {
      // The time is over: what runs is finished, what has not begun is passed over.
      if (performance.now() > end) return;
      await (memory ? playThrough(history(how), all) : playOn(server, how, all));
      histories += 1;
      steps += all.length;
      progress(`histories: ${histories} of ${runs ?? RUNS}`);
    },
  );
  try {
    const result = await fc.check(property, { numRuns: runs ?? RUNS, seed });
    const broken = result.failed ? [fc.defaultReportMessage(result)] : [];
    return {
      histories,
      what: `${histories} histories, ${steps} steps, ${memory ? 'in memory' : 'over PostgreSQL'}`,
      broken,
    };
  } finally {
    await server?.close();
  }
}

async function playOn(server, how, steps) {
  const room = await server.room();
  const box = new EnvelopeBox(KEYS);
  const { pool, database } = openPool(room.url);
  try {
    const world = history(how, ({ now, newId }) => {
      const storage = { ...emptyBooks(), ...postgresStorage({ database, box, now, newId }) };
      return Object.assign(storage, {
        refresh: async () => void Object.assign(storage, await readBooks({ pool, box })),
      });
    });
    await playThrough(world, steps);
  } finally {
    await pool.end();
    await room.drop();
  }
}

async function playThrough(world, steps) {
  for (const [index, step] of steps.entries()) {
    await world.play(step);
    assertKept(brokenNow(world), `after step ${index + 1}`);
  }
  await world.settled();
  await world.quiet();
  assertKept(brokenAtRest(world), 'at the end');
}

function emptyBooks() {
  const [payments, refunds, methods, inbox] = Array.from({ length: 4 }, () => new Map());
  return { payments, refunds, methods, inbox, keys: new Map(), entries: [], events: [], raws: [], hooks: {} };
}

function assertKept(broken, when) {
  if (broken.length > 0) throw new Error(`${when}: ${broken.join('; ')}`);
}
