// The load, in a process of its own, so that its work is not counted as ours. LOAD is a job as `load.mjs` describes it; prints one line of JSON.
import { randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';

const job = JSON.parse(process.env.LOAD);
const way = job.oneByOne ? oneByOne : job.overallRate === undefined ? cannon : steady;
console.log(JSON.stringify(await way(job)));

async function cannon({ url, requests, connections, seconds, amount }) {
  const result = await autocannon({
    url,
    requests,
    connections,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    // `[<id>]` in a header becomes a word that was never used before: a fresh key for each request.
    idReplacement: true,
    timeout: 30,
  });
  const { latency, duration, errors, timeouts } = result;
  const done = result['2xx'];
  return {
    rate: done / duration,
    done,
    failed: result.non2xx + errors + timeouts,
    statuses: { ...result.statusCodeStats, errors, timeouts },
    p50: latency.p50,
    p99: latency.p99,
    seconds: duration,
  };
}

/**
 * So many a second, one after the other, over connections that are open before: what one waits is counted from when its request was due. (Autocannon
 * sends a second's share at once, which is another question.)
 */
async function steady({ url, requests, connections, seconds, overallRate }) {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: connections,
    maxFreeSockets: connections,
    scheduling: 'fifo',
  });
  const open = { method: 'GET', path: '/health/live', headers: {} };
  await Promise.all(Array.from({ length: connections }, () => send(agent, url, open)));
  const times = [];
  const statuses = {};
  const startedAt = performance.now();
  const one = async (n) => {
    const dueAt = startedAt + (n * 1_000) / overallRate;
    await sleep(Math.max(0, dueAt - performance.now()));
    const status = await send(agent, url, requests[n % requests.length]);
    statuses[status] = (statuses[status] ?? 0) + 1;
    times.push(performance.now() - dueAt);
  };
  await Promise.all(Array.from({ length: seconds * overallRate }, (_, n) => one(n)));
  const duration = (performance.now() - startedAt) / 1_000;
  agent.destroy();
  const failed = Object.entries(statuses).reduce((sum, [code, count]) => (Number(code) >= 300 ? sum + count : sum), 0);
  const done = times.length - failed;
  return {
    ...{ rate: done / duration, done, failed, statuses, seconds: duration },
    ...{ p50: quantile(times, 0.5), p99: quantile(times, 0.99) },
  };
}

/** Nobody else is waiting: the latency of a single reader, finer than a millisecond. `requests` is gone through in turns. */
async function oneByOne({ url, requests, count }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times = requests.map(() => []);
  let failed = 0;
  for (let at = 0; at < count * requests.length; at++) {
    const startedAt = performance.now();
    const status = await send(agent, url, requests[at % requests.length]);
    times[at % requests.length].push(performance.now() - startedAt);
    if (status >= 300) failed += 1;
  }
  agent.destroy();
  return { failed, latencies: times.map((list) => ({ p50: quantile(list, 0.5), p95: quantile(list, 0.95) })) };
}

function send(agent, url, { method, path, headers, body }) {
  const fresh = Object.entries(headers).map(([name, value]) => [name, value.replace('[<id>]', randomUUID())]);
  return new Promise((resolve, reject) => {
    httpRequest(`${url}${path}`, { agent, method, headers: Object.fromEntries(fresh) }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end(body);
  });
}

function quantile(list, share) {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
