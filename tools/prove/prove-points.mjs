import { generator } from '../../libs/payments-domain/dist/testing/mortal-ports.js';
import { findPoints, provePoints } from './crash-points.mjs';
import { answersOf, SCENARIOS } from './crash-scenarios.mjs';
import { openServer } from './server.mjs';

/** Part a. All of the points in a random order, or `runs` of them, each step among them. */
export async function provePart({ seed, runs, minutes, match, stopAtFirst, progress }) {
  const server = await openServer();
  try {
    progress('looking for every place to die at');
    const found = await findPoints(server, casesOf({ match, seed, most: runs ?? Infinity }));
    const points = drawn(found.points, seed, runs ?? found.points.length);
    const end = performance.now() + (minutes ?? Infinity) * 60_000;
    let done = 0;
    const broken = await provePoints(server, points, {
      seed,
      until: (so) => performance.now() > end || (stopAtFirst && so.length > 0),
      onPoint: (count, bad) => {
        done = count;
        progress(`crash points: ${count} of ${points.length}, ${bad} broken`);
      },
    });
    const steps = new Set(points.slice(0, done).map(({ scenario }) => scenario.step));
    return {
      points: done,
      what: `${done} of ${found.points.length} points, ${found.cases} pairs of step and answer, ${steps.size} steps`,
      broken: broken.map(({ point, found: words }) => `${nameOf(point)}: ${words.join('; ')}`),
    };
  } finally {
    await server.close();
  }
}

function nameOf(point) {
  if (point === null) return 'the audit of a lane';
  const { scenario, answer, place } = point;
  return `${scenario.name}, answered ${answer.verdict}${answer.acts ? ' after it acted' : ''}, died ${place}`;
}

/** Each step with each answer of its provider; where a few points are wanted, as many pairs: to find the places in all of them takes longer than to die there. */
function casesOf({ match, seed, most }) {
  const cases = SCENARIOS.filter(({ name }) => name.includes(match)).flatMap((scenario) =>
    answersOf(scenario).map((answer) => ({ scenario, answer })),
  );
  return drawn(cases, seed, most);
}

/** One of each scenario first, then any, so that a small draw has every step. */
function drawn(all, seed, most) {
  const random = generator(seed);
  const shuffled = all.map((one) => ({ one, order: random() })).sort((a, b) => a.order - b.order);
  const firsts = new Set();
  const [first, rest] = [[], []];
  for (const { one } of shuffled) {
    (firsts.has(one.scenario.name) ? rest : first).push(one);
    firsts.add(one.scenario.name);
  }
  return [...first, ...rest].slice(0, most);
}
