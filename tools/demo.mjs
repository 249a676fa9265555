import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from './build.mjs';

// npm run demo: a little story told by a service of its own, with simulated providers. No money moves, nothing stays.
await build();
const { openHouse } = await import('./demo/house.mjs');
const { tellStory } = await import('./demo/story.mjs');
const say = (line) => console.log(`· ${line}`);

const ending = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => ending.abort(new Error('stopped')));
const stopped = new Promise((_, reject) => ending.signal.addEventListener('abort', () => reject(ending.signal.reason)));
stopped.catch(() => undefined); // Whoever races with it hears of it.

console.log('starting the service, its database and two simulated providers …');
try {
  const house = await openHouse();
  try {
    ending.signal.throwIfAborted();
    await Promise.race([tellStory(house, say), stopped]);
    await Promise.race([verifyAudit(house.environment), stopped]);
  } finally {
    await house.end();
  }
  console.log('everything was stopped, and nothing stays behind');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** The same command as `npm run audit:verify`, beside the running service. */
async function verifyAudit(env) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'command.mjs'), 'audit-verify'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (part) => (said += part));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('the audit does not hold');
  say(`the audit is verified: ${said.trim()}`);
}
