import { makeBaseline } from './database.mjs';
import { createOne, CREATES, JWT_SECRET, load, memoryAtRest, read, replays } from './load.mjs';
import { startPayments } from './payments-process.mjs';
import { twoCommits } from './pgbench.mjs';
import { startServer } from './processes.mjs';

const IN_FLIGHT = 32;
const MANY = 1_000;
/** What a steady day brings to a thousand open connections. */
const STEADY_RATE = 350;
/** Rows that the list is read from: more than a page. */
const LIST_ROWS = 30;
const KNOWN_KEY = 'a-key-that-was-answered-before';

/**
 * The servers that are measured, all up at once and idle but for the one whose turn it is.
 * `rounds()` runs everything once and answers what was seen.
 */
export async function openRounds({ cluster, dataDir, seconds, log }) {
  const { postmaster } = cluster;
  const baseline = await cluster.fresh('baseline');
  await makeBaseline(baseline);
  const ours = await cluster.fresh('ours');
  const all = await cluster.fresh('all');
  const env = { DATABASE_URL: baseline, AUTH_JWT_SECRET: JWT_SECRET };
  const express = await startServer('express-baseline.mjs', env);
  const fastify = await startServer('fastify-cte.mjs', env);
  const payments = await startPayments(ours, dataDir);
  const atRest = await memoryAtRest(payments.pid);
  await createOne(payments.url, KNOWN_KEY);
  const [some] = await Promise.all(Array.from({ length: LIST_ROWS }, () => createOne(payments.url)));

  const creates = (server, more = {}) =>
    load({ url: server.url, requests: CREATES, connections: IN_FLIGHT, seconds, ...more }, { ...server, postmaster });
  const reads = (request) => creates(payments, { requests: [request] });

  async function once() {
    const pgbench = await twoCommits(baseline, seconds, postmaster);
    const seen = {
      pgbench,
      express: await creates(express),
      fastify: await creates(fastify),
      create: await creates(payments),
      replay: await creates(payments, { requests: replays(KNOWN_KEY) }),
      get: await reads(read(`/api/payments/${some.id}`)),
      list: await reads(read('/api/payments?limit=20')),
      manyFastify: await creates(fastify, { connections: MANY }),
      many: await creates(payments, { connections: MANY }),
      steady: await creates(payments, { connections: MANY, overallRate: STEADY_RATE }),
    };
    return { ...seen, ...(await withOthers()) };
  }

  /** Started for this round alone: a second process, one with the worker in it, and the least that Nest can be. */
  async function withOthers() {
    const second = await startPayments(ours, dataDir);
    const half = { connections: IN_FLIGHT / 2 };
    const [one, two] = await Promise.all([creates(payments, half), creates(second, half)]);
    await second.stop();
    const nest = await startServer('minimal-nest.mjs', {});
    await nest.stop();
    const whole = await startPayments(all, dataDir, { ROLE: 'all' });
    const withWorker = await creates(whole);
    await whole.stop();
    return {
      twoProcesses: one.rate + two.rate,
      withWorker,
      readyMs: second.readyMs,
      nestReadyMs: nest.readyMs,
    };
  }

  /** Programs are compiled while they run: the first thousands of requests say nothing. */
  async function warm(amount) {
    log('warming up');
    for (const server of [express, fastify, payments]) await creates(server, { amount });
  }

  return {
    atRest,
    warm,
    once,
    close: () => Promise.all([express, fastify, payments].map((server) => server.stop())),
  };
}
