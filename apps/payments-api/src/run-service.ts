import { startEmbeddedDatabase } from '@payments/embedded-database';
import type { Server } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Closing } from './closing.ts';
import type { Environment, Settings } from './config.ts';
import { API_CONTROLLERS, HEALTH_CONTROLLERS } from './controllers.ts';
import { createApp } from './create-app.ts';
import type { Host } from './host.ts';
import { closingDoor } from './http/closing-door.ts';
import { errorFacts } from './http/refusal.ts';
import { startJobs } from './jobs/jobs.ts';
import { createLogger } from './logging.ts';
import { openHost } from './open-host.ts';
import { listeningUrl, startLines } from './start-lines.ts';

/** How long running work may take to end; longer than a call to a provider, shorter than a platform's patience (30 s). */
const DRAIN_MS = 15_000;
/** Long enough that whoever asks for readiness hears 503 before the door is closed. */
const NOTICE_MS = 250;

export interface RunOptions {
  readonly environment: Environment;
  /** What was opened before, and what is opened here: ended together. */
  readonly open: Closing;
  readonly onListening: (url: string) => void;
}

/** The whole life of a process: opens, listens, works, and on SIGTERM or SIGINT stops taking work, finishes what runs, and exits. */
export async function runService(given: Settings, { environment, open, onListening }: RunOptions): Promise<void> {
  const logger = createLogger(given.logLevel);
  let draining = false;
  const stop = async (exitCode: number): Promise<void> => {
    if (draining) return;
    draining = true;
    await sleep(NOTICE_MS);
    const ended = open.run((name, error) => logger.error({ name, ...errorFacts(error) }, 'could not be ended'));
    await Promise.race([ended, sleep(DRAIN_MS, undefined, { ref: false })]);
    process.exit(exitCode);
  };
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  try {
    const databaseUrl = given.databaseUrl ?? (await embedded(given, open));
    const settings = await withPort(given, environment);
    const host = await openHost({ settings, databaseUrl, logger, closing: open, isDraining: () => draining });
    if (settings.role !== 'api') {
      const jobs = await startJobs(host, databaseUrl);
      open.add('jobs', () => jobs.stop());
    }
    const listens = settings.role !== 'worker' || environment['PORT'] !== undefined;
    if (listens) onListening(await listen(host, open));
    else console.log('working');
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'it could not start');
    logger.fatal(errorFacts(error), 'it could not start');
    await stop(1);
  }
}

/** Links name the port, so a free one is chosen before anything is made of it. */
async function withPort(settings: Settings, environment: Environment): Promise<Settings> {
  if (settings.port !== 0) return settings;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, settings.host, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return { ...settings, port, ...(environment['PUBLIC_URL'] ? {} : { publicUrl: `http://localhost:${port}` }) };
}

async function embedded(settings: Settings, open: Closing): Promise<string> {
  const database = await startEmbeddedDatabase({ dataDir: settings.dataDir, log: (line) => console.log(line) });
  open.add('embedded database', () => database.stop());
  return database.url;
}

async function listen(host: Host, open: Closing): Promise<string> {
  const { settings } = host;
  const controllers = settings.role === 'worker' ? HEALTH_CONTROLLERS : API_CONTROLLERS;
  const app = await createApp(host, controllers);
  await app.listen(settings.port, settings.host);
  const server: Server = app.getHttpServer();
  open.add(
    'http',
    closingDoor(server, () => app.close()),
  );
  const address = server.address() as AddressInfo;
  for (const line of await startLines(settings, address)) console.log(line);
  return listeningUrl(address);
}
