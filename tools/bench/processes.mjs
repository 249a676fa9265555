import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 5;
const running = new Set();

/** Nothing outlives the bench, however it ends. */
process.on('exit', () => {
  for (const child of running) endGroup(child, 'SIGKILL');
});

/** Does the work; a signal ends it early, so that what was opened for it is closed all the same. */
export async function untilStopped(work) {
  const stopped = new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error(`stopped by ${signal}`)));
  });
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    await Promise.all([...running].map(stop));
  }
}

/** A free port of the loopback address. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts a program in a process group of its own and waits until `GET /health/ready` is answered with 200.
 * @throws Error with its last words, where it ends first or takes too long.
 */
export async function startServer(script, env, flags = []) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const child = start(script, { ...env, PORT: String(port) }, ['ignore', 'ignore', 'pipe'], flags);
  let words = '';
  child.stderr.on('data', (text) => (words = `${words}${text}`.slice(-2_000)));
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`${script} ended before it was ready: ${words}`);
    if (performance.now() - startedAt > READY_WITHIN_MS) throw new Error(`${script} was not ready in time: ${words}`);
    await sleep(LOOK_EVERY_MS);
  }
  return { url, pid: child.pid, readyMs: performance.now() - startedAt, stop: () => stop(child) };
}

/** Runs a program to its end; what it prints is one line of JSON. Throws with its own words where it fails. */
export async function runForJson(script, env) {
  const child = start(script, env, ['ignore', 'pipe', 'pipe']);
  const [out, words, [code]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${script} failed: ${words.slice(-2_000)}`);
  return JSON.parse(out.trim().split('\n').at(-1));
}

/** A program that is not asked whether it is ready. */
export function start(script, env, stdio, flags = []) {
  const path = script.startsWith('/') ? script : join(import.meta.dirname, script);
  const child = spawn(process.execPath, [...flags, path], { env: { ...cleanEnv(), ...env }, stdio, detached: true });
  running.add(child);
  child.on('exit', () => running.delete(child));
  return child;
}

export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  endGroup(child, 'SIGTERM');
  const ended = await Promise.race([once(child, 'exit'), sleep(STOP_WITHIN_MS, null, { ref: false })]);
  if (ended === null) endGroup(child, 'SIGKILL');
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone: that is what was wanted.
  }
}

/** The settings of the shell must not become the settings of what is measured. */
function cleanEnv() {
  const { PATH, HOME, LANG, NODE_OPTIONS } = process.env;
  return Object.fromEntries(Object.entries({ PATH, HOME, LANG, NODE_OPTIONS }).filter(([, value]) => value));
}

async function isReady(url) {
  try {
    const answer = await fetch(`${url}/health/ready`);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

async function textOf(stream) {
  let text = '';
  for await (const part of stream) text += part;
  return text;
}
