// The load, in a process of its own, so that its work is not counted as ours. LOAD is a job as `load.mjs` describes it; prints one line of JSON.
import { Agent, request as httpRequest } from 'node:http';
import autocannon from 'autocannon';

const job = JSON.parse(process.env.LOAD);
console.log(JSON.stringify(job.oneByOne ? await oneByOne(job) : await cannon(job)));

async function cannon({ url, requests, connections, seconds, amount, overallRate }) {
  const result = await autocannon({
    url,
    requests,
    connections,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    ...(overallRate === undefined ? {} : { overallRate }),
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

function send(agent, url, { method, path, headers }) {
  return new Promise((resolve, reject) => {
    httpRequest(`${url}${path}`, { agent, method, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
}

function quantile(list, share) {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
