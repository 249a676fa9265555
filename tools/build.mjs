import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = join(import.meta.dirname, '..');
const under = (...names) => join(root, ...names);
const rooms = (name) => readdirSync(under(name)).map((room) => under(name, room));
const packages = () =>
  [...rooms('libs'), under('apps/payments-api'), ...rooms('tools')].filter((room) =>
    existsSync(join(room, 'tsconfig.lib.json')),
  );

/** What is built, from what, and how. A step is stale where a source is newer than its stamp, or a result is missing. */
const STEPS = [
  {
    name: 'the libraries and the service',
    stamp: under('apps/payments-api/dist/.built'),
    sources: () => [
      ...packages().flatMap((room) => [join(room, 'src'), join(room, 'tsconfig.lib.json')]),
      under('tsconfig.base.json'),
      under('tsconfig.build.json'),
    ],
    results: () =>
      packages().flatMap((room) => (existsSync(join(room, 'src/index.ts')) ? [join(room, 'dist/index.js')] : [])),
    command: ['node_modules/typescript/bin/tsc', '-b', 'tsconfig.build.json'],
    cwd: root,
  },
  {
    name: 'the program',
    stamp: under('apps/payments-api/dist/program/.built'),
    sources: () => [under('apps/payments-api/dist/.built'), under('tools/bundle.mjs'), under('package-lock.json')],
    results: () => [under('apps/payments-api/dist/program/main.js')],
    command: ['tools/bundle.mjs'],
    cwd: root,
  },
  {
    name: 'the pages',
    stamp: under('apps/payments-web/dist/.built'),
    sources: () =>
      ['src', 'public', 'index.html', 'vite.config.ts', 'package.json']
        .map((name) => under('apps/payments-web', name))
        .concat(under('libs/payments-client/src')),
    results: () => [under('apps/payments-web/dist/index.html')],
    command: [under('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    cwd: under('apps/payments-web'),
    skip: () => !existsSync(under('apps/payments-web/vite.config.ts')),
  },
];

/**
 * Builds what is missing or older than its sources; where nothing is, it costs some milliseconds.
 * Several processes may call it at once: one builds, the others wait.
 * @throws Error where a step fails; its own words are on the screen by then.
 */
export async function build({ force = false, signal } = {}) {
  const isDue = (step) => !step.skip?.() && (force || isStale(step));
  if (!STEPS.some(isDue)) return;
  await alone(signal, async () => {
    // Asked one by one: what one step built makes the next one stale.
    for (const step of STEPS) {
      if (!isDue(step)) continue;
      console.log(`building ${step.name} …`);
      const startedAt = new Date();
      await run(step, signal);
      mkdirSync(dirname(step.stamp), { recursive: true });
      // The time when it began: what was saved while it was being built is built next time.
      writeFileSync(step.stamp, startedAt.toISOString());
    }
  });
}

function isStale({ stamp, sources, results }) {
  if (!existsSync(stamp) || !results().every((file) => existsSync(file))) return true;
  return newest(sources()) > Date.parse(readFileSync(stamp, 'utf8'));
}

/** The time of the newest file or folder; a folder's own tells that a file was removed. Specs are not built. */
function newest(paths) {
  let time = 0;
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined || path.endsWith('.spec.ts')) continue;
    time = Math.max(
      time,
      stat.mtimeMs,
      stat.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : 0,
    );
  }
  return time;
}

function run({ name, command, cwd }, signal) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd, stdio: ['ignore', 'inherit', 'inherit'], signal });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`building ${name} failed`))));
  });
}

/** One builder at a time; the lock of a dead one is broken. */
async function alone(signal, work) {
  const lock = under('node_modules/.cache/payments-build.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!holderLives(lock)) rmSync(lock, { force: true });
      await sleep(100, undefined, { signal });
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function holderLives(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')) || process.pid, 0);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ force: process.argv.includes('--force') }).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
