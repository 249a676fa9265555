import 'reflect-metadata';
import { startEmbeddedDatabase } from '@payments/embedded-database';
import { closing } from '../closing.ts';
import { readSettings } from '../config.ts';
import type { Host } from '../host.ts';
import { errorFacts } from '../http/refusal.ts';
import { createLogger } from '../logging.ts';
import { openHost } from '../open-host.ts';
import { startSimulators } from '../simulators.ts';

/** Runs a command on the service's own settings and database, beside whatever runs, and exits with the command's code. */
export async function withHost(command: (host: Host, databaseUrl: string) => Promise<number>): Promise<void> {
  const open = closing();
  const logger = createLogger('error');
  try {
    const { environment } = await startSimulators(process.env, open, () => undefined);
    const result = readSettings(environment);
    if (!result.ok) throw new Error(result.mistakes.join('\n'));
    const { settings } = result;
    const databaseUrl = settings.databaseUrl ?? (await embedded(settings.dataDir, open));
    const host = await openHost({ settings, databaseUrl, logger, closing: open, isDraining: () => false });
    process.exitCode = await command(host, databaseUrl);
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'it failed');
    process.exitCode = 2;
  } finally {
    await open.run((name, error) => logger.error({ name, ...errorFacts(error) }, 'could not be ended'));
  }
  process.exit();
}

/** The database of a running service is shared; where none runs it is started for the command. */
async function embedded(dataDir: string, open: ReturnType<typeof closing>): Promise<string> {
  const database = await startEmbeddedDatabase({ dataDir, log: (line) => console.error(line) });
  open.add('embedded database', () => database.stop());
  return database.url;
}
