import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = join(import.meta.dirname, '../../apps/payments-api/dist/program/main.js');
/** A start under full load, on a machine with two busy cores. */
const START_MS = 60_000;

/** A process of the service on a port of its own, started again on that port after each death. */
export async function openProcess(role, env) {
  const port = await freePort();
  let child = null;
  const tokens = {};
  let ownDeaths = 0;
  const start = async () => {
    child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env.PATH, ROLE: role, PORT: String(port), PUBLIC_URL: 'http://localhost', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      for (const [, who, token] of said.matchAll(/^(customer|admin) token (.+)$/gm)) tokens[who] = token;
    });
    const started = child;
    for (const end = Date.now() + START_MS; Date.now() < end && started.exitCode === null; await sleep(50)) {
      if (await isReady(port)) {
        child.once('exit', (code, signal) => {
          if (signal !== 'SIGKILL' && !stopped) ownDeaths += 1;
        });
        return;
      }
    }
    // It may have found no database: then it ended by itself, and its supervisor starts it again.
    if (started.exitCode !== null) await sleep(200);
    if (child === started && !stopped) await start();
  };
  let stopped = false;
  await start();
  return {
    role,
    url: `http://127.0.0.1:${port}`,
    tokens,
    /** How often it ended though nobody ended it. */
    ownDeaths: () => ownDeaths,
    /** kill -9, and a new one in its place. */
    kill: async () => {
      const dying = child;
      dying.kill('SIGKILL');
      if (dying.exitCode === null && dying.signalCode === null) await once(dying, 'exit');
      await start();
    },
    stop: async () => {
      stopped = true;
      const dying = child;
      if (dying.exitCode !== null || dying.signalCode !== null) return;
      dying.kill('SIGTERM');
      await once(dying, 'exit');
    },
  };
}

async function isReady(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
