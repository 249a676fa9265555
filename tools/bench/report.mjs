/** A figure: how it comes out of a round, and what must hold and what is aimed for. `most`: less is better. */
const FIGURES = [
  ['create ÷ pgbench two-commit, 32 in flight', (r) => r.create.rate / r.pgbench.rate, { must: 0.6, aim: 1.25 }],
  ['create ÷ express', (r) => r.create.rate / r.express.rate, { must: 1.2, aim: 2.8 }],
  ['Node CPU per create ÷ fastify-cte', (r) => r.create.nodeMs / r.fastify.nodeMs, { must: 2, aim: 1.5, most: true }],
  [
    'PostgreSQL CPU per create ÷ fastify-cte',
    (r) => r.create.postgresMs / r.fastify.postgresMs,
    { must: 1.3, aim: 0.5, most: true },
  ],
  ['1 000 in flight, p99 ÷ fastify-cte', (r) => r.many.p99 / r.manyFastify.p99, { must: 1.6, aim: 0.8, most: true }],
  ['1 000 in flight, p99 (ms)', (r) => r.many.p99, { aim: 500, most: true }],
  ['1 000 connections at 350 a second, p99 (ms)', (r) => r.steady.p99, { must: 250, aim: 80, most: true }],
  ['replay of a known key ÷ create', (r) => r.replay.rate / r.create.rate, { must: 1.5, aim: 3 }],
  ['memory at rest (MiB)', (r) => r.atRest, { must: 160, aim: 125, most: true }],
  ['memory with 1 000 in flight (MiB)', (r) => r.many.memoryMib, { must: 320, aim: 230, most: true }],
  ['start to ready ÷ minimal Nest', (r) => r.readyMs / r.nestReadyMs, { must: 3, aim: 1.5, most: true }],
  ['two API processes ÷ one', (r) => r.twoProcesses / r.create.rate, { must: 1.2 }],
  ['fastify-cte ÷ pgbench', (r) => r.fastify.rate / r.pgbench.rate, {}],
  ['create with the worker in the process ÷ without', (r) => r.withWorker.rate / r.create.rate, {}],
  ['get ÷ create', (r) => r.get.rate / r.create.rate, {}],
  ['list of 20 ÷ create', (r) => r.list.rate / r.create.rate, {}],
];

/** Absolute figures: of this machine, in these minutes. */
const ABSOLUTES = [
  ['pgbench two-commit', (r) => [r.pgbench.rate, NaN, r.pgbench.postgresMs]],
  ['express', (r) => costs(r.express)],
  ['fastify-cte', (r) => costs(r.fastify)],
  ['create', (r) => costs(r.create)],
  ['create, worker in the process', (r) => costs(r.withWorker)],
  ['create, 1 000 in flight', (r) => costs(r.many)],
  ['fastify-cte, 1 000 in flight', (r) => costs(r.manyFastify)],
  ['replay', (r) => costs(r.replay)],
  ['get', (r) => costs(r.get)],
  ['list of 20', (r) => costs(r.list)],
];
const costs = ({ rate, nodeMs, postgresMs }) => [rate, nodeMs, postgresMs];

/** The two tables, as Markdown. */
export function report(rounds) {
  const figures = FIGURES.map(([name, of, bounds]) => {
    const values = rounds.map(of);
    const reached = median(values);
    const spread = `${shown(Math.min(...values))} … ${shown(Math.max(...values))}`;
    return [
      name,
      bound(bounds.must, bounds),
      bound(bounds.aim, bounds),
      `**${shown(reached)}**`,
      spread,
      verdict(reached, bounds),
    ];
  });
  const absolutes = ABSOLUTES.map(([name, of]) => {
    const [rate, nodeMs, postgresMs] = [0, 1, 2].map((at) => median(rounds.map((round) => of(round)[at])));
    return [name, shown(rate), shown(nodeMs), shown(postgresMs)];
  });
  return [
    ...table(['figure', 'must hold', 'aim', 'reached', 'least … most', ''], figures),
    '',
    ...table(['here and now', 'a second', 'Node CPU ms each', 'PostgreSQL CPU ms each'], absolutes),
  ].join('\n');
}

/** The names of figures that don't hold what they must. */
export function broken(rounds) {
  return FIGURES.filter(([, of, bounds]) => verdict(median(rounds.map(of)), bounds) === 'NOT HELD').map(
    ([name]) => name,
  );
}

export function deliveryReport({ events, creates, whileCreating, alone, overall, undelivered }) {
  return [
    `delivery of ${events} events to one quick subscriber, the worker in a process of its own (${undelivered} not recorded as delivered yet):`,
    `  creates ${shown(creates)} a second; events ${shown(whileCreating)} a second meanwhile, ${shown(alone)} after it, ${shown(overall)} over all`,
    `  so one worker keeps up with ${shown(overall / 3)} payments a second (three events each)`,
  ].join('\n');
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

export function shown(value) {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function bound(value, { most }) {
  return value === undefined ? '' : `${most ? '≤' : '≥'} ${value}`;
}

function verdict(reached, { must, aim, most }) {
  const fits = (limit) => limit !== undefined && (most ? reached <= limit : reached >= limit);
  if (!Number.isFinite(reached)) return 'not measured';
  if (fits(aim)) return 'aim reached';
  return must === undefined ? '' : fits(must) ? 'holds' : 'NOT HELD';
}
