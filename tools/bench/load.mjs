import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOfGroup, cpuOfPostgres, memoryOfGroup } from './cpu.mjs';
import { runForJson } from './processes.mjs';

export const JWT_SECRET = 'the-secret-of-the-bench-with-at-least-32-bytes';

/** As many callers as a busy minute has: each comes again with the same token, as real ones do. */
const USERS = 100;
const TOKEN_LIVES_SECONDS = 24 * 3_600;
const MEMORY_LOOK_EVERY_MS = 200;

/** What every create brings; its answer has about a kilobyte. */
const BODY = JSON.stringify({
  amount: 1999,
  currency: 'EUR',
  description: 'Order 4711, two blue shirts',
  metadata: { order: '4711', channel: 'web', note: 'x'.repeat(300) },
});

const tokens = Array.from({ length: USERS }, (_, user) => tokenOf(user));

/** Creates of many users, each under a key of its own. */
export const CREATES = tokens.map((token) => createRequest(token, '[<id>]'));

/** The same key again and again, of the first user. */
export function replays(key) {
  return [createRequest(tokens[0], key)];
}

/** A read of the first user. */
export function read(path) {
  return { method: 'GET', path, headers: { authorization: `Bearer ${tokens[0]}` } };
}

/** One payment of the first user, its outcome known. */
export async function createOne(url, key = randomUUID()) {
  const { headers, body } = createRequest(tokens[0], key);
  const response = await fetch(`${url}/api/payments`, { method: 'POST', headers, body });
  if (response.status !== 201) throw new Error(`a create was answered with ${response.status}`);
  return response.json();
}

/**
 * Sends requests, `connections` in flight, and counts what they cost. A job: `{ url, requests, connections, seconds | amount, overallRate? }`.
 * CPU in milliseconds a request: of the target's process group, and of the whole PostgreSQL. Throws where anything was not answered with 2xx.
 */
export async function load(job, { pid, postmaster = null } = {}) {
  const cpu = () => ({ node: pid ? cpuOfGroup(pid) : 0, postgres: cpuOfPostgres(postmaster) });
  const before = cpu();
  const memory = watchMemory(pid);
  const result = await runForJson('load-process.mjs', { LOAD: JSON.stringify(job) });
  const after = cpu();
  const memoryMib = memory.stop();
  if (result.failed > 0)
    throw new Error(`${result.failed} requests to ${job.url} failed: ${JSON.stringify(result.statuses)}`);
  const each = (name) => (after[name] === null || !result.done ? NaN : (after[name] - before[name]) / result.done);
  return { ...result, nodeMs: each('node'), postgresMs: each('postgres'), memoryMib };
}

/** The most memory that a process group had meanwhile, in MiB. */
function watchMemory(pid) {
  if (!pid) return { stop: () => NaN };
  let most = memoryOfGroup(pid);
  const timer = setInterval(() => (most = Math.max(most, memoryOfGroup(pid))), MEMORY_LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return most;
    },
  };
}

/** What a process holds after a moment of rest. */
export async function memoryAtRest(pid) {
  await sleep(2_000);
  return memoryOfGroup(pid);
}

function createRequest(token, key) {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  };
  return { method: 'POST', path: '/api/payments', headers, body: BODY };
}

/** HS256, RFC 7515. Users are UUIDs, because the baselines keep them as such. */
function tokenOf(user) {
  const seconds = Math.floor(Date.now() / 1_000);
  const sub = `00000000-0000-4000-8000-${String(user).padStart(12, '0')}`;
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub, iat: seconds, exp: seconds + TOKEN_LIVES_SECONDS })}`;
  return `${text}.${createHmac('sha256', JWT_SECRET).update(text).digest('base64url')}`;
}
