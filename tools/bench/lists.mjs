import { CREATES, load, read } from './load.mjs';
import { median, shown, table } from './report.mjs';
import { runForJson } from './processes.mjs';

/** Reads of each page in a round, one after the other: nobody else waits, so that it is the statement that is measured. */
const READS = 200;
const FIRST_PAGE = '/api/payments?limit=20';

/** A cursor is opaque for callers; the bench puts another id into one that the service gave. */
async function deepPage(url, deepId) {
  const { path, headers } = read(FIRST_PAGE);
  const page = await (await fetch(`${url}${path}`, { headers })).json();
  const [list, , value] = JSON.parse(Buffer.from(page.next_cursor, 'base64url').toString());
  const cursor = Buffer.from(JSON.stringify([list, deepId, value])).toString('base64url');
  return `${FIRST_PAGE}&cursor=${cursor}`;
}

/** Lists and creates on many rows beside the same on few, in turns. Each of `few` and `many` is `{ url, pid, deepId }`. */
export async function compareLists({ few, many, postmaster, rounds, seconds = 3 }) {
  const targets = await Promise.all(
    [few, many].map(async (server) => ({
      ...server,
      pages: [read(FIRST_PAGE), read(await deepPage(server.url, server.deepId))],
    })),
  );
  const seen = [];
  for (let round = -1; round < rounds; round++) {
    const one = [];
    for (const target of targets) {
      const LOAD = JSON.stringify({ url: target.url, requests: target.pages, count: READS, oneByOne: true });
      const { latencies, failed } = await runForJson('load-process.mjs', { LOAD });
      if (failed > 0) throw new Error(`${failed} lists failed`);
      one.push(latencies);
    }
    const creates = [];
    for (const target of targets)
      creates.push(
        await load({ url: target.url, requests: CREATES, connections: 32, seconds }, { ...target, postmaster }),
      );
    // The first round only warms up.
    if (round >= 0) seen.push({ few: one[0], many: one[1], creates });
  }
  return seen;
}

const FIGURES = [
  ['list of 20, p50', ({ few, many }) => many[0].p50 / few[0].p50, '≤ 1.5', '≤ 1.25'],
  ['list of 20, p95', ({ few, many }) => many[0].p95 / few[0].p95, '≤ 2.0', '≤ 1.4'],
  ['page 1 000 ÷ page 1, p50', ({ many }) => many[1].p50 / many[0].p50, '≤ 1.3', '≤ 1.15'],
  ['create', ({ creates: [few, many] }) => many.rate / few.rate, '≥ 0.8', '≥ 0.95'],
  ['PostgreSQL CPU per create', ({ creates: [few, many] }) => many.postgresMs / few.postgresMs, '', ''],
];

export function listReport(rounds, few, many) {
  const rows = FIGURES.map(([name, of, must, aim]) => {
    const values = rounds.map(of);
    return [
      name,
      must,
      aim,
      `**${shown(median(values))}**`,
      `${shown(Math.min(...values))} … ${shown(Math.max(...values))}`,
    ];
  });
  const title = `${many.toLocaleString('en')} rows ÷ ${few.toLocaleString('en')} rows, medians of ${rounds.length} rounds`;
  return table([title, 'must hold', 'aim', 'reached', 'least … most'], rows).join('\n');
}
